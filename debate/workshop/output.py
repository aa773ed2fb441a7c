"""What a command gives out: what it made, into a file that was named or printed; and how far a long run is."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from textwrap import TextWrapper
from typing import TextIO

from attrs import define

from debate.command import Exit, Stop
from debate.rules.text import visible

_WIDEST = 10_000


def columns() -> int:
    """How wide the terminal is; as good as endless where the output is none, so that a line stays one line."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDEST


def print_lines(lines: Iterable[str]) -> None:
    """Print lines, on a terminal broken between words."""
    width = columns()
    for line in lines:
        wrapper = TextWrapper(width - 1, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
        print(line if len(line) < width else wrapper.fill(line))


def write_out(text: str, path: str | None, mode: int = 0o666) -> None:
    """Print ``text``, or write it into a file and say so. Raises :class:`Stop` where that fails."""
    if path is None:
        print(text)
    else:
        write_file(path, (text + "\n").encode(), mode)


def write_file(path: str, content: bytes, mode: int = 0o666) -> None:
    """Write a file, whole or not at all, and say so. Raises :class:`Stop` where that fails."""
    from debate.store.writer import write_over

    try:
        write_over(Path(path), content, mode)
    except (OSError, ValueError) as problem:
        raise Stop(Exit.PROBLEM, cannot_write(path, problem)) from None
    print(f"Written: {visible(path, 200)}")


def cannot_write(path: str, problem: Exception) -> str:
    """One sentence: which file, and why."""
    why = (problem.strerror if isinstance(problem, OSError) else "") or str(problem)
    return f"'{visible(path, 200)}' cannot be written: {visible(why).lower()}."


_BAR = 20
_EVERY = 0.1
"""Seconds between two drawings at least."""


@define
class Progress:
    """Says how many of ``total`` games are done, how many a second, and how long it will take."""

    total: int
    out: TextIO
    clock: Callable[[], float] = time.monotonic
    _began: float = 0.0
    _drawn: float = 0.0

    def begin(self) -> None:
        self._began = self.clock()
        self._draw(0)

    def tell(self, done: int) -> None:
        """``done`` games are over now."""
        if self.clock() - self._drawn >= _EVERY:
            self._draw(done)

    def end(self) -> None:
        """Take the line away."""
        if self.out.isatty():
            self.out.write("\r\033[K")
            self.out.flush()

    def _draw(self, done: int) -> None:
        if not self.out.isatty():
            return
        self._drawn = self.clock()
        self.out.write(f"\r{self.line(done)}\033[K")
        self.out.flush()

    def line(self, done: int) -> str:
        """What is drawn, in fewer than 80 columns."""
        seconds = self.clock() - self._began
        full = _BAR * done // self.total
        text = f"[{'#' * full}{'.' * (_BAR - full)}] {done:,} of {self.total:,} games"
        if not done or seconds <= 0:
            return text
        rate = done / seconds
        return f"{text}, {rate:,.{0 if rate >= 10 else 1}f} a second, {_span((self.total - done) / rate)} left"


def _span(seconds: float) -> str:
    whole = int(seconds + 0.999)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02} min"
