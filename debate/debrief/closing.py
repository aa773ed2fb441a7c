"""The end of a round, looked at from just before it: what is still to come, what a move will do in it, and by chance.

A round closes with its last choice: exchanges are settled, moves happen, the world moves. What is asked before that is
answered here, always by control runs (see :mod:`debate.debrief.control`):

- *because of a move*: the meter at the end of the round minus the same without the move: above 0 it rises, below 0 it
  falls. Where it is 0 both runs go on without any further move; if they ever differ by as much as a promise of it would
  need, or if the move has sent a change of it on its way, it moves only later, else not at all.
- *by the end of the round*: the meter at the end of the round minus its value before the last choice.

Where news rolled in the round, the odds of each answer are those over other rolls (:data:`ROLLS` of them, keyed, the
same ones every time); where none did, the answer that came has all the odds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from attrs import frozen

from debate.debrief.control import Control, Place, Reruns, Sums, apart_by_cause
from debate.debrief.narration import by_chance
from debate.debrief.shares import Roots, on_its_way
from debate.rules.chance import roll64
from debate.rules.conditions import FlagIs, points
from debate.rules.deck import Deck, Denial, Link
from debate.rules.outcome import ENOUGH
from debate.rules.play import carry_out
from debate.rules.replay import Played
from debate.rules.state import State
from debate.rules.trace import Trace, TraceStep

RISE, NOT, FALL, LATER = "rise", "not move", "fall", "move only later"
STAY = "stay"
BECAUSE = (RISE, NOT, FALL, LATER)
"""The answers to what will happen because of a move."""
BY_THE_END = (RISE, STAY, FALL)
"""The answers to how a meter will stand at the end of the round."""
ROLLS = 40


@frozen
class Happened:
    """A move on the floor that happened when its round closed: where it was chosen, and its event in the trace."""

    place: Place
    move: str
    role: str
    event: TraceStep


@frozen
class Came:
    """What came: the answer, the odds of all answers as the rolls could have fallen, by how much the meter moved
    (because of the move, or in the round), and the id of the link, denial, move or news item that tells why; ``alone``:
    whether that did it all."""

    answer: str
    odds: tuple[float, ...]
    change: int
    cause: str
    alone: bool = True
    stopped: bool = False
    """Whether the move brought it about by ending what ``cause`` did."""
    coming: int = 0
    """By how much more the move will move the meter in later rounds."""
    still: tuple[tuple[str, int], ...] = ()
    """What will move the meter in later rounds, and by how much, where that is not the way it went in this one."""
    parts: tuple[tuple[str, int], ...] = ()
    """What moved the meter in the round, and by how much: what went the same way first, of either way the biggest. They
    add up to the change, but for what an end of its scale cut off."""
    apart: tuple[tuple[str, int, int], ...] = ()
    """What each cause did to the meter with the move and all it led to, and what without, where that is not the same,
    what did most first; the limit of the meter has its id. The differences add up to the change."""
    at: int | None = None
    """The end of its scale at which such a meter was held; None where it was not."""

    @property
    def several(self) -> bool:
        """Whether ``cause`` alone does not tell what made the difference."""
        return len(self.apart) > 1 or (bool(self.apart) and self.cause != self.apart[0][0])


class Closing:
    """The end of one round of a game. ``played``: a game whose last choice closed the round. ``ValueError`` where its
    last choice did not."""

    def __init__(self, played: Played) -> None:
        if len(played.states) < 2 or not closes(played.states[-2], played.state):
            raise ValueError("The latest choice of this game did not close a round.")
        self.runs = Reruns(played)
        self.before, self.after = played.states[-2], played.state
        self.deck = self.after.tables.deck
        self.round = self.before.round
        self.last = self.round if self.after.over else 0
        self._roots: Roots | None = None
        self._came: dict[tuple[Place | None, str], Came] = {}

    @cached_property
    def steps(self) -> tuple[TraceStep, ...]:
        """What happened with the last choice of the round and after it."""
        first, raw = self.before.steps, self.runs.played.trace.raw
        return tuple(Trace(self.after.tables, [step for step in raw if step[0] > first and step[1] <= self.round]))

    @property
    def earlier(self) -> Trace:
        """What happened before the last choice of the round."""
        return Trace(self.after.tables, [step for step in self.runs.played.trace.raw if step[0] <= self.before.steps])

    def secret(self, cause: str) -> bool:
        """Whether not everybody may be told of this cause while the game runs: a covert move, or what gives one or a
        hidden meter away."""
        tables = self.after.tables
        return not self.after.over and (cause in tables.covert or bool(tables.gives_away.get(cause)))

    def at_end(self, state: State, meter: str) -> int:
        """A meter at the end of the round."""
        return (state.term or state).meters[meter]

    def happened(self) -> tuple[Happened, ...]:
        """The moves that happened, in order."""
        events = [s for s in self.steps if s.kind == "event" and s.cause in self.deck.moves]
        found = []
        for event in events:
            role = self.deck.moves[event.cause].role
            found.append(Happened(self.runs.chosen(role, event.cause, self.round), event.cause, role, event))
        return tuple(found)

    def answer(self, meter: str, move: Happened | None = None) -> str:
        """What came, without its reasons: of the meter by the end of the round, or because of this move."""
        return _moved(self._change(meter)) if move is None else self._difference(move.place, meter, None)[0]

    def because_of(self, move: Happened, meter: str, rolls: bool = True) -> Came:
        """What this move does to the meter. ``rolls``: work out the odds too, where there were any."""
        if not rolls:
            return self._because_of(move, meter, rolls)
        key = move.place, meter
        if key not in self._came:
            self._came[key] = self._because_of(move, meter, rolls)
        return self._came[key]

    def _because_of(self, move: Happened, meter: str, rolls: bool) -> Came:
        answer, change = self._difference(move.place, meter, None)
        odds = tuple(float(answer == each) for each in BECAUSE)
        if rolls and self.rolled:
            other = Counter(self._difference(move.place, meter, seed)[0] for seed in self._seeds())
            odds = tuple(other[each] / ROLLS for each in BECAUSE)
        cause, stopped, coming, apart = self._reason(move, meter, answer), False, 0, list[tuple[str, int, int]]()
        balanced = answer == NOT and not cause  # what it did may have been taken back
        if answer in (RISE, FALL) or balanced:
            without = self._run(frozenset([move.place]), None)
            coming = _on_its_way(self.after, meter) - _on_its_way(without.state, meter)
            found = apart_by_cause(meter, *self._sums(move.place, meter, without))
            apart = [(each.cause, each.here, each.there) for each in found]
            if balanced and all(abs(one - other) < ENOUGH for _, one, other in apart):
                apart = []
            if not cause and not balanced:
                cause, stopped = self._stopped(move, meter, answer), True
        way = {each: (one - other) * (change or 1) for each, one, other in apart}
        told = tuple(sorted((each for each in apart if way[each[0]]), key=lambda each: -way[each[0]]))
        return Came(answer, odds, change, cause, stopped=stopped and bool(cause), coming=coming, apart=told)

    def _sums(self, place: Place, meter: str, without: Control) -> tuple[Sums, Sums]:
        """What each cause did in the game and in the control without the move of this place. Of a move that waited,
        what it did in this round alone, unless the meter went otherwise before."""
        here, there = self.runs.summed(place[0])[0], without.by
        if place[0] == self.round:
            return here, there
        now = self.runs.summed(self.round)[0]
        early = self.runs.run(frozenset([place]), until=self.round - 1).by
        by = [sum(n for (_, target), n in sums.items() if target == meter) for sums in (here, now, early)]
        if by[0] - by[1] != by[2]:
            return here, there
        return now, {key: n - early.get(key, 0) for key, n in there.items()}

    def _stopped(self, move: Happened, meter: str, answer: str) -> str:
        """The link against ``answer`` that reads a flag which the move has set otherwise; empty for none."""
        flags = dict(self.deck.moves[move.move].effects.flags)
        for link in _links_to(self.deck, meter):
            by = dict(link.effects.meters)[meter]
            signs = {(n > 0) - (n < 0) for n in points(by)} - {0}
            against = signs == {-1 if answer == RISE else 1}
            read = [test for test in link.when if isinstance(test, FlagIs) and test.flag in flags]
            if against and any(flags[test.flag] not in test.values for test in read):
                return link.id
        return ""

    def by_the_end(self, meter: str) -> Came:
        """How the meter moves in the round."""
        if (None, meter) not in self._came:
            self._came[None, meter] = self._by_the_end(meter)
        return self._came[None, meter]

    def _by_the_end(self, meter: str) -> Came:
        change = self._change(meter)
        answer = _moved(change)
        odds = tuple(float(answer == each) for each in BY_THE_END)
        if self.rolled:
            other = Counter(
                _moved(self.at_end(self._again(frozenset(), seed), meter) - self.before.meters[meter])
                for seed in self._seeds()
            )
            odds = tuple(other[each] / ROLLS for each in BY_THE_END)
        steps = [step for step in self.steps if step.meter == meter and step.change and step.kind != "clamp"]
        most = max(steps, key=lambda step: step.change * (1 if change > 0 else -1), default=None) if change else None
        cause = most.cause if most is not None else self._denied(meter, None)
        parts = Counter[str]()
        for step in steps:
            parts[step.cause] += step.change
        held = not change and any(step.kind == "clamp" and step.meter == meter for step in self.steps)
        at = self.at_end(self.after, meter) if held else None
        moved = ((each, by) for each, by in parts.items() if by)
        told = tuple(sorted(moved, key=lambda part: (part[1] * change < 0, -abs(part[1]))))
        alone = most is None or (len(told) == 1 and most.change == change)
        return Came(answer, odds, change, cause, alone, parts=told, at=at, still=self._still(meter, change))

    def _still(self, meter: str, change: int) -> tuple[tuple[str, int], ...]:
        """What is on its way to a meter at the end of the round, unless all of it leads on as the meter went."""
        rounds, found = self.deck.rounds, Counter[str]()
        last = self.after.round if self.after.over else rounds.count + rounds.epilogue
        for item, cause, by in on_its_way(self.deck, self.runs.steps, self.after.term or self.after, meter, last):
            found[cause] += 0 if self.secret(cause) or self.secret(item.link) else by
        return tuple((cause, by) for cause, by in found.items() if by and by * change <= 0)

    def _change(self, meter: str) -> int:
        return self.at_end(self.after, meter) - self.before.meters[meter]

    @property
    def rolled(self) -> bool:
        """Whether chance had a say in this round."""
        return any(map(by_chance, self.steps))

    def _seeds(self) -> Iterator[int]:
        for number in range(ROLLS):
            yield roll64(self.after.seed, "other rolls", self.round, number)

    def _run(self, gone: frozenset[Place], seed: int | None) -> Control:
        first = min((round_ for round_, _ in gone), default=self.round)
        return self.runs.run(gone, first, self.round, self.last, seed)

    def _again(self, gone: frozenset[Place], seed: int | None) -> State:
        return self._run(gone, seed).state

    def _difference(self, place: Place, meter: str, seed: int | None) -> tuple[str, int]:
        here = self.after if seed is None else self._again(frozenset(), seed)
        there = self._again(frozenset([place]), seed)
        change = self.at_end(here, meter) - self.at_end(there, meter)
        if change:
            return (RISE if change > 0 else FALL), change
        definition, value = self.deck.meters[meter], self.at_end(here, meter)
        for one, other in zip(_onward(here), _onward(there), strict=False):
            late = one.meters[meter] - other.meters[meter]
            room = definition.max - value if late > 0 else value - definition.min
            if abs(late) >= max(min(ENOUGH, room), 1):
                return LATER, late
        launched = _on_its_way(here, meter) - _on_its_way(there, meter)
        return (LATER, launched) if launched else (NOT, 0)

    @property
    def _all_roots(self) -> Roots:
        if self._roots is None:
            self._roots = Roots(self.deck, self.runs.steps)
        return self._roots

    def _reason(self, move: Happened, meter: str, answer: str) -> str:
        """What tells why the control run came out so: the link or move by which this move acts on the meter, the link
        by which it will, or the denial; empty where nothing does."""
        own = [step for step in self.steps if move.event.number in self._all_roots.of(step) and step.kind != "clamp"]
        if answer == NOT:
            return self._denied(meter, move)
        if answer == LATER:
            coming = (s for s in own if s.kind == "pending" and meter in dict(self.deck.links[s.cause].effects.meters))
            waking = (link.id for link in _links_to(self.deck, meter) if follows(self.deck, link, move.move))
            return next((step.cause for step in coming), next(waking, ""))
        acting = [s for s in own if s.meter == meter and (s.change > 0 if answer == RISE else s.change < 0)]
        return max(acting, key=lambda step: abs(step.change)).cause if acting else ""

    def _denied(self, meter: str, move: Happened | None) -> str:
        denied = (step for step in self.steps if step.kind == "denied" and step.target == meter)
        by_it = (s for s in denied if move is None or move.event.number in self._all_roots.of(s))
        return next((step.cause for step in by_it), "")


def closes(before: State, after: State) -> bool:
    """Whether the choice between these two positions closed a round."""
    return after.over or after.round > before.round


def put_to_the_test(deck: Deck, move: str, meter: str) -> bool:
    """Whether a denial or a delay stands behind what this move promises of the meter."""
    items: list[Link | Denial] = [d for d in deck.denials.values() if d.active and meter in d.denies]
    items += [link for link in _links_to(deck, meter) if link.delay]
    return any(follows(deck, item, move) for item in items)


def _links_to(deck: Deck, meter: str) -> list[Link]:
    return [link for link in deck.links.values() if link.active and meter in dict(link.effects.meters)]


def follows(deck: Deck, item: Link | Denial, move: str) -> bool:
    """Whether a link or denial follows this move, or reads a flag that the move sets so."""
    flags = dict(deck.moves[move].effects.flags)
    read = [test for test in item.when if isinstance(test, FlagIs)]
    return move in item.follows or any(flags.get(test.flag) in test.values for test in read)


def _onward(state: State) -> Iterator[State]:
    """The game from here to its end if nobody makes a move any more: a position a round."""
    yield state
    while not state.over:
        state = carry_out(state, {}).state
        yield state


def _on_its_way(state: State, meter: str) -> int:
    """By how much changes that were launched by the end of the round will move a meter, be it years later."""
    state = state.term or state
    return sum(amount for pending in state.pending for target, amount in pending.changes if target == meter)


def _moved(change: int) -> str:
    return RISE if change > 0 else FALL if change < 0 else STAY
