"""Games of the real deck that several tests look at."""

from __future__ import annotations

import pytest

import debate
from debate.workshop.balance import setups
from debate.workshop.games import Game, play_game


@pytest.fixture(scope="session")
def random_games() -> list[Game]:
    """Sixty games in which every seat plays at random."""
    deck = debate.load_deck("zte")
    return [play_game(deck, setup) for setup in setups(deck, 60, "random")]
