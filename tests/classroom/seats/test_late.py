"""In a full class part of a table is shown a moment later; whatever happens meanwhile, it is shown in the end."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.strip import Strip

from debate.classroom.seats import app
from debate.classroom.seats.table import SeatTable
from debate.classroom.seats.turns import Rank, changes
from debate.faces.tui.listing import Listing, Row
from debate.faces.tui.text import say
from debate.rules.legal import legal_moves
from debate.rules.moves import JUDGE
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


async def test_what_is_asked_and_the_game_are_of_one_moment(tmp_path: Path) -> None:
    """A judge's table that is drawn before its app has heard of a change shows the game as the question has it; it does
    not fail for want of a case that is asked about."""
    room = Class(tmp_path, preset="class")
    try:
        _, judge = await seated(room, "congress", JUDGE)
        before, table = judge.app, judge.app.screen
        assert isinstance(table, SeatTable)
        async with changes().take(Rank.FIRST):
            for role in ("congress", "white-house", "beijing", "zte"):
                choose_first(room, role)
            assert room.room.asking(judge.id).cases
            before.call_later(table.show)
            await judge.until("ANSWER")
        await judge.settled()
        assert judge.app is before
        assert before.is_running
    finally:
        await room.close()


async def test_lists_of_a_team_are_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two who play the same role see the same choices: their lists show the same rows, drawn once; and each screen, as
    it was changed piece by piece, is cell for cell what somebody gets who opens it now."""
    drawn: list[object] = []
    drawing = Listing.render_line

    def counted(self: Listing, y: int) -> Strip:
        if self.id == "moves":
            drawn.append(self.app)
        return drawing(self, y)

    room = Class(tmp_path, preset="class")
    try:
        ann, bo, cy = await seated(room, "congress", "congress", "beijing")
        await ann.settled()
        monkeypatch.setattr(Listing, "render_line", counted)
        for role in ("congress", "white-house", "beijing", "zte"):
            choose_first(room, role)
        for seat in (ann, bo, cy):
            await seat.until("ANSWER")
            await seat.settled()
        rows = [seat.app.screen.query_one("#moves", Listing).rows for seat in (ann, bo, cy)]
        assert rows[0] is rows[1] is not rows[2]
        assert len({app for app in drawn if app in (ann.app, bo.app)}) == 1
        monkeypatch.setattr(Listing, "shared", lambda self: None)
        for seat in (ann, bo, cy):
            seen = seat.terminal.cells
            for widget in seat.app.screen.query("*"):
                widget.refresh()
            seat.come_back()
            await seat.settled()
            assert seat.terminal.cells == seen
    finally:
        await room.close()
