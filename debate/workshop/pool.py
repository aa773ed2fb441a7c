"""Playing many games at once: in this process, in one pool of processes, or on a Dask cluster.

All three get the same orders: a plan and seeds. An order takes about :data:`CHUNK` seconds, so that progress is steady
and an interruption loses little. Answers come back in any order and are added up; see :mod:`debate.workshop.summary`.
"""

from __future__ import annotations

import logging
import os
import re
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any

from attrs import define, evolve, frozen

from debate.rules.deck import Deck
from debate.rules.text import visible
from debate.workshop.simulated import Plan, run_games
from debate.workshop.summary import Summary

CHUNK = 0.25
"""Seconds that one order should take."""
PROCESSES = "processes"
_DASK = re.compile(r"dask://(\[[0-9a-fA-F:]+\]|[\w.-]+):(\d{1,5})")
_REACH = 5
"""Seconds within which a cluster must answer."""
_NO_DASK = "'dask://' needs Dask, which is not installed here: pip install distributed."


class CannotRun(Exception):
    """The games cannot be played there; its message is one sentence."""


class BadSpec(CannotRun):
    """What was named is no executor."""


@frozen
class Run:
    """What came of a run.

    ``interrupted``: it ended before the last game. ``problem``: why, in one sentence, where it was not a person's wish.
    """

    summary: Summary
    interrupted: bool = False
    problem: str = ""


Tell = Callable[[int], None]
"""Called with how many games are done, often."""


def read_spec(spec: str) -> str | None:
    """The address of a Dask scheduler, or None for processes of this machine.

    Raises :class:`BadSpec`.
    """
    if spec == PROCESSES:
        return None
    found = _DASK.fullmatch(spec)
    if found is None or not 1 <= int(found[2]) <= 65535:
        raise BadSpec(f"'{visible(spec)}' is no executor; write '{PROCESSES}' or 'dask://HOST:PORT'.")
    return f"tcp://{found[1]}:{found[2]}"


def cores() -> int:
    """How many processes of this machine can run at once."""
    try:
        return len(os.sched_getaffinity(0)) or 1
    except AttributeError:  # not on this system
        return os.cpu_count() or 1


def run(
    deck: Deck, plan: Plan, seeds: range, jobs: int | None = None, spec: str = PROCESSES, tell: Tell = lambda done: None
) -> Run:
    """Play the games of these seeds. What is lost on the way ends the run with what is there, and so does Ctrl-C.

    ``jobs``: how many processes (default: as many as there are cores); on a cluster, orders under way at once (default:
    two for each of its threads).

    Raises:
        CannotRun: no such executor, extra not installed, cluster not reached or without workers.
    """
    address = read_spec(spec)
    if address is not None:
        with _dask(address, deck) as (executor, handle, threads):
            found = _share_out(executor, handle, plan, seeds, jobs or 2 * threads, tell)
            return evolve(found, problem=f"at {spec}, {found.problem}") if found.problem else found
    jobs = min(jobs or cores(), len(seeds))
    if jobs == 1:
        return _alone(deck, plan, seeds, tell)
    executor = ProcessPoolExecutor(jobs, initializer=_begin, initargs=(deck,))
    ended = False
    try:
        found = _share_out(executor, None, plan, seeds, 2 * jobs, tell)
        ended = not found.interrupted
        return found
    finally:
        executor.shutdown(wait=ended, cancel_futures=True)


@define
class _Chunks:
    """Cuts the seeds into orders; how long the last ones took says how many games go into the next."""

    left: range
    games: int = 0
    seconds: float = 0.0

    def next(self, sharers: int) -> range:
        """The seeds of the next order, fewer towards the end so that all of ``sharers`` end together."""
        size = 2 if not self.games else int(CHUNK * self.games / max(self.seconds, 1e-6))
        size = max(1, min(size, -(-len(self.left) // (2 * sharers))))
        chunk, self.left = self.left[:size], self.left[size:]
        return chunk

    def took(self, games: int, seconds: float) -> None:
        self.games += games
        self.seconds += seconds


def _alone(deck: Deck, plan: Plan, seeds: range, tell: Tell) -> Run:
    chunks, done, summary = _Chunks(seeds), 0, Summary()
    try:
        while chunks.left:
            chunk = chunks.next(1)
            part, seconds = run_games(deck, plan, chunk)
            chunks.took(len(chunk), seconds)
            summary += part
            done += len(chunk)
            tell(done)
    except KeyboardInterrupt:
        return Run(summary, interrupted=True)
    return Run(summary)


def _share_out(executor: Executor, handle: Any, plan: Plan, seeds: range, ahead: int, tell: Tell) -> Run:
    """Keep ``ahead`` orders under way until no seed is left."""
    chunks, done, summary = _Chunks(seeds), 0, Summary()
    under_way: dict[Future[tuple[Summary, float]], int] = {}
    try:
        while chunks.left or under_way:
            while chunks.left and len(under_way) < ahead:
                chunk = chunks.next(max(1, ahead // 2))
                under_way[executor.submit(_order, handle, plan, chunk)] = len(chunk)
            ready, _ = wait(under_way, timeout=1, return_when=FIRST_COMPLETED)
            for future in ready:
                games = under_way.pop(future)
                part, seconds = future.result()
                chunks.took(games, seconds)
                summary += part
                done += games
            tell(done)
    except KeyboardInterrupt:
        for future in under_way:
            future.cancel()
        return Run(summary, interrupted=True)
    except Exception as problem:  # no game's own: those are noted where they are played
        return Run(summary, interrupted=True, problem=_lost(problem))
    return Run(summary)


def _lost(problem: Exception) -> str:
    if isinstance(problem, BrokenProcessPool):
        return "a process that played games was ended from outside; fewer '--jobs' take less memory."
    if isinstance(problem, ImportError):
        return f"those who play the games lack something: {visible(str(problem), 120)}."
    why = f"{type(problem).__name__}: {visible(str(problem), 120)}".removesuffix(": ")
    return f"those who play the games were lost ({why})."


# In the processes that play.

_deck: Deck | None = None


def _begin(deck: Deck) -> None:
    """The deck goes to each process once. Ctrl-C is for the process that gives the orders."""
    global _deck
    _deck = deck
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _order(deck: Deck | None, plan: Plan, seeds: range) -> tuple[Summary, float]:
    """``deck``: None where the process has it already."""
    deck = deck or _deck
    assert deck is not None
    return run_games(deck, plan, seeds)


# On a cluster.


@contextmanager
def _dask(address: str, deck: Deck) -> Iterator[tuple[Executor, Any, int]]:
    """An executor on the cluster, what stands for the deck in orders, and how many threads the cluster has."""
    try:
        from distributed import Client
    except ImportError:
        raise CannotRun(_NO_DASK) from None
    # It would tell of a lost connection at length; one sentence does.
    logging.getLogger("distributed").setLevel(logging.CRITICAL + 1)
    shown = address.replace("tcp://", "dask://")
    try:
        client = Client(address, timeout=_REACH, set_as_default=False)
    except (OSError, TimeoutError, ValueError):
        raise CannotRun(f"no Dask scheduler answers at {shown} within {_REACH} seconds; is it running?") from None
    try:
        threads = sum(client.nthreads().values())
        if not threads:
            raise CannotRun(f"the Dask scheduler at {shown} has no workers; start one with 'dask worker'.")
        # Sent once to each worker and kept there; never taken for the answer to an equal order.
        handle = client.scatter(deck, broadcast=True, hash=False)
        yield client.get_executor(pure=False), handle, threads
    except CannotRun:
        raise
    except Exception as problem:
        raise CannotRun(f"at {shown}, {_lost(problem)}") from None
    finally:
        client.close()
