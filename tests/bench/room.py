"""How long a class needs for one request, the disk left out, beside one step of the same game's rules in the same run.

    python -m tests.bench.room [--people 60] [--tables 12] [--requests 250]

Prints the median work of a request (choices, support, votes) and of being told what is asked, in milliseconds of CPU,
and both as multiples of the step. Wanted on a quiet machine: under 2 ms and under half a millisecond.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from random import Random
from statistics import median
from time import process_time
from typing import Any

import debate
from tests.classroom.room.school import School


def timed(call: Callable[..., Any], times: list[float]) -> Callable[..., Any]:
    """The same call, which notes the CPU seconds that each use of it took."""

    def measured(*given: Any, **named: Any) -> Any:
        start = process_time()
        try:
            return call(*given, **named)
        finally:
            times.append(process_time() - start)

    return measured


def steps(count: int) -> list[float]:
    """CPU seconds of so many steps of the ZTE deck's rules, played at random from the start."""
    deck = debate.load_deck("zte")
    random, times = Random(1), list[float]()
    step = timed(debate.play, times)
    state = debate.start(deck)
    while len(times) < count:
        if state.over:
            state = debate.start(deck, seed=random.randrange(1000))
        state = step(deck, state, random.choice(debate.legal_moves(deck, state, state.awaiting[0]))).state
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--tables", type=int, default=12)
    parser.add_argument("--requests", type=int, default=250)
    options = parser.parse_args()
    school = School.open(options.people, tables=options.tables)
    school.teach("share-out")
    school.teach("start")
    done: list[float] = []
    asked: list[float] = []
    school.room.do = timed(school.room.do, done)  # type: ignore[method-assign]
    school.room.asking = timed(school.room.asking, asked)  # type: ignore[method-assign]
    school.play(Random(1), options.requests)
    peer = median(steps(options.requests))
    print(f"{options.people} people at {options.tables} tables, {len(done)} requests")
    print(f"a step of the rules: {1e6 * peer:.0f} µs")
    for what, times in (("a request", done), ("being told what is asked", asked)):
        print(f"{what}: {1e3 * median(times):.2f} ms, {median(times) / peer:.1f} of a step")


if __name__ == "__main__":
    main()
