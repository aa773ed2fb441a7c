"""Reading conditions and amounts against the numbers of a state, and the parents of what follows from them.

A phase reads before it changes anything, so the numbers of the state itself are its reading.
"""

from __future__ import annotations

from debate.rules.state import State
from debate.rules.tables import (
    ANY,
    ANY_RANGE,
    NO_RANGE,
    NONE,
    NOT_RECENT,
    ONE_OF,
    RECENT,
    Flat,
    FlatAmount,
    Other,
    Tables,
)


def holds(condition: Flat, v: list[int], tables: Tables) -> bool:
    """Whether all tests hold for the numbers ``v``."""
    ranges, others, _ = condition
    for place, low, high in ranges:
        if not low <= v[place] <= high:
            return False
    return not others or others_hold(others, v, tables)


def others_hold(others: tuple[Other, ...], v: list[int], tables: Tables) -> bool:
    """The same for the tests of a condition that are no ranges."""
    for kind, a, b in others:
        if kind in (ANY_RANGE, NO_RANGE):
            for place, low, high in a:
                if low <= v[place] <= high:
                    if kind == NO_RANGE:
                        return False
                    break
            else:
                if kind == ANY_RANGE:
                    return False
        elif kind == ONE_OF:
            if v[a] not in b:
                return False
        elif kind in (ANY, NONE):
            for option in a:
                if holds(option, v, tables):
                    if kind == NONE:
                        return False
                    break
            else:
                if kind == ANY:
                    return False
        else:
            # The latest round of an event stands as many places behind its count as there are events.
            recent = v[a] > 0 and v[a + tables.latest_from] > v[tables.round_place] - b
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
    if not others:
        return found
    for kind, options, of in others:
        if kind == ANY_RANGE:
            for (place, low, high), parent in zip(options, of, strict=True):
                if parent and touched[place] and low <= state.v[place] <= high:
                    found.append(touched[place])
        elif kind == ANY:
            for option in options:
                if holds(option, state.v, state.tables):
                    found += parents(option, state)
        elif (kind in (ONE_OF, RECENT)) and touched[options]:
            found.append(touched[options])
    return found
