"""The text that a deck's passages come from, where the author has it: kept beside the deck, never part of it.

A paragraph belongs to the passage with whose id it begins: ``[P7] ...``, ``**[P7]** ...``, ``P7. ...``, ``P7: ...`` or
``P7) ...``; or all that stands below a heading that is one: ``## P7``, ``## [P7] About boats``. A passage goes on until
the next one begins. Other headings belong to nothing, and one of the same level ends a passage that a heading began.
In a text without any such mark paragraphs are counted, and the seventh belongs to ``P7``.

A folder with a deck may hold such a text under the name ``source.md``: it is the author's to ship then, and is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from attrs import frozen

from debate.rules.deck import Deck
from debate.rules.text import TextError, clean, stripped

SHIPPED = "source.md"
"""The name under which a deck may bring its own source."""
MAX_BYTES = 4 << 20
_BRACKETED = re.compile(r"(?:\*\*|__)?\[([A-Za-z][\w.-]*\d[\w.-]*)\](?:\*\*|__)?\s*")
_HEADING = re.compile(r"(#{1,6})[ \t]+")
_HEADING_LINE = re.compile(r"^(#{1,6}[ \t].*)$", re.MULTILINE)
_STRANGE_HEADING = re.compile(r"\[?([A-Za-z]{1,3}\d{1,4})\]?")
_RULE = re.compile(r"[=-]{3,}\s*$")


@frozen
class SourceText:
    """``passages``: id -> its paragraphs, joined by empty lines. ``strangers``: ids marked that the deck has not."""

    passages: dict[str, str]
    strangers: tuple[str, ...] = ()


class SourceError(Exception):
    """The text cannot be read; the message is a sentence."""


def read_source_text(path: Path, ids: Iterable[str]) -> SourceText:
    """The paragraphs of a text by passage; ``ids`` are those of the deck.

    Raises:
        SourceError: it is no readable text.
    """
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as problem:
        why = (problem.strerror if isinstance(problem, OSError) else None) or str(problem)
        raise SourceError(f"this cannot be read: {why.lower()}") from None
    return source_text(raw, ids)


def source_text(raw: bytes, ids: Iterable[str]) -> SourceText:
    """As :func:`read_source_text`, for the content of a file. Raises :class:`SourceError`."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SourceError("this is not a text in UTF-8") from None
    if len(raw) > MAX_BYTES:
        raise SourceError(f"a text of passages holds at most {MAX_BYTES >> 20} MiB")
    return split_source_text(text, ids)


def with_source(deck: Deck, path: Path) -> Deck:
    """The deck with the words of its passages from this text, which stays outside of it.

    Raises:
        SourceError: it is no readable text, or holds no passage of the deck.
    """
    found = read_source_text(path, deck.passages).passages
    if deck.passages and not found:
        first = next(iter(deck.passages))
        raise SourceError(f"no paragraph belongs to a passage of the deck; begin them with [{first}] and so on")
    return deck.with_texts(found)


def split_source_text(text: str, ids: Iterable[str]) -> SourceText:
    """As :func:`read_source_text`, for a text at hand."""
    known = list(ids)
    text = _HEADING_LINE.sub(r"\n\1\n", text.replace("\r\n", "\n"))
    parts = [_plain(part) for part in re.split(r"\n[ \t]*(?:\n[ \t]*)+", text)]
    own = _own_mark(known)
    found: dict[str, list[str]] = {}
    strangers: list[str] = []
    paragraphs: list[str] = []
    here: list[str] = []
    level = 0
    for part in parts:
        if not part or _RULE.match(part):
            continue
        heading = _HEADING.match(part)
        if heading is not None:
            mark, own_level = _heading_id(part[heading.end() :], own), len(heading[1])
            if mark:
                level = own_level
                here = found.setdefault(mark, []) if mark in known else []
                strangers += [] if mark in known else [mark]
            elif own_level <= level:
                here, level = [], 0
            continue
        paragraphs.append(part)
        begun = (own.match(part) if own else None) or _BRACKETED.match(part)
        if begun is not None:
            id = next(filter(None, begun.groups()))
            here = found.setdefault(id, []) if id in known else []
            strangers += [] if id in known else [id]
            part = part[begun.end() :]
        if part:
            here.append(part)
    found = {id: parts for id, parts in found.items() if parts}
    if not found and not strangers:
        for id in known:
            number = re.search(r"\d+$", id)
            if number and 1 <= int(number[0]) <= len(paragraphs):
                found[id] = [paragraphs[int(number[0]) - 1]]
    return SourceText({id: "\n\n".join(parts) for id, parts in found.items()}, tuple(dict.fromkeys(strangers)))


def _own_mark(known: list[str]) -> re.Pattern[str] | None:
    """What a passage of the deck may begin with: its id in brackets, bold or not, or before ``.``, ``:`` or ``)``."""
    if not known:
        return None
    ids = "|".join(re.escape(id) for id in sorted(known, key=len, reverse=True))
    return re.compile(rf"(?:\*\*|__)?\[?({ids})(?:\][.:)]?|[.:)])(?:\*\*|__)?\s*|(?:\*\*|__)({ids})(?:\*\*|__)\s*")


def _heading_id(title: str, own: re.Pattern[str] | None) -> str:
    """The id that a heading is, or begins with; empty for any other heading."""
    if own is not None and (found := own.match(f"{title.strip(' #*_')}:")):
        return found[1] or found[2]
    if own is not None and (found := own.match(title)):
        return found[1] or found[2]
    strange = _STRANGE_HEADING.fullmatch(title.strip(" #*_"))
    return strange[1] if strange else ""


def _plain(paragraph: str) -> str:
    """A paragraph on one line, with every refused character taken out."""
    text = " ".join(paragraph.split())
    try:
        return clean(text, limit=MAX_BYTES)
    except TextError:
        return stripped(text, allowed="")
