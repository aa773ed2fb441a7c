"""What conditions and amounts mean, read against the numbers of a state.

A phase reads before it changes anything, so the numbers of the state itself are its reading. Where play reads many
conditions at once it uses the functions of :mod:`debate.rules.compiled`, which mean the same.
"""

from __future__ import annotations

from debate.rules.flat import (
    ANY,
    ANY_RANGE,
    EVERY,
    NO_RANGE,
    NONE,
    NOT_RECENT,
    ONE_OF,
    Flat,
    FlatAmount,
    Other,
)
from debate.rules.places import Places


def holds(condition: Flat, v: list[int], places: Places) -> bool:
    """Whether all tests hold for the numbers ``v``."""
    ranges, others, _ = condition
    for place, low, high in ranges:
        if not low <= v[place] <= high:
            return False
    return not others or others_hold(others, v, places)


def others_hold(others: tuple[Other, ...], v: list[int], places: Places) -> bool:
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
                if holds(option, v, places):
                    if kind == NONE:
                        return False
                    break
            else:
                if kind == ANY:
                    return False
        elif kind == EVERY:
            if v[a] % b:
                return False
        else:
            # The latest round of an event stands as many places behind its count as there are events.
            recent = v[a] > 0 and v[a + places.latest_from] > v[places.round_place] - b
            if recent == (kind == NOT_RECENT):
                return False
    return True


def amount(flat: FlatAmount, v: list[int]) -> int:
    """The number, or what the step table reads at its meter's value."""
    if isinstance(flat, int):
        return flat
    value, table = v[flat[0]], flat[1]
    # In a view a hidden meter's value is no number and equals nothing, not even itself; it reads the last step.
    return table[value] if value == value else table[-1]
