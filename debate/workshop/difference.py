"""What differs between two versions of a deck: items added, removed and changed, by id and title."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import fields, frozen

from debate.deckfile.keys import SINGLE
from debate.deckfile.kinds import Key, Record
from debate.deckfile.sections import SECTIONS
from debate.rules.deck import Deck

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
_TITLES = ("name", "title", "term", "ask", "gist", "says")
_LONGEST = 48


@frozen
class Change:
    """One item that differs. ``how``: added, removed or changed; ``noun``: what it is, such as ``move``. ``keys``: what
    of it is written otherwise. A single key of the deck has no noun, and its name as ``id``."""

    how: str
    noun: str
    id: str
    title: str = ""
    keys: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """``move restore-ban 'Put the ban into law'``"""
        title = f" '{self.title}'" if self.title else ""
        return f"{self.noun} {self.id}{title}".strip()

    def __str__(self) -> str:
        keys = f" ({', '.join(self.keys)})" if self.keys else ""
        return f"{self.how} {self.name}{keys}"


def differences(old: Deck, new: Deck) -> tuple[Change, ...]:
    """Everything in which ``new`` differs from ``old``, single keys first, then section by section in deck order."""
    return tuple(_differences(old, new))


def _differences(old: Deck, new: Deck) -> Iterator[Change]:
    known = {each.name for each in fields(Deck)}
    for name in SINGLE:
        if name in known and getattr(old, name) != getattr(new, name):
            yield Change(CHANGED, "", name)
    for name, section in SECTIONS.items():
        before, after = getattr(old, name), getattr(new, name)
        for id in [*after, *(id for id in before if id not in after)]:
            if section.listed:
                if before.get(id, ()) != after.get(id, ()):
                    how = CHANGED if id in before and id in after else ADDED if id in after else REMOVED
                    yield Change(how, "script of", id)
            elif id not in before:
                yield Change(ADDED, section.noun, id, _title(after[id]))
            elif id not in after:
                yield Change(REMOVED, section.noun, id, _title(before[id]))
            elif before[id] != after[id]:
                keys = tuple(_changed(before[id], after[id], section.keys))
                yield Change(CHANGED, section.noun, id, _title(after[id]), keys)


def _title(item: object) -> str:
    text = next((str(found) for name in _TITLES if (found := getattr(item, name, ""))), "")
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3].rstrip()}..."


def _changed(before: object, after: object, keys: Mapping[str, Key]) -> Iterator[str]:
    """Keys, as an author writes them, of which the values differ."""
    for name, key in keys.items():
        inner = key.kind.keys if isinstance(key.kind, Record) else {}
        attributes = [key.attr or name, *(k.attr or n for n, k in inner.items())]
        if any(getattr(before, each, None) != getattr(after, each, None) for each in attributes):
            yield name
