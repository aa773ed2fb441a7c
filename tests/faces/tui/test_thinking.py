"""Opponents that think beside the screen, and the second opinion."""

from __future__ import annotations

import threading

import attrs
import pytest

from debate.faces.tui.sheet import GameSheet
from debate.game.session import PERSON, Session
from debate.opponents import OPPONENTS, Choice
from debate.rules.deck import Deck
from debate.rules.view import View
from debate.store import Advised
from tests.faces.tui.playing import act, asked, choose, playing, screen, seated, session, until, valley
from tests.faces.tui.reading import shown


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """A planner that thinks until it is let go on."""
    event = threading.Event()
    chooser = OPPONENTS["planner"].chooser

    def waiting(deck: Deck, view: View, key: int, budget: int) -> Choice:
        assert event.wait(30)
        return chooser(deck, view, key, 8)

    monkeypatch.setitem(OPPONENTS, "planner", attrs.evolve(OPPONENTS["planner"], chooser=waiting))
    return event


async def test_the_screen_says_who_thinks_and_does_not_freeze(gate: threading.Event) -> None:
    """While the planner thinks the table says so, and pages can be read; when it has chosen the game goes on."""
    game = Session(valley(), {"works": PERSON, "farms": "planner"}, seed=4, preset="short")
    gate.set()
    async with playing(game) as pilot:
        table = await seated(pilot)
        gate.clear()
        made = len(game.entries)
        name = valley().roles["farms"].name
        assert "Thinking: " + name not in shown(pilot)
        await choose(pilot)
        await until(pilot, lambda: f"Thinking: {name}" in shown(pilot))
        await act(pilot, "glossary")
        await until(pilot, lambda: pilot.app.screen is not table)
        await act(pilot, "back")
        assert all(entry.move.role != "farms" for entry in game.entries[made:])
        gate.set()
        await until(pilot, lambda: any(entry.move.role == "farms" for entry in game.entries[made:]))


async def test_a_second_opinion_is_shown_and_noted(gate: threading.Event) -> None:
    """One key: the planner thinks, then a page says what it would choose and why; nothing of the game has changed."""
    gate.set()
    game = session("works")
    async with playing(game) as pilot:
        await seated(pilot)
        before = game.state.digest()
        await pilot.press("a")
        await screen(pilot, GameSheet)
        assert "second opinion" in shown(pilot)
        assert "the planner would" in shown(pilot)
        assert game.state.digest() == before
        advised = game.journal.entries[-1]
        assert isinstance(advised, Advised)
        assert advised.move in game.legal("works")
        await act(pilot, "back")
        await asked(pilot)


async def test_an_opinion_that_comes_too_late_is_dropped(gate: threading.Event) -> None:
    """Whoever chooses while it is being thought about is not told afterwards what would have been better."""
    game = session("works")
    async with playing(game) as pilot:
        table = await seated(pilot)
        await act(pilot, "second_opinion")
        await until(pilot, lambda: "Thinking: The planner" in shown(pilot))
        table.choose(game.legal("works")[-1])
        await until(pilot, lambda: bool(game.entries))
        gate.set()
        await until(pilot, lambda: "Thinking: The planner" not in shown(pilot))
        assert not isinstance(pilot.app.screen, GameSheet)
        assert not any(isinstance(entry, Advised) for entry in game.journal.entries)
