"""One phase: all changes asked for are added up against one reading, then clamped once; an event is a phase.

Because every condition and amount of a phase reads the values from before it, no order inside a phase can matter.
"""

from __future__ import annotations

from collections.abc import Iterable

from debate.rules.evaluate import amount, holds, parents
from debate.rules.state import Pending, State
from debate.rules.tables import FlatEffect, FlatLink
from debate.rules.trace import RawStep

Ask = tuple[int, int, str, int, int, int, str, int, tuple[int, ...], str]
"""(rank of the target, 1 for a landing, its cause ("" for a landing), round fired, order of launching, place, kind,
amount, parents, cause): sorted, they stand in the order of the trace."""


def add_up(state: State, asks: list[Ask], trace: list[RawStep]) -> None:
    """Add all asks to the state's values, clamp each once, and write the steps.

    Of several values asked for one flag the strongest (last in its ``values``) wins.
    """
    if not asks:
        return
    asks.sort()
    tables = state.tables
    names, is_flag, lows, highs = tables.names, tables.is_flag, tables.low, tables.high
    v, touched, since, round_ = state.v, state.touched, state.since, state.round
    number = state.steps
    at, end = 0, len(asks)
    while at < end:
        place = asks[at][5]
        target = names[place]
        before = v[place]
        stop = at + 1
        while stop < end and asks[stop][5] == place:
            stop += 1
        if is_flag[place]:
            after = max(ask[7] for ask in asks[at:stop])
            for _, _, _, _, _, _, kind, asked, causes, cause in asks[at:stop]:
                number += 1
                if asked == after:
                    trace.append((number, round_, kind, cause, target, before, asked, after, causes))
                    if after != before:
                        touched[place] = number
                else:
                    trace.append((number, round_, "overruled", cause, target, before, asked, before, causes))
        else:
            after = before
            first = number + 1
            for _, _, _, _, _, _, kind, asked, causes, cause in asks[at:stop]:
                number += 1
                trace.append((number, round_, kind, cause, target, after, asked, after + asked, causes))
                after += asked
            if not lows[place] <= after <= highs[place]:
                number += 1
                trace.append(_clamp(number, round_, target, after, lows[place], highs[place], first))
                after = trace[-1][7]
            touched[place] = number
            if place in since:
                since[place] += tuple(range(first, number + 1))
        v[place] = after
        at = stop
    state.steps = number


def _clamp(number: int, round_: int, target: str, value: int, low: int, high: int, first: int) -> RawStep:
    after = low if value < low else high
    return (number, round_, "clamp", target, target, value, after - value, after, tuple(range(first, number)))


def pay(state: State, payments: Iterable[tuple[str, str, int]], trace: list[RawStep]) -> None:
    """Payments by the rules, (role, cause, amount of capital to add), each a phase of its own, in the order given."""
    tables = state.tables
    v, touched, number = state.v, state.touched, state.steps
    for role, cause, asked in payments:
        if not asked:
            continue
        place = tables.capital_places[role]
        before = v[place]
        after = before + asked
        number += 1
        target = tables.names[place]
        trace.append((number, state.round, "rule", cause, target, before, asked, after, ()))
        if not 0 <= after <= tables.high[place]:
            number += 1
            trace.append(_clamp(number, state.round, target, after, 0, tables.high[place], number - 1))
            after = trace[-1][7]
        touched[place] = number
        v[place] = after
    state.steps = number


def asks_of(
    effects: tuple[FlatEffect, ...],
    kind: str,
    cause: str,
    causes: tuple[int, ...],
    state: State,
    asks: list[Ask],
    times: int = 1,
) -> None:
    """Add to ``asks`` what these effects ask, their amounts worked out from the reading."""
    tables, v = state.tables, state.v
    rank, is_flag = tables.rank, tables.is_flag
    for place, flat in effects:
        asked = flat if isinstance(flat, int) else amount(flat, v)
        if is_flag[place]:
            asks.append((rank[place], 0, cause, 0, len(asks), place, kind, asked, causes, cause))
        elif asked:
            asks.append((rank[place], 0, cause, 0, len(asks), place, kind, asked * times, causes, cause))


def launch(
    link: FlatLink, lands: int, causes: tuple[int, ...], state: State, trace: list[RawStep], times: int = 1
) -> Pending:
    """A change that lands later: its amounts are worked out now. Writes the ``pending`` step."""
    tables, v = state.tables, state.v
    changes = []
    for place, flat in link.effects:
        asked = flat if isinstance(flat, int) else amount(flat, v)
        if tables.is_flag[place]:
            changes.append((tables.names[place], asked))
        elif asked:
            changes.append((tables.names[place], asked * times))
    state.steps += 1
    trace.append((state.steps, state.round, "pending", link.id, "", 0, 0, 0, causes))
    return Pending(lands, link.id, state.round, tuple(changes), causes, state.steps)


def deny(denials: list[tuple[FlatLink, tuple[int, ...]]], state: State, trace: list[RawStep]) -> None:
    """Write what did not happen."""
    places, v = state.tables.places, state.v
    number = state.steps
    for denial, causes in denials:
        for target in denial.denies:
            place = places.get(target)
            value = 0 if place is None else v[place]
            number += 1
            trace.append((number, state.round, "denied", denial.id, target, value, 0, value, causes))
    state.steps = number


def happen(
    events: list[tuple[int, tuple[FlatEffect, ...], tuple[int, ...]]], now: int, state: State, trace: list[RawStep]
) -> None:
    """Let a move, or all the news of one round end together, happen: one phase.

    ``events``: (event, its own effects, parents), by id. ``now``: the round at whose end a delay of 0 would land, that
    is the last one that has ended. An event is counted after its phase, so nothing in it sees it as having happened.
    """
    tables, v = state.tables, state.v
    asks: list[Ask] = []
    denials: list[tuple[FlatLink, tuple[int, ...]]] = []
    launched: list[Pending] = []
    numbers: list[int] = []
    for event, effects, causes in events:
        state.steps = number = state.steps + 1
        numbers.append(number)
        cause = tables.events[event]
        trace.append((number, state.round, "event", cause, "", 0, 0, 0, causes))
        if effects:
            asks_of(effects, "effect", cause, (number,), state, asks)
        for link in tables.followers[event]:
            if holds(link.when, v, tables):
                why = (number, *parents(link.when, state))
                if link.delay:
                    launched.append(launch(link, now + link.delay, why, state, trace))
                else:
                    asks_of(link.effects, "link", link.id, why, state, asks)
        for denial in tables.following_denials[event]:
            if holds(denial.when, v, tables):
                denials.append((denial, (number, *parents(denial.when, state))))
    add_up(state, asks, trace)
    if denials:
        deny(denials, state, trace)
    if launched:
        state.pending += tuple(launched)
    for (event, _, _), number in zip(events, numbers, strict=True):
        place = tables.targets + event
        v[place] += 1
        v[place + tables.latest_from] = state.round
        state.touched[place] = number
