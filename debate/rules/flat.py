"""The forms that play reads: conditions, amounts and items of a deck as small tuples of whole numbers.

Places are indices into the numbers of a state (``State.v``); :mod:`debate.rules.tables` gives them out.
"""

from __future__ import annotations

from typing import Any

import attrs

from debate.rules.moves import Move

RECENT, NOT_RECENT, EVERY, ONE_OF, ANY_RANGE, NO_RANGE, ANY, NONE = range(8)
NEVER_ENDS = 10**9

Range = tuple[int, int, int]
"""(place, lowest, highest) that a number of the state may have."""
Other = tuple[int, Any, Any]
"""A test that is no range: (kind, what, with what)."""
Flat = tuple[tuple[Range, ...], tuple[Other, ...], tuple[int, ...]]
"""A condition: its ranges, its other tests, and the places of ``touched`` that are parents by its ranges."""
FlatAmount = int | tuple[int, tuple[int, ...]]
"""A number, or (place of the meter to read, the amount for each value that it may have)."""
FlatEffect = tuple[int, FlatAmount]
"""(place in the values, amount); for a flag the place of the value in its ``values``."""
Parents = tuple[int, ...]
"""Numbers of the trace steps that something follows from."""


@attrs.define(slots=True)
class FlatLink:
    """A link or denial, ready to fire."""

    id: str
    when: Flat
    fires: Flat
    """``when``, and for those that do not fire at each round end: that their row says so."""
    effects: tuple[FlatEffect, ...]
    denies: tuple[str, ...]
    delay: int
    follows: tuple[int, ...]
    """Events named by ``follows``."""
    meter: int = -1
    """Watched for a rise or fall, -1 for none."""
    sign: int = 1
    points: int = 1
    row: int = -1
    """Where its round ends in a row are counted, -1 where it does not matter how many they are."""


@attrs.define(slots=True)
class FlatMove:
    id: str
    role: str
    event: int
    needs: Flat
    needs_apart: tuple[Flat, ...]
    """Each test of ``needs`` by itself."""
    count: int
    """The place that counts how often it happened."""
    rests: int
    """Rounds for which it cannot be chosen again once it happened; a move for one time rests for ever."""
    cost: int
    covert: bool
    forbidden: bool
    active: bool
    effects: tuple[FlatEffect, ...]
    offer_to: str | None
    if_declined: tuple[FlatEffect, ...]
    promised: tuple[tuple[str, int], ...]
    """(meter, its place)."""
    bare: Move
    price_bare: int
    """Capital it costs without a case."""
    backed: dict[str, Move]
    """Argument -> the choice of this move with it as the case."""


@attrs.define(slots=True)
class FlatNews:
    id: str
    event: int
    when: Flat
    odds: FlatAmount
    effects: tuple[FlatEffect, ...]


@attrs.define(slots=True)
class FlatEvent:
    """What its phase needs to know of a move or news item. ``count``: the place that counts it."""

    id: str
    count: int
    effects: tuple[FlatEffect, ...]
    links: list[FlatLink]
    """That follow it, by id."""
    denials: list[FlatLink]


def reads(condition: Flat) -> set[int]:
    """The places of all numbers that a condition reads; of an event, that of its count."""
    ranges, others, _ = condition
    places = {place for place, _, _ in ranges}
    for kind, a, _ in others:
        if kind in (ANY, NONE):
            places.update(place for option in a for place in reads(option))
        elif kind in (ANY_RANGE, NO_RANGE):
            places.update(place for place, _, _ in a)
        else:
            places.add(a)
    return places
