"""What a link, denial or chance goes back to, as it is told: what made it so, not merely what came last.

In the trace the parents of a step are the latest changes of all that its condition reads. Of these

- a meter that has to stand above or below something is told by the step that last brought it there; where it stood
  there from the start, that is said. A later change that moved it the other way is no cause.
- a meter that an amount is read from is told by how it stood, and by the step that brought it to where the amount is
  read so; where it is the one that moves, by how it stood alone.
- a watched meter, where a link follows its rises or its falls, is told by the changes in that direction.
- an event that must not have happened lately is told by the last time it did.
- an event that may have happened at most so often, and a flag that merely lets the same thing happen only once at a
  time, are no causes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from attrs import frozen

from debate.debrief.naming import listed
from debate.rules.conditions import (
    AllOf,
    Compare,
    Condition,
    Effects,
    Recent,
    StepTable,
    Test,
    each_in,
    limits,
    range_of,
    wanted_in,
)
from debate.rules.deck import Deck, Denial, Link, News
from debate.rules.trace import TraceStep
from debate.rules.words import event_title, in_words

NEVER_YET = "until then there had been no"
"""How it begins to say that what must not have happened lately had not happened at all."""
NOT_ALONE = "more than this brought it there"
"""That a meter would stand as it must without the change that is told, too."""
_ROUND_END = "round end"
_FAR = 10**9
_OF_A_LINK = ("link", "landing", "pending", "denied")


@frozen
class Origin:
    """One thing that a step goes back to. ``how``: it ``led`` there; it is what an ``amount`` was read from; it was so
    long ``ago``; or it was so from the ``start``. ``step``: that brought it about, None where none did. ``words``: said
    before what the step says itself, or alone; empty where the step says it all."""

    how: Literal["led", "amount", "ago", "start"]
    step: TraceStep | None = None
    words: str = ""


@frozen
class _Leg:
    """What a meter did in one phase of the game, in which all is read before anything changes."""

    first: int
    before: int
    after: int
    steps: tuple[TraceStep, ...]

    @property
    def main(self) -> TraceStep:
        """The step that did most of it."""
        sign = 1 if self.after > self.before else -1
        return max(self.steps, key=lambda step: step.change * sign if step.kind != "clamp" else -_FAR)


class Origins:
    """The steps of a game, or of what somebody saw of it, with what each goes back to."""

    def __init__(self, deck: Deck, steps: Sequence[TraceStep]) -> None:
        self._deck = deck
        self._numbered = {step.number: step for step in steps}
        self._begins: dict[int, int] = {}
        self._legs: dict[str, list[_Leg]] = {}
        self._happened: dict[str, list[TraceStep]] = {}
        self._launched: dict[str, list[TraceStep]] = {}
        self._read(steps)

    def of(self, step: TraceStep, parents: Iterable[int] | None = None) -> tuple[Origin, ...]:
        """What the step goes back to. ``parents``: numbers to take for those that the trace names."""
        numbers = dict.fromkeys(step.parents if parents is None else parents)
        known = [self._numbered[number] for number in numbers if number in self._numbered]
        item, reading = self._item(step), self._reading(step)
        amounts = [origin for origin in (self._amount(step, reading),) if origin is not None]
        if item is None:
            return (*(Origin("led", parent) for parent in known), *amounts)
        asked = _ranges(self._deck, item.when)
        led = [parent for parent in known if not self._idle(item, parent, asked)]
        found = {each.number: Origin("led", each) for each in led}
        begun = [test for meter, tests in asked.items() for test in self._cross(found, meter, tests, reading)]
        begun += [test for test in _never(item) if not self._happened.get(test.id)]
        words = in_words(self._deck, tuple(test for test in wanted_in(item.when) if test in begun))
        starts = [Origin("start", words=f"so from the start: {words}{self._stood(begun, reading)}")] if begun else []
        amounts = [origin for origin in amounts if origin.step is None or origin.step.number not in found]
        return (*found.values(), *amounts, *self._ago(item.when, reading), *starts)

    # What is at hand.

    def _read(self, steps: Sequence[TraceStep]) -> None:
        begins, last = 0, ("", 0)
        moved: dict[str, dict[int, list[TraceStep]]] = {}
        for step in steps:
            kind = self._kind(step, last[0])
            if (kind, step.round) != last or (step.kind == "event" and self._before(step) != "event"):
                begins, last = step.number, (kind, step.round)
            self._begins[step.number] = begins
            if step.meter is not None and step.kind not in ("denied", "roll"):
                moved.setdefault(step.meter, {}).setdefault(begins, []).append(step)
            if step.kind == "event":
                self._happened.setdefault(step.cause, []).append(step)
            if step.kind == "pending":
                self._launched.setdefault(step.cause, []).append(step)
        for meter, legs in moved.items():
            self._legs[meter] = [
                _Leg(first, made[0].before, made[-1].after, tuple(made))
                for first, made in legs.items()
                if isinstance(made[0].before, int) and isinstance(made[-1].after, int)
            ]

    def _before(self, step: TraceStep) -> str:
        earlier = self._numbered.get(step.number - 1)
        return "" if earlier is None or earlier.round != step.round else earlier.kind

    def _kind(self, step: TraceStep, last: str) -> str:
        """Of which kind of phase the step is: of a round end, of events, or of the floor."""
        if step.kind == "clamp":
            return last
        if step.kind in ("landing", "overruled", *_OF_A_LINK):
            item = self._deck.links.get(step.cause) or self._deck.denials.get(step.cause)
            follows = item is not None and bool(item.follows) and step.kind != "landing"
            return "event" if follows or (item is None and last == "event") else _ROUND_END
        return "event" if step.kind in ("event", "effect") else "floor"

    def _item(self, step: TraceStep) -> Link | Denial | News | None:
        deck = self._deck
        if step.kind == "roll":
            return deck.news.get(step.cause)
        return deck.links.get(step.cause) or deck.denials.get(step.cause) if step.kind in _OF_A_LINK else None

    def _reading(self, step: TraceStep) -> int:
        """The number of the step before which stood all that this one has read; of what lands, when it was launched."""
        if step.kind == "landing":
            launched = [each for each in self._launched.get(step.cause, ()) if each.parents == step.parents]
            earlier = [each for each in launched if each.number < step.number]
            step = earlier[-1] if earlier else step
        return self._begins[step.number]

    def _value(self, meter: str, reading: int) -> int:
        legs = [leg for leg in self._legs.get(meter, ()) if leg.first < reading]
        return legs[-1].after if legs else self._deck.meters[meter].start

    def _stood(self, tests: Sequence[Test], reading: int) -> str:
        """``; it stood at 24``: where meters that have moved stood when these tests were read, as the end of a
        sentence: what is read at the end of a round stands otherwise after it."""
        meters = dict.fromkeys(test.id for test in tests if isinstance(test, Compare) and self._legs.get(test.id))
        names = ["it"] if len(tests) == 1 else [f"'{self._deck.meters[meter].name}'" for meter in meters]
        stood = [f"{name} stood at {self._value(meter, reading)}" for name, meter in zip(names, meters, strict=False)]
        return f"; {listed(stood)}" if stood else ""

    # What it goes back to.

    def _idle(self, item: Link | Denial | News, parent: TraceStep, asked: Mapping[str, object]) -> bool:
        """Whether a parent of the trace is told otherwise or is no cause."""
        if parent.meter is not None:
            watched = getattr(item, "per_rise_of", None) or getattr(item, "per_fall_of", None)
            if parent.meter == watched:
                sign = 1 if getattr(item, "per_rise_of", None) else -1
                return parent.kind == "clamp" or parent.change * sign <= 0
            return parent.meter in asked
        if parent.flag is not None:
            back = parent.after == self._deck.flags[parent.flag].start
            return back and not isinstance(item, Denial) and parent.flag in _sets(self._deck, item)
        return parent.kind == "event" and parent.cause in _at_most(item)

    def _cross(
        self, found: dict[int, Origin], meter: str, asked: Sequence[tuple[Compare, int, int]], reading: int
    ) -> list[Compare]:
        """Add what brought a meter to where these tests want it, as far as they hold at the reading. Gives those that
        held from the start."""
        value = self._value(meter, reading)
        held = [(test, low, high) for test, low, high in asked if low <= value <= high]
        if not held:
            return []

        def inside(n: int) -> bool:
            return all(low <= n <= high for _, low, high in held)

        tests = [test for test, _, _ in held]
        leg = self._crossed(meter, inside, reading)
        if leg is not None:
            alone = leg.main.kind == "clamp" or not inside(value - leg.main.change)
            more = f"{in_words(self._deck, (*tests,))}; it stood at {value}, and {NOT_ALONE}"
            found[leg.main.number] = Origin("led", leg.main, "" if alone else more)
        return tests if leg is None and self._whole(meter) else []

    def _crossed(self, meter: str, inside: Callable[[int], bool], reading: int) -> _Leg | None:
        """What last brought a meter from outside to the inside, where it was at the reading."""
        for leg in reversed(self._legs.get(meter, [])):
            if leg.first < reading and not inside(leg.before):
                return leg if inside(leg.after) else None
        return None

    def _whole(self, meter: str) -> bool:
        """Whether everything that a meter did is at hand; what was hidden once is not."""
        legs = self._legs.get(meter, ())
        return not legs or legs[0].before == self._deck.meters[meter].start

    def _amount(self, step: TraceStep, reading: int) -> Origin | None:
        """What the amount of this step was read from, where that is another meter: how that stood, and what had brought
        it to where the amount is read so."""
        by = _by(self._deck, step)
        itself = by is not None and by.by == step.target
        if by is None:
            return None
        if self._deck.meters[by.by].seen_by is not None and not self._legs.get(by.by):
            return None  # how it stood may be hidden
        value = self._value(by.by, reading)
        low, high = _band(by, value)
        leg = self._crossed(by.by, lambda n: low <= n < high, reading)
        meter, within = self._deck.meters[by.by], _within(low, high, self._deck.meters[by.by].min)
        how = f"how {'likely it is' if step.kind == 'roll' else 'much'} depends on {meter.name}"
        words = f"{_instead(by, step, value)}{how}, which stood at {value}"
        if itself:
            return Origin("amount", words=words)
        if leg is None:
            since = " from the start" if value == meter.start else f" ({within} from the start)"
            return Origin("amount", words=f"{words}{since if self._whole(by.by) else ''}")
        way = f"{'rose' if leg.after > leg.before else 'fell'} from {leg.before} to {leg.after}"
        if leg.main.kind != "clamp" and low <= value - leg.main.change < high:
            way = f"{way}, and {NOT_ALONE}"
        if leg.after == value:
            return Origin("amount", leg.main, f"{_instead(by, step, value)}{how}, which {way}")
        return Origin("amount", leg.main, f"{words} ({within} since it {way})")

    def _ago(self, when: Condition, reading: int) -> Iterator[Origin]:
        """What must not have happened lately: the last time that it did, or that it had not happened."""
        asked = [test for test in each_in(when, (AllOf,)) if isinstance(test, Recent) and test.negated]
        if not asked:
            return
        before = [
            (each, test) for test in asked for each in self._happened.get(test.event, ()) if each.number < reading
        ]
        if before:
            latest, test = max(before, key=lambda pair: pair[0].number)
            rounds = "a round" if test.rounds == 1 else f"{test.rounds} rounds"
            yield Origin("ago", latest, f"{rounds} went by without another after this")
            return
        names = [f"'{event_title(self._deck, test.event)}'" for test in asked]
        yield Origin("start", words=f"{NEVER_YET} {listed(names, 'or')}")


def _ranges(deck: Deck, when: Condition) -> dict[str, list[tuple[Compare, int, int]]]:
    """For each meter what a condition asks of it, wherever that stands but under ``none_of``: (test, least, most)."""
    found: dict[str, list[tuple[Compare, int, int]]] = {}
    for test in wanted_in(when):
        if isinstance(test, Compare) and test.kind == "meter":
            found.setdefault(test.id, []).append((test, *range_of(test, deck.meters[test.id].start)))
    return found


def _at_most(item: Link | Denial | News) -> frozenset[str]:
    """The events of which an item asks only that they did not happen too often."""
    wanted = {*getattr(item, "follows", ()), *(test.event for test in wanted_in(item.when) if isinstance(test, Recent))}
    return frozenset(test.id for test in _never(item) if test.id not in wanted)


def _never(item: Link | Denial | News) -> list[Compare]:
    """The tests of an item that hold where something never happened."""
    counted = [test for test in wanted_in(item.when) if isinstance(test, Compare) and test.kind == "times"]
    return [test for test in counted if limits(test.comparison, int(test.bound), test.upper)[0] <= 0]


def _sets(deck: Deck, item: Link | News) -> frozenset[str]:
    """The flags that it sets, by itself or by what follows it at once."""
    effects: list[Effects] = [item.effects]
    effects += [link.effects for link in deck.links.values() if item.id in link.follows]
    return frozenset(flag for each in effects for flag, _ in each.flags)


def _by(deck: Deck, step: TraceStep) -> StepTable | None:
    """The table that the amount of this step was read from, or the chance of a roll."""
    if step.kind == "roll":
        amount: object = deck.news[step.cause].odds if step.cause in deck.news else None
    else:
        item = deck.links.get(step.cause) or deck.moves.get(step.cause) or deck.news.get(step.cause)
        amount = None if item is None else dict(item.effects.meters).get(step.target)
    return amount if isinstance(amount, StepTable) else None


def _instead(table: StepTable, step: TraceStep, value: int) -> str:
    """``+6, not +9: ``, of a chance ``25 in 100, not 10: ``, where the table alone gives it; what is counted up says it
    elsewhere."""
    amount, rolled = table.at(value), step.kind == "roll"
    others = sorted({number for _, number in table.steps} - {amount})
    if amount != (step.after if rolled else step.change) or not others:
        return ""
    named = listed([f"{number:+d}" if number and not rolled else str(number) for number in others], "or")
    return f"{amount} in 100, not {named}: " if rolled else f"{amount:+d}, not {named}: "


def _within(low: int, high: int, least: int) -> str:
    """``below 30``, ``at least 60`` or ``30 to 59``, of a meter that is ``least`` at its bottom."""
    if low <= least:
        return f"below {high}"
    return f"at least {low}" if high == _FAR else f"{low} to {high - 1}"


def _band(table: StepTable, value: int) -> tuple[int, int]:
    """From where up to where, not included, a meter gives the same amount as at this value."""
    low, high, at = -_FAR, _FAR, 0
    for begin, number in table.steps:
        if begin <= value:
            if number != at or low == -_FAR:
                low, at = begin, number
        elif number != at:
            high = min(high, begin)
    return low, high
