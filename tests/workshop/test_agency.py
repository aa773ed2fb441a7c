"""What is in a seat's own hands: the share of its score that it decides, simple habits, offers."""

from __future__ import annotations

from random import Random

import pytest
from attrs import evolve

import debate
from debate.workshop import agency
from debate.workshop.balance import setups
from debate.workshop.games import Setup, play_game, seats
from debate.workshop.options import offers

DECK = debate.load_deck("phones")
MOTIVES = seats(DECK)


def test_where_only_luck_decides_the_share_is_nothing_and_where_choices_do_it_is_all() -> None:
    """Equal scores whatever is chosen: 0; scores that have nothing to do with the game: about 100, within the interval;
    half and half: about 50."""
    order = Random(1)
    luck = [order.gauss(50, 5) for _ in range(2000)]
    assert agency.share_decided([(each, each) for each in luck]).value == 0
    every = agency.share_decided([(order.gauss(50, 5), order.gauss(50, 5)) for _ in luck])
    assert abs(every.value - 100) < every.luck < 10
    half = agency.share_decided([(each + order.gauss(0, 5), each + order.gauss(0, 5)) for each in luck])
    assert abs(half.value - 50) < 2 * half.luck < 10
    assert agency.share_decided([(50, 50)] * 9).value == 0


def test_no_share_is_more_than_all() -> None:
    """Where by luck each way to choose did well when the other did badly."""
    assert agency.share_decided([(40, 60), (60, 40), (45, 55)]).value == 100


def test_a_script_that_mostly_holds_is_told() -> None:
    """One figure a motive: of the choices on which it may play a move, how many it plays one on; without rules none."""
    asleep = evolve(DECK, opponents={**DECK.opponents, "pupils": ()})
    for deck, sleepers in ((DECK, 0), (asleep, len(DECK.roles["pupils"].motives))):
        games = [play_game(deck, setup) for setup in setups(deck, 12, "scripted")]
        figures = list(agency.awake(games, deck))
        assert len(figures) == len(MOTIVES)
        missed = [figure for figure in figures if figure.value.startswith("0.0 %")]
        assert len(missed) == sleepers
        assert all(not figure.holds and "rules under 'opponents'" in figure.cure for figure in missed)


def test_each_motive_has_its_figures() -> None:
    """Own choices, lists and duels with chance: one figure a motive, and one for all novices."""
    assert len(list(agency.agency(DECK, 4))) == len(MOTIVES)
    found = list(agency.scripts_and_novices(DECK, 4, 2))
    assert len(found) == len(MOTIVES) + 1
    assert all(" to " in figure.value and figure.cure for figure in found)


def test_a_list_of_moves_is_played_in_its_order() -> None:
    """The first of the list that can be played each time, else the seat holds; other seats are not touched."""
    seat = {**dict.fromkeys(DECK.turn_order, "scripted"), "pupils": "only:sit-in,vote-for-a-say"}
    game = play_game(DECK, Setup(seat, 3), keep=True)
    chosen = [
        (position, move)
        for position, move in zip(game.positions, game.moves, strict=True)
        if move.role == "pupils" and position.phase == "choose"
    ]
    assert chosen
    for position, move in chosen:
        can = {each.move for each in debate.legal_moves(DECK, position, "pupils")}
        assert move.move == next((one for one in ("sit-in", "vote-for-a-say") if one in can), "")


def test_the_best_list_is_picked_by_what_it_scores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all lists the one that scores most in the games that lists are picked on, whatever is tried first; its figure
    comes from other games."""
    asked: list[int] = []

    def scored(deck, setup, role, who):
        asked.append(setup.seed)
        return 60 if who == "only:sit-in,quiet-room,old-phones" else 50

    monkeypatch.setattr(agency, "_score", scored)
    assert agency.best_list(DECK, "pupils", "voice") == ("sit-in", "quiet-room", "old-phones")
    assert max(asked) < agency.FRESH
    asked.clear()
    found = {figure.name: figure for figure in agency.lists(DECK, 5)}
    figure = found["pupils as voice: the best list does better than its script by"]
    assert figure.value == "10.0 ±0.0 (sit-in, quiet-room, old-phones)"
    assert figure.holds is False
    assert found["head as order: the best list does better than its script by"].holds
    assert any(seed >= agency.FRESH for seed in asked)


def test_offers_are_tried_both_ways() -> None:
    """Each offer that was met is told with how often taking it is right; games without offers tell nothing."""
    games = [play_game(DECK, setup, keep=True) for setup in setups(DECK, 12)]
    met = sum(debate.legal_moves(DECK, p)[0].kind == "accept" for game in games for p in game.positions)
    (figure,) = offers(games)
    assert figure.name == f"taking offer offer-a-pact is right, of {met} that were met, on"
    assert not list(offers([]))
