"""What people said would come beside what came: the answers of a game told, counted and held against base rates."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from attrs import frozen

from debate.debrief.answers import AnswerScore, answer_scores, calibration
from debate.debrief.naming import cited, sentence
from debate.rules.deck import Deck
from debate.rules.record import Record

NEVER_SCORED = "Predictions are for you alone: they never change the game or a score, and nobody is ranked by them."
FIND_OUT = "Find out what else follows."
"""What a page about a move says while predictions are on, in place of what the move would set going."""
NOT_YET = "To be read when what it explains has come up in this game, or when the game is over."
"""What stands, while predictions are on, in place of a passage that would tell what is still to be found out."""


def opened(deck: Deck, known: Collection[str]) -> frozenset[str]:
    """Passages that tell nothing that is still to be found out, where the links and denials ``known`` were at work.

    That is each on which no link and no denial rests, or one that is known; where denials rest on it, one of these: a
    passage says what does not happen, and a link that rests on it as well is no reason to tell that.
    """
    found = set(deck.passages)
    for id_ in deck.passages:
        for items in (deck.denials, deck.links):
            resting = [item.id for item in items.values() if item.active and id_ in item.source]
            if resting:
                found -= set() if set(resting) & set(known) else {id_}
                break
    return frozenset(found)


class Said(Protocol):
    """An answer as the journal of a game holds it."""

    @property
    def role(self) -> str: ...
    @property
    def asked(self) -> int: ...
    @property
    def question(self) -> str: ...
    @property
    def answer(self) -> str: ...
    @property
    def sure(self) -> int: ...
    @property
    def why(self) -> str: ...
    @property
    def person(self) -> str: ...


@frozen
class Foreseen:
    """An answer of a role's player with what became of it."""

    role: str
    score: AnswerScore
    why: str = ""
    """The id of the link or denial that was given as the reason, empty for none."""
    person: str = ""

    @property
    def reasoned(self) -> str:
        """Whether the reason that was given was at work, as a sentence; empty where none was."""
        if not self.why:
            return ""
        return f"Your reason was {'' if self.why == self.score.cause else 'not '}at work."


def foreseen(deck: Deck, record: Record, predicted: Iterable[Said]) -> tuple[Foreseen, ...]:
    """What became of these answers, in their order. ``deck`` as written; ``record``: the game as far as it is shown.

    Answers about rounds that it has not closed, and those that a deck as it is now no longer asks for, are left out.
    """
    found = []
    for entry in predicted:
        if not entry.question:
            continue
        try:
            (score,) = answer_scores(deck, record, {(entry.asked, entry.question): (entry.answer, entry.sure)})
        except ValueError:
            continue
        found.append(Foreseen(entry.role, score, entry.why, entry.person))
    return tuple(found)


def tally_words(found: Sequence[Foreseen]) -> str:
    """``9 predictions, 4 right; when you said 70 %: 3 of 5, 90 %: 1 of 4.``; empty for none."""
    if not found:
        return ""
    right = sum(item.score.right for item in found)
    words = f"{len(found)} prediction{'s' * (len(found) > 1)}, {right} right"
    parts = (f"{sure} %: {hits} of {count}" for sure, count, hits in calibration(item.score for item in found))
    return f"{words}; when you said {', '.join(parts)}."


def calibration_rows(found: Sequence[Foreseen]) -> tuple[tuple[int, int, int, int], ...]:
    """For each certainty that was said: the certainty, how many answers, how many right, and the share of right ones,
    all but the counts in per cent."""
    table = calibration(item.score for item in found)
    return tuple((sure, count, hits, round(100 * hits / count)) for sure, count, hits in table)


def beside_base_rates(found: Sequence[Foreseen]) -> str:
    """How the answers did beside somebody who always answers by how often each comes; empty for none."""
    if not found:
        return ""
    own = sum(item.score.brier for item in found) / len(found)
    base = sum(item.score.base for item in found) / len(found)
    words = "better than" if own < base - 0.005 else "worse than" if own > base + 0.005 else "as good as"
    return (
        f"By how right and how sure they were, your answers were {words} guessing by how often each comes in this "
        f"deck: {own:.2f} off on average, against {base:.2f}. Right and very sure is close to 0, wrong and very sure "
        "close to 2."
    )


def worst_first(found: Iterable[Foreseen]) -> tuple[Foreseen, ...]:
    """The answers from the one furthest off to the closest; those equally far in the order of the game."""
    return tuple(sorted(found, key=lambda item: -item.score.brier))


def learned(deck: Deck, found: Sequence[Foreseen]) -> str:
    """One thing that the player did not know at the beginning: why the first surprise came, and of several causes the
    first; empty for none."""
    for item in worst_first(found):
        cause = deck.denials.get(item.score.cause) or deck.links.get(item.score.cause)
        says = sentence(cause.says, cited(cause)) if cause is not None else ""
        if says and not item.score.right and says.removesuffix(".") in item.score.reason:
            return f"One thing that you did not know when you began (round {item.score.round}): {says}"
    return ""
