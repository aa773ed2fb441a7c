"""One phase: all changes asked for are added up against one reading, then clamped once; an event is a phase.

Because every condition and amount of a phase reads the values from before it, no order inside a phase can matter. What
may be asked for in a phase is known from the deck, and so is its order in the trace; only whether it is, and how much
of it, depends on the numbers. So a phase is written out as the source of a function, once for each event and for the
round end: the reading first, then target by target what may change it. Interpreting the deck at every turn instead
took two and a half times as long. The source of a phase is its ``__doc__``; a link of a round end looks like this::

    c0 = t[7] if v[7] >= 1 else None              # parents where it fires: the flag in place 7 was set by step ...
    ...
    a, first = v[2], n                            # the target in place 2
    if c0 is not None:
        n += 1
        trace.append((n, r, 'link', 'ban-bites', 'trade', a, -5, a - 5, c0))
        a -= 5
    ...
    if n > first:
        if not 0 <= a <= 100: n, a = clamped(trace, n, r, 'trade', a, 0, 100, first)
        v[2] = a
        t[2] = (n,)
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from attrs import define, evolve, field

from debate.rules.compiled import function, parents_of, test_of
from debate.rules.flat import Flat, FlatAmount, FlatEffect, FlatLink, Parents
from debate.rules.places import Places
from debate.rules.state import Pending, State
from debate.rules.trace import RawStep

Landings = dict[int, list[tuple[int, str, Parents]]]
"""Changes that land, by place, in order of launching: (amount or the place of a flag's value, link, parents)."""
EventPhase = Callable[[State, list[RawStep], int, Sequence[Parents | None]], None]
"""Lets events happen. Given: the state; the trace to go on with; the round at whose end a delay of 0 would land, that
is the last one that has ended; the parents of each event, None for one of several that does not happen."""
RoundEnd = Callable[[State, list[RawStep], Landings, list[Pending]], None]
"""Given: the state; the trace; what lands; where to add what is launched."""
Declined = Callable[[State, list[RawStep], Parents], None]
"""Carries out what happens instead of an event. Given: the state; the trace; the parents."""


_NUMBER = re.compile(r"\bv\[(\d+)\]")


@define
class Event:
    """What a phase needs to know of a move or news item."""

    number: int
    id: str
    effects: Sequence[FlatEffect]
    links: Sequence[FlatLink]
    """That follow it, by id."""
    denials: Sequence[FlatLink]


def event_phase(events: Iterable[Event], places: Places) -> EventPhase:
    """The phase in which these events, by id, happen together, or those of them that have parents.

    They are counted at its end, so nothing in it sees them as having happened.
    """
    events = tuple(events)
    may_not = len(events) > 1
    phase = _Phase(places)
    for n, event in enumerate(events):
        this, count = f"e{n}", places.targets + event.number
        happens = [
            "n += 1",
            f"trace.append((n, r, 'event', {event.id!r}, '', 0, 0, 0, parents[{n}]))",
            f"{this} = (n,)",
        ]
        phase.reading += [f"{this} = None", f"if parents[{n}] is not None:", *_in(happens)] if may_not else happens
        phase.effects(event.effects, "effect", event.id, this, may_not)
        for link in event.links:
            phase.link(link, "now", this, may_not)
        for denial in event.denials:
            phase.denial(denial, this, may_not)
        counts = [f"v[{count}] += 1", f"v[{count + places.latest_from}] = r", f"t[{count}] = {this}"]
        phase.after += [f"if {this} is not None:", *_in(counts)] if may_not else counts
    if phase.launches:
        phase.reading.insert(0, "launched = []")
        phase.after.append("if launched: s.pending += tuple(launched)")
    return phase.made("event(s, trace, now, parents)")


def declined_phase(effects: Sequence[FlatEffect], cause: str, places: Places) -> Declined:
    """The phase in which an offer is declined."""
    phase = _Phase(places)
    phase.effects(effects, "effect", cause, "parents")
    return phase.made("declined(s, trace, parents)")


def round_end(
    rows: Iterable[tuple[int, Flat]],
    links: Iterable[FlatLink],
    denials: Iterable[FlatLink],
    landing: Iterable[int],
    places: Places,
) -> RoundEnd:
    """The phase of a round end: rows are counted on, links fire, by id, and pending changes land.

    ``landing``: the places of all that may land.
    """
    phase = _Phase(places, frozenset(landing))
    phase.reading += [f"v[{row}] = v[{row}] + 1 if {test_of(flat, places)} else 0" for row, flat in rows]
    for link in links:
        phase.link(link, "r")
    for denial in denials:
        phase.denial(denial)
    phase.reading += [
        f"s.last = v[:{len(places.meter_places)}]",
        f"s.since = {{{', '.join(f'{place}: ()' for place in sorted(places.watched))}}}",
    ]
    return phase.made("round_end(s, trace, landing, launched)")


@define
class _Ask:
    """A change that may be asked for in a phase, and the source that asks for it."""

    place: int
    kind: str
    cause: str
    amount: str
    known: bool
    """Whether the amount is a number that does not depend on a meter, and so never 0."""
    parents: str
    may_not: bool
    """Whether it may not be asked for; its parents are None then."""


@define
class _Phase:
    """The source of a phase while it is written. ``landing``: places in which something may land.

    In the source ``s`` is the state, ``v`` its numbers, ``t`` what touched them, ``r`` the round, ``n`` the number of
    the last step.
    """

    places: Places
    landing: frozenset[int] = frozenset()
    reading: list[str] = field(factory=list)
    after: list[str] = field(factory=list)
    launches: bool = False
    _asks: list[_Ask] = field(factory=list)
    _denials: list[str] = field(factory=list)
    _read: set[int] = field(factory=set)
    _count: int = 0
    _names: dict[str, Any] = field(factory=lambda: {"clamped": clamped, "set_flag": set_flag, "Pending": Pending})

    def effects(
        self,
        effects: Iterable[FlatEffect],
        kind: str,
        cause: str,
        parents: str,
        may_not: bool = False,
        times: str = "",
    ) -> None:
        """These effects are asked for, ``times`` as often; if they ``may_not`` be, not where ``parents`` is None."""
        for place, amount in effects:
            text = self._amount(amount, "" if self.places.is_flag[place] else times)
            self._asks.append(_Ask(place, kind, cause, text, isinstance(amount, int), parents, may_not))

    def link(self, link: FlatLink, now: str, event: str = "", may_not: bool = False) -> None:
        """The link fires if its condition holds, and if the meter that it watches moved; see sections 7 and 8.

        ``event``: the name for what it follows, which ``may_not`` happen.
        """
        when, parents, times = test_of(link.fires, self.places), [event, parents_of(link.fires, self.places)], ""
        if may_not:
            when = f"{event} is not None and {when}"
        if link.meter >= 0:
            times = self._new("m")
            self.reading.append(f"{times} = {link.sign} * (v[{link.meter}] - s.last[{link.meter}]) // {link.points}")
            parents.insert(0, f"s.since[{link.meter}]")
            when = f"{times} > 0 and {when}"
        causes = self._caused(when, parents)
        if link.delay:
            self._launch(link, now, causes, times)
        else:
            self.effects(link.effects, "link", link.id, causes, True, times)

    def _caused(self, when: str, parents: Iterable[str]) -> str:
        """A name for the parents of what follows from a condition, None where it does not hold."""
        name = self._new("c")
        total = " + ".join([term for term in parents if term and term != "()"]) or "()"
        self.reading.append(f"{name} = {total if when == 'True' else f'{total} if {when} else None'}")
        return name

    def _launch(self, link: FlatLink, now: str, causes: str, times: str) -> None:
        """Changes that land later: their amounts are worked out now."""
        self.launches = True
        changes = []
        for place, amount in link.effects:
            asked = self._amount(amount, "" if self.places.is_flag[place] else times)
            name, known = self.places.names[place], isinstance(amount, int)
            changes.append(f"(({name!r}, {asked}),)" if known else f"((({name!r}, d),) if (d := {asked}) else ())")
        self.reading += [
            f"if {causes} is not None:",
            "    n += 1",
            f"    trace.append((n, r, 'pending', {link.id!r}, '', 0, 0, 0, {causes}))",
            f"    changes = {' + '.join(changes) or '()'}",
            f"    launched.append(Pending({now} + {link.delay}, {link.id!r}, r, changes, {causes}, n))",
        ]

    def denial(self, denial: FlatLink, event: str = "", may_not: bool = False) -> None:
        """What is denied is written after all that happens, where the condition of the denial holds."""
        when, parents = test_of(denial.fires, self.places), [event, parents_of(denial.fires, self.places)]
        causes = self._caused(f"{event} is not None and {when}" if may_not else when, parents)
        self._denials.append(f"if {causes} is not None:")
        for target in denial.denies:
            place = self.places.places.get(target)
            self._denials += [
                "    n += 1",
                f"    a = {0 if place is None else f'v[{place}]'}",
                f"    trace.append((n, r, 'denied', {denial.id!r}, {target!r}, a, 0, a, {causes}))",
            ]

    def made(self, head: str) -> Callable[..., None]:
        """The function with this head."""
        asked: dict[int, list[_Ask]] = {place: [] for place in self.landing}
        for ask in sorted(self._asks, key=lambda ask: ask.cause):
            asked.setdefault(ask.place, []).append(ask)
        lines: list[str] = []
        for place in sorted(asked, key=self.places.names.__getitem__):
            lines += (self._flag if self.places.is_flag[place] else self._number)(place, asked[place])
        begin = ["v, t, r, n = s.v, s.touched, s.round, s.steps", *self._numbers()]
        return function(head, [*begin, *self.reading, *lines, *self._denials, "s.steps = n", *self.after], self._names)

    def _numbers(self) -> list[str]:
        """Give names to the targets' values that are read often, and to those that amounts depend on."""
        often = Counter(place for line in self.reading for place in _NUMBER.findall(line))
        named = {*self._read, *(int(place) for place, times in often.items() if times > 1)}
        named = {place for place in named if place < self.places.targets}
        self.reading = [
            _NUMBER.sub(lambda found: f"v{found[1]}" if int(found[1]) in named else found[0], line)
            for line in self.reading
        ]
        return [f"v{place} = v[{place}]" for place in sorted(named)]

    def _number(self, place: int, asks: list[_Ask]) -> list[str]:
        """The source that adds up what is asked of a meter or of capital, and clamps the sum."""
        target, low, high = repr(self.places.names[place]), self.places.low[place], self.places.high[place]
        if self._alone(place, asks):
            return [f"if {asks[0].parents} is not None:", *_in(self._number(place, [evolve(asks[0], may_not=False)]))]
        lines = [f"a, first = v[{place}], n"]
        for ask in asks:
            step = [] if ask.known else [f"d = {ask.amount}"]
            d = ask.amount if ask.known else "d"
            step += [] if ask.known else ["if d:"]
            add = [
                "n += 1",
                f"trace.append((n, r, {ask.kind!r}, {ask.cause!r}, {target}, a, {d}, a + {d}, {ask.parents}))",
                f"a += {d}",
            ]
            step += add if ask.known else _in(add)
            lines += [f"if {ask.parents} is not None:", *_in(step)] if ask.may_not else step
        if place in self.landing:
            lines += [
                f"for d, link, parents in landing.get({place}, ()):",
                "    n += 1",
                f"    trace.append((n, r, 'landing', link, {target}, a, d, a + d, parents))",
                "    a += d",
            ]
        close = [
            f"if not {low} <= a <= {high}: n, a = clamped(trace, n, r, {target}, a, {low}, {high}, first)",
            f"v[{place}] = a",
            f"t[{place}] = (n,)",
        ]
        if place in self.places.watched:
            close.append(f"s.since[{place}] += tuple(range(first + 1, n + 1))")
        if any(ask.known and not ask.may_not for ask in asks):
            return [*lines, *close]
        return [*lines, "if n > first:", *_in(close)]

    def _flag(self, place: int, asks: list[_Ask]) -> list[str]:
        """The source that sets a flag to the strongest of the values asked for."""
        if self._alone(place, asks):
            return [f"if {asks[0].parents} is not None:", *_in(self._flag(place, [evolve(asks[0], may_not=False)]))]
        lines = ["asked = []"]
        for ask in asks:
            if_so = f"if {ask.parents} is not None: " if ask.may_not else ""
            lines.append(f"{if_so}asked.append(({ask.amount}, {ask.kind!r}, {ask.cause!r}, {ask.parents}))")
        if place in self.landing:
            lines.append(f"asked += [(d, 'landing', link, parents) for d, link, parents in landing.get({place}, ())]")
        return [*lines, f"if asked: n = set_flag(trace, n, r, {self.places.names[place]!r}, {place}, v, t, asked)"]

    def _alone(self, place: int, asks: list[_Ask]) -> bool:
        """Whether all that can happen to the target is this one change, which may not happen."""
        return len(asks) == 1 and asks[0].may_not and place not in self.landing

    def _amount(self, amount: FlatAmount, times: str) -> str:
        if isinstance(amount, int):
            text = str(amount)
        else:
            by, table = amount
            self._read.add(by)
            name = self._new("table")
            self._names[name] = table
            text = f"{name}[v{by}]"
        return f"{text} * {times}" if times else text

    def _new(self, kind: str) -> str:
        """A name for the source that is not yet in it."""
        self._count += 1
        return f"{kind}{self._count}"


def _in(lines: Iterable[str]) -> list[str]:
    return [f"    {line}" for line in lines]


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
    asked: list[tuple[int, str, str, Parents]],
) -> int:
    """Of several values asked for a flag the strongest, the last in its ``values``, wins. Gives the last step."""
    before, after = v[place], max([value for value, *_ in asked])
    for value, kind, cause, parents in asked:
        number += 1
        if value != after:
            kind = "overruled"
        elif after != before:
            touched[place] = (number,)
        result = after if value == after else before
        trace.append((number, round_, kind, cause, target, before, value, result, parents))
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
