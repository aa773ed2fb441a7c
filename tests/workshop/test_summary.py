"""Summaries of games add up in any order, and the figures taken from them are right."""

from __future__ import annotations

from statistics import fmean, pstdev
from typing import Any

import pytest
from attrs import fields
from hypothesis import given
from hypothesis import strategies as st

from debate.workshop.summary import KEPT_FAILURES, Row, Spread, Summary, effects_on_score, total

IDS = st.sampled_from(["a", "b", "c"])
SMALL = st.integers(0, 9)
KEYS: dict[str, Any] = {
    "scores": st.tuples(IDS, IDS, SMALL),
    "rounds": SMALL,
    "spoken": st.tuples(IDS, IDS),
    "used_by": st.tuples(IDS, IDS, IDS, SMALL),
    "meters": st.tuples(IDS, SMALL, SMALL),
    "lead_changes": SMALL,
    "weighed": st.tuples(IDS, IDS),
    "options": st.tuples(IDS, IDS),
    "first": st.tuples(IDS, IDS),
}


@st.composite
def summaries(draw: st.DrawFn) -> Summary:
    """A summary with anything in it that a summary may hold."""
    values: dict[str, Any] = {}
    for each in fields(Summary):
        if each.name in ("games", "failed"):
            values[each.name] = draw(SMALL)
        elif each.name == "failures":
            values[each.name] = tuple(sorted(draw(st.sets(st.tuples(SMALL, IDS), max_size=KEPT_FAILURES))))
        elif each.name == "rows":
            seeds = sorted(draw(st.sets(SMALL, max_size=3)))
            values[each.name] = tuple(Row(seed, "", "", 1, 0, (), (), ()) for seed in seeds)
        else:
            number = st.tuples(SMALL, SMALL) if each.name == "oddest" else SMALL
            values[each.name] = draw(st.dictionaries(KEYS.get(each.name, IDS), number, max_size=3))
    return Summary(**values)


@given(summaries(), summaries(), summaries())
def test_summaries_are_a_monoid(a: Summary, b: Summary, c: Summary) -> None:
    """Brackets and order do not matter, and an empty summary changes nothing."""
    assert (a + b) + c == a + (b + c)
    assert a + b == b + a
    assert a + Summary() == a == Summary() + a
    assert total([a, b, c]) == total([c, a, b])


@given(st.lists(st.integers(0, 100), min_size=1, max_size=30))
def test_a_spread_is_that_of_its_numbers(numbers: list[int]) -> None:
    """Mean, deviation and median as the standard library has them."""
    spread = Spread({n: numbers.count(n) for n in numbers})
    assert spread.mean == pytest.approx(fmean(numbers))
    assert spread.deviation == pytest.approx(pstdev(numbers), abs=1e-6)
    assert spread.at(0.5) == sorted(numbers)[(len(numbers) - 1) // 2]
    assert spread.at(1) == max(numbers)


def _games(*games: tuple[str, int, bool]) -> Summary:
    """Games of one role: (motive, score, whether it used the card)."""
    parts = [
        Summary(
            games=1,
            scores={("r", motive, score): 1},
            used_by={("r", motive, "card", power): score**power for power in range(3)} if used else {},
        )
        for motive, score, used in games
    ]
    return total(parts)


def test_gains_are_compared_within_a_motive() -> None:
    """A card that one motive likes is not praised for that motive's scores: both motives gain 2 by it."""
    rich = [("rich", 90 + 2 * used, used) for used in (True, True, True, False)]
    poor = [("poor", 10 + 2 * used, used) for used in (True, False, False, False)]
    effects = effects_on_score(_games(*rich, *poor))
    for whose in ("r", ""):
        assert effects[whose, "card"].gain == pytest.approx(2)
        assert effects[whose, "card"].games == 4
        assert effects[whose, "card"].error == pytest.approx(0)


def test_gains_have_an_error_and_may_be_unknown() -> None:
    """One lucky game proves little; what was always used cannot be compared."""
    lucky = effects_on_score(_games(("m", 80, True), *(("m", score, False) for score in (20, 40, 60, 80))))["r", "card"]
    assert lucky.gain == pytest.approx(30)
    assert lucky.error > 20
    always = effects_on_score(_games(*(("m", score, True) for score in (1, 2, 3))))["r", "card"]
    assert (always.gain, always.games) == (None, 3)


def test_every_field_is_joined() -> None:
    """No field of a summary is forgotten when two are put together."""
    assert all("join" in each.metadata for each in fields(Summary))
