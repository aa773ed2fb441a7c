"""Figures that need the planner: printed for any deck, each with its interval and a cure where it misses."""

from __future__ import annotations

import debate
from debate.workshop.deep import deep
from debate.workshop.duels import Duels
from debate.workshop.figures import Figure


def test_every_motive_gets_a_figure_with_its_interval() -> None:
    """One line a motive, all of them together, what planners never play, what it costs."""
    deck = debate.load_deck("phones")
    figures = {figure.name: figure for figure in deep(deck, 2, 6)}
    motives = [(role, motive) for role in deck.turn_order for motive in deck.roles[role].motives]
    assert [name for name in figures if name.startswith("planner beats script as")] == [
        f"planner beats script as {role} {motive}" for role, motive in motives
    ]
    assert "planner beats script, all seats" in figures
    assert "moves that planners never play" in figures
    cost = figures["cost of a planner's choice"]
    assert cost.holds
    assert all(figure.of for figure in figures.values())
    one = figures[f"planner beats script as {motives[0][0]} {motives[0][1]}"]
    assert " to " in one.value
    assert one.holds is False  # two duels prove nothing
    assert one.cure.startswith("more --games")


def test_a_motive_that_is_surely_below_is_told_what_to_turn() -> None:
    """Where luck does not explain a miss the cure comes at once."""
    from debate.workshop import deep as figures

    found: Figure = figures._beaten(Duels("town", "calm", 400, 200.0, 0.1, 0.2))
    assert found.holds is False
    assert found.cure.startswith("choices that matter more to town")
    assert figures._beaten(Duels("town", "calm", 400, 330.0, 4.0, 0.2)).holds


def test_an_offer_that_was_made_twice_proves_nothing() -> None:
    """Taken both times, it may still be a question; taken two hundred times of two hundred, it is none."""
    from debate.workshop import deep as figures

    few, many = figures._taken("pact", 2, 0), figures._taken("pact", 200, 0)
    assert (few.holds, many.holds) == (False, False)
    assert few.value == "100 % (34 to 100) of 2"
    assert few.cure.startswith("more --games first")
    assert many.cure.startswith("terms under which")
    assert figures._taken("pact", 100, 100).holds
