"""Reading conditions and amounts against the numbers of a state, and the parents of what follows from them.

A phase reads before it changes anything, so the numbers of the state itself are its reading.
"""

from __future__ import annotations

from typing import Any

from debate.rules.state import State
from debate.rules.tables import ANY, NONE, NOT_RECENT, ONE_OF, Flat, FlatAmount, Tables


def holds(condition: Flat, v: list[int], tables: Tables) -> bool:
    """Whether all tests hold for the numbers ``v``."""
    ranges, others, _ = condition
    for place, low, high in ranges:
        if not low <= v[place] <= high:
            return False
    return not others or _others_hold(others, v, tables)


def _others_hold(others: tuple[tuple[int, Any, Any], ...], v: list[int], tables: Tables) -> bool:
    for kind, a, b in others:
        if kind == ONE_OF:
            if v[a] not in b:
                return False
        elif kind == ANY:
            if not any(holds(option, v, tables) for option in a):
                return False
        elif kind == NONE:
            if any(holds(option, v, tables) for option in a):
                return False
        else:
            # The latest round of an event stands as many places behind its count as there are events.
            recent = v[a] > 0 and v[a + len(tables.events)] > v[tables.round_place] - b
            if recent == (kind == NOT_RECENT):
                return False
    return True


def amount(flat: FlatAmount, v: list[int]) -> int:
    """The number, or what the step table reads at its meter's value."""
    if isinstance(flat, int):
        return flat
    value, found = v[flat[0]], 0
    for first, number in flat[1]:
        if first > value:
            break
        found = number
    return found


def parents(condition: Flat, state: State) -> list[int]:
    """Numbers of the steps that made the entries of a condition hold: the latest change of each value that it reads,
    the latest time of each event. Nothing for what was so from the start, nor from ``none_of``."""
    _, others, places = condition
    touched = state.touched
    found = [touched[place] for place in places if touched[place]]
    for kind, options, _ in others:
        if kind == ANY:
            for option in options:
                if holds(option, state.v, state.tables):
                    found += parents(option, state)
    return found
