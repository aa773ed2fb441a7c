"""Games that the planner played on in its head, each by what is kept of it, and what sets two sets of them apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import sqrt

from attrs import frozen

from debate.rules.moves import Move
from debate.rules.state import State
from debate.rules.trace import RawStep
from debate.rules.view import View

SAID = "said"
"""Stands as the cause of what cases that stand or are beaten make people feel, whichever cards these are."""
_CHANGES = ("effect", "link", "landing", "clamp")
_FELT = ("stood", "beaten")


@frozen
class Future:
    """A game that was played on.

    ``worth``: the role's score, 0 to 100. ``ends``: meter that it wants -> where that stood at the end of term.
    ``moved``: (cause, such a meter) -> by how much until then, in all. ``came``: moves and news that happened; ``now``:
    those of the round in which it thinks. ``purse``: by how much its capital rose in that round. ``seen``: the choices
    that everybody saw from here on.
    """

    worth: float
    ends: Mapping[str, int]
    moved: Mapping[tuple[str, str], int]
    came: frozenset[str]
    now: frozenset[str]
    purse: int
    seen: tuple[Move, ...]


def value(end: State, role: str) -> float:
    """The score of a finished game, 0 to 100 on what the role wants, not rounded."""
    term = end.term or end
    motive = term.tables.deck.roles[role].motives.get(term.motives[role])
    return weighed(term, motive.wants if motive else {})


def weighed(state: State, weights: Mapping[str, int]) -> float:
    """How far what is weighed so has come true here, 0 to 100, not rounded."""
    tables = state.tables
    reached = possible = 0
    for meter, weight in weights.items():
        place = tables.places[meter]
        low, high, now = tables.low[place], tables.high[place], state.v[place]
        reached += weight * (now - low) if weight > 0 else -weight * (high - now)
        possible += abs(weight) * (high - low)
    return 100 * reached / possible if possible else 0.0


def worth_of_one(view: View) -> dict[str, float]:
    """Meter that the view's role wants -> points of 100 of its score that one of the meter is worth to it."""
    deck = view.position.tables.deck
    motive = deck.roles[view.role].motives.get(view.motive)
    wants = motive.wants if motive else {}
    possible = sum(abs(weight) * (deck.meters[m].max - deck.meters[m].min) for m, weight in wants.items())
    return {meter: 100 * weight / possible for meter, weight in wants.items()}


def future(view: View, wants: Iterable[str], end: State, steps: Iterable[RawStep], later: bool = False) -> Future:
    """What is kept of a game played on from this view to its ``end``; ``steps``: all that happened on the way.
    ``later``: the meters as they stand years later, not at the end of term."""
    term = end if later else end.term or end
    now, last, purse = view.round, term.round, f"capital.{view.role}"
    ends = {meter: term.v[term.tables.places[meter]] for meter in wants}
    moved: dict[tuple[str, str], int] = {}
    came, at_once, earned = set[str](), set[str](), 0
    for _, round_, kind, cause, target, before, _, after, _ in steps:
        if target in ends:
            if round_ <= last and (kind in _CHANGES or kind in _FELT):
                key = (SAID if kind in _FELT else cause, target)
                moved[key] = moved.get(key, 0) + after - before
        elif kind == "event":
            came.add(cause)
            if round_ == now:
                at_once.add(cause)
        elif target == purse and round_ == now:
            earned += after - before
    seen = end.seen[len(view.seen) :]
    return Future(value(end, view.role), ends, moved, frozenset(came), frozenset(at_once), earned, seen)


def mean(found: Iterable[float]) -> float:
    numbers = list(found)
    return sum(numbers) / len(numbers) if numbers else 0.0


def apart(this: Sequence[Future], that: Sequence[Future], of: Callable[[Future], float]) -> float:
    """By how much ``of`` is more in ``this`` than in ``that``, on average over the worlds in which both were tried; 0
    where it may be luck: where the average is less than two standard errors from 0."""
    each = [of(one) - of(other) for one, other in zip(this, that, strict=False)]
    average = mean(each)
    if len(each) < 2:
        return 0.0
    error = sqrt(sum((one - average) ** 2 for one in each) / (len(each) - 1) / len(each))
    return average if abs(average) >= 2 * error else 0.0
