"""What all apps of the process share: the captured streams, the door they start through, the garbage collector, and how
colours are kept apart where one terminal shows fewer than the others."""

from __future__ import annotations

import asyncio
import gc
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TextIO
from weakref import WeakKeyDictionary, WeakSet

from rich.color import ColorSystem
from rich.style import Style
from textual.strip import Strip

from debate.classroom.seats.rich_private import kept_codes, link_of

AT_ONCE = 2
"""So many apps start at the same time; more make all of them wait longer."""

CROWD, AFTER_ALL = 8, 0.15
"""With more apps than this in the process, seconds until what can wait is shown: first everybody sees what matters."""

GENERATIONS = (10_000, 10, 500)
"""Thresholds of the garbage collector while seats run: a collection stops every seat for as long as it lasts, so the
young, whom a key leaves behind by the hundred, are collected in small bites, and everything hardly ever."""


class Passing(io.TextIOBase):
    """A stream in place of ``sys.stdout`` or ``sys.stderr`` that hands everything on to the one that was there.

    Textual redirects both streams of the process when an app starts, and puts back what it found when the app ends.
    With many apps that end in any order, it would put back a stream of an app that is gone. So every app is given
    this one object, which is already in place when the first starts and stays until the last has ended: each puts
    back what is there anyway.
    """

    def __init__(self, behind: TextIO | None) -> None:
        super().__init__()
        self.behind = behind

    def write(self, text: str) -> int:
        if self.behind is not None:
            self.behind.write(text)
        return len(text)

    def flush(self) -> None:
        if self.behind is not None:
            self.behind.flush()

    def isatty(self) -> bool:
        return self.behind is not None and self.behind.isatty()

    def writable(self) -> bool:
        return True


class Streams:
    """The two captured streams, there while at least one app holds them."""

    def __init__(self) -> None:
        self.out = Passing(None)
        self.err = Passing(None)
        self.void = Passing(None)
        """Takes what apps would print and nobody is to read."""
        self.holders = 0

    @contextmanager
    def held(self) -> Iterator[Streams]:
        """Put the streams in place for as long as this lasts, unless another app has done so already."""
        if self.holders == 0:
            self.out, self.err = Passing(sys.stdout), Passing(sys.stderr)
            sys.stdout, sys.stderr = self.out, self.err
        self.holders += 1
        try:
            yield self
        finally:
            self.holders -= 1
            if self.holders == 0:
                if sys.stdout is self.out and self.out.behind is not None:
                    sys.stdout = self.out.behind
                if sys.stderr is self.err and self.err.behind is not None:
                    sys.stderr = self.err.behind


STREAMS = Streams()

_doors: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


def door() -> asyncio.Semaphore:
    """The door of this event loop that apps start through, :data:`AT_ONCE` at a time."""
    loop = asyncio.get_running_loop()
    if loop not in _doors:
        _doors[loop] = asyncio.Semaphore(AT_ONCE)
    return _doors[loop]


def crowded() -> float:
    """How long what can wait should wait now."""
    return AFTER_ALL if STREAMS.holders > CROWD else 0.0


def collect_seldom() -> None:
    """Let the garbage collector run less often. Called when the first seat starts; more calls change nothing."""
    if gc.get_threshold() != GENERATIONS:
        gc.set_threshold(*GENERATIONS)


def settle() -> None:
    """The class has come in: tidy up once, and leave all that lives now out of every collection that follows."""
    gc.collect()
    gc.freeze()


_settled: WeakSet[object] = WeakSet()


def settle_once(room: object) -> None:
    """:func:`settle`, once for each room."""
    if room not in _settled:
        _settled.add(room)
        settle()


@lru_cache(maxsize=8192)
def _fewer(style: Style, colours: ColorSystem) -> str:
    """A style as it is written for a terminal with fewer colours. It is worked out on a copy, which keeps it."""
    return Strip.render_ansi(style.copy(), colours)


def _written(style: Style, text: str, color_system: ColorSystem) -> str:
    """A styled text for a terminal, in place of Textual's own: only full colours are kept with the style."""
    if color_system is not ColorSystem.TRUECOLOR:
        codes = _fewer(style, color_system)
    else:
        kept = kept_codes(style)
        codes = Strip.render_ansi(style, color_system) if kept is None else kept
    found = f"\x1b[{codes}m{text}\x1b[0m" if codes else text
    id_, address = link_of(style)
    return f"\x1b]8;id={id_};{address}\x1b\\{found}\x1b]8;;\x1b\\" if address else found


def keep_colours_apart() -> None:
    """From now on each terminal gets the colours that it knows. To be called before anything is drawn.

    Rich and Textual write a style once, whichever terminal comes first. A class has many in one process, and the
    teacher's own may know 256 colours or 16, where everybody else has all.
    """
    Strip.render_style = staticmethod(_written)  # type: ignore[method-assign]
