"""The text that a deck's passages come from, where the author has it: kept beside the deck, never part of it.

A paragraph belongs to the passage with whose id it begins: ``[P7] ...``, ``P7. ...``, ``P7: ...`` or ``P7) ...``. It
goes on over further paragraphs until the next one with an id. In a text without any such mark paragraphs are counted,
and the seventh belongs to ``P7``. Headings (``# ...``) belong to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from attrs import frozen

from debate.rules.text import TextError, clean, refused

MAX_BYTES = 4 << 20
_BRACKETED = re.compile(r"\[([A-Za-z][\w.-]*\d[\w.-]*)\]\s*")
_HEADING = re.compile(r"#{1,6} |[=-]{3,}\s*$")


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
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SourceError("this is not a text in UTF-8") from None
    except (OSError, ValueError) as problem:
        why = (problem.strerror if isinstance(problem, OSError) else None) or str(problem)
        raise SourceError(f"this cannot be read: {why.lower()}") from None
    if len(raw) > MAX_BYTES:
        raise SourceError(f"a text of passages holds at most {MAX_BYTES >> 20} MiB")
    return split_source_text(text, ids)


def split_source_text(text: str, ids: Iterable[str]) -> SourceText:
    """As :func:`read_source_text`, for a text at hand."""
    known = list(ids)
    paragraphs = [_plain(part) for part in re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.replace("\r\n", "\n"))]
    paragraphs = [part for part in paragraphs if part and not _HEADING.match(part)]
    longest_first = "|".join(re.escape(id) for id in sorted(known, key=len, reverse=True))
    own = re.compile(rf"\[?({longest_first})(?:\]|[.:)])\s*") if known else None
    found: dict[str, list[str]] = {}
    strangers: list[str] = []
    here: list[str] = []
    for part in paragraphs:
        mark = (own.match(part) if own else None) or _BRACKETED.match(part)
        if mark is not None:
            if mark[1] in known:
                here = found.setdefault(mark[1], [])
            else:
                strangers.append(mark[1])
                here = []
            part = part[mark.end() :]
        if part:
            here.append(part)
    if not found and not strangers:
        for id in known:
            number = re.search(r"\d+$", id)
            if number and 1 <= int(number[0]) <= len(paragraphs):
                found[id] = [paragraphs[int(number[0]) - 1]]
    return SourceText({id: "\n\n".join(parts) for id, parts in found.items()}, tuple(dict.fromkeys(strangers)))


def _plain(paragraph: str) -> str:
    """A paragraph on one line, with every refused character taken out."""
    text = " ".join(paragraph.split())
    try:
        return clean(text, limit=MAX_BYTES)
    except TextError:
        return "".join(character for character in text if refused(character, allowed="") is None)
