"""The properties of all games, over the decks that there are: those that ship and those of the tests."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import debate
from debate.deckfile import shipped_decks
from tests.rules import test_properties as properties
from tests.rules.strange import wander
from tests.table import Game

DECKS = [*shipped_decks(), "valley", "harbour.yaml"]
FOLDER = Path(__file__).parent.parent / "decks"


@cache
def _games(name: str) -> tuple[Game, ...]:
    deck = debate.load_deck(name if name in shipped_decks() else str(FOLDER / name))
    settings: list[dict[str, Any]] = [
        {},
        {"views": tuple(deck.views)},
        {"preset": next(iter(deck.presets), None), "judged": True, "draft": deck.turn_order},
    ]
    return tuple(wander(deck, key, {"seed": key, **given}) for key, given in enumerate(settings))


def _of(test: Any) -> Callable[[Game], None]:
    """The test without hypothesis around it."""
    inner: Callable[[Game], None] = test.hypothesis.inner_test
    return inner


LAWS = [
    properties.test_the_steps_on_a_target_add_up_to_its_change,
    properties.test_values_stay_within_their_limits,
    properties.test_a_game_from_its_record_is_the_same_game,
    properties.test_the_table_under_its_own_views_is_the_same_game,
    properties.test_whatever_happened_has_its_reasons,
    properties.test_a_landing_has_the_reasons_of_its_launch,
    properties.test_legal_moves_stand_in_a_fixed_order,
]


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__.removeprefix("test_"))
@pytest.mark.parametrize("name", DECKS)
def test_a_law_holds_on_a_real_deck(name: str, law: Any) -> None:
    """Three games of random choices: as written, with every view on, and of the first preset under a judge."""
    for game in _games(name):
        _of(law)(game)
