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
    NO_EFFECTS,
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
    limits,
    points,
)
from debate.rules.deck import Argument, Deck, Link, MoveDef, News

_MANY = 1_000_000
Span = tuple[int, int]
Forms = Mapping[tuple[str, str], list[Any]]
"""(section, id) -> the forms of an item, see :meth:`Possible.forms`."""


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

    def __init__(self, deck: Deck, granted: Iterable[str] = (), forms: Forms | None = None) -> None:
        self.deck = deck
        self._granted = frozenset(granted)
        self._forms = _forms(deck) if forms is None else forms
        self._backed = {
            (move, voice)
            for id in deck.arguments
            for card in self.forms("arguments", id)
            for move in card.backs
            for voice in card.voices
        }
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

    def granting(self, granted: Iterable[str]) -> Possible:
        """The same deck with these taken to come about."""
        return Possible(self.deck, granted, self._forms)

    def forms(self, section: str, id: str) -> list[Any]:
        """An item as it may be in a game: as written, and as each view or preset has it; none where it is never on."""
        return self._forms[section, id]

    def _spread(self) -> None:
        """Let happen what may, until nothing new comes of it."""
        sections = ("moves", "news", "links", "denials")
        waiting = [(id, form) for name in sections for id in getattr(self.deck, name) for form in self.forms(name, id)]
        cards = [form for id in self.deck.arguments for form in self.forms("arguments", id)]
        before: Any = None
        while before != (now := self._size()):
            before = now
            waiting = [(id, form) for id, form in waiting if not self._comes_about(id, form)]
            for card in cards:
                self._argue(card)

    def _comes_about(self, id: str, form: Any) -> bool:
        """Whether a move, news item, link or denial may come about as things are; if so, what it changes may be."""
        if isinstance(form, MoveDef | News):
            if not self.may_happen(form):
                return False
            often = 1 if isinstance(form, MoveDef) and form.once else _MANY
            self.happens[id] = max(self.happens.get(id, 0), often)
            if isinstance(form, MoveDef) and form.offer_to:
                self.happens[DECLINED + id] = _MANY
                self._take(form.if_declined)
        elif id in self._granted or self.can_fire(form):
            self.fires.add(id)
        else:
            return False
        self._take(getattr(form, "effects", NO_EFFECTS))
        return True

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
            if largest(amount) > 0:
                self.rises.add(id)
            if smallest(amount) < 0:
                self.falls.add(id)
        for id, value in effects.flags:
            self.values[id].add(value)

    def price(self, move: MoveDef) -> int:
        """What a move costs at least: with a case, where a card backs it."""
        backed = move.covert or (move.id, move.role) in self._backed
        return move.cost if backed else move.cost + self.deck.rules.unbacked_extra

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
        return event.id in self._granted or (self.holds(event.when) and largest(event.odds) > 0)

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
        for test in plain(condition):
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
        lows, highs = zip(*(limits(test.comparison, number, test.upper) for number in numbers), strict=True)
        return min(lows), max(highs)

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


def plain(condition: Iterable[Any]) -> Iterator[Any]:
    """Its tests, with those of ``all_of`` and ``lasting`` among them, since all of these must hold too."""
    for test in condition:
        if isinstance(test, AllOf):
            yield from plain(chain.from_iterable(test.options))
        elif isinstance(test, Lasting):
            yield from plain(test.when)
        else:
            yield test


def _forms(deck: Deck) -> Forms:
    found: dict[tuple[str, str], list[Any]] = {}
    changes = list(replacements(deck))
    for section in ("meters", "links", "denials", "news", "moves", "arguments", "endings", "questions"):
        for id, item in getattr(deck, section).items():
            every = [item, *(evolve(item, **change[id]) for change in changes if id in change)]
            found[section, id] = [form for form in every if getattr(form, "active", True)]
    return found


def replacements(deck: Deck) -> Iterator[Mapping[str, Mapping[str, Any]]]:
    """What each view and preset changes."""
    for view in deck.views.values():
        yield view.replaces
    for preset in deck.presets.values():
        yield preset.replaces


def all_effects(deck: Deck) -> Iterator[Effects]:
    """All effects that are written in a deck, in any view or preset too."""
    yield from (deck.rules.stands, deck.rules.beaten)
    for card in deck.arguments.values():
        yield from (effects for effects in (card.stands, card.beaten) if effects is not None)
    for section in (deck.links, deck.news, deck.moves):
        for item in section.values():
            yield item.effects
            if isinstance(item, MoveDef):
                yield item.if_declined
    for replaces in replacements(deck):
        for change in replaces.values():
            yield from (value for value in change.values() if isinstance(value, Effects))


def largest(amount: Amount) -> int:
    """The most that it can be."""
    return max(points(amount))


def smallest(amount: Amount) -> int:
    """The least that it can be."""
    return min(points(amount))
