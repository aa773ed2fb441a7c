"""The terminal of an app that has none: bytes out, text in, and a client that comes, goes, lags or plays tricks."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import ClassVar

import pytest
from textual import constants, events
from textual.app import App, ComposeResult
from textual.widgets import Input, OptionList, Static

from debate.classroom.seats import driver, keyboard
from debate.classroom.seats.keyboard import Keyboard
from debate.classroom.seats.wired import AppFront, Wired
from tests.classroom.seats.classroom import Terminal, until


class Little(Wired, App[None]):
    """A line to type in, a list, and a line that says what was pressed."""

    BINDINGS: ClassVar = [("escape", "note('escape')"), ("x", "note('x')"), ("f", "fail")]

    def compose(self) -> ComposeResult:
        yield Static(id="said", markup=False)
        yield OptionList("one", "two", "three")
        yield Input(id="line")

    def on_mount(self) -> None:
        self.pressed: list[str] = []
        self.query_one(OptionList).focus()

    def action_note(self, what: str) -> None:
        self.pressed.append(what)
        self.query_one("#said", Static).update(f"pressed: {' '.join(self.pressed[-8:])}")

    def action_fail(self) -> None:
        raise RuntimeError("on purpose")


class LittleFront(AppFront):
    def make(self) -> Little:
        return Little()


@pytest.fixture
async def front() -> AsyncIterator[LittleFront]:
    made = LittleFront(60, 12)
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
async def terminal(front: LittleFront) -> Terminal:
    made = Terminal(60, 12)
    front.attach(made.send)
    await until(lambda: "three" in made.text)
    return made


def type_(front: LittleFront, text: str) -> None:
    front.feed({"t": "keys", "d": text})


async def test_another_socket_sees_the_same_screen(front: LittleFront, terminal: Terminal) -> None:
    """Who comes back is drawn every cell and colour as it was, also what changed while nobody looked."""
    type_(front, "\x1b[Bx")
    await until(lambda: "pressed: x" in terminal.text)
    front.detach()
    type_(front, "x\x1b[B")
    await asyncio.sleep(0.2)
    assert "pressed: x x" not in terminal.text
    other = Terminal(60, 12)
    other.stream.feed(b"leftovers of another program\x1b[5;5Hhere")
    front.attach(other.send)
    await until(lambda: "pressed: x x" in other.text)
    assert "leftovers" not in other.text
    third = Terminal(60, 12)
    front.detach()
    front.attach(third.send)
    assert third.cells == other.cells
    for mode in (b"?1049h", b"?1006h", b"?2004h", b"?25l"):
        assert mode in third.bytes


async def test_nothing_goes_out_while_nobody_looks(front: LittleFront, terminal: Terminal) -> None:
    """After a socket has gone, not a byte is sent to it."""
    front.detach()
    count = len(terminal.got)
    type_(front, "xxx")
    await asyncio.sleep(0.2)
    assert len(terminal.got) == count


async def test_a_slow_client_gets_the_last_screen_only(front: LittleFront, terminal: Terminal) -> None:
    """While a client takes nothing, nothing is kept for it; once it does, one whole screen comes."""
    terminal.slow = True
    for _ in range(20):
        type_(front, "x")
        await asyncio.sleep(0.02)
    assert not front.wire._pending
    count = len(terminal.got)
    terminal.slow = False
    await until(lambda: "pressed: x x x x x x x x" in terminal.text)
    assert len(terminal.got) == count + 1
    fresh = Terminal(60, 12)
    front.attach(fresh.send)
    assert fresh.cells == terminal.cells


async def test_keys_mouse_and_paste(front: LittleFront, terminal: Terminal) -> None:
    """A lone escape is the escape key, a click marks a row, pasted text goes into the line and is never keys."""
    type_(front, "\x1b")
    await until(lambda: "pressed: escape" in terminal.text)
    app = front.app
    assert isinstance(app, Little)
    type_(front, "\x1b[<0;5;4M\x1b[<0;5;4m")
    await until(lambda: app.query_one(OptionList).highlighted == 1)
    app.query_one(Input).focus()
    type_(front, "\x1b[200~ax\u202ex\x1b[201~y")
    await until(lambda: app.query_one(Input).value == "axxy")
    assert app.pressed == ["escape"]


async def test_another_size(front: LittleFront, terminal: Terminal) -> None:
    """The screen follows the window; absurd sizes are drawn up to a bound; many sizes in a row end with the last."""
    for cols in range(40, 60):
        front.feed({"t": "size", "cols": cols, "rows": 10})
    front.feed({"t": "size", "cols": 500, "rows": 200})
    await until(lambda: front.app is not None and front.app.size == (driver.MOST_COLUMNS, driver.MOST_LINES))
    front.feed({"t": "size", "cols": 60, "rows": 12})
    await until(lambda: front.app is not None and front.app.size == (60, 12))


async def test_the_same_size_again_draws_everything(front: LittleFront, terminal: Terminal) -> None:
    """A client whose screen was written over asks for it by saying its size."""
    terminal.stream.feed(b"\x1b[2J")
    assert "three" not in terminal.text
    front.feed({"t": "size", "cols": 60, "rows": 12})
    await until(lambda: "three" in terminal.text)


async def test_a_line_to_type_in_does_not_blink(front: LittleFront, terminal: Terminal) -> None:
    """Whatever screen it stands on: nobody has to remember it."""
    assert front.app is not None
    assert front.app.query_one(Input).cursor_blink
    type_(front, "\t")
    await until(lambda: front.app is not None and isinstance(front.app.focused, Input))
    await until(lambda: front.app is not None and not front.app.query_one(Input).cursor_blink)


async def test_bells_and_clipboards_stay_here(front: LittleFront, terminal: Terminal) -> None:
    """What an app would tell a terminal beside the screen is not sent: titles, pointers, clipboards, bells."""
    app = front.app
    assert app is not None
    assert app._driver is not None
    app.bell()
    app.copy_to_clipboard("secret")
    for text in ("\x1b]52;c;eA==\x07", "\x1b]22;pointer\x1b\\", "\x1b]0;title\x07"):
        app._driver.write(text)
    type_(front, "x")
    await until(lambda: "pressed: x" in terminal.text)
    assert b"\x07" not in terminal.bytes
    assert b"\x1b]" not in terminal.bytes


async def fail(front: LittleFront, terminal: Terminal) -> None:
    """Have the app fail. What is typed while its screen is still being put up is lost, so it is typed again."""
    before, tries = front.app, 0
    while front.app is before and not terminal.frames:
        type_(front, "f")
        await asyncio.sleep(0.05)
        tries += 1
        assert tries < 1200


async def test_an_app_that_fails_is_begun_anew(
    front: LittleFront, terminal: Terminal, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """One app's failure is a line in the host's log and a fresh screen for its person; nothing is printed. One that
    goes on failing is given up, in words."""
    await fail(front, terminal)
    await until(lambda: front.wire.ready.is_set() and "three" in terminal.text)
    assert "failed" in caplog.text
    for _ in range(3):
        await fail(front, terminal)
    await until(lambda: bool(terminal.frames))
    assert terminal.frames[-1]["t"] == "bye"
    assert "Traceback" not in "".join(capsys.readouterr())


# What a client may send that is no terminal at all.


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def kinds(board: Keyboard, text: str) -> list[str]:
    return [message.key if isinstance(message, events.Key) else type(message).__name__ for message in board.feed(text)]


@pytest.mark.parametrize(
    "text",
    [
        "\x1b[48;99999;99999;9999;9999t",
        "\x1b[I",
        "\x1b[O",
        "\x1b[999;999R",
        "\x1b[?2026;1$y",
        "\x1b[?2048;1$y",
    ],
)
def test_reports_of_a_terminal_mean_nothing(text: str) -> None:
    """Sizes, focus, cursor places and abilities that a client claims as terminal output are passed over."""
    assert kinds(Keyboard(Clock()), text) == []


@pytest.mark.parametrize(
    "text", ["\x1b[99999999999;1;1u", "\x1b[:::u", "\x1b[<99;1;1;1M", "\x1b[1;;;;A", "\x1b[<0;0;0M"]
)
def test_odd_sequences_break_nothing(text: str) -> None:
    """After a sequence that no keyboard sends, keys are read as before."""
    board = Keyboard(Clock())
    kinds(board, text)
    time.sleep(constants.ESCAPE_DELAY + 0.02)
    assert list(board.tick()) == []
    assert kinds(board, "x") == ["x"]


def test_keys_are_bounded() -> None:
    """Eight thousand keys in a frame are not read; many frames come down to what a person can type."""
    clock = Clock()
    board = Keyboard(clock)
    assert kinds(board, "x" * 8000) == []
    got = sum(len(kinds(board, "x" * 50)) for _ in range(100))
    assert got == keyboard.KEYS
    clock.now += 1
    got = sum(len(kinds(board, "x" * 50)) for _ in range(100))
    assert got == keyboard.KEYS_A_SECOND


def test_a_paste_is_never_read_as_keys() -> None:
    """A pasted text that is too long is left out to its end, however it is cut into frames; keys after it count."""
    clock = Clock()
    board = Keyboard(clock)
    assert kinds(board, "\x1b[200~" + "d" * 1000) == []
    for _ in range(5):
        assert kinds(board, "d" * 1900) == []
    clock.now += 5
    assert kinds(board, "dd\x1b[201~x") == ["x"]
    assert kinds(board, "\x1b[200~good\x1b[201~") == ["Paste"]


def test_a_long_paste_is_cut() -> None:
    """What is pasted within the bound arrives; at most so many characters of it."""
    board = Keyboard(Clock())
    (paste,) = board.feed("\x1b[200~" + "a" * 3000 + "\x1b[201~")
    assert isinstance(paste, events.Paste)
    assert paste.text == "a" * keyboard.PASTE
