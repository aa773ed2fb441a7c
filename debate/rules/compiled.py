"""Conditions as source, and groups of them as one function each, for the places where play asks many at once.

In a round some two hundred conditions are read and few of them hold. Read one by one, as :mod:`debate.rules.evaluate`
does it, they were a third of a playout's time; as the source of one function a fifth of that. The source is made of
places and bounds, that is of whole numbers. What a condition means is told in ``evaluate``; a property holds the two
against each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

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
    Other,
    Parents,
    Range,
)
from debate.rules.places import Places

Item = TypeVar("Item")
Sieve = Callable[[list[int]], list[Item]]
"""From the numbers ``v`` of a state to the items whose condition holds, in order."""
Causes = Callable[[list[int], list[Parents]], list[tuple[Item, Parents]]]
"""From ``v`` and ``touched`` to the items whose condition holds, in order, with the parents of what follows from it."""


def sieve(entries: Iterable[tuple[Flat, Item]], places: Places) -> Sieve[Item]:
    """The function that lists the items whose condition holds."""
    return _listing(entries, places, "holding(v)", lambda name, _: name)


def sieve_with_parents(entries: Iterable[tuple[Flat, Item]], places: Places) -> Causes[Item]:
    """The function that lists the items whose condition holds, each with the parents of what follows from it."""
    return _listing(entries, places, "holding(v, t)", lambda name, flat: f"({name}, {parents_of(flat, places)})")


def _listing(
    entries: Iterable[tuple[Flat, Any]], places: Places, head: str, shown: Callable[[str, Flat], str]
) -> Callable[..., Any]:
    items: dict[str, Any] = {}
    lines = ["found = []"]
    for number, (flat, item) in enumerate(entries):
        items[f"item{number}"] = item
        lines.append(f"if {test_of(flat, places)}: found.append({shown(f'item{number}', flat)})")
    return function(head, [*lines, "return found"], items)


def function(head: str, lines: Iterable[str], names: dict[str, Any]) -> Callable[..., Any]:
    """The function with this head, ``name(parameters)``, and this body, which may use ``names``."""
    source = "\n".join([f"def {head}:", *(f"    {line}" for line in lines)])
    space = dict(names)
    exec(compile(source, "<made for a deck>", "exec"), space)
    made: Callable[..., Any] = space[head.partition("(")[0]]
    made.__doc__ = source
    return made


def test_of(flat: Flat, places: Places) -> str:
    """The condition as an expression over the numbers ``v``."""
    ranges, others, _ = flat
    tests = [*(_range(test, places) for test in ranges), *(_other(test, places) for test in others)]
    return " and ".join(tests) or "True"


def _range(test: Range, places: Places) -> str:
    place, low, high = test
    least, most = (places.low[place], places.high[place]) if place < places.targets else (0, NEVER_ENDS)
    if low == high:
        return f"v[{place}] == {low}"
    if high >= most:
        return f"v[{place}] >= {low}"
    if low <= least:
        return f"v[{place}] <= {high}"
    return f"{low} <= v[{place}] <= {high}"


def _other(test: Other, places: Places) -> str:
    kind, a, b = test
    if kind in (ANY_RANGE, NO_RANGE):
        return f"{'not ' * (kind == NO_RANGE)}({' or '.join(_range(test, places) for test in a)})"
    if kind in (ANY, NONE):
        return f"{'not ' * (kind == NONE)}({' or '.join(f'({test_of(option, places)})' for option in a)})"
    if kind == ONE_OF:
        return f"v[{a}] in {set(b)}"
    if kind == EVERY:
        return f"v[{a}] % {b} == 0"
    recent = f"(v[{a}] and v[{a + places.latest_from}] > v[{places.round_place}] - {b})"
    return f"not {recent}" if kind == NOT_RECENT else recent


def parents_of(flat: Flat, places: Places) -> str:
    """The parents of what follows from a condition that holds, as an expression over ``v`` and ``touched`` (``t``).

    See section 10 of the deck reference: the latest change of each value that an entry which holds reads.
    """
    _, others, touched = flat
    terms = [f"t[{place}]" for place in touched]
    for kind, a, b in others:
        if kind == ANY_RANGE:
            terms += [f"(t[{r[0]}] if {_range(r, places)} else ())" for r, parent in zip(a, b, strict=True) if parent]
        elif kind == ANY:
            terms += [f"({parents_of(option, places)} if {test_of(option, places)} else ())" for option in a]
        elif kind in (ONE_OF, RECENT):
            terms.append(f"t[{a}]")
    return " + ".join(terms) or "()"
