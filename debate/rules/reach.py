"""What leads to what in a deck, whatever anybody chooses: what an item hangs on, what it changes, how far that goes."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from debate.rules.conditions import StepTable, event_of, ids_read
from debate.rules.deck import Link, MoveDef, News

Lead = tuple[set[str], set[str]]
"""(ids that an item hangs on, ids that it changes)"""


def changed_by(item: Link | MoveDef | News) -> set[str]:
    """Meters and flags that a move (also where it is declined), a news item or a link changes."""
    every = (item.effects, item.if_declined) if isinstance(item, MoveDef) else (item.effects,)
    return {id_ for effects in every for id_, _ in (*effects.meters, *effects.flags)}


def hangs_on(item: Link | MoveDef | News) -> set[str]:
    """Ids of all that its condition asks about, that its amounts or odds are read from, and that a link follows."""
    found = {*ids_read(item.needs if isinstance(item, MoveDef) else item.when), *item.effects.scaled_by}
    if isinstance(item, Link):
        found.update(event_of(event)[1] for event in item.follows)
        found.update(filter(None, (item.per_rise_of, item.per_fall_of)))
    if isinstance(item, News) and isinstance(item.odds, StepTable):
        found.add(item.odds.by)
    return found


def led_to(first: Iterable[str], leads: Collection[Lead]) -> set[str]:
    """These ids, and everything that they lead to in one step or more."""
    found, new = set[str](), {*first}
    while new:
        found |= new
        new = {each for causes, targets in leads if causes & new for each in targets} - found
    return found
