"""In a full class part of a table is shown a moment later; whatever happens meanwhile, it is shown in the end."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from debate.classroom.seats import app
from debate.faces.tui.listing import Row
from debate.faces.tui.text import say
from debate.rules.legal import legal_moves
from tests.classroom.seats.classroom import Class, until
from tests.classroom.seats.test_seats import choose_first, seated


async def test_what_can_be_chosen_comes_with_the_question(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answers stand there as soon as they are asked for, long before the rest of the table is drawn anew."""
    room = Class(tmp_path, preset="class")
    monkeypatch.setattr(app, "crowded", lambda: 60.0)
    try:
        (seat,) = await seated(room, "congress")
        seat.type("d")
        await seat.until("Your choice is made")
        for role in ("white-house", "beijing", "zte"):
            choose_first(room, role)
        await seat.until("ANSWER", "Press: what does it rest on?")
    finally:
        await room.close()


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
        await seat.until("Press: what does it rest on?", gone="esc Back")
    finally:
        await room.close()


async def test_a_row_of_what_was_asked_before_does_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Enter on a row that is not among what is asked now: the screen goes on as if nothing had been pressed."""
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
        assert before.sitting is not None
        table = before.sitting.table
        table.listing("moves").show([Row("move:gone", say("A move of the round before"))])
        seat.type("\r")
        await seat.until("Press: what does it rest on?", gone="of the round before")
        assert seat.app is before
    finally:
        await room.close()


async def test_a_judge_is_brought_to_the_ballot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a small window, as soon as it is asked, and again where the vote is taken back; also from another tab."""
    room = Class(tmp_path, preset="class", seed=5)
    monkeypatch.setattr(app, "crowded", lambda: 0.3)
    try:
        (seat,) = await seated(room, "judge")
        table = room.room.tables[0]
        while table.ballot() is None:
            role = table.session.state.awaiting[0]
            moves = legal_moves(table.session.state, role)
            move = next((move for move in moves if move.card), moves[0])
            room.ask("play", table="1", move=str(move))
        await seat.until("Judge the case", "The case stands", "2 World")
        while (ballot := table.ballot()) is not None:
            await seat.until(f"The case of {room.room.deck.roles[ballot.speaker].name}", "▸No ruling yet")
            seat.type("\x1b[B\r")
            await seat.until("The case stands. Why?")
            seat.type("\r")
            await until(lambda was=ballot: table.ballot() != was)  # type: ignore[misc]
            room.tick()
        await seat.until("what came of it", "s Skip")
        seat.type("s")
        await seat.until("2 World")
        seat.type("2")
        await seat.until("╭─ The world", gone="The case stands")
        room.ask("undo", table="1")
        await seat.until("Judge the case", "▸No ruling yet")
    finally:
        await room.close()
