"""Whole games, pinned as texts to read: see ``tests/goldens/``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

import debate
from debate.rules.deck import Deck
from tests import golden
from tests.playthrough import in_brief, played_by, read, written
from tests.table import Game

VALLEY = str(Path(__file__).parent.parent / "decks" / "valley")

Plan = tuple[str, tuple[str, ...], dict[str, Any]]
"""A deck, who plays (in turn order, over and over), and what the game is started with."""

GAMES: dict[str, Plan] = {
    "valley-scripted": (VALLEY, ("scripted",), {"seed": 2, "motives": {"works": "builders", "town": "cellars"}}),
    "valley-novices": (VALLEY, ("novice",), {"seed": 11, "draft": ("works", "farms"), "views": ("hopeful",)}),
    "valley-judged": (VALLEY, ("novice", "scripted"), {"seed": 5, "judged": True, "preset": "short"}),
    "zte-scripted": ("zte", ("scripted",), {"seed": 7}),
    "zte-class-critic": ("zte", ("scripted", "novice"), {"seed": 12, "preset": "class", "views": ("critic",)}),
    "zte-judged": ("zte", ("novice",), {"seed": 3, "judged": True, "draft": ("congress", "zte")}),
}


BRIEF = tuple(name for name in GAMES if name.startswith("zte"))
"""Told round by round, so that a person can review them; those of the small deck show every step."""


@cache
def _deck(name: str) -> Deck:
    return debate.load_deck(name)


@pytest.mark.parametrize("name", GAMES)
def test_a_game_goes_as_it_went(name: str) -> None:
    """The choices of the opponents, every refusal, every step and the outcome are as pinned."""
    golden.check(f"{name}.txt", _told(name, game_of(name)))


def game_of(name: str) -> Game:
    """The game of this name, played by its opponents."""
    deck_name, who, given = GAMES[name]
    deck = _deck(deck_name)
    return played_by(deck, {role: who[n % len(who)] for n, role in enumerate(deck.turn_order)}, **given)


def _told(name: str, game: Game) -> str:
    return in_brief(game) if name in BRIEF else written(game)


@pytest.mark.parametrize("name", GAMES)
def test_a_game_goes_as_it_went_from_its_record(name: str) -> None:
    """Played again from the choices in the pinned text alone, it is that text."""
    text = (golden.FOLDER / f"{name}.txt").read_text("utf-8")
    assert _told(name, read(_deck(GAMES[name][0]), text)) == text


def test_what_is_told_in_brief_can_be_reviewed() -> None:
    """None of the short goldens is longer than what a person reads through."""
    assert all(len((golden.FOLDER / f"{name}.txt").read_text("utf-8").splitlines()) <= 150 for name in BRIEF)
