"""Positions are cheap to copy and to send: a copy shares the deck's tables, a pickle names the deck."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import debate
from debate import State, View
from debate.rules.deck import Deck
from debate.rules.tables import DeckNotLoaded
from debate.rules.view import Position
from tests.rules.strange import games
from tests.table import Game

KEYS = st.integers(0, 999)


@given(games())
@pytest.mark.usefixtures("games_drawn")
def test_decks_and_positions_pickle(game: Game) -> None:
    """Sent to another process in the middle of a game, it goes on there as it does here."""
    deck = game.deck
    middle = len(game.moves) // 2
    state = pickle.loads(pickle.dumps(game.states[middle]))
    again = pickle.loads(pickle.dumps(deck))
    for move in game.moves[middle:]:
        state = debate.play(again, state, move).state
    assert state.digest() == game.state.digest()


@given(games())
@pytest.mark.usefixtures("games_drawn")
def test_a_deep_copy_goes_on_alone(game: Game) -> None:
    """A deep copy shares the tables and no list that play changes: the one it was made of stays as it was."""
    deck = game.deck
    middle = len(game.moves) // 2
    kept = game.states[middle]
    before = kept.digest()
    state = copy.deepcopy(kept)
    assert state.tables is kept.tables
    assert state.v is not kept.v
    for move in game.moves[middle:]:
        state = debate.play(deck, state, move).state
    assert state.digest() == game.state.digest()
    assert kept.digest() == before


def _in_first_round(deck: Deck) -> State:
    state = debate.start(deck, seed=3, preset="class", views=("critic",))
    for _ in range(3):
        state = debate.play(deck, state, debate.legal_moves(deck, state)[0]).state
    return state


def test_a_pickle_names_the_deck() -> None:
    """A position of the first round takes under 5 kB, and comes back with the tables of the deck that is loaded."""
    deck = debate.load_deck("zte")
    state = _in_first_round(deck)
    written = pickle.dumps(state)
    assert len(written) < 5_000
    again = pickle.loads(written)
    assert again.tables is state.tables
    assert again.digest() == state.digest()
    assert debate.legal_moves(deck, again) == debate.legal_moves(deck, state)


def test_views_copy_and_pickle() -> None:
    """What one role may know can be copied and sent like any position, and still tells what is hidden."""
    deck = debate.load_deck("zte")
    view = debate.view(deck, _in_first_round(deck), "beijing")
    for again in (copy.deepcopy(view), pickle.loads(pickle.dumps(view))):
        assert isinstance(again, View)
        assert isinstance(again.position, Position)
        assert isinstance(view.position, Position)
        assert again.position.hidden == view.position.hidden
        assert again.position.digest() == view.position.digest()


def test_a_changed_deck_is_taken_along() -> None:
    """A deck that was changed in memory has the digest of another one, so its positions bring it with them."""
    deck = debate.load_deck("zte")
    changed = evolve(deck, title="Another game")
    again = pickle.loads(pickle.dumps(_in_first_round(changed)))
    assert again.tables.deck.title == "Another game"
    assert pickle.loads(pickle.dumps(_in_first_round(deck))).tables.deck.title == deck.title


def test_a_position_without_its_deck_says_so() -> None:
    """Read where its deck was never loaded: one sentence that says which deck and what to do."""
    deck = debate.load_deck("zte")
    written = pickle.dumps(_in_first_round(deck))
    code = "import pickle, sys\ntry:\n    pickle.loads(sys.stdin.buffer.read())\nexcept LookupError as e:\n    print(e)"
    told = subprocess.run([sys.executable, "-c", code], input=written, capture_output=True, check=True)
    assert told.stdout.decode().strip() == (
        f"This position belongs to a deck that is not loaded here (digest {deck.digest}); load that deck first."
    )
    assert issubclass(DeckNotLoaded, LookupError)


def test_a_deck_that_was_loaded_twice_is_found_while_one_is_in_use() -> None:
    """The same deck is read again somewhere and let go of: positions of the first one still find theirs."""
    deck = debate.load_deck("phones")
    sent = pickle.dumps(debate.start(deck))
    again = debate.load_deck("phones")
    assert again is not deck
    del again
    assert pickle.loads(sent).digest() == debate.start(deck).digest()


def test_decks_are_not_copied() -> None:
    """A deck never changes, so a deep copy of it is the deck."""
    deck = debate.load_deck("zte")
    assert copy.deepcopy(deck) is deck


@pytest.mark.parametrize("preset", [None, "class"])
def test_tables_come_back_for_the_preset(preset: str | None) -> None:
    """Preset and views are part of what a pickle names."""
    deck = debate.load_deck("zte")
    state = debate.start(deck, preset=preset, views=("critic",))
    again = pickle.loads(pickle.dumps(state))
    assert again.tables is state.tables
    assert again.tables.deck.rounds == state.tables.deck.rounds
