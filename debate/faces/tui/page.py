"""A page of text some of whose lines lead on: the one widget behind all screens that explain.

Arrow keys go from reference to reference while one is in sight, and scroll where none is, so that a page can be read
and walked with the same two keys. What is marked shows a ``▸``; what leads on shows a ``›``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import ClassVar

from attrs import evolve, frozen
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget

from debate.faces.tui.text import HERE, Part, cut, fit, fold, say, width
from debate.pages.document import Ref

LEADS_ON = "›"
GUTTER = 2
RULE = " │ "
_FILLED = re.compile(r"[^ │](?:[^│]*[^ │])?")

HEADING = "bold $text-accent"
STRONG = "bold"
QUIET = "$foreground 70%"
BADGE = "bold reverse"


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
        """One of its rows as it looks while the mark is on it."""
        return row.stylize("reverse")

    @property
    def plain(self) -> str:
        """The paragraph as one line of text."""
        return f"{self.lead}{self.text}"


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
        return row.highlight_regex(_FILLED, style="reverse")

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


class Page(VerticalScroll, can_focus=True, inherit_bindings=False):
    """Shows lines; posts :class:`Page.Opened` when one that leads on is chosen."""

    DEFAULT_CSS = """
    Page { padding: 0 1; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    Page > Rows { width: 1fr; height: auto; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "walk(-1)", "Up", show=False),
        Binding("down", "walk(1)", "Down", show=False),
        Binding("pageup", "page_up", "Page up", show=False),
        Binding("pagedown", "page_down", "Page down", show=False),
        Binding("home", "scroll_home", "Top", show=False),
        Binding("end", "scroll_end", "Bottom", show=False),
        Binding("tab", "leap(1)", "Next reference", show=False),
        Binding("shift+tab", "leap(-1)", "Reference before", show=False),
    ]

    class Opened(Message):
        """A line that leads on was chosen, by key or mouse."""

        def __init__(self, page: Page, line: Line) -> None:
            super().__init__()
            self.page = page
            self.line = line

        @property
        def control(self) -> Page:
            return self.page

    class Marked(Message):
        """Another line is marked."""

        def __init__(self, page: Page, line: Line) -> None:
            super().__init__()
            self.page = page
            self.line = line

        @property
        def control(self) -> Page:
            return self.page

    def __init__(
        self, lines: Sequence[Line] = (), *, id: str | None = None, classes: str | None = None, beside: bool = False
    ) -> None:
        """``beside``: the page stands beside a list, so its mark shows only while it has the focus."""
        super().__init__(id=id, classes=classes)
        self.beside = beside
        self._rows = Rows(lines)

    def on_focus(self) -> None:
        self._rows.refresh()

    def on_blur(self) -> None:
        self._rows.refresh()

    def compose(self) -> ComposeResult:
        yield self._rows

    @property
    def lines(self) -> tuple[Line, ...]:
        return self._rows.lines

    @property
    def marked(self) -> Line | None:
        """The line the mark is on."""
        place = self._rows.mark
        return self._rows.lines[place] if place is not None else None

    @property
    def text(self) -> str:
        """The whole page as plain text."""
        return "\n".join(line.plain for line in self.lines)

    @property
    def place(self) -> int | None:
        """The number of the marked line."""
        return self._rows.mark

    def show(self, lines: Iterable[Line], *, mark: str = "", top: bool = True) -> None:
        """Show these lines. ``mark``: the key of the line to mark; else the first that leads on and is in sight."""
        self._rows.fill(tidy(lines))
        if top:
            self.scroll_home(animate=False)
        keyed = next((n for n, line in enumerate(self.lines) if mark and line.key == mark), None)
        self.call_after_refresh(self._settle, keyed)

    def on_mount(self) -> None:
        self.call_after_refresh(self._settle, None)

    def _settle(self, keyed: int | None) -> None:
        """Put the mark where it belongs once the rows have their places."""
        if keyed is not None:
            self._mark(keyed)
        elif self._rows.mark is None:
            seen = self._in_sight()
            if seen:
                self._mark(seen[0], follow=False)

    def _in_sight(self) -> list[int]:
        top = self.scroll_offset.y
        bottom = top + self.scrollable_content_region.height
        return [n for n in self._rows.leading if top <= self._rows.row_of(n) < bottom]

    def _mark(self, place: int, follow: bool = True) -> None:
        changed = self._rows.mark != place
        self._rows.mark = place
        self._rows.refresh()
        if follow:
            first, count = self._rows.row_of(place), self._rows.height_of(place)
            self.scroll_to_region(Region(0, first, 1, count), animate=False, force=True)
        if changed:
            self.post_message(self.Marked(self, self.lines[place]))

    def action_walk(self, step: int) -> None:
        """To the next reference if it is in sight (or comes into sight with one row more), else one row on."""
        mark, seen = self._rows.mark, self._in_sight()
        if mark is None or mark not in seen:
            ahead = seen if step > 0 else seen[::-1]
        else:
            ahead = [n for n in seen if (n > mark if step > 0 else n < mark)][::step]
        if ahead:
            self._mark(ahead[0])
            return
        before = self.scroll_offset.y
        self.scroll_to(y=before + step, animate=False, force=True)
        come = [n for n in self._in_sight() if mark is None or (n > mark if step > 0 else n < mark)][::step]
        if come:
            self._mark(come[0], follow=False)

    def action_leap(self, step: int) -> None:
        """To the next reference wherever it stands; after the last to what else can have the focus, or to the first."""
        leading = self._rows.leading
        mark = self._rows.mark
        at = leading.index(mark) + step if mark in leading else (0 if step > 0 else len(leading) - 1)
        if not 0 <= at < len(leading) and len(self.screen.focus_chain) > 1:
            if step > 0:
                self.screen.focus_next()
            else:
                self.screen.focus_previous()
        elif leading:
            self._mark(leading[at % len(leading)])

    def choose(self) -> None:
        """Go where the marked line leads, if it is in sight."""
        line = self.marked
        if line is not None and self._rows.mark in self._in_sight():
            self.post_message(self.Opened(self, line))

    def chosen_at(self, row: int) -> None:
        """The mouse chose this row."""
        place = self._rows.line_at(row)
        if place is not None and place in self._rows.leading:
            self._mark(place, follow=False)
            self.post_message(self.Opened(self, self.lines[place]))


class Rows(Widget):
    """The rows of a page, folded to its width and drawn as one text."""

    def __init__(self, lines: Sequence[Line], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lines = tuple(tidy(lines))
        self.mark: int | None = None
        self._cells = 0
        self._folded: list[tuple[int, Content]] = []
        self._first: list[int] = []

    def fill(self, lines: Sequence[Line]) -> None:
        self.lines = tuple(lines)
        self.mark = None
        self._cells = 0
        self.refresh(layout=True)

    @property
    def leading(self) -> list[int]:
        return [n for n, line in enumerate(self.lines) if line.to is not None]

    def _fold(self, cells: int) -> None:
        if cells == self._cells:
            return
        self._cells = cells
        self._folded, self._first = [], []
        for number, line in enumerate(self.lines):
            self._first.append(len(self._folded))
            self._folded += [(number, row) for row in line.rows(cells - GUTTER)]

    def row_of(self, place: int) -> int:
        return self._first[place] if place < len(self._first) else 0

    def height_of(self, place: int) -> int:
        end = self._first[place + 1] if place + 1 < len(self._first) else len(self._folded)
        return max(1, end - self.row_of(place))

    def line_at(self, row: int) -> int | None:
        return self._folded[row][0] if 0 <= row < len(self._folded) else None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        self._fold(width)
        return max(1, len(self._folded))

    def render(self) -> Content:
        self._fold(self.content_size.width)
        drawn = []
        page = self.parent
        hidden = isinstance(page, Page) and page.beside and not page.has_focus
        for row, (place, content) in enumerate(self._folded):
            first = row == self._first[place]
            if place == self.mark and not hidden:
                lit = self.lines[place].lit(content)
                drawn.append(say((f"{HERE} " if first else "  ", "bold"), lit))
            elif first and self.lines[place].to is not None:
                drawn.append(say((f"{LEADS_ON} ", "bold"), content))
            else:
                drawn.append(say("  ", content))
        return Content("\n").join(drawn)

    def on_click(self, event: events.Click) -> None:
        page = self.parent
        if isinstance(page, Page):
            page.chosen_at(event.y)
