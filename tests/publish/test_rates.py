"""Base rates that come along with a page are those that would be measured there."""

from __future__ import annotations

import json

import pytest

from debate.debrief import base_rates
from debate.deckfile import load_deck
from debate.publish.rates import learn, measured


def test_they_survive_the_way_into_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Measured, written as JSON, learnt: another reading of the same deck has the same rates without any game."""
    monkeypatch.setattr(base_rates, "GAMES", 3)
    monkeypatch.setattr(base_rates, "_known", {})
    deck = load_deck("phones")
    found = json.loads(json.dumps(measured(deck)))
    learn(found)
    monkeypatch.setattr(base_rates, "_measured", None)
    again = load_deck("phones")
    assert base_rates.base_rates(again) == base_rates.base_rates(deck)
    assert again is not deck


def test_game_by_game_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """What can be stopped after each game gives what is measured at once; until its end nothing is kept."""
    monkeypatch.setattr(base_rates, "GAMES", 4)
    one, other = load_deck("phones"), load_deck("phones")
    for _ in base_rates.measuring(one):
        assert not any("base rates" in str(key) for key in one._cache)
    assert base_rates.base_rates(one) == base_rates.base_rates(other)
