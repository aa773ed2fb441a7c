"""Two runs of one game side by side: two lines a meter, where they part, and what parts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import field, frozen

from debate.rules.begun import Begun
from debate.rules.deck import Deck
from debate.rules.moves import Move
from debate.rules.outcome import outcome
from debate.rules.replay import Played, decided
from debate.rules.state import State
from debate.rules.trace import TraceStep
from debate.rules.view import hidden_meters, visible_trace


@frozen
class Lines:
    """One meter in two runs: its value at the start and after each round end, those of the epilogue included.

    The shorter line ends earlier. ``parted``: the first place at which the values differ, None where they never do.
    """

    meter: str
    one: tuple[int, ...]
    other: tuple[int, ...]
    parted: int | None


@frozen
class Push:
    """What one cause did to a meter in all, by how many points in each run. ``events``: the moves and news that it goes
    back to and that only one of the runs has, each as a step, in order."""

    cause: str
    one: int
    other: int
    events: tuple[TraceStep, ...]


@frozen
class Parting:
    """Where two runs part over a meter: both held it at ``before``, and at the end of ``round`` it stood at ``one`` and
    at ``other``. ``pushes``: every cause that did another sum in the one than in the other, most first; what they
    differ by adds up to how far apart the meter ended."""

    round: int
    before: int
    one: int
    other: int
    pushes: tuple[Push, ...]


@frozen
class Difference:
    """What one role chose in the two runs at the same place; None where it chose nothing there."""

    round: int
    phase: str
    role: str
    one: Move | None
    other: Move | None


@frozen
class Comparison:
    """Two runs of one game.

    ``terms``: the round in which the term ended in each, 0 while it runs. ``endings``: the headline of each, as the
    runs stand. ``same``: no step of the one is missing in the other; ``meters``: where each meter parts whose values
    differ. ``late``: when moves that waited were decided, in either run, see :func:`~debate.rules.replay.decided`.
    """

    lines: Mapping[str, Lines]
    terms: tuple[int, int]
    endings: tuple[str, str]
    scores: Mapping[str, tuple[int, int]]
    choices: tuple[Difference, ...]
    same: bool
    meters: Mapping[str, Parting] = field(repr=False)
    late: Mapping[tuple[str, int], int] = field(repr=False)


def compare(deck: Deck, one: Played, other: Played, role: str | None = None, *, term: bool = False) -> Comparison:
    """Hold two runs of one deck and setting against each other.

    ``role``: hold only those meters and steps against each other that this role may know while the game runs; None: all
    of them. The choices that differ are all there either way. ``term``: of the meters and steps only those up to the
    end of term, without the years that follow.
    """
    ends = outcome(one.state), outcome(other.state)
    lasts = [(term and _term(run)) or run.state.round for run in (one, other)]
    steps = [
        [step for step in _seen(run, role) if step.round <= last] for run, last in zip((one, other), lasts, strict=True)
    ]
    hidden = () if role is None else hidden_meters(_running(one), role) | hidden_meters(_running(other), role)
    known = [meter for meter in deck.meters if meter not in hidden]
    trees = _Tree(deck, steps[0], steps[1]), _Tree(deck, steps[1], steps[0])
    lines = {}
    for meter in known:
        start = one.states[0].meters[meter]
        a, b = (_line(run, meter, start, last) for run, last in zip(steps, lasts, strict=True))
        lines[meter] = Lines(meter, a, b, _first_difference(a, b))
    return Comparison(
        lines=lines,
        terms=(_term(one), _term(other)),
        endings=(ends[0].ending, ends[1].ending),
        scores={role: (ends[0].scores[role], ends[1].scores[role]) for role in deck.turn_order},
        choices=tuple(_choices(one, other)),
        same=not (trees[0].own or trees[1].own),
        meters={meter: _parting(found, trees) for meter, found in lines.items() if found.parted is not None},
        late={**decided(one), **decided(other)},
    )


def _seen(played: Played, role: str | None) -> tuple[TraceStep, ...]:
    return tuple(played.trace) if role is None else visible_trace(_running(played), played.trace, role)


def _running(played: Played) -> State:
    """The last position of a run in which it was not over: what was secret then lies not open."""
    return next(state for state in reversed(played.states) if not state.over)


def _term(played: Played) -> int:
    return 0 if played.state.term is None else played.state.term.round


def _line(steps: Iterable[TraceStep], meter: str, start: int, last: int) -> tuple[int, ...]:
    """The running round of an unfinished game comes last, as far as it has come."""
    values = [start] * (last + 1)
    for step in steps:
        if step.meter == meter and isinstance(step.after, int):
            values[step.round :] = [step.after] * (last + 1 - step.round)
    return tuple(values)


def _first_difference(one: Sequence[int], other: Sequence[int]) -> int | None:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)


_Key = tuple[object, ...]


def _key(step: TraceStep) -> _Key:
    """What makes a step the same in two runs: numbers and parents may differ, and from where a meter was moved."""
    return (step.round, step.kind, step.cause, step.target, step.before if step.kind == "roll" else step.asked)


class _Tree:
    """The steps of one run, with those that the other run does not have."""

    def __init__(self, deck: Deck, steps: Sequence[TraceStep], others: Sequence[TraceStep]) -> None:
        self.steps, self._begun = steps, Begun(deck, steps)
        self._by_number = {step.number: step for step in steps}
        left = Counter(map(_key, others))
        self.own: dict[int, TraceStep] = {}
        for step in steps:
            left[_key(step)] -= 1
            if left[_key(step)] < 0:
                self.own[step.number] = step

    def events(self, step: TraceStep) -> Iterator[TraceStep]:
        """The moves and news that set this going, or themselves set a flag that it asks for, where only this run has
        them. A meter that it asks for was moved by many things, so none of them is named, nor is what merely kept it
        going."""
        waiting, seen = list(self._begun.parents(step)), set[int]()
        while waiting:
            here = self.own.get(waiting.pop())
            if here is None or here.number in seen:
                continue
            seen.add(here.number)
            if here.kind == "event":
                yield here
            elif here.kind in ("pending", "effect") and here.meter is None:
                waiting += self._begun.parents(here)


def _parting(lines: Lines, trees: tuple[_Tree, _Tree]) -> Parting:
    at = lines.parted or 0
    pushes = []
    moving = [[step for step in tree.steps if step.meter == lines.meter and step.change] for tree in trees]
    for cause in dict.fromkeys(step.cause for steps in moving for step in steps):
        one, other = (sum(step.change for step in steps if step.cause == cause) for steps in moving)
        if one != other:
            events = {
                _key(event): event
                for tree, steps in zip(trees, moving, strict=True)
                for step in steps
                if step.cause == cause
                for event in tree.events(step)
            }
            pushes.append(
                Push(cause, one, other, tuple(sorted(events.values(), key=lambda step: (step.round, step.number))))
            )
    pushes.sort(key=lambda push: -abs(push.one - push.other))
    return Parting(at, lines.one[at - 1], lines.one[at], lines.other[at], tuple(pushes))


def _choices(one: Played, other: Played) -> Iterator[Difference]:
    made = _by_place(one), _by_place(other)
    places = dict.fromkeys([*made[0], *made[1]])
    for place in sorted(places, key=lambda place: place[0]):
        a, b = made[0].get(place), made[1].get(place)
        if a != b:
            yield Difference(*place[:3], a, b)


def _by_place(played: Played) -> dict[tuple[int, str, str, str], Move]:
    """Each choice by its round, phase and role, and by what was asked: one offer, the ground of a case, or the rest."""
    found: dict[tuple[int, str, str, str], Move] = {}
    for before, move in zip(played.states, played.moves, strict=False):
        asked = {"accept": move.move, "decline": move.move, "show": "ground", "withhold": "ground", "rule": move.to}
        found[before.round, before.phase, move.role, asked.get(move.kind, "")] = move
    return found
