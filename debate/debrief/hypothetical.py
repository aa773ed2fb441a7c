"""A world supposed to be so: what a role knows, with a change or two made in thought, and conditions read against it.

The rules decide with their own reading; this one serves previews and the map, knows "unknown" beside yes and no, and
leaves aside how long something has to last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import define

from debate.rules.conditions import (
    AllOf,
    Amount,
    AnyOf,
    Compare,
    Condition,
    Effects,
    FlagIs,
    Lasting,
    NoneOf,
    Recent,
    Test,
    range_of,
)
from debate.rules.deck import Deck
from debate.rules.view import View


@define
class Supposed:
    """Values by id; a meter that is hidden is None."""

    deck: Deck
    round: int
    meters: dict[str, int | None]
    flags: dict[str, str]
    capital: dict[str, int]
    counts: dict[str, int]
    latest: dict[str, int]

    @classmethod
    def seen(cls, deck: Deck, view: View) -> Supposed:
        """The world as the view shows it."""
        events = view.position.tables.events
        return cls(
            deck=deck,
            round=view.round,
            meters=dict(view.meters),
            flags=dict(view.flags),
            capital=dict(view.capital),
            counts={event: view.position.count(event) for event in events},
            latest={event: view.position.latest_round(event) for event in events},
        )

    def after(self, move: str) -> Supposed:
        """The world right after this move alone, with the links that follow it at once."""
        new = Supposed(
            self.deck,
            self.round,
            dict(self.meters),
            dict(self.flags),
            dict(self.capital),
            {**self.counts, move: self.counts[move] + 1},
            {**self.latest, move: self.round},
        )
        following = [link for link in self.deck.links.values() if link.active and move in link.follows]
        effects = [link.effects for link in following if not link.delay and self.holds(link.when)]
        new._add(self, (self.deck.moves[move].effects, *effects))
        return new

    def _add(self, reading: Supposed, effects: Iterable[Effects]) -> None:
        for effect in effects:
            for id_, amount in effect.meters:
                added, value = reading.amount(amount), self.meters[id_]
                self.meters[id_] = None if added is None or value is None else value + added
            for id_, asked in effect.flags:
                strength = list(self.deck.flags[id_].values)
                changed = self.flags[id_] != reading.flags[id_]
                if not changed or strength.index(asked) > strength.index(self.flags[id_]):
                    self.flags[id_] = asked
            for role, number in effect.capital:
                self.capital[role] += number
        for id_, value in self.meters.items():
            if value is not None:
                meter = self.deck.meters[id_]
                self.meters[id_] = min(max(value, meter.min), meter.max)

    def amount(self, amount: Amount) -> int | None:
        """The number as things stand; None where it hangs on a value that is hidden."""
        if isinstance(amount, int):
            return amount
        value = self.meters[amount.by]
        if value is None:
            return None
        return next((number for first, number in reversed(amount.steps) if first <= value), 0)

    def holds(self, condition: Condition) -> bool | None:
        """Whether all tests hold; None where that hangs on what is hidden."""
        return _all([self._test(test) for test in condition])

    def _test(self, test: Test) -> bool | None:
        match test:
            case Compare():
                return self._compares(test)
            case FlagIs(flag=flag, values=values):
                return self.flags[flag] in values
            case Recent(event=event, rounds=rounds, negated=negated):
                recent = self.counts[event] > 0 and self.latest[event] > self.round - rounds
                return recent != negated
            case AnyOf(options=options):
                return _not(_all([_not(self.holds(option)) for option in options]))
            case AllOf(options=options):
                return _all([self.holds(option) for option in options])
            case NoneOf(options=options):
                return _all([_not(self.holds(option)) for option in options])
            case Lasting(when=when):
                return self.holds(when)

    def _compares(self, test: Compare) -> bool | None:
        kinds: dict[str, Mapping[str, int | None]] = {
            "meter": self.meters,
            "times": self.counts,
            "capital": self.capital,
            "round": {"": self.round},
        }
        value = kinds[test.kind][test.id]
        if value is None:
            return None
        low, high = range_of(test, self.deck.meters[test.id].start if test.kind == "meter" else None)
        return low <= value <= high


def waits(condition: Condition) -> bool:
    """Whether the condition asks for something to last."""
    for test in condition:
        match test:
            case Lasting():
                return True
            case AnyOf(options=options) | AllOf(options=options) | NoneOf(options=options):
                if any(map(waits, options)):
                    return True
    return False


def _all(found: list[bool | None]) -> bool | None:
    if False in found:
        return False
    return None if None in found else True


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value
