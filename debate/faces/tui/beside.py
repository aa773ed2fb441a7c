"""Work that takes a while, beside the screen: in a thread, or where there are none with the screen painted first.

Python in a browser has no threads: work stands between two turns of the event loop there.
"""

from __future__ import annotations

import asyncio
import sys
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from textual.screen import Screen
from textual.widget import Widget

T = TypeVar("T")
THREADS = sys.platform != "emscripten"
"""Whether this Python can start threads."""
PAINTED = 0.05
"""Seconds in which the screen shows that something is being worked on, where the work then holds it up."""


async def beside(work: Callable[[], T]) -> T:
    """What this gives, while the screen stays alive where it can. Raises what ``work`` raises."""
    if THREADS:
        return await asyncio.to_thread(work)
    await asyncio.sleep(PAINTED)
    return work()


async def piecewise(pieces: Iterable[object]) -> None:
    """Run through all of these; where it holds up the screen, what else is due comes in between. For work that nobody
    waits for."""
    if THREADS:
        await asyncio.to_thread(deque, pieces, 0)
        return
    for _ in pieces:
        await asyncio.sleep(PAINTED)


def in_place(screen: Screen[Any], *parts: type[Widget] | str) -> bool:
    """Whether a screen is shown or lies below others, with these parts in it.

    While a screen is taken away its parts go first, and work beside it may come to its end just then.
    """
    return screen.is_mounted and all(screen.query(part) for part in parts)


_listening: list[Callable[[float], None]] = []


def tell_progress(told: Callable[[float], None]) -> None:
    """Have this be called with the share of a work that is done, where work holds up the screen: whoever stands around
    the app can show it then."""
    _listening[:] = [told]


def progress(share: float) -> None:
    """Say how much of a work is done; called from where :func:`beside` does it."""
    for told in _listening:
        told(share)
