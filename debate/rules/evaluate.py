"""What conditions and amounts mean, read against the numbers of a state.

A phase reads before it changes anything, so the numbers of the state itself are its reading.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Generic, TypeVar

from debate.rules.flat import (
    ANY,
    ANY_RANGE,
    EVERY,
    NEVER_ENDS,
    NO_RANGE,
    NONE,
    NOT_RECENT,
    ONE_OF,
    RECENT,
    Flat,
    FlatAmount,
    Parents,
)
from debate.rules.places import Places


def holds(condition: Flat, v: list[int], places: Places) -> bool:
    """Whether all tests hold for the numbers ``v``."""
    ranges, others, _ = condition
    for place, low, high in ranges:
        if not low <= v[place] <= high:
            return False
    for kind, a, b in others:
        if kind <= NOT_RECENT:
            # The latest round of an event stands as many places behind its count as there are events.
            recent = v[a] > 0 and v[a + places.latest_from] > v[places.round_place] - b
            if recent == kind:
                return False
        elif kind == EVERY:
            if v[a] % b:
                return False
        elif kind == ONE_OF:
            if v[a] not in b:
                return False
        elif _one_holds(kind, a, v, places) == (kind in (NO_RANGE, NONE)):
            return False
    return True


def _one_holds(kind: int, options: tuple[Any, ...], v: list[int], places: Places) -> bool:
    """Whether one of the options, ranges or conditions, holds."""
    if kind in (ANY_RANGE, NO_RANGE):
        for place, low, high in options:
            if low <= v[place] <= high:
                return True
    else:
        for option in options:
            if holds(option, v, places):
                return True
    return False


def amount(flat: FlatAmount, v: list[int]) -> int:
    """The number, or what the step table reads at its meter's value."""
    if isinstance(flat, int):
        return flat
    value, table = v[flat[0]], flat[1]
    # In a view a hidden meter's value is no number and equals nothing, not even itself; it reads the last step.
    return table[value] if value == value else table[-1]


def parents_of(condition: Flat, v: list[int], touched: list[Parents], places: Places) -> Parents:
    """The parents of what follows from a condition that holds: see section 10 of the deck reference.

    These are the latest change of each value that an entry which holds reads, and the latest time of each event.
    """
    _, others, simple = condition
    if len(simple) == 1 and not others:
        return touched[simple[0]]
    found: Parents = ()
    for place in simple:
        found += touched[place]
    for kind, a, b in others:
        if kind == ANY_RANGE:
            for (place, low, high), counts in zip(a, b, strict=True):
                if counts and low <= v[place] <= high:
                    found += touched[place]
        elif kind == ANY:
            for option in a:
                if holds(option, v, places):
                    found += parents_of(option, v, touched, places)
        elif kind in (ONE_OF, RECENT):
            found += touched[a]
    return found


Item = TypeVar("Item")
Asked = tuple[int, int, int, "Flat | None", Flat, Item]
"""An item with its condition, taken apart: the range that is asked first (place, lowest, highest), what is left to ask
(None: nothing), the whole condition, the item."""


def apart(condition: Flat, item: Item, places: Places) -> Asked[Item]:
    """The condition with the range in front that can spare most work: one that does not hold when a game begins.

    Of the hundreds of conditions that are read in a round few hold, and most of the others fail at that one range.
    """
    ranges, others, parents = condition
    if not ranges:
        return (0, -NEVER_ENDS, NEVER_ENDS, condition if others else None, condition, item)
    begin, rows_from = places.begin, places.rows_from
    first = 0
    for n, (place, low, high) in enumerate(ranges):
        if not low <= (begin[place] if place < rows_from else 0) <= high:
            first = n
            break
    rest = (*ranges[:first], *ranges[first + 1 :])
    return (*ranges[first], (rest, others, parents) if rest or others else None, condition, item)


class Sieve(Generic[Item]):
    """Items, each with its condition."""

    def __init__(self, entries: Iterable[tuple[Flat, Item]], places: Places) -> None:
        self.entries = [apart(condition, item, places) for condition, item in entries]
        self.places = places

    def holding(self, v: list[int]) -> list[Item]:
        """The items whose condition holds for these numbers, in order."""
        places = self.places
        return [
            item
            for place, low, high, rest, _, item in self.entries
            if low <= v[place] <= high and (rest is None or holds(rest, v, places))
        ]

    def with_parents(self, v: list[int], touched: list[Parents]) -> list[tuple[Item, Parents]]:
        """The same, each with the parents of what follows from its condition."""
        places = self.places
        return [
            (item, parents_of(condition, v, touched, places))
            for place, low, high, rest, condition, item in self.entries
            if low <= v[place] <= high and (rest is None or holds(rest, v, places))
        ]
