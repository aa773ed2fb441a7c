"""One phase: all changes asked for are added up against one reading, then clamped once; an event is a phase.

Because every condition and amount of a phase reads the values from before it, no order inside a phase can matter:
what is asked for is collected by target first (:meth:`Phase.effects`, :meth:`Phase.fire`), then added up
(:meth:`Phase.add_up`) in the order asked: by cause, what lands last. What a causal link does is told in
:meth:`Phase.fire`; when it does, in :func:`happen` for links that follow an event, in :func:`round_end` for the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from debate.rules.evaluate import amount, holds, parents_of
from debate.rules.flat import FlatEffect, FlatEvent, FlatLink, Parents
from debate.rules.state import Pending, State
from debate.rules.trace import RawStep

Landings = dict[int, list[tuple[int, str, Parents]]]
"""Changes that land, by place, in order of launching: (amount or the place of a flag's value, link, parents)."""
Ask = tuple[str, str, int, Parents]
"""A change asked for: (kind of its step, cause, amount or the place of a flag's value, parents)."""


class Phase:
    """A phase of ``state``, changed in place; its steps go on ``trace``. ``launched``: what will land later."""

    __slots__ = ("asks", "denied", "launched", "number", "round", "state", "tables", "trace", "v")

    def __init__(self, state: State, trace: list[RawStep]) -> None:
        self.state = state
        self.tables = state.tables
        self.trace = trace
        self.v = state.v
        self.number = state.steps
        self.round = state.round
        self.asks: dict[int, list[Ask]] = {}
        self.denied: list[tuple[FlatLink, Parents]] = []
        self.launched: list[Pending] = []

    def effects(self, effects: Sequence[FlatEffect], kind: str, cause: str, parents: Parents, times: int = 1) -> None:
        """Ask for these effects, ``times`` as often; an amount that is 0 now asks for nothing."""
        asks = self.asks
        for place, flat in effects:
            if isinstance(flat, int):
                asked = flat
            else:
                asked = amount(flat, self.v)
                if not asked:
                    continue
            if times != 1 and not self.tables.is_flag[place]:
                asked *= times
            if place in asks:
                asks[place].append((kind, cause, asked, parents))
            else:
                asks[place] = [(kind, cause, asked, parents)]

    def fire(self, link: FlatLink, parents: Parents, now: int, times: int = 1) -> None:
        """What a link does: it asks for its effects, ``times`` as often, or launches them to land later.

        ``now``: the round at whose end a delay of 0 would land, that is the last one that has ended. The amounts of
        what lands later are worked out now.
        """
        if not link.delay:
            self.effects(link.effects, "link", link.id, parents, times)
            return
        tables, changes = self.tables, []
        for place, flat in link.effects:
            asked = amount(flat, self.v)
            if tables.is_flag[place]:
                changes.append((tables.names[place], asked))
            elif asked:
                changes.append((tables.names[place], asked * times))
        self.number += 1
        self.trace.append((self.number, self.round, "pending", link.id, "", 0, 0, 0, parents))
        self.launched.append(Pending(now + link.delay, link.id, self.round, tuple(changes), parents, self.number))

    def land(self, landing: Landings) -> None:
        """Ask for what lands."""
        for place, changes in landing.items():
            asks = self.asks.setdefault(place, [])
            asks += [("landing", link, asked, why) for asked, link, why in changes]

    def by_cause(self) -> None:
        """Put what is asked for in order, where it was not asked for in that of its causes."""
        for asks in self.asks.values():
            if len(asks) > 1:
                asks.sort(key=lambda ask: ask[1])

    def add_up(self) -> None:
        """Carry out what is asked for, target by target; what is denied is written after all that happens.

        What is asked of a meter or of capital is added up, and the sum clamped.
        """
        state, tables, trace, round_, v = self.state, self.tables, self.trace, self.round, self.v
        names, is_flag, low, high = tables.names, tables.is_flag, tables.low, tables.high
        touched, since = state.touched, state.since
        number = self.number
        asks = self.asks
        for place in sorted(asks, key=names.__getitem__) if len(asks) > 1 else asks:
            target, before, first = names[place], v[place], number
            if is_flag[place]:
                number = set_flag(trace, number, round_, target, place, v, touched, asks[place])
                continue
            for kind, cause, asked, why in asks[place]:
                number += 1
                after = before + asked
                trace.append((number, round_, kind, cause, target, before, asked, after, why))
                before = after
            if not low[place] <= before <= high[place]:
                number, before = clamped(trace, number, round_, target, before, low[place], high[place], first)
            v[place] = before
            touched[place] = (number,)
            if place in since:
                since[place] += tuple(range(first + 1, number + 1))
        for denial, why in self.denied:
            for target in denial.denies:
                number += 1
                value = v[tables.places[target]] if target in tables.places else 0
                trace.append((number, round_, "denied", denial.id, target, value, 0, value, why))
        state.steps = number


def happen(state: State, trace: list[RawStep], events: Sequence[tuple[FlatEvent, Parents]], now: int) -> None:
    """These events, by id, happen together, each with its parents. ``now``: see :meth:`Phase.fire`.

    They are counted at the end of the phase, so nothing in it sees them as having happened.
    """
    phase = Phase(state, trace)
    tables, v, touched = state.tables, state.v, state.touched
    happened: list[tuple[int, Parents]] = []
    for event, causes in events:
        phase.number += 1
        trace.append((phase.number, phase.round, "event", event.id, "", 0, 0, 0, causes))
        this: Parents = (phase.number,)
        happened.append((event.count, this))
        phase.effects(event.effects, "effect", event.id, this)
        for link in event.links:
            if holds(link.when, v, tables):
                phase.fire(link, this + parents_of(link.when, v, touched, tables), now)
        for denial in event.denials:
            if holds(denial.when, v, tables):
                phase.denied.append((denial, this + parents_of(denial.when, v, touched, tables)))
    phase.by_cause()
    phase.add_up()
    if phase.launched:
        state.pending += tuple(phase.launched)
    for count, this in happened:
        v[count] += 1
        v[count + tables.latest_from] = state.round
        touched[count] = this


def instead(state: State, trace: list[RawStep], effects: Sequence[FlatEffect], cause: str, parents: Parents) -> None:
    """A phase of its own with these effects: what happens where an offer is declined."""
    phase = Phase(state, trace)
    phase.effects(effects, "effect", cause, parents)
    phase.add_up()


def round_end(state: State, trace: list[RawStep], landing: Landings) -> list[Pending]:
    """The phase of a round end: rows are counted on, links fire, by id, and pending changes land. Gives what is
    launched."""
    tables = state.tables
    phase = Phase(state, trace)
    v, touched = state.v, state.touched
    count_rows(state)
    for link, parents in tables.firing.with_parents(v, touched):
        if link.meter < 0:
            phase.fire(link, parents, state.round)
            continue
        times = link.sign * (v[link.meter] - state.last[link.meter]) // link.points
        if times > 0:
            phase.fire(link, state.since[link.meter] + parents, state.round, times)
    phase.land(landing)
    phase.denied = tables.denying.with_parents(v, touched)
    state.last = v[: len(tables.meter_places)]
    state.since = dict.fromkeys(tables.watched, ())
    phase.add_up()
    return phase.launched


def count_rows(state: State) -> None:
    """Count at how many round ends in a row each condition held of which the deck asks that, this one included."""
    v, tables = state.v, state.tables
    for place, low, high, rest, _, row in tables.counting:
        v[row] = v[row] + 1 if low <= v[place] <= high and (rest is None or holds(rest, v, tables)) else 0


def clamped(
    trace: list[RawStep], number: int, round_: int, target: str, value: int, low: int, high: int, first: int
) -> tuple[int, int]:
    """Write the step that cuts a sum back to its limit; the parents are the steps after ``first``. Gives the number of
    the step and the value."""
    after = low if value < low else high
    steps = tuple(range(first + 1, number + 1))
    trace.append((number + 1, round_, "clamp", target, target, value, after - value, after, steps))
    return number + 1, after


def set_flag(
    trace: list[RawStep],
    number: int,
    round_: int,
    target: str,
    place: int,
    v: list[int],
    touched: list[Parents],
    asks: list[Ask],
) -> int:
    """Of several values asked for a flag the strongest, the last in its ``values``, wins. Gives the last step."""
    before, after = v[place], max([asked for _, _, asked, _ in asks])
    for kind, cause, asked, parents in asks:
        number += 1
        if asked != after:
            kind = "overruled"
        elif after != before:
            touched[place] = (number,)
        result = after if asked == after else before
        trace.append((number, round_, kind, cause, target, before, asked, result, parents))
    v[place] = after
    return number


def pay(state: State, payments: Iterable[tuple[str, str, int]], trace: list[RawStep]) -> None:
    """Payments by the rules, (role, cause, amount of capital to add), each a phase of its own, in the order given."""
    v, touched, round_, number = state.v, state.touched, state.round, state.steps
    purses = state.tables.purses
    for role, cause, asked in payments:
        if not asked:
            continue
        place, target, most = purses[role]
        before = v[place]
        after = before + asked
        number += 1
        trace.append((number, round_, "rule", cause, target, before, asked, after, ()))
        if not 0 <= after <= most:
            number, after = clamped(trace, number, round_, target, after, 0, most, number - 1)
        touched[place] = (number,)
        v[place] = after
    state.steps = number
