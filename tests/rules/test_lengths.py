"""The lengths that a game of a deck can have."""

from __future__ import annotations

import pytest
from attrs import evolve

import debate
from debate.command import Stop, preset_of
from debate.deckfile import shipped_decks
from debate.rules.variant import lengths


@pytest.mark.parametrize("name", shipped_decks())
def test_every_shipped_deck_has_a_game_for_one_lesson(name):
    """Three rounds can be asked for in each deck; what it is written for is the longest, and comes last."""
    deck = debate.load_deck(name)
    found = lengths(deck)
    assert found["short"].rounds.count == 3
    assert list(found)[-1] == "full"
    assert found["full"].preset is None
    counts = [length.rounds.count for length in found.values()]
    assert counts == sorted(counts)


def test_the_lengths_of_the_larger_decks():
    """Three, five and eight rounds."""
    for name in ("zte", "river"):
        found = lengths(debate.load_deck(name))
        assert {asked: length.rounds.count for asked, length in found.items()} == {"short": 3, "class": 5, "full": 8}


def test_a_deck_may_lack_a_length():
    """Asked for what it has not got, the program says what it has; what it is written for is always there."""
    deck = evolve(debate.load_deck("zte"), presets={})
    assert preset_of(deck, "full") is None
    with pytest.raises(Stop, match=r"there is no preset 'short'.*There is: full\."):
        preset_of(deck, "short")


def test_a_preset_has_numbers_and_capital_of_its_own():
    """What a preset says of the table and of who starts with what is so in its games, and nothing else is changed."""
    deck = debate.load_deck("tests/decks/harbour.yaml")
    full, short = debate.start(deck, 1), debate.start(deck, 1, "short")
    assert (short.capital["port"], full.capital["port"]) == (5, 4)
    assert short.capital["town"] == full.capital["town"]
    rules, base = short.tables.deck.rules, full.tables.deck.rules
    assert (rules.answer_bonus, rules.beaten_extra) == (2, 3) != (base.answer_bonus, base.beaten_extra)
    assert evolve(rules, answer_bonus=base.answer_bonus, beaten_extra=base.beaten_extra) == base


def test_moves_can_be_dearer_in_a_shorter_game():
    """Each move with a price costs so much more there, by decree and with a case; what was free stays free, and a price
    that the preset gives a move itself stands."""
    deck = debate.load_deck("tests/decks/harbour.yaml")
    priced = next(move.id for move in deck.moves.values() if move.cost and not move.forbidden)
    deck = evolve(deck, presets={"short": evolve(deck.presets["short"], dearer=2, replaces={priced: {"cost": 9}})})
    played = debate.start(deck, 1, "short").tables
    assert played.deck.moves[priced].cost == 9
    others = [move for move in deck.moves.values() if move.id != priced and not move.forbidden]
    assert {bool(move.cost) for move in others} == {True, False}
    for move in others:
        assert played.moves[move.id].cost == move.cost + 2 * bool(move.cost)
    assert debate.start(deck, 1).tables.moves[priced].cost == deck.moves[priced].cost
