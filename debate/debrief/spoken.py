"""Which part of a text on screen is the deck's own, for decks in another language than the program's.

A screen reader speaks what is marked with its language. The program's words are English; around a deck's texts they
stand in one sentence, so a line is parted into runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import attrs

from debate.rules.deck import Deck

PROGRAM = "en"
"""The language of the program's own words."""


def runs(deck: Deck, text: str) -> Iterator[tuple[str, str]]:
    """The parts of a text in their order, each with the tag of its language."""
    if _same(deck.language):
        yield text, PROGRAM
        return
    at = 0
    for match in _texts(deck).finditer(text):
        if match.start() > at:
            yield text[at : match.start()], PROGRAM
        yield match[0], deck.language
        at = match.end()
    if at < len(text):
        yield text[at:], PROGRAM


def foreign(deck: Deck, value: Any) -> dict[str, list[tuple[str, str]]]:
    """Every text in nested lists and mappings that holds words of the deck -> its runs; empty for an English deck."""
    found: dict[str, list[tuple[str, str]]] = {}
    left = [] if _same(deck.language) else [value]
    while left:
        here = left.pop()
        if isinstance(here, str):
            parts = list(runs(deck, here))
            if any(language != PROGRAM for _, language in parts):
                found[here] = parts
        elif isinstance(here, Mapping):
            left += here.values()
        elif isinstance(here, list | tuple):
            left += here
    return found


def _same(language: str) -> bool:
    return language.split("-")[0].lower() == PROGRAM


@lru_cache(maxsize=4)
def _texts(deck: Deck) -> re.Pattern[str]:
    """A pattern of every text of the deck that people read, the longest first; whole words only."""
    found = {line.strip() for text in _of(deck) for line in (" ".join(text.split()), *text.split("\n"))}
    ids = {id for items in _sections(deck) for id in items}
    words = sorted((text for text in found - ids if any(map(str.isalpha, text))), key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(text)}(?!\w)" for text in words) or r"(?!)")


def _sections(deck: Deck) -> Iterator[Mapping[str, Any]]:
    for field in attrs.fields(Deck):
        value = getattr(deck, field.name)
        if isinstance(value, Mapping) and field.name not in ("places", "files", "texts"):
            yield value


def holds_words(field: attrs.Attribute[Any]) -> bool:
    """Whether an attribute of a deck or of one of its items is declared to hold :data:`~debate.rules.grounds.Words`."""
    return "Words" in str(field.type)


def _of(value: Any, text: bool = False) -> Iterator[str]:
    """The texts in a value; ``text``: it stands where words for people stand."""
    if isinstance(value, str):
        if text:
            yield value
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _of(getattr(value, field.name), holds_words(field))
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _of(each, text)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _of(each, text)
