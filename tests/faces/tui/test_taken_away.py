"""Work beside a screen that comes to its end while the screen is taken away: its parts go before it does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen

from debate.faces.tui.dialogue import DialogueScreen
from debate.faces.tui.ending import EndingScreen
from debate.faces.tui.saved import SavedScreen
from debate.faces.tui.table import TableScreen
from debate.faces.tui.workshop import WorkshopScreen
from debate.pages.beginning import Beginning
from debate.store import Saves
from debate.workshop.desk import Desk
from tests.debrief.games import DECKS, harbour, played
from tests.faces.tui.playing import valley
from tests.faces.tui.reading import on_stage


def ending() -> tuple[Screen[Any], Callable[[], None]]:
    screen = EndingScreen(played(harbour(), [[], [], [], []], seed=2), "port")
    return screen, screen._progress


def dialogue() -> tuple[Screen[Any], Callable[[], None]]:
    screen = DialogueScreen(Beginning({"valley": valley()}))
    return screen, screen.fill


def saved() -> tuple[Screen[Any], Callable[[], None]]:
    screen = SavedScreen(Saves(Path("saves")))
    return screen, screen._fill


def workshop() -> tuple[Screen[Any], Callable[[], None]]:
    screen = WorkshopScreen(Desk(str(DECKS / "harbour.yaml")))
    return screen, lambda: screen._told("2 of 9 games played ...")


def table() -> tuple[Screen[Any], Callable[[], None]]:
    screen = TableScreen(played(harbour(), [[]], seed=2), "port")
    return screen, screen.show


@pytest.mark.parametrize("made", [ending, dialogue, saved, workshop, table])
async def test_what_comes_too_late_is_left_out(
    made: Callable[[], tuple[Screen[Any], Callable[[], None]]],
) -> None:
    """Once the parts of a screen have gone, nothing is shown in them any more, and the program goes on."""
    screen, late = made()
    async with on_stage(screen) as pilot:
        late()
        await pilot.pause()
        await screen.query("*").remove()
        late()
        await pilot.pause()
        assert pilot.app.is_running
