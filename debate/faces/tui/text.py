"""Text on its way to the screen: the only place where a string becomes Content.

Text of a deck, a person's name or a saved game is not ours. It must show whole and as it stands, whatever brackets it
holds, and it must never move what stands to its right. So widgets are given Content from here, never a bare string:

>>> say("[The US] will act", (" at once", "bold")).plain
'[The US] will act at once'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widget import Widget

from debate.rules.text import narrowed, stripped

Part = str | Content | tuple[str, str]
"""A text, a finished Content, or a text with a style such as ``"bold $text-accent"``."""

UP, DOWN, SAME = "▲", "▼", "="
CHOSEN, CHOOSING = "✓", "…"
FULL, EMPTY = "●", "○"
BACKS, OTHER = "◆", "◇"
HERE = "▸"
DENIED = "⊘"

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


def say(*parts: Part, lines: bool = False) -> Content:
    """One Content of these parts, end to end. Nothing in them is read as markup."""
    return Content.assemble(
        *(
            part
            if isinstance(part, Content)
            else (settled(part[0], lines=lines), part[1])
            if isinstance(part, tuple)
            else settled(part, lines=lines)
            for part in parts
        )
    )


def rows(parts: Iterable[Part]) -> Content:
    """One Content with each part on a line of its own."""
    return Content("\n").join([say(part) for part in parts])


def width(text: str) -> int:
    """Cells that the text takes on screen."""
    return cell_len(settled(text))


def cut(text: str, cells: int) -> str:
    """The text in at most so many cells; a cut one ends in an ellipsis."""
    text = settled(text)
    if cells <= 0:
        return ""
    if cell_len(text) <= cells:
        return text
    return set_cell_size(text, cells - 1).rstrip() + "…"


def fit(text: str, cells: int) -> str:
    """The text in exactly so many cells: cut, or filled up with blanks."""
    text = cut(text, cells)
    return text + " " * max(0, cells - cell_len(text))


def fold(text: str, cells: int) -> list[str]:
    """The text in lines of at most so many cells, broken at blanks, and inside a word only where it is too long."""
    cells = max(1, cells)
    lines: list[str] = []
    line = ""
    for word in settled(text).split():
        if line and cell_len(line) + 1 + cell_len(word) <= cells:
            line = f"{line} {word}"
            continue
        if line:
            lines.append(line)
        while cell_len(word) > cells:
            head = set_cell_size(word, cells).rstrip()
            if not head or len(head) > len(word):
                break
            lines.append(head)
            word = word[len(head) :]
        line = word
    if line:
        lines.append(line)
    return lines or [""]


def entitle(widget: Widget, title: str, below: str = "") -> None:
    """Give the widget's border a title, and a line below where there is one. The same again draws nothing anew."""
    if vars(widget).get("entitled") == (title, below):
        return
    vars(widget)["entitled"] = title, below
    widget.border_title = say(title) if title else None
    widget.border_subtitle = say(below) if below else None


def bar(value: int, cells: int = 7, top: int = 100) -> str:
    """A bar of so many cells for a value of 0 to ``top``; it is empty only at 0 and full only at ``top``."""
    full = round(value * cells / top) if top else 0
    if 0 < value < top:
        full = min(max(full, 1), cells - 1)
    return "█" * full + "░" * (cells - full)


def arrow(change: int) -> str:
    """The glyph of a change: up, down, or a blank for none."""
    return UP if change > 0 else DOWN if change < 0 else " "


def signed(number: int) -> str:
    """A number with its sign: +4, -4, 0."""
    return f"{number:+d}" if number else "0"


def dots(capital: int, most: int) -> str:
    """Capital as dots, one a point, up to what the role can hold."""
    return FULL * capital + EMPTY * max(0, most - capital)


def cited(source: Iterable[str], basis: str = "brief", evidence: Iterable[str] = ()) -> str:
    """Where something comes from, short: ``P8, P9``, ``P8 inferred``, ``outside K3``; empty for no source."""
    places = ", ".join(source)
    if basis == "outside":
        return " ".join(word for word in ("outside", ", ".join(evidence) or places) if word)
    if basis == "inferred" and places:
        return f"{places} inferred"
    return places
