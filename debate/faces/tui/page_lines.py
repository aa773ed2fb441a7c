"""The lines that a page of text is made of: each folds itself to a width, and may lead on."""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import evolve, frozen
from textual.content import Content

from debate.faces.tui.text import BADGE as BADGE
from debate.faces.tui.text import HEADING as HEADING
from debate.faces.tui.text import QUIET as QUIET
from debate.faces.tui.text import STRONG as STRONG
from debate.faces.tui.text import Part, cut, fit, fold, say, width
from debate.pages.reference import Ref

GUTTER = 2
FOLDED, OPENED = "+ ", "- "
"""Before a line behind which others are folded, and the same once they are shown."""
RULE = " │ "
_FILLED = re.compile(r"[^ │](?:[^│]*[^ │])?")


@frozen
class Line:
    """A paragraph of a page.

    ``lead`` stands before its first row, ``hang`` before the rows that follow (None: as many blanks). ``to``: where it
    leads, None for text that is only read. ``key`` names the line for whoever fills the page.
    """

    text: str = ""
    style: str = ""
    lead: str = ""
    lead_style: str = QUIET
    hang: str | None = None
    to: Ref | None = None
    key: str = ""

    def rows(self, cells: int) -> list[Content]:
        """The paragraph folded to so many cells, the lead included."""
        hang = " " * width(self.lead) if self.hang is None else self.hang
        folded = fold(self.text, max(12, cells - width(self.lead)))
        if self.hang is not None and len(folded) > 1:
            # The rows that follow may be wider than the first, which holds the lead.
            folded = [folded[0], *fold(self.text[len(folded[0]) :], max(12, cells - width(hang)))]
        return [
            say((self.lead if number == 0 else hang, self.lead_style), (row, self.style))
            for number, row in enumerate(folded)
        ]

    def lit(self, row: Content) -> Content:
        """One of its rows as it looks while the mark is on it; a word on a ground of its own keeps that."""
        return row.stylize_before("bold on $lit")

    @property
    def leads(self) -> bool:
        """Whether choosing it does something."""
        return self.to is not None

    @property
    def plain(self) -> str:
        """The paragraph as one line of text."""
        return f"{self.lead}{self.text}"


@frozen
class Fold(Line):
    """A line behind which others are folded: choosing it shows them below it, choosing it again hides them."""

    inside: tuple[Line, ...] = ()
    opened: bool = False

    def turned(self) -> Fold:
        """The same opened, or closed again."""
        return evolve(self, opened=not self.opened)

    def rows(self, cells: int) -> list[Content]:
        return evolve(Line(self.text, self.style), lead=OPENED if self.opened else FOLDED).rows(cells)

    @property
    def leads(self) -> bool:
        return True

    @property
    def plain(self) -> str:
        return "\n".join([self.text, *(line.plain for line in self.inside if self.opened)])


@frozen
class Columns(Line):
    """A row of columns of equal width; each cell is a stack of (text, style) paragraphs."""

    cells: tuple[tuple[tuple[str, str], ...], ...] = ()

    def rows(self, cells: int) -> list[Content]:
        count = max(1, len(self.cells))
        each = max(6, (cells - len(RULE) * (count - 1)) // count)
        stacks = [[(row, style) for text, style in cell for row in fold(text, each)] for cell in self.cells]
        blank = (" " * each, "")
        found = []
        for number in range(max((len(stack) for stack in stacks), default=0)):
            parts: list[Part] = []
            for stack in stacks:
                text, style = stack[number] if number < len(stack) else blank
                parts += [(RULE, QUIET)] if parts else []
                parts.append((fit(text, each), style))
            found.append(say(*parts))
        return found or [say("")]

    def lit(self, row: Content) -> Content:
        return row.highlight_regex(_FILLED, style="bold on $lit")

    @property
    def plain(self) -> str:
        return " | ".join("; ".join(text for text, _ in cell) for cell in self.cells)


@frozen
class Verbatim(Line):
    """A line of a file, shown as it stands: blanks are kept, and what is too long is cut."""

    def rows(self, cells: int) -> list[Content]:
        return [say((self.lead, self.lead_style), (cut(self.text, max(6, cells - width(self.lead))), self.style))]


BLANK = Line()


def heading(text: str) -> Line:
    return Line(text, HEADING)


def section(title: str, lines: Iterable[Line]) -> list[Line]:
    """A blank line, a heading and these lines; nothing at all where there are none."""
    found = list(lines)
    return [BLANK, heading(title), *found] if found else []


def labelled(label: str, lines: Iterable[Line], cells: int = 12) -> list[Line]:
    """These lines with a label before the first, in a column of so many cells; the lines keep their own leads."""
    found = []
    for number, line in enumerate(lines):
        lead = fit("" if number else label, cells) + line.lead
        found.append(evolve(line, lead=lead, lead_style=STRONG if not number else line.lead_style))
    return found


def tidy(lines: Iterable[Line]) -> list[Line]:
    """The lines without blank ones at the beginning, at the end, or two in a row."""
    found: list[Line] = []
    for line in lines:
        if line != BLANK or (found and found[-1] != BLANK):
            found.append(line)
    while found and found[-1] == BLANK:
        found.pop()
    return found
