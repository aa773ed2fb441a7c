"""``debate deck coverage``: what of the source is carried by which parts of the deck, and what by nothing."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from debate.deckfile.passages import SourceText
from debate.deckfile.sections import SECTIONS
from debate.rules.deck import Deck
from debate.rules.grounds import Grounds, Sourced

WIDTH = 78
_INDENT = 4
CARRYING = ("links", "denials", "moves", "arguments", "endings")
"""Sections in which a passage comes into play; elsewhere it is only told."""
_CALLED = {"arguments": "cards"}


@frozen
class Carried:
    """``by``: section -> ids of items that cite it. ``id`` is that of a passage or of evidence."""

    id: str
    says: str
    by: Mapping[str, tuple[str, ...]]

    @property
    def in_play(self) -> bool:
        """Whether it comes into play, and is not only told."""
        return any(section in CARRYING for section in self.by)


def coverage(deck: Deck) -> tuple[tuple[Carried, ...], tuple[Carried, ...]]:
    """What carries each passage, and each piece of evidence, in deck order."""
    passages: dict[str, dict[str, list[str]]] = {id: {} for id in deck.passages}
    evidence: dict[str, dict[str, list[str]]] = {id: {} for id in deck.evidence}
    for section, id, grounds in _cited(deck):
        for cited, where in ((grounds.source, passages), (grounds.evidence, evidence)):
            for locator in cited:
                listed = where[locator].setdefault(section, [])
                if id not in listed:
                    listed.append(id)
    return (
        tuple(_carried(id, deck.passages[id].gist, by) for id, by in passages.items()),
        tuple(_carried(id, deck.evidence[id].says, by) for id, by in evidence.items()),
    )


def _carried(id: str, says: str, by: Mapping[str, list[str]]) -> Carried:
    order = [*CARRYING, *(section for section in (*SECTIONS, "views") if section not in CARRYING)]
    return Carried(id, says, {section: tuple(by[section]) for section in order if section in by})


def _cited(deck: Deck) -> Iterator[tuple[str, str, Grounds]]:
    """(section, id, grounds) of all that cites; an opponent's rules have the id of their role."""
    for name, section in SECTIONS.items():
        if section.grounds == "none":
            continue
        for id, item in getattr(deck, name).items():
            for one in item if section.listed else (item,):
                assert isinstance(one, Sourced)
                yield name, id, one.grounds
    for name in ("views", "presets"):
        for id, view in getattr(deck, name).items():
            for change in view.replaces.values():
                if "grounds" in change:
                    yield name, id, change["grounds"]


def told(deck: Deck, source: SourceText | None = None) -> Iterator[str]:
    """Lines for a terminal: each passage with what carries it, and with its text where there is a ``source``."""
    passages, evidence = coverage(deck)
    for carried in passages:
        yield from _item(carried)
        if source is not None:
            yield from _text(source, carried.id)
        yield ""
    for carried in evidence:
        yield from _item(carried, missing=False)
        yield ""
    yield from _summary(passages, source)


def _item(carried: Carried, missing: bool = True) -> Iterator[str]:
    yield from _wrapped(carried.says, f"{carried.id:<{_INDENT - 1}} ")
    for section, ids in carried.by.items():
        called = _CALLED.get(section, section)
        yield from _wrapped(", ".join(ids), f"{'':{_INDENT}}{called:<11}")
    if not carried.by:
        yield f"{'':{_INDENT}}carried by nothing"
    elif missing:
        without = [_CALLED.get(section, section) for section in CARRYING if section not in carried.by]
        if without:
            yield f"{'':{_INDENT}}{'not in':<11}{', '.join(without)}"


def _text(source: SourceText, id: str) -> Iterator[str]:
    margin = " " * _INDENT + "| "
    if id not in source.passages:
        yield margin + "(not in the text)"
        return
    for number, paragraph in enumerate(source.passages[id].split("\n\n")):
        if number:
            yield margin.rstrip()
        yield from textwrap.wrap(paragraph, WIDTH, initial_indent=margin, subsequent_indent=margin)


def _summary(passages: Iterable[Carried], source: SourceText | None) -> Iterator[str]:
    listed = list(passages)
    lacking = [carried.id for carried in listed if not carried.by]
    only_told = [carried.id for carried in listed if carried.by and not carried.in_play]
    in_play = len(listed) - len(lacking) - len(only_told)
    come = "passage comes" if len(listed) == 1 else "passages come"
    yield from _wrapped(f"{in_play} of {len(listed)} {come} into play by links, denials, moves, cards or endings.")
    if only_told:
        yield from _wrapped(f"Only told, in meters, news, scripts, questions and the like: {', '.join(only_told)}.")
    if lacking:
        yield from _wrapped(f"Carried by nothing: {', '.join(lacking)}. Cite them, or leave them out.")
    if source is not None and source.strangers:
        yield from _wrapped(f"Marked in the text, and not in the deck: {', '.join(source.strangers)}.")


def _wrapped(text: str, begin: str = "") -> list[str]:
    indent = " " * len(begin)
    return textwrap.wrap(
        text, WIDTH, initial_indent=begin, subsequent_indent=indent, break_on_hyphens=False, break_long_words=True
    )
