"""The phases of the rules carried out plainly from the deck, as the reference tells them in sections 7, 8 and 10.

Play makes a function of each phase; this is what the functions are held against. It is slow and looks things up anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from debate.rules.evaluate import amount, holds
from debate.rules.flat import ANY, ANY_RANGE, ONE_OF, RECENT, Flat, FlatEffect, FlatLink, Parents
from debate.rules.state import Pending, State
from debate.rules.tables import Tables
from debate.rules.trace import RawStep


@frozen
class Ask:
    """A change asked for in a phase. ``landing``: in which place of those that land; -1 for what lands not."""

    target: str
    kind: str
    cause: str
    asked: int
    parents: Parents
    landing: int = -1


def parents(condition: Flat, state: State) -> Parents:
    """The latest change of each value that an entry which holds reads, the latest time of each event."""
    _, others, places = condition
    found = [state.touched[place] for place in places]
    for kind, what, of in others:
        if kind == ANY_RANGE:
            for (place, low, high), counts in zip(what, of, strict=True):
                if counts and low <= state.v[place] <= high:
                    found.append(state.touched[place])
        elif kind == ANY:
            found += [parents(option, state) for option in what if holds(option, state.v, state.tables)]
        elif kind in (ONE_OF, RECENT):
            found.append(state.touched[what])
    return tuple(number for numbers in found for number in numbers)


class Phase:
    """One phase of a state that is changed in place: what is asked for is collected, then added up."""

    def __init__(self, state: State, trace: list[RawStep]) -> None:
        self.state, self.trace = state, trace
        self.asks: list[Ask] = []
        self.denied: list[tuple[FlatLink, Parents]] = []

    def write(self, kind: str, cause: str, target: str, before: int, asked: int, after: int, why: Parents) -> int:
        self.state.steps += 1
        self.trace.append((self.state.steps, self.state.round, kind, cause, target, before, asked, after, why))
        return self.state.steps

    def worked_out(self, effects: Sequence[FlatEffect], times: int = 1) -> list[tuple[str, int]]:
        """(target, amount) of the effects, without those that are 0 now."""
        tables = self.state.tables
        found = []
        for place, flat in effects:
            asked = amount(flat, self.state.v)
            if tables.is_flag[place]:
                found.append((tables.names[place], asked))
            elif asked:
                found.append((tables.names[place], asked * times))
        return found

    def effects(self, effects: Sequence[FlatEffect], cause: str, why: Parents) -> None:
        self.asks += [Ask(target, "effect", cause, asked, why) for target, asked in self.worked_out(effects)]

    def fire(self, link: FlatLink, why: Parents, now: int, launched: list[Pending], times: int = 1) -> None:
        changes = self.worked_out(link.effects, times)
        if link.delay:
            number = self.write("pending", link.id, "", 0, 0, 0, why)
            launched.append(Pending(now + link.delay, link.id, self.state.round, tuple(changes), why, number))
        else:
            self.asks += [Ask(target, "link", link.id, asked, why) for target, asked in changes]

    def add_up(self) -> None:
        for target in sorted({ask.target for ask in self.asks}):
            asks = sorted(
                (a for a in self.asks if a.target == target), key=lambda a: (a.landing, a.landing < 0 and a.cause)
            )
            place = self.state.tables.places[target]
            (self._set if self.state.tables.is_flag[place] else self._add)(place, target, asks)
        for denial, why in self.denied:
            for target in denial.denies:
                places = self.state.tables.places
                value = self.state.v[places[target]] if target in places else 0
                self.write("denied", denial.id, target, value, 0, value, why)

    def _set(self, place: int, target: str, asks: list[Ask]) -> None:
        before, after = self.state.v[place], max(ask.asked for ask in asks)
        for ask in asks:
            if ask.asked == after:
                number = self.write(ask.kind, ask.cause, target, before, after, after, ask.parents)
                if after != before:
                    self.state.touched[place] = (number,)
            else:
                self.write("overruled", ask.cause, target, before, ask.asked, before, ask.parents)
        self.state.v[place] = after

    def _add(self, place: int, target: str, asks: list[Ask]) -> None:
        tables, value, numbers = self.state.tables, self.state.v[place], []
        for ask in asks:
            numbers.append(self.write(ask.kind, ask.cause, target, value, ask.asked, value + ask.asked, ask.parents))
            value += ask.asked
        after = min(max(value, tables.low[place]), tables.high[place])
        if after != value:
            numbers.append(self.write("clamp", target, target, value, after - value, after, tuple(numbers)))
        self.state.v[place] = after
        self.state.touched[place] = (numbers[-1],)
        if place in self.state.since:
            self.state.since[place] += tuple(numbers)


def events(happening: Mapping[int, Parents], state: State, trace: list[RawStep], now: int) -> None:
    """These events happen together, each with its parents; see section 7."""
    tables, phase = state.tables, Phase(state, trace)
    launched: list[Pending] = []
    numbers = {}
    for event, causes in happening.items():
        id_ = tables.events[event]
        numbers[event] = this = (phase.write("event", id_, "", 0, 0, 0, causes),)
        item = tables.deck.moves.get(id_) or tables.deck.news[id_]
        phase.effects(tables.effects(item.effects), id_, this)
        for link in tables.followers[event]:
            if holds(link.when, state.v, tables):
                phase.fire(link, this + parents(link.when, state), now, launched)
        for denial in tables.following_denials[event]:
            if holds(denial.when, state.v, tables):
                phase.denied.append((denial, this + parents(denial.when, state)))
    phase.add_up()
    state.pending += tuple(launched)
    for event, this in numbers.items():
        state.v[tables.targets + event] += 1
        state.v[tables.targets + event + len(tables.events)] = state.round
        state.touched[tables.targets + event] = this


def round_end(
    state: State, trace: list[RawStep], landing: dict[int, list[tuple[int, str, Parents]]], launched: list[Pending]
) -> None:
    """Steps 1 to 5 of section 8."""
    tables, phase = state.tables, Phase(state, trace)
    counted = [link for link in (*tables.rowed, *tables.rowed_denials) if link.row >= 0]
    for row, when in [*tables.lasting, *((link.row, link.when) for link in counted)]:
        state.v[row] = state.v[row] + 1 if holds(when, state.v, tables) else 0
    for link in sorted([*tables.rowed, *tables.moving], key=lambda link: link.id):
        if holds(link.when, state.v, tables) and _due(link, tables, state):
            if link.meter < 0:
                phase.fire(link, parents(link.when, state), state.round, launched)
                continue
            times = link.sign * (state.v[link.meter] - state.last[link.meter]) // link.points
            if times > 0:
                why = state.since[link.meter] + parents(link.when, state)
                phase.fire(link, why, state.round, launched, times)
    for place, changes in landing.items():
        for number, (asked, cause, why) in enumerate(changes):
            phase.asks.append(Ask(tables.names[place], "landing", cause, asked, why, number))
    for denial in tables.rowed_denials:
        if holds(denial.when, state.v, tables) and _due(denial, tables, state):
            phase.denied.append((denial, parents(denial.when, state)))
    state.last = state.v[: len(state.last)]
    state.since = dict.fromkeys(sorted(tables.watched), ())
    phase.add_up()


def _due(link: FlatLink, tables: Tables, state: State) -> bool:
    """Whether the row of a link or denial says that it fires."""
    if link.row < 0:
        return True
    row = state.v[link.row]
    if link.id in tables.deck.links and tables.deck.links[link.id].once:
        return row == 1
    item = tables.deck.links.get(link.id) or tables.deck.denials[link.id]
    return row % item.every == 0
