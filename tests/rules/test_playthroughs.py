"""Whole games, pinned as texts to read: see ``tests/goldens/``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import debate
from debate.rules.deck import Deck
from tests import golden
from tests.playthrough import played_by, read, written

VALLEY = Path(__file__).parent.parent / "decks" / "valley"


def _seats(deck: Deck, *who: str) -> dict[str, str]:
    return {role: who[n % len(who)] for n, role in enumerate(deck.turn_order)}


GAMES: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "valley-scripted": (("scripted",), {"seed": 2, "motives": {"works": "builders", "town": "cellars"}}),
    "valley-novices": (("novice",), {"seed": 11, "draft": ("works", "farms"), "views": ("hopeful",)}),
    "valley-judged": (("novice", "scripted"), {"seed": 5, "judged": True, "preset": "short"}),
}


@pytest.fixture(scope="module")
def valley() -> Deck:
    return debate.load_deck(str(VALLEY))


@pytest.mark.parametrize("name", GAMES)
def test_a_small_game_goes_as_it_went(valley: Deck, name: str) -> None:
    """The choices of the opponents, every refusal, every step and the outcome are as pinned."""
    who, given = GAMES[name]
    golden.check(f"{name}.txt", written(played_by(valley, _seats(valley, *who), **given)))


@pytest.mark.parametrize("name", GAMES)
def test_a_small_game_goes_as_it_went_from_its_record(valley: Deck, name: str) -> None:
    """Played again from the choices in the pinned text alone, it is that text."""
    text = (golden.FOLDER / f"{name}.txt").read_text("utf-8")
    assert written(read(valley, text)) == text
