"""Rows of styled text: what every drawing here returns, and what terminal, wall and tests take.

A row is a tuple of spans, a span a text and its style. A style is words: tokens of :mod:`debate.faces.kit.tokens`,
``bold``, ``reverse``, and ``on TOKEN`` for what stands behind; empty for plain ink. Text of a deck is made safe by
:func:`settled` before it is measured, so that nothing in it moves what stands to its right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from debate.rules.text import narrowed, stripped

Span = tuple[str, str]
Row = tuple[Span, ...]

_BLANKS = re.compile(r"\s+(?!%)")
"""Where a text may be broken; not between a number and its sign."""
_PLAIN = re.compile(r"[\x20-\x7e]*")
_SPACES = re.compile(r"[\t\r\n\f\v\x85\u2028\u2029]")
_DRIFTING = re.compile("[\ufe00-\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]")
"""Characters that change how wide their neighbour is drawn, about which terminals disagree."""
_REGIONAL = re.compile("[\U0001f1e6-\U0001f1ff]")


def settled(text: str, *, lines: bool = False) -> str:
    """``text`` as it may be drawn: nothing in it steers the terminal or is drawn wider than it is counted.

    Line breaks become blanks unless ``lines`` keeps them. What may not be shown becomes a question mark; what only
    changes a neighbour's look is dropped, and the letters that make a flag become plain letters.
    """
    if _PLAIN.fullmatch(text):
        return text
    text = text.replace("\r\n", "\n")
    text = "\n".join(_SPACES.sub(" ", part) for part in text.split("\n")) if lines else _SPACES.sub(" ", text)
    text = _DRIFTING.sub("", text)
    text = _REGIONAL.sub(lambda match: chr(ord(match[0]) - 0x1F1E6 + ord("A")), text)
    return unicodedata.normalize("NFC", narrowed(stripped(text, by="?")))


def width(text: str) -> int:
    """Cells that a settled text takes."""
    return len(text) if text.isascii() else _width(text)


@lru_cache(8192)
def _width(text: str) -> int:
    """As :func:`width`: the same bars, frames and names are measured again with every key."""
    return sum(
        0 if unicodedata.category(c)[0] == "M" else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def cut(text: str, cells: int) -> str:
    """The text in at most so many cells; a cut one ends in an ellipsis."""
    text = settled(text)
    if cells <= 0:
        return ""
    if width(text) <= cells:
        return text
    if text.isascii():
        text = text[: cells - 1]
    while text and width(text) > cells - 1:
        text = text[:-1]
    return text.rstrip() + "…"


SMALL_WORDS = frozenset({"the", "a", "an", "of", "in", "on", "to", "for", "and", "at", "by", "with", "or"})
"""Words that tell nothing alone."""


def cut_at_word(text: str, cells: int) -> str:
    """The text in at most so many cells, cut after a whole word where one fits, with no ellipsis and no article or
    such at its end."""
    text = settled(text)
    if width(text) <= cells:
        return text
    kept = ""
    for word in text.split():
        longer = f"{kept} {word}".strip()
        if width(longer) > cells:
            break
        kept = longer
    words = kept.split()
    while len(words) > 1 and words[-1].casefold() in SMALL_WORDS:
        words.pop()
    return " ".join(words).rstrip(" ,;:") or cut(text, cells)


def fit(text: str, cells: int) -> str:
    """The text in exactly so many cells: cut, or filled up with blanks."""
    text = cut(text, cells)
    return text + " " * max(0, cells - width(text))


def fold(text: str, cells: int) -> list[str]:
    """The text in lines of at most so many cells, broken at blanks, and inside a word only where it is too long."""
    cells = max(1, cells)
    lines: list[str] = []
    line = ""
    for word in _BLANKS.split(settled(text).strip()):
        if line and width(line) + 1 + width(word) <= cells:
            line = f"{line} {word}"
            continue
        if line:
            lines.append(line)
        while width(word) > cells:
            head = word
            while len(head) > 1 and width(head) > cells:
                head = head[:-1]
            lines.append(head)
            word = word[len(head) :]
        line = word
    if line:
        lines.append(line)
    return lines or [""]


def folded(text: str, cells: int, most: int) -> list[str]:
    """The text in at most ``most`` lines; where it goes on, the last of them ends in an ellipsis."""
    lines = fold(text, cells)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], cut(" ".join(lines[most - 1 :]), cells)]


def row(*parts: str | Span | Row) -> Row:
    """One row of these parts: bare texts, spans, or rows."""
    spans: list[Span] = []
    for part in parts:
        if isinstance(part, str):
            spans.append((part, ""))
        elif len(part) == 2 and isinstance(part[0], str) and isinstance(part[1], str):
            spans.append((part[0], part[1]))
        else:
            spans += part
    return tuple(span for span in spans if span[0])


def plain(spans: Row) -> str:
    """The text of a row."""
    return "".join(text for text, _ in spans)


def cells_of(spans: Row) -> int:
    """Cells that a row takes."""
    cells = 0
    for text, _ in spans:
        cells += len(text) if text.isascii() else _width(text)
    return cells


def padded(spans: Row, cells: int, style: str = "") -> Row:
    """The row in exactly so many cells: filled up with blanks of this style, or cut with an ellipsis; nothing where a
    frame leaves less than no room, as it does while a window is made small."""
    cells = max(0, cells)
    free = cells - cells_of(spans)
    if free > 0:
        return (*spans, (" " * free, style))
    if free == 0:
        return spans
    kept: list[Span] = []
    left = cells
    for text, how in spans:
        if width(text) >= left:
            kept.append((cut(text + "…", left) if width(text) == left else cut(text, left), how))
            break
        kept.append((text, how))
        left -= width(text)
    return padded(tuple(kept), cells, style)


def ends(left: Row, right: Row, cells: int) -> Row:
    """Two rows at the ends of one of so many cells; where they do not fit the left one is cut."""
    return row(padded(left, max(0, cells - cells_of(right))), right)


def restyled(spans: Row, more: str) -> Row:
    """The row with more words of style on each span."""
    return tuple((text, f"{style} {more}".strip()) for text, style in spans)


def beside(blocks: Sequence[Sequence[Row]], widths: Sequence[int], gap: int = 0) -> list[Row]:
    """Blocks of rows side by side, each as wide as said; shorter ones are filled up with blank rows."""
    height = max((len(block) for block in blocks), default=0)
    found = []
    for at in range(height):
        parts: list[Row] = []
        for number, (block, cells) in enumerate(zip(blocks, widths, strict=True)):
            if number and gap:
                parts.append(((" " * gap, ""),))
            parts.append(padded(block[at] if at < len(block) else (), cells))
        found.append(row(*parts))
    return found


def texts(rows: Iterable[Row]) -> list[str]:
    """The rows as bare texts."""
    return [plain(each) for each in rows]
