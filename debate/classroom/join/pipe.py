"""This terminal as one end of the pipe: raw input, drawn output, and everything put back as it was in the end."""

from __future__ import annotations

import asyncio
import codecs
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from debate.classroom.join.line import Line

MODES_OFF = b"\x1b[?2026l\x1b[?2004l\x1b[?1006l\x1b[?1003l\x1b[?1002l\x1b[?1000l\x1b[?25h\x1b[0m\x1b[?1049l"
"""Takes back every mode that the host may have set."""
PIECE = 900
"""The longest text that is sent in one frame."""
TWICE = 2.0
"""Seconds within which ctrl+c has to come again to leave."""
LEAVE = "Press ctrl+c once more to leave. Your seat is kept."
LEFT = "You have left. The same command brings you back to your seat."


def can_pipe() -> bool:
    """Whether this system's terminals can be switched to raw input."""
    return find_spec("termios") is not None


class Pipe:
    """Runs the line in this terminal."""

    def __init__(self, line: Line, token: str) -> None:
        self.line, self.token = line, token
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._leaving = 0.0
        self._noted = ""
        self._end: asyncio.Future[tuple[str, bool]]

    def run(self) -> tuple[str, bool]:
        """Until the host or the person ends it: the last sentence, and whether that was a good end."""
        with raw_terminal():
            return asyncio.run(self._run())

    async def _run(self) -> tuple[str, bool]:
        loop = asyncio.get_running_loop()
        self._end = loop.create_future()
        self.line.output, self.line.trouble, self.line.size = self._draw, self._trouble, window
        loop.add_reader(sys.stdin.fileno(), self._typed)
        loop.add_signal_handler(signal.SIGWINCH, self._resized)
        for stop in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            loop.add_signal_handler(stop, self._over, LEFT, True)
        running = asyncio.create_task(self.line.run(self.token))
        try:
            await asyncio.wait((running, self._end), return_when=asyncio.FIRST_COMPLETED)
            return self._end.result() if self._end.done() else running.result()
        finally:
            loop.remove_reader(sys.stdin.fileno())
            running.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await running

    def _over(self, sentence: str, fine: bool) -> None:
        if not self._end.done():
            self._end.set_result((sentence, fine))

    # What is typed.

    def _typed(self) -> None:
        try:
            got = os.read(sys.stdin.fileno(), 4096)
        except BlockingIOError:
            return
        except OSError:
            got = b""
        if not got:
            self._over(LEFT, True)
            return
        text = self._decoder.decode(got)
        if text == "\x03":
            self._wants_to_leave()
            return
        for at in range(0, len(text), PIECE):
            self.line.send({"t": "keys", "d": text[at : at + PIECE]})

    def _wants_to_leave(self) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._leaving < TWICE:
            self._over(LEFT, True)
            return
        self._leaving = now
        self._noted = self._noted or LEAVE
        self._note(LEAVE)
        asyncio.get_running_loop().call_later(TWICE, self._redraw)

    def _redraw(self) -> None:
        """Have the host draw everything, so that a note goes: a window of another size, and back."""
        if self._noted == LEAVE:
            self._noted = ""
            self._resized()

    def _resized(self) -> None:
        cols, rows = window()
        self.line.send({"t": "size", "cols": cols, "rows": rows})

    # What is drawn.

    def _draw(self, out: bytes) -> None:
        write(out)
        if self._noted:
            self._note(self._noted)

    def _trouble(self, sentence: str) -> None:
        self._noted = sentence
        if sentence:
            self._note(f"{sentence} (ctrl+c twice leaves)")

    def _note(self, sentence: str) -> None:
        """A line over the last one of the screen; the cursor stays where it is."""
        cols, rows = window()
        shown = sentence[: max(1, cols - 2)]
        write(f"\x1b7\x1b[{rows};1H\x1b[0;7m {shown} \x1b[0m\x1b[K\x1b8".encode())


def window() -> tuple[int, int]:
    """Columns and rows of this terminal, within what the host takes."""
    cols, rows = shutil.get_terminal_size()
    return max(20, min(cols, 500)), max(5, min(rows, 200))


def write(out: bytes) -> None:
    """Write all of it to the terminal. One that is gone is found out by reading."""
    with suppress(OSError):
        while out:
            out = out[os.write(sys.stdout.fileno(), out) :]


@contextmanager
def raw_terminal() -> Iterator[None]:
    """The terminal gives every key as it is typed; whatever happens, it is put back in the end."""
    import termios
    import tty

    before = termios.tcgetattr(sys.stdin.fileno())
    sys.stdout.flush()
    try:
        tty.setraw(sys.stdin.fileno())
        yield
    finally:
        write(MODES_OFF)
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, before)
