"""Conditions walked through: which single tests stand in one, and which things of the deck it asks about."""

from __future__ import annotations

from debate.rules.conditions import (
    AllOf,
    AnyOf,
    Compare,
    Effects,
    FlagIs,
    Lasting,
    NoneOf,
    Recent,
    StepTable,
    each_in,
    events_read,
    ids_read,
    wanted_in,
)

RICH = Compare("meter", "trade", "at least", 60)
OPEN = FlagIs("bridge", ("open",))
LATELY = Recent("stood.dig", 2)
NEVER = Compare("times", "declined.pact", "exactly", 0)
EVER = Compare("times", "storm", "at least", 1)
WHOLE = (RICH, AnyOf(((OPEN,), (AllOf(((LATELY, EVER),)),))), Lasting(2, (NoneOf(((NEVER,),)),)))


def test_single_tests_come_in_order_from_the_groups_that_are_named() -> None:
    """All of them; without those of ``none_of``; only those of which each has to hold."""
    assert list(each_in(WHOLE)) == [RICH, OPEN, LATELY, EVER, NEVER]
    assert list(wanted_in(WHOLE)) == [RICH, OPEN, LATELY, EVER]
    assert list(each_in((*WHOLE, AllOf(((EVER,),))), (AllOf,))) == [RICH, EVER]


def test_what_a_condition_asks_about_is_told_by_id() -> None:
    """Events with what is said of them; things without it. Amounts are read from the meters of their tables."""
    assert list(events_read(WHOLE)) == ["stood.dig", "storm", "declined.pact"]
    assert list(ids_read(WHOLE)) == ["trade", "bridge", "dig", "storm", "pact"]
    assert Effects(meters=(("trade", 5), ("mud", StepTable("rain", ((0, 1), (50, 3)))))).scaled_by == ("rain",)
