"""What arguing is worth: players who leave one way of it out, and the figures that come of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from attrs import evolve

import debate
from debate.workshop.arguing import HABITS, HARMED, NEVER, SCARCE, arguing_pays, mended, one_answer, prompts
from debate.workshop.balance import answering, ending_cures, headlines, setups
from debate.workshop.figures import TOO_FEW, at_least, mean_of
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


def test_no_cure_asks_for_what_moves_nothing() -> None:
    """Larger bonuses for an answer or an extension, and a dearer beaten case, left the figures of arguing where they
    were in every deck that was measured (decks/FIGURES.md): none of these is what to try."""
    games = [play_game(DECK, setup, keep=True) for setup in setups(DECK, 6)]
    figures = [*arguing_pays(DECK, 3), one_answer(games), answering(DECK, 3)]
    cures = [cure for _, _, cure in HABITS.values()] + [figure.cure for figure in figures]
    assert not [cure for cure in cures if re.search("larger '(answer_bonus|extended_bonus|beaten_extra)'", cure)]


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


def test_more_games_come_first_where_it_may_be_luck() -> None:
    """A mean whose interval holds what is wanted asks for more games; one further below for the cure."""
    unsure, short = mean_of([4.0, 0.0] * 8), mean_of([1.0, 0.9] * 50)
    assert at_least("worth", unsure, 1.9, "x.").cure.startswith("more --games: it is as wanted so far")
    assert at_least("worth", unsure, 2.5, "x.").cure == "more --games first: by so much it may be luck. Then: x."
    assert at_least("worth", short, 2.5, "x.").cure == "x."
    assert at_least("worth", short, 0.9, "x.").holds


def test_the_cure_fits_the_miss() -> None:
    """A script that does better when it can afford less is to get rules of its own, one that never has the occasion is
    to play more; and where everything can be paid for, that comes first."""
    assert [mended(losses, "x.") for losses in ([-5.0, -4.0] * 9, [0.0] * 9, [1.0, 2.0])] == [HARMED, NEVER, "x."]
    silent = evolve(DECK, arguments={id: evolve(card, answers={}) for id, card in DECK.arguments.items()})
    assert NEVER in {figure.cure for figure in arguing_pays(silent, 2)}
    for figure in arguing_pays(DECK, 3, scarce=False):
        assert SCARCE in figure.cure or figure.cure in (HARMED, NEVER, TOO_FEW)


def test_a_tag_is_counted_wherever_it_is_told() -> None:
    """Beside a headline too, under a name of its own; an ending that is no tag counts only as the headline."""
    games = [play_game(DECK, setup) for setup in setups(DECK, 20)]
    tag = next(ending for ending in DECK.endings if any(ending != game.outcome.ending for game in games))
    tagged = evolve(DECK, endings={id: evolve(item, tag=id == tag) for id, item in DECK.endings.items()})
    found = [play_game(tagged, setup) for setup in setups(tagged, 20)]
    told = sum(tag in (game.outcome.ending, *game.outcome.tags) for game in found)
    figures = {figure.name: figure.value for figure in headlines(found, tagged, "mixed")}
    assert figures[f"tag {tag}, told beside a headline, mixed"].startswith(f"{100 * told / 20:.1f} %")


def test_the_cure_of_an_ending_can_be_followed() -> None:
    """The last has no 'when' to narrow or widen, and nothing stands before the first; none asks for rarer ones before
    it, which would make it come more often."""
    headline = [item for item in DECK.endings.values() if not item.tag]
    first, last = headline[0], headline[-1]
    games = [play_game(DECK, setup) for setup in setups(DECK, 4)]
    cures = {}
    for item in (first, last):
        always = [evolve(game, outcome=evolve(game.outcome, ending=item.id)) for game in games]
        figures = {figure.name: figure.cure for figure in headlines(always, DECK, "mixed")}
        cures[item.id] = figures[f"ending {item.id}, mixed"]
    assert cures[first.id].endswith("a narrower 'when'.")
    assert cures[last.id].endswith(
        "wider 'when's before it, or one more ending for what mostly happens in these games."
    )
    assert ending_cures(last, False)[0].startswith("narrower 'when's before it")
    assert all("rarer" not in cure for item in headline for cure in ending_cures(item, item is first))
