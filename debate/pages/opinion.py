"""A second opinion: what the strongest opponent would choose in this seat, knowing what the player knows, and why."""

from __future__ import annotations

from collections.abc import Iterator

from debate.opponents import Choice
from debate.pages.document import Line, Node, quiet, strong
from debate.pages.exchange import choice_words
from debate.pages.reader import Reader
from debate.pages.things import gists

STILL_HIDDEN = "something that this game has not shown yet."
"""What stands in place of a reason that is still to be found out."""


def opinion(reader: Reader, advice: Choice) -> Iterator[Node]:
    """The advice with its reason, which tells no link and no denial that is still to be found out. The player is free
    to do otherwise."""
    deck = reader.deck
    yield strong(f"With what you know, the planner would {choice_words(deck, advice.move)}.")
    yield Line(_as_far_as_known(reader, advice.because))
    yield from gists(deck, advice.source)
    if advice.rejected is not None:
        yield Line(f"{choice_words(deck, advice.rejected)}. {advice.rejected_because}", term="Next best")
    yield quiet("It costs nothing and changes nothing. The record of the game notes that you asked.")


def _as_far_as_known(reader: Reader, words: str) -> str:
    deck, whole = reader.deck, reader.game.state.tables.deck
    hidden = [link.says for id_, link in whole.links.items() if id_ not in deck.links]
    hidden += [denial.says for id_, denial in whole.denials.items() if id_ not in deck.denials]
    for says in hidden:
        words = words.replace(f"{says.rstrip('.')}.", STILL_HIDDEN)
    return words
