"""Promises of moves that the deck is silent about: nothing that a move sets going moves what it promises, and nothing
denies that it does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from debate.deckfile.checks.bounds import largest, plain, smallest
from debate.rules.conditions import Compare, Condition, Effects, FlagIs, Recent, event_of, wanted_in
from debate.rules.deck import Deck, Denial, Link, MoveDef, News

Change = str | tuple[str | None, str]
"""What can be waited for: a thing by its id; a meter that goes ``up`` or ``down``; a flag and its new value."""


def empty_promises(deck: Deck) -> Iterator[tuple[str, str]]:
    """(move, meter) of each promise of a meter that neither the move nor anything that it sets going moves, up or down,
    and that no denial speaks of. Whatever asks about something that the move changed counts as set going."""
    set_off: dict[Change, list[frozenset[Change]]] = {}
    items: list[Link | MoveDef | News] = [*deck.links.values(), *deck.moves.values(), *deck.news.values()]
    for item in items:
        if item.active and (asked := frozenset(_waits_for(item))):
            changed = frozenset((item.id, *_changed(item.effects)))
            for change in asked:
                set_off.setdefault(change, []).append(changed)
    denials = [(denial, frozenset(_speaks_of(denial))) for denial in deck.denials.values() if denial.active]
    for move in deck.moves.values():
        if move.active and not move.forbidden and move.promises:
            moved = _set_going(move, set_off)
            told = {id for each in moved if isinstance(each, tuple) and each[1] in _WAYS for id in each[:1]}
            told |= {id for denial, asked in denials if asked & moved for id in denial.denies}
            yield from ((move.id, meter) for meter in move.promises if meter not in told)


_WAYS = ("up", "down")


def _set_going(move: MoveDef, set_off: Mapping[Change, list[frozenset[Change]]]) -> set[Change]:
    """All that changes once the move is made: by itself, and by what waits for a change. ``set_off``: change -> what
    changes with each item that waits for it."""
    changed: set[Change] = {move.id, *_changed(move.effects)}
    new = list(changed)
    while new:
        for each in set_off.get(new.pop(), ()):
            new += each - changed
            changed |= each
    return changed


def _changed(effects: Effects) -> Iterator[Change]:
    for meter, amount in effects.meters:
        yield meter
        if largest(amount) > 0:
            yield meter, "up"
        if smallest(amount) < 0:
            yield meter, "down"
    for flag, value in effects.flags:
        yield from (flag, (flag, value))


def _waits_for(item: Link | MoveDef | News) -> Iterator[Change]:
    """A link or a news item asks about what was changed, a move needs a value that was set."""
    if isinstance(item, MoveDef):
        needed = (test for test in plain(item.needs) if isinstance(test, FlagIs))
        yield from ((test.flag, value) for test in needed for value in test.values)
    elif isinstance(item, Link) and (item.per_rise_of or item.per_fall_of):
        yield from ((item.per_rise_of, "up"), (item.per_fall_of, "down"))
    elif isinstance(item, Link) and item.follows:
        yield from (event_of(event)[1] for event in item.follows)
    else:
        yield from (*_read(item.when), *item.effects.scaled_by)


def _speaks_of(denial: Denial) -> Iterator[str]:
    yield from (*(event_of(event)[1] for event in denial.follows), *_read(denial.when), denial.cause)


def _read(condition: Condition) -> Iterator[str]:
    """Ids of what a condition waits for; nothing of what must not be."""
    for test in wanted_in(condition):
        match test:
            case FlagIs(flag=id) | Compare(kind="meter", id=id):
                yield id
            case Recent(event=event, negated=False) | Compare(kind="times", id=event):
                yield event_of(event)[1]
