"""Text on its way to the screen: the only place where a string becomes Content.

Text of a deck, a person's name or a saved game is not ours. It must show whole and as it stands, whatever brackets it
holds, and it must never move what stands to its right. So widgets are given Content from here, never a bare string:

>>> say("[The US] will act", (" at once", "bold")).plain
'[The US] will act at once'
"""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.widget import Widget

from debate.faces.kit.glyphs import BACKS as BACKS
from debate.faces.kit.glyphs import CHOSEN as CHOSEN
from debate.faces.kit.glyphs import DENIED as DENIED
from debate.faces.kit.glyphs import DOWN as DOWN
from debate.faces.kit.glyphs import HERE as HERE
from debate.faces.kit.glyphs import OTHER as OTHER
from debate.faces.kit.glyphs import UP as UP
from debate.faces.kit.plots import bar as drawn_bar
from debate.faces.kit.rows import cut as cut
from debate.faces.kit.rows import fit as fit
from debate.faces.kit.rows import fold as fold
from debate.faces.kit.rows import plain
from debate.faces.kit.rows import settled as settled
from debate.faces.kit.rows import width as width

HEADING = "bold $text-accent"
STRONG = "bold"
QUIET = "$quiet"
BADGE = "bold reverse"
"""Styles of what is said."""
Part = str | Content | tuple[str, str]
"""A text, a finished Content, or a text with a style such as ``"bold $text-accent"``."""


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


def entitle(widget: Widget, title: str, below: str = "") -> None:
    """Give the widget's border a title, and a line below where there is one. The same again draws nothing anew."""
    if vars(widget).get("entitled") == (title, below):
        return
    vars(widget)["entitled"] = title, below
    widget.border_title = say(title) if title else None
    widget.border_subtitle = say(below) if below else None


def bar(value: int, cells: int = 7, top: int = 100) -> str:
    """A bar of so many cells for a value of 0 to ``top``; it is empty only at 0 and full only at ``top``."""
    return plain(drawn_bar(value, cells, high=top))


def arrow(change: int) -> str:
    """The glyph of a change: up, down, or a blank for none."""
    return UP if change > 0 else DOWN if change < 0 else " "
