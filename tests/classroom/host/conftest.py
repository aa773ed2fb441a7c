"""A room for tests of the host: the shipped deck in its short form, kept in a folder of the test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from debate.classroom.room import Room
from debate.deckfile import load_deck
from debate.rules.deck import Deck
from debate.store import Saves


@pytest.fixture(scope="session")
def zte() -> Deck:
    """The shipped deck."""
    return load_deck("zte")


@pytest.fixture
def saves(tmp_path: Path) -> Saves:
    """An empty folder of saved games."""
    return Saves(tmp_path / "saves")


@pytest.fixture
def begin(zte: Deck, saves: Saves) -> Callable[..., Room]:
    """Begins a room; what is given goes to :meth:`Room.begin`."""

    def begun(**given: Any) -> Room:
        return Room.begin(zte, saves, **{"preset": "class", "seed": 5, "pace": "free", **given})

    return begun
