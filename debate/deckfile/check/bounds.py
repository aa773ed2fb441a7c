"""What may ever come about in games of a deck, worked out without playing: rather too much than too little.

Values and events are added as long as something that may happen brings more of them. What is not in it at the end
cannot happen in any game, whatever is chosen, under any view and in any preset.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from attrs import define, evolve, field

from debate.rules.conditions import (
    BEATEN,
    DECLINED,
    STOOD,
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
)
from debate.rules.deck import Argument, Deck, Link, MoveDef, News

_MANY = 1_000_000
Span = tuple[int, int]


@define
class _Box:
    """What the tests read so far leave open: a span for each number, values for each flag."""

    spans: dict[tuple[str, str], Span] = field(factory=dict)
    flags: dict[str, frozenset[str]] = field(factory=dict)

    def copy(self) -> _Box:
        return _Box(dict(self.spans), dict(self.flags))


class Possible:
    """What may come about in some game of the deck.

    ``granted``: moves, news, links and denials that are taken to come about whatever they wait for.
    """

    def __init__(self, deck: Deck, granted: Iterable[str] = ()) -> None:
        self.deck = deck
        self._granted = frozenset(granted)
        self._changes = list(replacements(deck))
        self.values: dict[str, set[str]] = {flag.id: {flag.start} for flag in deck.flags.values()}
        """Flag -> values that it may take."""
        self.falls: set[str] = set()
        """Meters that something may lower, and (:attr:`rises`) raise."""
        self.rises: set[str] = set()
        self.happens: dict[str, int] = {}
        """Move or news item that may happen, or what may happen about a move or argument -> at most how often."""
        self.fires: set[str] = set()
        """Links and denials that may fire."""
        self._spread()

    def forms(self, section: str, id: str) -> list[Any]:
        """An item as it may be in a game: as written, and as each view or preset has it; none where it is never on."""
        item = getattr(self.deck, section)[id]
        changed = [evolve(item, **change[id]) for change in self._changes if id in change]
        return [form for form in (item, *changed) if getattr(form, "active", True)]

    def _spread(self) -> None:
        """Let happen what may, until nothing new comes of it."""
        before: Any = None
        while before != (now := self._size()):
            before = now
            for id in self.deck.moves:
                for move in self.forms("moves", id):
                    if self.may_happen(move):
                        self.happens[id] = max(self.happens.get(id, 0), 1 if move.once else _MANY)
                        self._take(move.effects)
                        if move.offer_to:
                            self.happens[DECLINED + id] = _MANY
                            self._take(move.if_declined)
            for id in self.deck.arguments:
                for card in self.forms("arguments", id):
                    self._argue(card)
            for id in self.deck.news:
                for item in self.forms("news", id):
                    if self.may_happen(item):
                        self.happens[id] = _MANY
                        self._take(item.effects)
            for section in ("links", "denials"):
                for id in getattr(self.deck, section):
                    for form in self.forms(section, id):
                        if id in self._granted or self.can_fire(form):
                            self.fires.add(id)
                            if isinstance(form, Link):
                                self._take(form.effects)

    def _argue(self, card: Argument) -> None:
        """What a card may bring about as a case."""
        moves = [id for id in card.backs if id in self.happens and not self.deck.moves[id].covert]
        if not moves:
            return
        for about in (card.id, *moves):
            self.happens[STOOD + about] = self.happens[BEATEN + about] = _MANY
        rules = self.deck.rules
        self._take(rules.stands if card.stands is None else card.stands)
        self._take(rules.beaten if card.beaten is None else card.beaten)

    def _size(self) -> tuple[int, ...]:
        return (
            sum(map(len, self.values.values())),
            len(self.falls),
            len(self.rises),
            sum(self.happens.values()),
            len(self.fires),
        )

    def _take(self, effects: Effects) -> None:
        for id, amount in effects.meters:
            if _largest(amount) > 0:
                self.rises.add(id)
            if _smallest(amount) < 0:
                self.falls.add(id)
        for id, value in effects.flags:
            self.values[id].add(value)

    def price(self, move: MoveDef) -> int:
        """What a move costs at least: with a case, where a card backs it."""
        cards = (form for id in self.deck.arguments for form in self.forms("arguments", id))
        if move.covert or any(move.id in card.backs and move.role in card.voices for card in cards):
            return move.cost
        return move.cost + self.deck.rules.unbacked_extra

    def affordable(self, move: MoveDef) -> bool:
        """Whether its role can ever hold its price."""
        most = self.deck.roles[move.role].capital_max
        return move.cost <= most and self.price(move) <= most

    def may_happen(self, event: MoveDef | News) -> bool:
        """Whether a move or news item may ever happen."""
        if isinstance(event, MoveDef):
            if event.forbidden:
                return False
            return event.id in self._granted or (self.holds(event.needs) and self.affordable(event))
        return event.id in self._granted or (self.holds(event.when) and _largest(event.odds) > 0)

    def can_fire(self, item: Any) -> bool:
        """Whether a link or denial may ever fire."""
        if not self.holds(item.when):
            return False
        if item.follows and not any(event in self.happens for event in item.follows):
            return False
        if isinstance(item, Link):
            if item.per_rise_of and item.per_rise_of not in self.rises:
                return False
            if item.per_fall_of and item.per_fall_of not in self.falls:
                return False
        return True

    # Conditions.

    def span(self, kind: str, id: str) -> Span:
        """Between what a number may lie."""
        if kind == "meter":
            forms = self.forms("meters", id)
            low = min(form.min if id in self.falls else form.start for form in forms)
            return low, max(form.max if id in self.rises else form.start for form in forms)
        if kind == "times":
            return 0, self.happens.get(id, 0)
        if kind == "capital":
            return 0, self.deck.roles[id].capital_max
        return 1, _MANY

    def holds(self, condition: Condition) -> bool:
        """Whether it may ever hold."""
        return self._fits(condition, _Box())

    def _fits(self, condition: Iterable[Any], box: _Box) -> bool:
        """Whether it may hold beside what is in the box, which is made as narrow as it asks."""
        later: list[AnyOf] = []
        for test in _plain(condition):
            match test:
                case Compare():
                    if not self._narrow(box, test, *self._wanted(test)):
                        return False
                case FlagIs(flag=flag, values=values):
                    left = box.flags.get(flag, frozenset(self.values[flag])) & set(values)
                    box.flags[flag] = left
                    if not left:
                        return False
                case Recent(event=event, negated=negated):
                    if not negated and not self._narrow(box, Compare("times", event, "at least", 1), 1, _MANY):
                        return False
                case NoneOf(options=options):
                    if not all(self._without(option, box) for option in options):
                        return False
                case AnyOf():
                    later.append(test)
        return all(any(self._fits(option, box.copy()) for option in test.options) for test in later)

    def _narrow(self, box: _Box, test: Compare, low: int, high: int) -> bool:
        key = (test.kind, test.id)
        first, last = box.spans.get(key) or self.span(*key)
        box.spans[key] = first, last = max(first, low), min(last, high)
        return first <= last

    def _wanted(self, test: Compare) -> Span:
        bounds = [test.bound] if test.bound != "start" else [m.start for m in self.forms("meters", test.id)]
        numbers = [int(bound) for bound in bounds]
        low, high = min(numbers), max(numbers)
        return {
            "at least": (low, _MANY),
            "above": (low + 1, _MANY),
            "at most": (-1, high),
            "below": (-1, high - 1),
            "exactly": (low, high),
            "to": (low, high if test.upper is None else test.upper),
        }[test.comparison]

    def _without(self, option: Condition, box: _Box) -> bool:
        """Whether the option may fail beside what is in the box. Only of single tests is more known than that."""
        if len(option) != 1:
            return True
        (test,) = option
        if isinstance(test, FlagIs):
            left = box.flags.get(test.flag, frozenset(self.values[test.flag])) - set(test.values)
            box.flags[test.flag] = left
            return bool(left)
        if isinstance(test, Compare) and test.comparison in _OTHER and test.bound != "start":
            other = Compare(test.kind, test.id, _OTHER[test.comparison], test.bound)
            return self._narrow(box, other, *self._wanted(other))
        return True


_OTHER: Mapping[str, Any] = {"at least": "below", "below": "at least", "at most": "above", "above": "at most"}


def _plain(condition: Iterable[Any]) -> Iterator[Any]:
    """Its tests, with those of ``all_of`` and ``lasting`` among them, since all of these must hold too."""
    for test in condition:
        if isinstance(test, AllOf):
            yield from _plain(chain.from_iterable(test.options))
        elif isinstance(test, Lasting):
            yield from _plain(test.when)
        else:
            yield test


def replacements(deck: Deck) -> Iterator[Mapping[str, Mapping[str, Any]]]:
    """What each view and preset changes."""
    for view in deck.views.values():
        yield view.replaces
    for preset in deck.presets.values():
        yield preset.replaces


def _largest(amount: Amount) -> int:
    return amount if isinstance(amount, int) else max(number for _, number in amount.steps)


def _smallest(amount: Amount) -> int:
    return amount if isinstance(amount, int) else min(number for _, number in amount.steps)
