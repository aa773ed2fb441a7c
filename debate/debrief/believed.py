"""What people answered to the claims of a deck, before a game and after it: checked, worded, counted for a class."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from debate.rules.classwork import Belief
from debate.rules.deck import Deck

YES, NO, NEITHER = "yes", "no", "neither"
ANSWERS = (YES, NO, NEITHER)
BEFORE, AFTER = "before", "after"
CANNOT = "I cannot say."
SAID = {YES: "yes", NO: "no", NEITHER: "I cannot say"}
"""An answer as it stands in a table."""
Given = Mapping[str, tuple[str, str]]
"""Claim -> what was answered, and the id of the reason (empty: none)."""


def answer_of(words: str) -> str:
    """``yes`` or ``no``, where a reason begins with it; else empty."""
    first = words.split(":")[0].split(",")[0].strip().casefold()
    return first if first in (YES, NO) else ""


def reasons_for(belief: Belief, answer: str) -> dict[str, str]:
    """The reasons that fit an answer, id -> words; all of them for an empty answer."""
    return {id_: words for id_, words in belief.because.items() if not answer or answer_of(words) in ("", answer)}


def can_be_said(belief: Belief, answer: str, reason: str) -> bool:
    """Whether this is an answer to the claim; who cannot say gives no reason."""
    if not reason or answer == NEITHER:
        return answer in ANSWERS and not reason
    return answer in (YES, NO) and reason in reasons_for(belief, answer)


def said(belief: Belief, answer: str, reason: str) -> str:
    """An answer in words: ``No: the mud stays.``"""
    if answer == NEITHER:
        return CANNOT
    words = belief.because.get(reason, "")
    if not words:
        return f"{answer.capitalize()}."
    return words if answer_of(words) else f"{answer.capitalize()}: {words}"


@frozen
class Tally:
    """How a class answered one claim. ``before``, ``after``: how many said yes, no, or that they cannot say. ``both``:
    how many answered twice; ``moved``: (before, after) -> how many of those went from one answer to another."""

    belief: str
    before: Mapping[str, int]
    after: Mapping[str, int]
    both: int
    moved: Mapping[tuple[str, str], int]


def tallied(deck: Deck, people: Iterable[tuple[Given, Given]]) -> tuple[Tally, ...]:
    """The answers of a class, claim by claim. ``people``: what each one answered before, and after."""
    given = list(people)
    found = []
    for id_ in deck.beliefs:
        pairs = [(before[id_][0], after[id_][0]) for before, after in given if id_ in before and id_ in after]
        moved: dict[tuple[str, str], int] = {}
        for pair in pairs:
            if pair[0] != pair[1]:
                moved[pair] = moved.get(pair, 0) + 1
        before = [each[id_][0] for each, _ in given if id_ in each]
        after = [each[id_][0] for _, each in given if id_ in each]
        counts = [{answer: answers.count(answer) for answer in ANSWERS} for answers in (before, after)]
        found.append(Tally(id_, counts[0], counts[1], len(pairs), moved))
    return tuple(found)
