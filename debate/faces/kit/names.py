"""What things are called where a column is narrow: meters by short names, roles by one letter on its colour."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from debate.faces.kit.glyphs import DOWN, SAID_FOR, SCORED, UP
from debate.faces.kit.rows import SMALL_WORDS, Row, Span, cut, cut_at_word, row, settled, width
from debate.faces.kit.tokens import role_token
from debate.pages.reference import Goal
from debate.rules.deck import Deck, Meter

METER, NICK, MOVE, MOVE_SHORT = 17, 9, 30, 14
"""Cells of a meter's short name, of its name in the line of goals, of a move's title in a list, and on an axis."""


def meter_name(meter: Meter, cells: int) -> str:
    """The name in at most so many cells: the long one where it fits, else the short one, cut where it must be."""
    name = settled(meter.name)
    if width(name) <= cells:
        return name
    return cut(meter.short or name, cells)


def meter_short(meter: Meter) -> str:
    """The short name, at most :data:`METER` cells."""
    return cut(meter.short, METER) if meter.short else cut_at_word(meter.name, METER)


def meter_nick(meter: Meter) -> str:
    """The name in the line of goals, at most :data:`NICK` cells: the deck's, else the first words that tell."""
    if meter.nick:
        return cut(meter.nick, NICK)
    words = [word for word in settled(meter.short or meter.name).split() if word.lower() not in SMALL_WORDS]
    return cut_at_word(" ".join(words) or meter.name, NICK)


def motive_name(name: str) -> str:
    """A motive's name after its role's: 'The hawk' reads 'the hawk' there."""
    name = settled(name)
    return name[0].lower() + name[1:] if name.startswith(("The ", "A ", "An ")) else name


_SKIPPED = ("the", "a", "an")


@lru_cache(8)
def marks(deck: Deck) -> Mapping[str, str]:
    """Role -> its letter: the deck's ``mark``, else the first letter of its name that is still free. Not to be changed:
    it is found once for each deck."""
    found: dict[str, str] = {id_: deck.roles[id_].mark for id_ in deck.turn_order if deck.roles[id_].mark}
    taken = set(found.values())
    for id_ in deck.turn_order:
        if id_ not in found:
            words = settled(deck.roles[id_].name).split()
            if len(words) > 1 and words[0].lower() in _SKIPPED:
                words = words[1:]
            letters = [each.upper() for each in "".join(words) + "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if each.isalnum()]
            found[id_] = next((each for each in letters if each not in taken and len(each) == 1), "?")
            taken.add(found[id_])
    return found


def sigil(deck: Deck, role: str) -> Span:
    """The role's letter on its colour, three cells wide."""
    place = deck.turn_order.index(role) if role in deck.turn_order else 0
    return (f" {marks(deck).get(role, '?')} ", f"bold bg on {role_token(place)}")


def token(deck: Deck, role: str) -> str:
    """The token of the role's colour."""
    return role_token(deck.turn_order.index(role) if role in deck.turn_order else 0)


def known_as(deck: Deck, role: str, motive: str) -> Row:
    """A role's letter and name, with its motive where it has one, as the first row of a page says who one is."""
    found = deck.roles[role].motives.get(motive)
    name = settled(deck.roles[role].name)
    words = f" {name} · {motive_name(found.name)} " if found is not None else f" {name} "
    return row(sigil(deck, role), (words, f"bold {token(deck, role)} on panel"))


def goal_mark(goal: Goal | None) -> str:
    """A goal in three cells, ``★4▲``; blanks for none."""
    if goal is None:
        return "   "
    glyph = SCORED if goal.kind == "scored" else SAID_FOR
    return f"{glyph}{abs(goal.weight)}{UP if goal.weight > 0 else DOWN}"
