"""Promises of moves that the deck is silent about: nothing that a move sets going moves what it promises, and nothing
denies that it does."""

from __future__ import annotations

from collections.abc import Iterator

from debate.deckfile.checks.bounds import largest, plain, smallest
from debate.rules.conditions import (
    AllOf,
    AnyOf,
    Compare,
    Condition,
    Effects,
    FlagIs,
    Lasting,
    Recent,
    StepTable,
    event_of,
)
from debate.rules.deck import Deck, Denial, Link, MoveDef, News


def empty_promises(deck: Deck) -> Iterator[tuple[str, str]]:
    """(move, meter) of each promise of a meter that neither the move nor anything that it sets going moves, up or down,
    and that no denial speaks of. Whatever asks about something that the move changed counts as set going."""
    for move in deck.moves.values():
        if move.active and not move.forbidden and move.promises:
            going = _Going(deck, move)
            yield from ((move.id, meter) for meter in move.promises if meter not in going.told)


class _Going:
    """What one move sets going. ``told``: the meters of which the deck says what the move does to them."""

    def __init__(self, deck: Deck, move: MoveDef) -> None:
        self._moved: set[tuple[str | None, str]] = set()
        self._set: set[tuple[str, str]] = set()
        self._touched = {move.id}
        self._take(move.effects)
        waiting: list[Link | MoveDef | News] = [
            item for items in (deck.links, deck.moves, deck.news) for item in items.values() if item.active
        ]
        while fired := [item for item in waiting if self._follows_from_it(item)]:
            waiting = [item for item in waiting if item not in fired]
            for item in fired:
                self._touched.add(item.id)
                self._take(item.effects)
        denials = [denial for denial in deck.denials.values() if denial.active and self._speaks(denial)]
        self.told = {id for id, _ in self._moved} | {id for denial in denials for id in denial.denies}

    def _take(self, effects: Effects) -> None:
        for meter, amount in effects.meters:
            self._touched.add(meter)
            self._moved |= {(meter, "up")} if largest(amount) > 0 else set()
            self._moved |= {(meter, "down")} if smallest(amount) < 0 else set()
        self._touched |= {flag for flag, _ in effects.flags}
        self._set |= set(effects.flags)

    def _follows_from_it(self, item: Link | MoveDef | News) -> bool:
        """Whether a link or a news item asks about what was changed, or a move needs a value that was set."""
        if isinstance(item, MoveDef):
            needed = (test for test in plain(item.needs) if isinstance(test, FlagIs))
            return any((test.flag, value) in self._set for test in needed for value in test.values)
        if isinstance(item, Link) and (item.per_rise_of or item.per_fall_of):
            return bool(self._moved & {(item.per_rise_of, "up"), (item.per_fall_of, "down")})
        follows = item.follows if isinstance(item, Link) else ()
        asked = {event_of(event)[1] for event in follows} or {*_read(item.when), *_scaled(item.effects)}
        return bool(asked & self._touched)

    def _speaks(self, denial: Denial) -> bool:
        asked = {*(event_of(event)[1] for event in denial.follows), *_read(denial.when), denial.cause}
        return bool(asked & self._touched)


def _scaled(effects: Effects) -> Iterator[str]:
    """Meters that decide how large effects are."""
    yield from (amount.by for _, amount in effects.meters if isinstance(amount, StepTable))


def _read(condition: Condition) -> Iterator[str]:
    """Ids of what a condition waits for; nothing of what must not be."""
    for test in condition:
        match test:
            case FlagIs(flag=id) | Compare(kind="meter", id=id):
                yield id
            case Recent(event=event, negated=False) | Compare(kind="times", id=event):
                yield event_of(event)[1]
            case AnyOf(options=options) | AllOf(options=options):
                for option in options:
                    yield from _read(option)
            case Lasting(when=when):
                yield from _read(when)
