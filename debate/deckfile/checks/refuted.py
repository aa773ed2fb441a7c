"""Denials that the deck itself refutes: what they say does not change is changed by the very cause that they deny."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from debate.deckfile.checks.bounds import changed_by
from debate.deckfile.checks.shadow import implies, reached
from debate.rules.conditions import DECLINED, Compare, Condition, Effects, FlagIs, Recent, Test, points
from debate.rules.deck import Deck, Denial, Link
from debate.rules.variant import effective


@frozen
class Refuted:
    """``denial`` says that ``targets`` do not change, and ``by`` changes them for the same cause.

    ``section``: where ``by`` stands: links, moves or news. ``under``: the view or preset in which it is so; empty for
    the deck as it is written. ``through``: the links and events between the cause and ``by``, first the first.
    """

    denial: str
    targets: tuple[str, ...]
    section: str
    by: str
    under: str = ""
    through: tuple[str, ...] = ()


def refuted(deck: Deck) -> Iterator[Refuted]:
    """Each denial with each item that refutes it, once: as written, else under the first view or preset where it is so.

    Only what is sure to share the cause of the denial counts: that it needs all that the denial needs, follows the same
    event, or brings about what the denial waits for; or that what does so sets it off, in one step or more. What
    changes the same meter for another reason refutes nothing.
    """
    told: set[tuple[str, str]] = set()
    games = [("", effective(deck, None, ()))]
    games += [(f"view '{view}'", effective(deck, None, (view,))) for view in deck.views]
    games += [(f"preset '{preset}'", effective(deck, preset, ())) for preset in deck.presets]
    changed_of: dict[int, frozenset[str]] = {}
    judged: set[tuple[int, ...]] = set()  # by identity: most of a deck is the same in all of these games
    for under, played in games:
        changing = _changing(played, changed_of)
        for denial in played.denials.values():
            places = {place for each in denial.denies for place in changing.get(each, ())} if denial.active else ()
            for _, section, by in sorted(places):
                item = getattr(played, section)[by]
                same = (id(denial), id(item), id(played.moves), id(played.news))
                if same not in judged and (denial.id, by) not in told and _same_cause(played, denial, section, item):
                    told.add((denial.id, by))
                    changed = changed_by(item)
                    targets = tuple(each for each in denial.denies if each in changed)
                    yield Refuted(denial.id, targets, section, by, under)
                judged.add(same)
            for target, chain in _in_steps(played, denial):
                if (denial.id, chain[-1]) not in told:
                    told.add((denial.id, chain[-1]))
                    yield Refuted(denial.id, (target,), "links", chain[-1], under, chain[:-1])


def _changing(deck: Deck, changed_of: dict[int, frozenset[str]]) -> Mapping[str, list[tuple[int, str, str]]]:
    """Meter or flag -> (place in the deck's order, section, id) of all that is active and changes it. ``changed_of``:
    what items change, by their identity, kept from deck to deck: most are the same in all."""
    found: dict[str, list[tuple[int, str, str]]] = {}
    items = ((section, item) for section in ("links", "moves", "news") for item in getattr(deck, section).values())
    for number, (section, item) in enumerate(items):
        if item.active:
            changed = changed_of.get(id(item))
            if changed is None:
                changed = changed_of[id(item)] = frozenset(changed_by(item))
            for target in changed:
                found.setdefault(target, []).append((number, section, item.id))
    return found


def _in_steps(deck: Deck, denial: Denial) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(meter, what leads to it) of each denied meter that a link moves which the denied cause sets off by others.

    Only what is sure to be set off: by a rise or fall that is large enough by itself, by a value that a flag takes, or
    where a meter is moved round by round to where the link reads it.
    """
    if not denial.active or not any(deck.meters.get(target) for target in denial.denies):
        return
    items = [(section, each) for section in ("links", "moves", "news") for each in getattr(deck, section).values()]
    new: list[tuple[Any, tuple[str, ...]]]
    new = [(each, (each.id,)) for section, each in items if each.active and _same_cause(deck, denial, section, each)]
    known = {each.id for each, _ in new}
    while new:
        item, chain = new.pop(0)
        for link in deck.links.values():
            if link.active and link.id not in known and _sets_off(deck, denial, item, link):
                known.add(link.id)
                new.append((link, (*chain, link.id)))
                yield from ((target, (*chain, link.id)) for target in denial.denies if target in changed_by(link))


def _sets_off(deck: Deck, denial: Denial, item: Any, link: Link) -> bool:
    """Whether what an item changes is sure to set off a link, as long as the denial holds."""
    watched = link.per_rise_of or link.per_fall_of
    if watched:
        by = dict(item.effects.meters).get(watched, 0)
        far = max(points(by)) if link.per_rise_of else -min(points(by))
        return far >= link.points and implies(denial.when, link.when)
    if link.follows:
        return item.id in link.follows and implies(denial.when, link.when)
    set_here = [test for test in link.when if _leads_to(deck, item, test)]
    return bool(set_here) and implies(denial.when, tuple(test for test in link.when if test not in set_here))


def _leads_to(deck: Deck, item: Any, test: Test) -> bool:
    """Whether an item sets the flag that a test waits for, or moves its meter there round by round."""
    if isinstance(test, FlagIs):
        return _brings(deck, item.id, item.effects, test)
    if not (isinstance(test, Compare) and test.kind == "meter" and isinstance(item, Link)) or item.follows:
        return False
    room, start, by = reached(test), deck.meters[test.id].start, points(dict(item.effects.meters).get(test.id, 0))
    if room is None:
        return False
    return min(by) >= 0 < max(by) if start < room[0] else start > room[1] and max(by) <= 0 > min(by)


def _same_cause(deck: Deck, denial: Denial, section: str, item: Any) -> bool:
    if section == "links":
        return _link_has_cause(deck, denial, item)
    happening = item.effects
    if denial.follows and item.id not in denial.follows:
        return False
    if denial.follows:
        return True
    if item.id == denial.cause:
        return True
    return any(_brings(deck, item.id, happening, test) for test in denial.when)


def _link_has_cause(deck: Deck, denial: Denial, link: Link) -> bool:
    watched = link.per_rise_of or link.per_fall_of
    if watched:
        return watched == denial.cause and not denial.follows and implies(link.when, denial.when)
    if denial.follows:
        if link.follows:
            return bool(set(denial.follows) & set(link.follows))
        return bool(link.when) and any(_brings_all(deck, event, link.when) for event in denial.follows)
    if not denial.when:
        return False
    if link.follows:
        return any(_brings_all(deck, event, denial.when) for event in link.follows)
    return implies(link.when, denial.when)


def _brings_all(deck: Deck, event: str, condition: Condition) -> bool:
    """Whether an event alone makes a whole condition hold."""
    item: Any = deck.moves.get(event.removeprefix(DECLINED)) or deck.news.get(event)
    effects = item.if_declined if event.startswith(DECLINED) else item.effects
    return all(_brings(deck, event, effects, test) for test in condition)


def _brings(deck: Deck, event: str, effects: Effects, test: Test) -> bool:
    """Whether an event with these effects is what a test waits for: it does not hold from the start already."""
    match test:
        case FlagIs(flag=flag, values=values):
            known = deck.flags[flag].start in values
            return not known and any(id == flag and value in values for id, value in effects.flags)
        case Recent(event=other, negated=False):
            return other == event
        case Compare(kind="times", id=other, comparison=comparison):
            return other == event and comparison not in ("below", "at most")
        case _:
            return False
