"""What things are called where a column is narrow: the deck's short names, else the long ones cut at a word."""

from __future__ import annotations

from debate.faces.kit.rows import SMALL_WORDS, cut, cut_at_word, settled, width
from debate.rules.deck import Meter

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
