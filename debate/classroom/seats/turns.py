"""In which order the screens of a class are drawn when much changes at once: one after another, the most awaited first.

All apps run in one event loop. Were they all drawn at the same time, the last of them would be ready when all are; one
after another each is ready when its turn is over, and the order decides who waits.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import IntEnum
from weakref import WeakKeyDictionary

PAUSE = 0.005
"""Seconds after a long turn, in which what was typed meanwhile is seen to."""
HEAD_START = 0.2
"""Seconds by which a rank goes before the next: who waits for longer than that goes before those who come only now."""


class Rank(IntEnum):
    """Who comes first: the wall, and what the teacher says or stops; then who is asked to choose; then who waits for
    others at the table; then judges without a ballot and whoever looks on. What can wait comes after all that, in the
    same order: see :attr:`rest`."""

    FIRST = 0
    CHOOSES = 1
    WAITS = 2
    LOOKS_ON = 3

    @property
    def rest(self) -> int:
        """The place of what can wait."""
        return self + len(Rank)


class Turns:
    """Turns of one event loop: :meth:`take` waits until nobody else has one, and nobody who goes first wants one.

    Those who come in the same turn of the loop are sorted before the first of them is let in; of the same rank whoever
    came first is first. A rank is worth :data:`HEAD_START`, no more: nobody waits for ever.
    """

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self.clock = self._loop.time
        self._waiting: list[tuple[float, int, asyncio.Future[None]]] = []
        self._count = itertools.count()
        self._taken = self._due = False

    @asynccontextmanager
    async def take(self, rank: int, pause: float = 0.0) -> AsyncIterator[None]:
        """Have a turn. The next begins so many seconds after it."""
        coming = self._loop.create_future()
        heapq.heappush(self._waiting, (self.clock() + rank * HEAD_START, next(self._count), coming))
        self._soon(0.0)
        try:
            await coming
        except asyncio.CancelledError:
            if coming.done() and not coming.cancelled():
                self._over(0.0)
            raise
        try:
            yield
        finally:
            self._over(pause)

    def _over(self, pause: float) -> None:
        self._taken = False
        self._soon(pause)

    def _soon(self, pause: float) -> None:
        """Let the next in once this turn of the loop is over, or after the pause."""
        if self._taken or self._due:
            return
        self._due = True
        if pause:
            self._loop.call_later(pause, self._next)
        else:
            self._loop.call_soon(self._next)

    def _next(self) -> None:
        self._due = False
        while self._waiting:
            coming = heapq.heappop(self._waiting)[2]
            if not coming.done():
                self._taken = True
                coming.set_result(None)
                return


Kept = WeakKeyDictionary[asyncio.AbstractEventLoop, Turns]
_changes: Kept = WeakKeyDictionary()
_pages: Kept = WeakKeyDictionary()


def changes() -> Turns:
    """The turns of the loop that runs in which screens are changed. Nothing may be awaited in one."""
    return _of_loop(_changes)


def pages() -> Turns:
    """Those in which whole new screens are put up, which takes twenty times as long as changing one."""
    return _of_loop(_pages)


def _of_loop(kept: Kept) -> Turns:
    loop = asyncio.get_running_loop()
    if loop not in kept:
        kept[loop] = Turns()
    return kept[loop]
