"""Nine things that break when many Textual apps share one process, each with the test that it does not here."""

from __future__ import annotations

import asyncio
import gc
import inspect
import os
import re
import sys
import webbrowser
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import textual
from textual.app import App
from textual.widgets import OptionList

from debate.classroom.page import debriefing
from debate.classroom.room import Change
from debate.classroom.seats import app as seat_app
from debate.classroom.seats import shared
from debate.classroom.seats.shared import STREAMS
from debate.classroom.seats.wired import AppFront, Wired
from debate.debrief.report import report
from debate.faces.tui.actions import ACCOUNT, ANTEROOM, ANYWHERE, BRIEFING, ENDING, SEAT, TABLE, actions
from debate.rules.legal import legal_moves
from tests.classroom.seats.classroom import Class, Seat, Terminal, judged, until


class Bare(AppFront):
    """A front end of the smallest app."""

    running = 0
    most = 0

    def make(self) -> App[None]:
        class Small(Wired):
            async def on_mount(self) -> None:
                Bare.running += 1
                Bare.most = max(Bare.most, Bare.running)
                await asyncio.sleep(0.02)
                Bare.running -= 1

        return Small()


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Class]:
    made = Class(tmp_path, preset="class")
    yield made
    await made.close()


async def begun(room: Class, *roles: str) -> list[Seat]:
    seats = await room.join(*("Ann", "Bo", "Cy", "Di")[: len(roles)])
    for seat, role in zip(seats, roles, strict=True):
        room.place(seat, role)
    room.only("start")
    for role, team in room.room.tables[0].teams.items():
        if not team:
            room.only("take", table="1", role=role)
    for seat in seats:
        await seat.until("takes your seat")
        seat.type("\r")
        await seat.until("CHOOSE", gone="takes your seat")
    return seats


async def test_trap_1_streams_are_put_back(capsys: pytest.CaptureFixture[str]) -> None:
    """Apps that end in any order leave the process its own streams, and print through to them while they run."""
    out, err = sys.stdout, sys.stderr
    fronts = [Bare(40, 10) for _ in range(4)]
    for front in fronts:
        await front.start()
    print("from the host")
    for number in (1, 3, 0):
        await fronts[number].stop()
        assert sys.stdout is STREAMS.out
    print("still")
    await fronts[2].stop()
    assert (sys.stdout, sys.stderr) == (out, err)
    assert "from the host\nstill" in capsys.readouterr().out


async def test_trap_2_another_seat_is_never_touched(room: Class) -> None:
    """The room may tell of a change inside any app: each seat only sets a flag then, and shows it in its own time."""
    ann, bo = await begun(room, "congress", "congress")
    seen = bo.text
    with ann.app._context():
        bo.app.hear(Change("game", 1))
    assert bo.text == seen
    ann.type("d")
    await bo.until("Ann proposes: hold")
    for seat in (ann, bo):
        assert all(widget.app is seat.app for widget in seat.app.screen.walk_children())
    listener = inspect.getsource(seat_app.SeatApp.hear)
    assert re.findall(r"self\.(\w+)", listener) == ["_concerns", "_changed"]


async def test_trap_3_long_work_is_done_once(room: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    """The debrief, the longest piece of work, is made once for a table and not for each who reads it."""
    made: list[object] = []
    real = report

    def counted(*given: object) -> object:
        made.append(given)
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(debriefing, "report", counted)
    seats = await begun(room, "congress", "congress", "beijing")
    game = room.room.tables[0]
    while not game.session.state.over:
        role = game.session.state.awaiting[0]
        if role == "judge":
            room.ask("rule", table="1", speaker=judged(game), ruling="stands")
            continue
        if role not in game.taken:
            room.ask("take", table="1", role=role)
        room.ask("play", table="1", move=str(legal_moves(game.session.state, role)[0]))
    for seat in seats:
        await seat.until("what came of it", "Skip", seconds=15)
        seat.type("s")
    for seat in seats:
        await seat.until("How it ended", seconds=15)
    assert len(made) == 1


async def test_trap_4_the_garbage_collector_waits(room: Class) -> None:
    """Collections are rare while seats run, and what lives when the class has begun is left out of them, once."""
    seats = await begun(room, "congress")
    assert gc.get_threshold() == shared.GENERATIONS
    before = gc.get_freeze_count()
    seats[0].front.detach()
    seats[0].front.attach(seats[0].terminal.send)
    frozen = gc.get_freeze_count()
    assert frozen > before
    seats[0].front.attach(seats[0].terminal.send)
    assert gc.get_freeze_count() <= frozen
    gc.unfreeze()


async def test_trap_5_two_start_at_a_time() -> None:
    """Of ten apps that are wanted at once, two are starting at any moment."""
    Bare.running = Bare.most = 0
    fronts = [Bare(40, 10) for _ in range(10)]
    await asyncio.gather(*(front.start() for front in fronts))
    assert Bare.most == shared.AT_ONCE
    await asyncio.gather(*(front.stop() for front in fronts))


async def test_trap_6_nothing_blinks(room: Class) -> None:
    """With the cursor in a line to type in, two quiet seconds bring not one byte."""
    (ann,) = await room.join("Ann")
    await ann.until("While you wait")
    ann.type("n")
    await ann.until("What shall the class call you")
    await ann.settled()
    count = len(ann.terminal.got)
    await asyncio.sleep(2)
    assert len(ann.terminal.got) == count
    assert ann.app.animation_level == "none"


async def test_trap_7_the_host_is_out_of_reach(room: Class, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No file is written, no browser opened, no signal taken, nothing stopped, whatever the app is asked to do."""
    (ann,) = await begun(room, "congress")
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda *given: opened.append(str(given)))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    before = sorted(tmp_path.rglob("*"))
    app = ann.app
    with app._context():
        app.open_url("https://example.org")
        app.deliver_text(__import__("io").StringIO("x"), save_filename="x.txt", save_directory=str(tmp_path))
        app.action_screenshot()
        app.save_screenshot()
        app.action_suspend_process()
        app.copy_to_clipboard("x")
        assert app._driver is not None
        assert not app._driver.can_suspend
    await ann.until("Files cannot be written from here")
    await asyncio.sleep(0.2)
    assert opened == []
    assert sorted(tmp_path.rglob("*")) == before
    assert b"\x1b]52" not in ann.terminal.bytes
    for keys in ("\x11", "q", "\x03", "\x1a"):
        ann.type(keys)
    await asyncio.sleep(0.3)
    assert app.is_running


async def test_trap_7_the_palette_has_nothing_of_the_host(room: Class) -> None:
    """The palette lists what a seat can do, and nothing that saves, draws a picture of the screen or quits."""
    (ann,) = await begun(room, "congress")
    ann.type("\x10")
    await ann.until("Search for commands")
    listed = ann.app.screen.query_one(OptionList)
    await until(lambda: listed.option_count >= 12)
    labels = [str(option.prompt).split("  ")[0].split("\n")[0] for option in listed.options]
    assert "Hold" in labels
    assert not set(labels) & {"Screenshot", "Save screenshot", "Quit", "Keep", "Timeline", "Undo", "Redo", "Keys"}


def test_trap_7_no_key_belongs_to_the_browser() -> None:
    """None of the keys of a seat is an F-key, or one with which browsers close, open or reload."""
    places = (SEAT, ANTEROOM, TABLE, BRIEFING, ACCOUNT, ENDING, ANYWHERE)
    for action in actions(*places):
        for key in action.keys:
            assert not re.fullmatch(r"f\d+|ctrl\+[wtnr]", key), action


async def test_trap_8_changes_are_shown_in_place(room: Class) -> None:
    """A choice at the table puts up no new screen anywhere, and costs each seat a few kilobytes."""
    ann, bo = await begun(room, "congress", "beijing")
    stacks = [list(seat.app.screen_stack) for seat in (ann, bo)]
    await bo.settled()
    got = len(bo.terminal.bytes)
    ann.type("d")
    await ann.until("Your choice is made")
    await bo.until("✓ C ") if "1 Move" in bo.text else await bo.settled()
    assert [list(seat.app.screen_stack) for seat in (ann, bo)] == stacks
    assert len(bo.terminal.bytes) - got < 6000


def test_trap_9_private_names_are_there() -> None:
    """The private names of Textual that seats use exist in the version that is pinned; another one fails here first."""
    assert textual.__version__ == "8.2.8", "Textual changed: run all of tests/classroom/seats before moving the pin"
    from rich.style import Style
    from textual._compositor import Compositor, CompositorUpdate
    from textual._xterm_parser import XTermParser
    from textual.css.stylesheet import Stylesheet
    from textual.screen import Screen
    from textual.widgets import OptionList

    assert {"full", "screen_stack"} <= set(inspect.signature(Compositor.render_update).parameters)
    assert hasattr(CompositorUpdate, "render_segments")
    assert hasattr(App, "_context")
    assert isinstance(inspect.getattr_static(App, "_background_screens"), property)
    assert callable(XTermParser._parse_extended_key)
    assert {"_variables", "_parse_cache"} <= vars(Stylesheet()).keys()
    assert {"_lines", "_line_cache", "_options"} <= set(re.findall(r"self\.(\w+)", inspect.getsource(OptionList)))
    assert callable(OptionList._update_lines)
    assert {"_ansi", "_link_id"} <= set(Style.__slots__)
    source = inspect.getsource(App.__init__) + inspect.getsource(App._process_messages) + inspect.getsource(Screen)
    for name in ("_capture_stdout", "_capture_stderr", "_exception", "_filters", "error_console", "_compositor"):
        assert f"self.{name}" in source, name


async def test_a_terminal_of_the_host_is_not_touched(room: Class) -> None:
    """Seats leave the process's signals and standard streams alone, and draw the same whatever the host's terminal."""
    import signal

    handlers = [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGWINCH)]
    environment = dict(os.environ)
    os.environ.update({"NO_COLOR": "1", "TERM": "dumb", "COLORTERM": ""})
    try:
        terminal = Terminal()
        (ann,) = await room.join("Ann")
        await ann.until("While you wait")
        ann.front.attach(terminal.send)
        assert b"\x1b[38;2;" in terminal.bytes or b";38;2;" in terminal.bytes
    finally:
        os.environ.clear()
        os.environ.update(environment)
    assert [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGWINCH)] == handlers
