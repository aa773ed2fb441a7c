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
    v, touched, since, round_ = state.v, state.touched, state.since, state.round
    number = state.steps
    at, end = 0, len(asks)
    while at < end:
        place = asks[at][5]
        target = tables.names[place]
        before = v[place]
        group_end = at + 1
        while group_end < end and asks[group_end][5] == place:
            group_end += 1
        if tables.is_flag[place]:
            after = max(ask[7] for ask in asks[at:group_end])
            for _, _, _, _, _, _, kind, asked, causes, cause in asks[at:group_end]:
                number += 1
                if asked == after:
                    trace.append((number, round_, kind, cause, target, before, asked, after, causes))
                    if after != before:
                        touched[place] = number
                else:
                    trace.append((number, round_, "overruled", cause, target, before, asked, before, causes))
        else:
            after = before
            watched = since.get(place)
            first = number + 1
            for _, _, _, _, _, _, kind, asked, causes, cause in asks[at:group_end]:
                number += 1
                trace.append((number, round_, kind, cause, target, after, asked, after + asked, causes))
                after += asked
                touched[place] = number
            low, high = tables.low[place], tables.high[place]
            if not low <= after <= high:
                number += 1
                clamped = low if after < low else high
                trace.append(
                    (
                        number,
                        round_,
                        "clamp",
                        target,
                        target,
                        after,
                        clamped - after,
                        clamped,
                        tuple(range(first, number)),
                    )
                )
                after = clamped
            if watched is not None:
                since[place] = watched + tuple(range(first, number + 1))
        v[place] = after
        at = group_end
    state.steps = number


def pay(state: State, payments: Iterable[tuple[str, str, int]], trace: list[RawStep]) -> None:
    """Payments by the rules, as one phase: (role, cause, amount of capital to add)."""
    tables = state.tables
    asks: list[Ask] = []
    for role, cause, asked in payments:
        if asked:
            place = tables.capital_places[role]
            asks.append((tables.rank[place], 0, cause, 0, len(asks), place, "rule", asked, (), cause))
    add_up(state, asks, trace)


def asks_of(
    effects: tuple[FlatEffect, ...],
    kind: str,
    cause: str,
    causes: tuple[int, ...],
    state: State,
    reading: list[int],
    asks: list[Ask],
    times: int = 1,
) -> None:
    """Add to ``asks`` what these effects ask, their amounts worked out from the reading."""
    tables = state.tables
    for place, flat in effects:
        asked = amount(flat, reading)
        if tables.is_flag[place]:
            asks.append((tables.rank[place], 0, cause, 0, len(asks), place, kind, asked, causes, cause))
        elif asked:
            asks.append((tables.rank[place], 0, cause, 0, len(asks), place, kind, asked * times, causes, cause))


def launch(
    link: FlatLink, causes: tuple[int, ...], state: State, reading: list[int], trace: list[RawStep], times: int = 1
) -> Pending:
    """A change that lands later: its amounts are worked out now. Writes the ``pending`` step."""
    tables = state.tables
    changes = []
    for place, flat in link.effects:
        asked = amount(flat, reading)
        if tables.is_flag[place]:
            changes.append((tables.names[place], asked))
        elif asked:
            changes.append((tables.names[place], asked * times))
    state.steps += 1
    trace.append((state.steps, state.round, "pending", link.id, "", 0, 0, 0, causes))
    return Pending(link.delay, link.id, state.round, tuple(changes), causes, state.steps)


def deny(denials: list[tuple[FlatLink, tuple[int, ...]]], state: State, trace: list[RawStep]) -> None:
    """Write what did not happen."""
    places, v = state.tables.places, state.v
    for denial, causes in denials:
        for target in denial.denies:
            place = places.get(target)
            value = 0 if place is None else v[place]
            state.steps += 1
            trace.append((state.steps, state.round, "denied", denial.id, target, value, 0, value, causes))


def happen(
    events: list[tuple[int, tuple[FlatEffect, ...], tuple[int, ...]]], state: State, trace: list[RawStep]
) -> None:
    """Let a move, or all the news of one round end together, happen: one phase.

    ``events``: (event, its own effects, parents), by id. An event is counted after its phase, so nothing in the phase
    sees it as having happened.
    """
    tables = state.tables
    reading = state.v.copy()
    asks: list[Ask] = []
    denials: list[tuple[FlatLink, tuple[int, ...]]] = []
    launched: list[Pending] = []
    numbers: list[int] = []
    for event, effects, causes in events:
        state.steps += 1
        number = state.steps
        numbers.append(number)
        cause = tables.events[event]
        trace.append((number, state.round, "event", cause, "", 0, 0, 0, causes))
        asks_of(effects, "effect", cause, (number,), state, reading, asks)
        for link in tables.followers[event]:
            if holds(link.when, state, reading):
                why = (number, *parents(link.when, state, reading))
                if link.delay:
                    launched.append(launch(link, why, state, reading, trace))
                else:
                    asks_of(link.effects, "link", link.id, why, state, reading, asks)
        for denial in tables.following_denials[event]:
            if holds(denial.when, state, reading):
                denials.append((denial, (number, *parents(denial.when, state, reading))))
    add_up(state, asks, trace)
    deny(denials, state, trace)
    if launched:
        state.pending += tuple(launched)
    for (event, _, _), number in zip(events, numbers, strict=True):
        state.counts[event] += 1
        state.latest[event] = state.round
        state.event_steps[event] = number
