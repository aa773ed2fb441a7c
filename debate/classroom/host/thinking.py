"""Opponents that think, in processes of their own, so that everybody else is served meanwhile.

The room asks for a choice each time it is called. Until it is there the answer is None, and once it is there whoever
calls the room hears of it.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import pickle
import signal
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import suppress

from debate.game.session import Due
from debate.opponents import OPPONENTS, Choice
from debate.rules.deck import Deck
from debate.rules.state import State

FORGOTTEN = 64
"""How many choices that nobody asked for again are kept at most."""
_Key = tuple[int, str]


class Thinkers:
    """``ready`` is called, in the loop in which this was made, whenever somebody has come to a choice."""

    def __init__(self, ready: Callable[[], None]) -> None:
        self._ready = ready
        self._pool: ProcessPoolExecutor | None = None
        self._decks: dict[int, tuple[Deck, bytes]] = {}
        self._thinking: dict[_Key, tuple[State, Future[Choice]]] = {}

    def __call__(self, due: Due) -> Choice | None:
        """What the opponent came to; None while it thinks. Where its process was lost it thinks here."""
        key = (id(due.asked_in), due.view.role)
        known = self._thinking.get(key)
        if known is None:
            try:
                self._begin(key, due)
            except (OSError, RuntimeError):  # no process can be had
                return due.choose()
            return None
        future = known[1]
        if not future.done():
            return None
        del self._thinking[key]
        try:
            return future.result()
        except Exception:
            self.close()
            return due.choose()

    def _begin(self, key: _Key, due: Due) -> None:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, context, _begin_process)
        loop = asyncio.get_running_loop()
        deck = self._decks.get(id(due.deck))
        if deck is None:
            deck = self._decks[id(due.deck)] = (due.deck, pickle.dumps(due.deck))
        future = self._pool.submit(
            _choose, due.opponent.name, due.deck.digest, deck[1], pickle.dumps(due.view), due.seed
        )
        future.add_done_callback(lambda _: _tell(loop, self._ready))
        self._thinking[key] = (due.asked_in, future)
        old = [each for each, (_, known) in self._thinking.items() if known.done() and each != key]
        for each in old[: max(0, len(self._thinking) - FORGOTTEN)]:
            del self._thinking[each]

    def close(self) -> None:
        """Let go of the processes; a choice under way is dropped."""
        pool, self._pool = self._pool, None
        self._thinking.clear()
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)


def _tell(loop: asyncio.AbstractEventLoop, ready: Callable[[], None]) -> None:
    with suppress(RuntimeError):  # the loop is closed
        loop.call_soon_threadsafe(ready)


# In the process.

_known: dict[str, Deck] = {}


def _begin_process() -> None:
    """Ctrl-C is for the host; and whoever looks at a screen comes first."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(5)


def _choose(name: str, digest: str, deck: bytes, view: bytes, seed: int) -> Choice:
    """The choice of this opponent; deck and view come as they are sent, the deck for the first time or always."""
    known = _known.get(digest)
    if known is None:
        known = pickle.loads(deck)
        assert isinstance(known, Deck)
        if digest:
            _known[digest] = known
    return OPPONENTS[name].choose(known, pickle.loads(view), seed=seed)
