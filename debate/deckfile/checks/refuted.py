"""Denials that the deck itself refutes: what they say does not change is changed by the very cause that they deny."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import frozen

from debate.deckfile.checks.shadow import implies, reached
from debate.rules.conditions import (
    DECLINED,
    Compare,
    Condition,
    Effects,
    FlagIs,
    Recent,
    Test,
    event_of,
    ids_read,
    points,
)
from debate.rules.deck import Deck, Denial, Link
from debate.rules.reach import changed_by
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
    written = games[0][1]
    reached: dict[str, list[Any]] = {}
    for under, played in games:
        items, others = None, _other_links(written, played)
        for denial in played.denials.values():
            known = reached.get(denial.id) if others is not None and denial is written.denials[denial.id] else None
            if not denial.active or (known is not None and not _meets(played, denial, known, others or ())):
                continue  # nothing that is otherwise here has a part in what was found already
            items = items or _Items(played)
            found, known = _against(items, denial)
            reached.setdefault(denial.id, known)
            for targets, section, chain in found:
                if (denial.id, chain[-1]) not in told:
                    told.add((denial.id, chain[-1]))
                    yield Refuted(denial.id, targets, section, chain[-1], under, chain[:-1])


def _other_links(written: Deck, played: Deck) -> list[Link] | None:
    """The links that are otherwise than they were written; None where starts, moves or news are."""
    moved = any(meter.start != written.meters[id_].start for id_, meter in played.meters.items())
    if moved or played.moves is not written.moves or played.news is not written.news:
        return None
    return [link for id_, link in played.links.items() if link is not written.links[id_]]


def _meets(deck: Deck, denial: Denial, reached: Iterable[Any], links: Iterable[Link]) -> bool:
    """Whether one of the links shares the cause of a denial, or is set off by what does."""
    return any(
        _same_cause(deck, denial, "links", link) or any(_sets_off(deck, denial, each, link) for each in reached)
        for link in links
        if link.active
    )


class _Items:
    """What can happen in a deck as it is played, by what it changes and by what it hangs on, in the deck's order."""

    def __init__(self, deck: Deck) -> None:
        self.deck = deck
        sections = (("links", deck.links), ("moves", deck.moves), ("news", deck.news))
        self.every: list[tuple[str, Any]] = [
            (section, each) for section, items in sections for each in items.values() if each.active
        ]
        self._changing: dict[str, list[int]] = {}
        self._reading: dict[str, list[int]] = {}
        self._following: dict[str, list[int]] = {}
        for number, (section, item) in enumerate(self.every):
            index, ids = self._changing, {item.id, *changed_by(item)}
            if section == "links":
                index, ids = (self._following if item.follows else self._reading), _asked(item)
            for id_ in ids:
                index.setdefault(id_, []).append(number)

    def changing(self, ids: Iterable[str]) -> list[tuple[str, Any]]:
        """The moves and news that are or change one of these."""
        return self._found(self._changing, ids)

    def led(self, ids: Iterable[str], events: Iterable[str]) -> list[tuple[str, Any]]:
        """The links that watch or ask about one of these, and those that follow one of these events."""
        return self._found(self._reading, ids) + self._found(self._following, events)

    def _found(self, index: Mapping[str, list[int]], ids: Iterable[str]) -> list[tuple[str, Any]]:
        return [self.every[number] for number in sorted({n for id_ in ids for n in index.get(id_, ())})]

    def of_cause(self, denial: Denial) -> list[tuple[str, Any]]:
        """What is sure to share the cause of a denial."""
        asked = {*_asked(denial), *filter(None, [denial.cause])}
        events = self.changing({event_of(each)[1] for each in asked})
        if denial.follows:
            links = self.led({id_ for _, event in events for id_ in (event.id, *changed_by(event))}, denial.follows)
        else:
            links = self.led(asked, {start + event.id for _, event in events for start in ("", DECLINED)})
        return [each for each in (*links, *events) if _same_cause(self.deck, denial, *each)]


def _asked(item: Any) -> set[str]:
    """What a link or denial follows, else what it watches or asks about."""
    if item.follows:
        return {*item.follows}
    watched = (item.per_rise_of, item.per_fall_of) if isinstance(item, Link) else ()
    return {*filter(None, watched), *ids_read(item.when)}


Chain = tuple[str, ...]
"""Ids of what leads to something, first the first."""


def _against(items: _Items, denial: Denial) -> tuple[list[tuple[tuple[str, ...], str, Chain]], list[Any]]:
    """(what is changed, section, what leads to it) of all that changes what is denied for the same cause; then of each
    link that does so where the denied cause sets it off by others, if a meter is denied. And all that was reached.

    Only what is sure to be set off: by a rise or fall that is large enough by itself, by a value that a flag takes, or
    where a meter is moved round by round to where the link reads it.
    """
    new: list[tuple[str, Any, Chain]] = [(section, each, (each.id,)) for section, each in items.of_cause(denial)]
    found: list[tuple[tuple[str, ...], str, Chain]]
    found = [(targets, section, chain) for section, each, chain in new if (targets := _denied(denial, each))]
    known = {each.id: each for _, each, _ in new}
    while new and any(target in items.deck.meters for target in denial.denies):
        _, item, chain = new.pop(0)
        for section, link in items.led({item.id, *changed_by(item)}, (item.id,)):
            if link.id not in known and _sets_off(items.deck, denial, item, link):
                known[link.id] = link
                new.append((section, link, (*chain, link.id)))
                found += [((target,), section, (*chain, link.id)) for target in _denied(denial, link)]
    return found, [*known.values()]


def _denied(denial: Denial, item: Any) -> tuple[str, ...]:
    changed = changed_by(item)
    return tuple(target for target in denial.denies if target in changed)


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
