"""Reading conditions and amounts against a state, and the parents of what follows from them."""

from __future__ import annotations

from debate.rules.state import State
from debate.rules.tables import (
    ALL,
    ANY,
    LASTING,
    NONE,
    NOT_RECENT,
    ONE_OF,
    RANGE,
    RECENT,
    ROUND,
    TIMES,
    Flat,
    FlatAmount,
)


def holds(condition: Flat, state: State, v: list[int]) -> bool:
    """Whether all tests hold, with ``v`` as the values read (usually a phase's reading)."""
    for op, a, b, c in condition:
        if op == RANGE:
            if not b <= v[a] <= c:
                return False
        elif op == ONE_OF:
            if v[a] not in b:
                return False
        elif op == TIMES:
            if not b <= state.counts[a] <= c:
                return False
        elif op == RECENT:
            if not state.counts[a] or state.latest[a] <= state.round - b:
                return False
        elif op == NOT_RECENT:
            if state.counts[a] and state.latest[a] > state.round - b:
                return False
        elif op == ROUND:
            if not b <= state.round <= c:
                return False
        elif op == ANY:
            if not any(holds(option, state, v) for option in a):
                return False
        elif op == ALL:
            if not all(holds(option, state, v) for option in a):
                return False
        elif op == NONE:
            if any(holds(option, state, v) for option in a):
                return False
        elif op == LASTING and not (state.rows[a] >= b and holds(c, state, v)):
            return False
    return True


def amount(amount: FlatAmount, v: list[int]) -> int:
    """The number, or what the step table reads at its meter's value."""
    if isinstance(amount, int):
        return amount
    value, found = v[amount[0]], 0
    for first, number in amount[1]:
        if first > value:
            break
        found = number
    return found


def parents(condition: Flat, state: State, v: list[int]) -> list[int]:
    """Numbers of the steps that made the entries of a condition hold: the latest change of each value that it reads,
    the latest time of each event. Nothing for what was so from the start, nor from ``none_of``."""
    found: list[int] = []
    for op, a, _, c in condition:
        if op in (RANGE, ONE_OF):
            if state.touched[a]:
                found.append(state.touched[a])
        elif op in (TIMES, RECENT):
            if state.event_steps[a]:
                found.append(state.event_steps[a])
        elif op in (ANY, ALL):
            for option in a:
                if holds(option, state, v):
                    found += parents(option, state, v)
        elif op == LASTING:
            found += parents(c, state, v)
    return found
