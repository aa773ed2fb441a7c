"""In a full class part of a table is shown a moment later; whatever happens meanwhile, it is shown in the end."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from debate.classroom.seats import app
from tests.classroom.seats.classroom import Class
from tests.classroom.seats.test_seats import choose_first, seated


async def test_a_table_is_whole_after_another_page_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answers that can be given stand there, though the flow sheet was open when they were to be shown."""
    room = Class(tmp_path, preset="class")
    monkeypatch.setattr(app, "crowded", lambda: 0.5)
    try:
        (seat,) = await seated(room, "congress")
        seat.type("d")
        await seat.until("Your choice is made")
        for role in ("white-house", "beijing", "zte"):
            choose_first(room, role)
        await seat.until("ANSWER")
        seat.type("f")
        await seat.until("esc Back")
        await asyncio.sleep(1.0)
        seat.type("\x1b")
        await seat.until("Let the cases stand", gone="esc Back")
    finally:
        await room.close()


async def test_a_row_of_what_was_asked_before_does_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Enter on a move while the answers are still to be shown: the screen goes on as if nothing had been pressed."""
    room = Class(tmp_path, preset="class")
    monkeypatch.setattr(app, "crowded", lambda: 0.8)
    try:
        (seat,) = await seated(room, "congress")
        before = seat.app
        seat.type("d")
        await seat.until("Your choice is made")
        for role in ("white-house", "beijing", "zte"):
            choose_first(room, role)
        await seat.until("ANSWER")
        assert "Let the cases stand" not in seat.text
        seat.type("\r\x1b[H\r")
        await seat.until("Let the cases stand")
        assert seat.app is before
    finally:
        await room.close()
