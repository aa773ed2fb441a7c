"""What arguing is worth: players who leave one way of it out, and the figures that come of them."""

from __future__ import annotations

from pathlib import Path

import pytest

import debate
from debate.workshop.arguing import HABITS, arguing_pays, one_answer, prompts
from debate.workshop.balance import setups
from debate.workshop.figures import mean_of
from debate.workshop.games import Setup, play_game

DECK = debate.load_deck(str(Path(__file__).parent.parent / "decks" / "valley"))


@pytest.mark.parametrize(
    ("habit", "kinds"), [("decree", ()), ("silent", ("answer", "press")), ("yielding", ("extend",))]
)
def test_a_habit_leaves_one_way_out(habit: str, kinds: tuple[str, ...]) -> None:
    """Over some games the role never argues so, others do, and it goes on playing moves."""
    own: list[bool] = []
    others: list[bool] = []
    plays = 0
    first = DECK.turn_order[0]
    for seed in range(24):
        game = play_game(DECK, Setup({**dict.fromkeys(DECK.turn_order, "scripted"), first: habit}, seed))
        for move in game.moves:
            argued = move.kind in kinds or (habit == "decree" and move.kind == "play" and bool(move.card))
            (own if move.role == first else others).append(argued)
            plays += move.role == first and move.kind == "play"
    assert not any(own)
    assert any(others)
    assert plays


def test_the_figures_tell_interval_and_cure() -> None:
    """For each habit one figure over all and one for each motive, each with its interval and what is wanted."""
    figures = list(arguing_pays(DECK, 3))
    motives = sum(len(role.motives) for role in DECK.roles.values())
    assert len(figures) == len(HABITS) * (1 + motives)
    assert [figure.name for figure in figures if not figure.name.startswith(" ")] == [
        "a role that never backs a move with a case loses",
        "a role that never answers or presses loses",
        "a role that never extends loses",
    ]
    assert all("±" in figure.value and figure.cure and figure.wanted.endswith("or more") for figure in figures)


def test_it_holds_where_the_bound_does() -> None:
    """The mean alone is not enough: the lower end of its interval must reach what is wanted."""
    sure, unsure = mean_of([4.0, 4.1, 3.9, 4.0] * 25), mean_of([10.0, -2.0])
    assert sure.value - sure.luck > 3.9
    assert (unsure.value, unsure.value - unsure.luck < 0) == (4.0, True)


def test_one_answer_and_prompts_are_told() -> None:
    """From games kept with their positions: how many answers were tried, and which share of prompts has one option."""
    games = [play_game(DECK, setup, keep=True) for setup in setups(DECK, 10)]
    assert "tried)" in one_answer(games).name
    assert one_answer(games).holds is not None
    assert prompts(games).value.endswith(" %")
