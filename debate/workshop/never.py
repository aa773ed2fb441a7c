"""What never came up in many games of a deck, and what was never worth choosing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from debate.rules.deck import Deck
from debate.workshop.options import CLOSE
from debate.workshop.summary import Summary

TRIED = 8
"""How often an option must have been tried out before it is called dominated."""


@frozen
class Never:
    """Items of one section that share a fate. ``words``: a heading for them; ``said``: of one, after its name."""

    section: str
    words: str
    said: str
    ids: tuple[str, ...]
    dominated: bool = False


def nevers(deck: Deck, summary: Summary, tried: int = TRIED) -> tuple[Never, ...]:
    """All groups, empty ones too. Only what is active in the games counts. ``deck`` is the one that was played."""
    done, spoken = summary.happened, {card for card, _ in summary.spoken}
    ended = {*summary.endings, *summary.later, *summary.tags}
    moves = [move.id for move in deck.moves.values() if move.active and not move.forbidden]
    times, worth = ({id: summary.options.get((what, id), 0) for id in moves} for what in ("tried", "worthwhile"))
    far = (id for id in moves if times[id] >= tried and 50 * worth[id] <= times[id])
    chosen = (id for id in moves if id in summary.possible and id not in summary.chosen)
    return (
        Never(
            "moves",
            "Moves that were never legal",
            "was never legal",
            tuple(id for id in moves if id not in summary.possible),
        ),
        Never("moves", "Moves that were legal and never chosen", "was legal and never chosen", tuple(chosen)),
        Never(
            "moves",
            f"Moves dominated: tried {tried} times or more, hardly ever within {CLOSE} points of the best",
            f"was within {CLOSE} points of the best option once in 50 choices at most",
            tuple(far),
            dominated=True,
        ),
        _silent("arguments", "Arguments that nobody played", "was never played", deck.arguments, spoken),
        _silent("endings", "Endings that nobody reached", "never held", deck.endings, ended),
        _silent("news", "News that never came", "never came", deck.news, done),
        _silent("links", "Links that never fired", "never fired", deck.links, done),
        _silent("denials", "Denials that never spoke", "was never told", deck.denials, done),
    )


def _silent(section: str, words: str, said: str, items: Mapping[str, Any], done: Iterable[str]) -> Never:
    known = set(done)
    return Never(section, words, said, tuple(id for id, item in items.items() if item.active and id not in known))
