"""Numbers agree with their nouns, sentences with what happened, and a change is told only as far as it came."""

from __future__ import annotations

import re

import pytest

from debate.debrief.naming import counted, waiting_for
from debate.debrief.narration import consequences, tell
from debate.debrief.told import Told
from debate.pages.groups import Group, lines_of
from debate.rules.moves import JUDGE
from debate.rules.trace import TraceStep
from tests.debrief.games import harbour, watched


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 meters"), (1, "1 meter"), (2, "2 meters"), (1200, "1,200 meters")]
)
def test_a_number_with_its_noun(number: int, words: str) -> None:
    assert counted(number, "meter") == words


def test_somebody_is_always_named_who_is_awaited() -> None:
    """Roles by name in turn order, a judge as the judges; never nobody at all before a full stop."""
    deck = harbour()
    first, second = deck.turn_order[:2]
    names = [deck.roles[role].name for role in (first, second)]
    assert waiting_for(deck, [second, first]) == f"Waiting for {names[0]} and {names[1]}."
    assert waiting_for(deck, [JUDGE]) == "Waiting for the judges."
    assert waiting_for(deck, [first, JUDGE]) == f"Waiting for {names[0]} and the judges."
    assert waiting_for(deck, []) == "Nobody is awaited."


def lines() -> list[Told]:
    """All that is told of a game in which meters meet their limits."""
    session = watched(harbour(), 4)
    return list(consequences(session.deck, session.visible(None)))


def beyond(before: int, after: int) -> tuple[Told, Told]:
    """A change that goes beyond a meter's limits as it is told, and the stop there."""
    deck = harbour()
    steps = [s for line in lines() for s in ([line.step] if line.step is not None else []) if s.meter and s.change]
    step = next(s for s in steps if s.kind in ("link", "effect", "landing"))
    limit = 0 if after < 0 else 100
    made = _with(step, before=before, after=after)
    return tell(deck, made), tell(deck, _with(step, kind="clamp", before=after, after=limit))


def _with(step: TraceStep, **changes: object) -> TraceStep:
    from attrs import evolve

    return evolve(step, **changes)  # type: ignore[arg-type]


def test_a_change_beyond_the_limit_is_not_told_as_if_it_had_come() -> None:
    """From 70 a push of -100 is told as one, from where it stood; what stops it at 0 rises in no column."""
    push, stop = beyond(70, -30)
    assert re.search(r" 70, pushed by -100$", push.text)
    assert push.way < 0
    assert stop.text.endswith("stops at 0, its bottom")
    assert stop.way == 0
    assert [lines[0].mark for _, lines in lines_of(Group("", lines=[stop]))] == [""]
    push, stop = beyond(90, 130)
    assert push.text.endswith(" 90, pushed by +40")
    assert stop.text.endswith("stops at 100, its top")
    assert stop.way == 0
    push, _ = beyond(-30, -50)
    assert push.text.endswith(", pushed by -20")
