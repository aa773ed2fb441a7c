"""What a deck may ask about the world: conditions, amounts and effects, as plain values.

A condition is a tuple of tests of which all must hold; an empty tuple always holds. The deck file writes them in the
small notations of the deck reference; nothing here reads text. ``tables.py`` flattens them to integers for play.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from attrs import frozen

Comparison = Literal["at least", "at most", "below", "above", "exactly", "to"]
_FAR = 10**9
Bound = int | Literal["start"]
"""A number, or the meter's own start."""


@frozen
class Compare:
    """A number of the game against one bound (``to``: against two, both included).

    ``kind`` says what is compared: a meter's value, how often an event happened (``times``), the round's number, or a
    role's capital. ``id`` is the meter, the move or news item (or with one of :data:`ABOUT` before it what happened
    about it), or the role; empty for ``round``.
    """

    kind: Literal["meter", "times", "round", "capital"]
    id: str
    comparison: Comparison
    bound: Bound
    upper: int | None = None


def limits(comparison: Comparison, bound: int, upper: int | None = None) -> tuple[int, int]:
    """Both ends, included, of the numbers for which a comparison holds; ``upper`` is the second bound of ``to``."""
    match comparison:
        case "at least":
            return bound, _FAR
        case "above":
            return bound + 1, _FAR
        case "at most":
            return -_FAR, bound
        case "below":
            return -_FAR, bound - 1
        case "exactly":
            return bound, bound
        case "to":
            return bound, bound if upper is None else upper


def range_of(test: Compare, start: int | None) -> tuple[int, int]:
    """Both ends, included, of the numbers for which a comparison holds. ``start``: of the meter compared, None for what
    is none."""
    if test.bound != "start":
        return limits(test.comparison, test.bound, test.upper)
    if start is None:
        raise TypeError("only meters have a start")
    return limits(test.comparison, start, test.upper)


@frozen
class FlagIs:
    """The flag has one of these values."""

    flag: str
    values: tuple[str, ...]


@frozen
class Recent:
    """The event (see :class:`Compare`) happened within the last ``rounds`` rounds (1: this round); ``negated``: it did
    not."""

    event: str
    rounds: int
    negated: bool = False


@frozen
class AnyOf:
    """At least one of these conditions holds."""

    options: tuple[Condition, ...]


@frozen
class AllOf:
    """Every one of these conditions holds."""

    options: tuple[Condition, ...]


@frozen
class NoneOf:
    """Not one of these conditions holds."""

    options: tuple[Condition, ...]


@frozen
class Lasting:
    """The inner condition holds now and held at each of the last ``rounds`` round ends."""

    rounds: int
    when: Condition


DECLINED = "declined."
"""Before the id of an offer this names the event that it was declined: ``declined.offer-parking``."""
STOOD = "stood."
"""Before the id of a move or argument this names the event that a case stood: for that move, or with that argument."""
BEATEN = "beaten."
"""The same for a case that was beaten."""
ABOUT = (DECLINED, STOOD, BEATEN)


def event_of(event: str) -> tuple[str, str]:
    """What an event says of what: (one of :data:`ABOUT`, or empty where it simply happens; the id)."""
    for prefix in ABOUT:
        if event.startswith(prefix):
            return prefix, event.removeprefix(prefix)
    return "", event


Test = Compare | FlagIs | Recent | AnyOf | AllOf | NoneOf | Lasting
Condition = tuple[Test, ...]


@frozen
class StepTable:
    """An amount that depends on a meter: the amount of the highest step not above the meter's value.

    ``steps`` are (from, amount) pairs that rise from the lowest value the meter can have.
    """

    by: str
    steps: tuple[tuple[int, int], ...]

    def at(self, value: int) -> int:
        """The amount where the meter has this value."""
        return next(number for begin, number in reversed(self.steps) if begin <= value)


Amount = int | StepTable


def points(amount: Amount) -> tuple[int, ...]:
    """All the numbers that an amount can be."""
    return (amount,) if isinstance(amount, int) else tuple(number for _, number in amount.steps)


@frozen
class Effects:
    """What happens to meters (amounts to add), flags (the value each takes) and capital (per role, to add)."""

    meters: tuple[tuple[str, Amount], ...] = ()
    flags: tuple[tuple[str, str], ...] = ()
    capital: tuple[tuple[str, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.meters or self.flags or self.capital)

    @property
    def scaled_by(self) -> tuple[str, ...]:
        """Meters that decide how large they are."""
        return tuple(amount.by for _, amount in self.meters if isinstance(amount, StepTable))


NO_EFFECTS = Effects()


def each_in(
    condition: Condition, groups: tuple[type[AnyOf | AllOf | NoneOf], ...] = (AnyOf, AllOf, NoneOf)
) -> Iterator[Compare | FlagIs | Recent]:
    """The single tests of a condition, in order, wherever they stand in it: those in groups of these kinds, too."""
    for test in condition:
        if isinstance(test, Lasting):
            yield from each_in(test.when, groups)
        elif not isinstance(test, AnyOf | AllOf | NoneOf):
            yield test
        elif isinstance(test, groups):
            for option in test.options:
                yield from each_in(option, groups)


def wanted_in(condition: Condition) -> Iterator[Compare | FlagIs | Recent]:
    """The tests of a condition that help it to hold: all but those under ``none_of``."""
    return each_in(condition, (AnyOf, AllOf))


def events_read(condition: Condition) -> Iterator[str]:
    """Ids of all events that a condition asks about, wherever they stand in it."""
    for test in each_in(condition):
        match test:
            case Compare(kind="times", id=event) | Recent(event=event):
                yield event


def ids_read(condition: Condition) -> Iterator[str]:
    """Ids of all things of a deck that a condition asks about, wherever they stand in it."""
    for test in each_in(condition):
        match test:
            case FlagIs(flag=id) | Compare(kind="meter", id=id):
                yield id
            case Compare(kind="times", id=event) | Recent(event=event):
                yield event_of(event)[1]
