"""Two runs of one game side by side: two lines a meter, where they part, and what parts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import field, frozen

from debate.rules.deck import Deck
from debate.rules.moves import Move
from debate.rules.outcome import outcome
from debate.rules.replay import Played
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
class Parting:
    """The first step that is in one run and not in the other; None for a run that has no step there.

    ``causes``: what this goes back to, in the run that has it: the first steps that the other run does not have.
    """

    one: TraceStep | None
    other: TraceStep | None
    causes: tuple[TraceStep, ...]

    @property
    def step(self) -> TraceStep:
        found = self.one or self.other
        assert found is not None
        return found

    @property
    def round(self) -> int:
        return min(step.round for step in (self.one, self.other) if step is not None)


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
    runs stand. ``first``: where they part, None for equal runs; ``meters``: the same for each meter that parts.
    """

    lines: Mapping[str, Lines]
    terms: tuple[int, int]
    endings: tuple[str, str]
    scores: Mapping[str, tuple[int, int]]
    choices: tuple[Difference, ...]
    first: Parting | None = field(repr=False)
    meters: Mapping[str, Parting] = field(repr=False)


def compare(deck: Deck, one: Played, other: Played, role: str | None = None) -> Comparison:
    """Hold two runs of one deck and setting against each other.

    ``role``: hold only those meters and steps against each other that this role may know while the game runs; None: all
    of them. The choices that differ are all there either way.
    """
    ends = outcome(one.state), outcome(other.state)
    steps = _seen(one, role), _seen(other, role)
    hidden = () if role is None else hidden_meters(_running(one), role) | hidden_meters(_running(other), role)
    known = [meter for meter in deck.meters if meter not in hidden]
    trees = _Tree(steps[0], steps[1]), _Tree(steps[1], steps[0])
    lines = {}
    for meter in known:
        start = one.states[0].meters[meter]
        a, b = (_line(run, meter, start, played.state.round) for run, played in zip(steps, (one, other), strict=True))
        lines[meter] = Lines(meter, a, b, _first_difference(a, b))
    meters = {}
    for meter in known:
        a_steps, b_steps = ([s for s in run if s.meter == meter] for run in steps)
        found = _parting(a_steps, b_steps, trees)
        if found is not None:
            meters[meter] = found
    return Comparison(
        lines=lines,
        terms=(_term(one), _term(other)),
        endings=(ends[0].ending, ends[1].ending),
        scores={role: (ends[0].scores[role], ends[1].scores[role]) for role in deck.turn_order},
        choices=tuple(_choices(one, other)),
        first=_parting(steps[0], steps[1], trees),
        meters=meters,
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
    """What makes a step the same in two runs; numbers and parents may differ."""
    return (step.round, step.kind, step.cause, step.target, step.before, step.asked, step.after)


class _Tree:
    """The steps of one run by number, with those that the other run does not have."""

    def __init__(self, steps: Sequence[TraceStep], others: Sequence[TraceStep]) -> None:
        self._steps = {step.number: step for step in steps}
        left = Counter(map(_key, others))
        self._own: set[int] = set()
        for step in steps:
            left[_key(step)] -= 1
            if left[_key(step)] < 0:
                self._own.add(step.number)

    def causes(self, step: TraceStep) -> tuple[TraceStep, ...]:
        """From where this goes back only to steps that both runs have: what was different first."""
        found: dict[int, TraceStep] = {}
        seen: set[int] = set()
        waiting = [step]
        while waiting:
            here = waiting.pop()
            if here.number in seen:
                continue
            seen.add(here.number)
            own = [self._steps[number] for number in here.parents if number in self._own and number in self._steps]
            if own:
                waiting += own
            else:
                found[here.number] = here
        return tuple(found[number] for number in sorted(found))


def _parting(one: Sequence[TraceStep], other: Sequence[TraceStep], trees: tuple[_Tree, _Tree]) -> Parting | None:
    for at in range(max(len(one), len(other))):
        a = one[at] if at < len(one) else None
        b = other[at] if at < len(other) else None
        if a is not None and b is not None and _key(a) == _key(b):
            continue
        causes = [*(() if a is None else trees[0].causes(a)), *(() if b is None else trees[1].causes(b))]
        return Parting(a, b, tuple({_key(step): step for step in causes}.values()))
    return None


def told(deck: Deck, parting: Parting, one: str = "in the one", other: str = "in the other") -> str:
    """Where two runs part and why: ``Round 3: Leverage goes from 70 to 64 in the one, does not move in the other.``"""
    step = parting.step
    about = _name(deck, step.target or step.cause)
    theirs = parting.other or step
    then = _name(deck, theirs.target or theirs.cause)
    second = _change(deck, parting.other) if then == about else f"{then} {_change(deck, parting.other)}"
    words = f"Round {parting.round}: {about} {_change(deck, parting.one)} {one}, {second} {other}."
    return f"{words} {led_apart(deck, parting)}".rstrip()


_NO_CAUSES = ("rule", "denied", "clamp")
"""Kinds of steps that lead to nothing: what was paid, what did not happen, and the end of a scale."""


def led_apart(deck: Deck, parting: Parting) -> str:
    """What two runs parted over, as a sentence; empty for nothing that has a name."""
    causes = dict.fromkeys(_quoted(deck, step.cause) for step in parting.causes if step.kind not in _NO_CAUSES)
    return f"It goes back to: {'; '.join(causes)}." if causes else ""


def _change(deck: Deck, step: TraceStep | None) -> str:
    if step is None:
        return "does not change"
    if step.kind == "denied":
        return "is kept as it was by a denial"
    if step.kind == "roll":
        return f"rolls {step.before}"
    if step.meter and isinstance(step.before, int) and isinstance(step.after, int):
        meter = deck.meters[step.meter]  # what goes beyond its ends is cut off in a step of its own
        low, high = (min(max(value, meter.min), meter.max) for value in (step.before, step.after))
        return f"goes from {low} to {high}" if low != high else f"stays at {low}"
    if not step.target:
        return "happens" if step.kind == "event" else "is at work"
    flag = deck.flags.get(step.target)
    before, after = (flag.values.get(str(v), str(v)) if flag else str(v) for v in (step.before, step.after))
    return f"goes from '{before}' to '{after}'" if flag else f"goes from {before} to {after}"


def _quoted(deck: Deck, id_: str) -> str:
    """What it is called, a title in quotation marks, a sentence without its full stop."""
    titled = any(id_ in items for items in (deck.moves, deck.news, deck.arguments))
    return f"'{_name(deck, id_)}'" if titled else _name(deck, id_).removesuffix(".")


def _name(deck: Deck, id_: str) -> str:
    if id_.startswith("capital."):
        role = id_.removeprefix("capital.")
        return f"capital of {deck.roles[role].name}" if role in deck.roles else id_
    for named in (deck.meters, deck.flags, deck.roles):
        if id_ in named:
            return named[id_].name
    for titled in (deck.moves, deck.news, deck.arguments, deck.endings):
        if id_ in titled:
            return titled[id_].title
    for saying in (deck.links, deck.denials):
        if id_ in saying:
            return saying[id_].says
    return id_


def _choices(one: Played, other: Played) -> Iterator[Difference]:
    made = _by_place(one), _by_place(other)
    places = dict.fromkeys([*made[0], *made[1]])
    for place in sorted(places, key=lambda place: place[0]):
        a, b = made[0].get(place), made[1].get(place)
        if a != b:
            yield Difference(*place[:3], a, b)


def _by_place(played: Played) -> dict[tuple[int, str, str, int], Move]:
    found: dict[tuple[int, str, str, int], Move] = {}
    for before, move in zip(played.states, played.moves, strict=False):
        number = len(before.choices.get(move.role, ()))
        found[before.round, before.phase, move.role, number] = move
    return found
