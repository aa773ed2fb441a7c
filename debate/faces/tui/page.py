"""A page of text some of whose lines lead on: the one widget behind all screens that explain.

Arrow keys go from reference to reference while one is in sight, and scroll where none is, so that a page can be read
and walked with the same two keys. What is marked shows a ``▸``; what leads on shows a ``›``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget

from debate.faces.kit.glyphs import LEADS_ON
from debate.faces.tui.page_layout import Laid, Piece, laid, leaves, with_turned
from debate.faces.tui.page_lines import BADGE as BADGE
from debate.faces.tui.page_lines import BLANK as BLANK
from debate.faces.tui.page_lines import HEADING as HEADING
from debate.faces.tui.page_lines import QUIET as QUIET
from debate.faces.tui.page_lines import STRONG as STRONG
from debate.faces.tui.page_lines import Columns as Columns
from debate.faces.tui.page_lines import Fold as Fold
from debate.faces.tui.page_lines import Line as Line
from debate.faces.tui.page_lines import Verbatim as Verbatim
from debate.faces.tui.page_lines import heading as heading
from debate.faces.tui.page_lines import labelled as labelled
from debate.faces.tui.page_lines import section as section
from debate.faces.tui.page_lines import tidy as tidy
from debate.faces.tui.text import HERE, say


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

    class OnLine(Message):
        """Something about a line of a page."""

        def __init__(self, page: Page, line: Line) -> None:
            super().__init__()
            self.page = page
            self.line = line

        @property
        def control(self) -> Page:
            return self.page

    class Opened(OnLine):
        """A line that leads on was chosen, by key or mouse."""

    class Marked(OnLine):
        """Another line is marked."""

    def __init__(
        self, lines: Sequence[Line] = (), *, id: str | None = None, classes: str | None = None, beside: bool = False
    ) -> None:
        """``beside``: the page stands beside a list, so its mark shows only while it has the focus."""
        super().__init__(id=id, classes=classes)
        self.beside = beside
        self._rows = Rows(lines)
        self._keyed: int | None = None
        """The number of the line to mark once the rows have their places."""
        self.first = ""
        """How the keys of those lines begin of which the first in sight is marked before any other."""

    def on_focus(self) -> None:
        """Beside a list it shows its mark only now: where the page was scrolled away from that, on what is seen."""
        self._rows.refresh()
        self._mark_what_is_seen()

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
        return "\n".join(line.plain for line in self._rows.shown)

    @property
    def place(self) -> int | None:
        """The number of the marked line."""
        return self._rows.mark

    def show(self, lines: Iterable[Line], *, mark: str = "", top: bool = True, at: int | None = None) -> None:
        """Show these lines. ``mark``: the key of the line to mark, ``at``: its number; else the first that leads on and
        is in sight."""
        self._rows.fill(tidy(lines))
        if top:
            self.scroll_home(animate=False)
        keyed = next((n for n, line in enumerate(self.lines) if mark and line.key == mark), None)
        if at in self._rows.leading:
            self._rows.mark = at
        self._keyed = keyed
        self.call_after_refresh(self._settle)

    def on_mount(self) -> None:
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        """Put the mark where it belongs once the rows have their places."""
        keyed, self._keyed = self._keyed, None
        if keyed is not None:
            self._mark(keyed)
        elif self._rows.mark is None:
            self._mark_what_is_seen()

    def in_sight(self) -> list[int]:
        """The numbers of the lines that lead on and are in sight."""
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
        mark, seen = self._rows.mark, self.in_sight()
        if mark is None or mark not in seen:
            ahead = seen if step > 0 else seen[::-1]
        else:
            ahead = [n for n in seen if (n > mark if step > 0 else n < mark)][::step]
        if ahead:
            self._mark(ahead[0])
            return
        before = self.scroll_offset.y
        self.scroll_to(y=before + step, animate=False, force=True)
        come = [n for n in self.in_sight() if mark is None or (n > mark if step > 0 else n < mark)][::step]
        if come:
            self._mark(come[0], follow=False)

    def action_scroll_end(self) -> None:
        """To the bottom, where what can be chosen is marked."""
        self.scroll_end(animate=False, force=True)
        self.call_after_refresh(self._mark_what_is_seen)

    def _mark_what_is_seen(self) -> None:
        seen = self.in_sight()
        if seen and self._rows.mark not in seen:
            ahead = (n for n in seen if self.first and self.lines[n].key.startswith(self.first))
            self._mark(next(ahead, seen[0]), follow=False)

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
        """Go where the marked line leads, if it is in sight, else to the next that leads on. A key before the mark
        counts for where it will be."""
        if self._rows.laid_out:
            self._settle()
        leading = self._rows.leading
        if self._rows.mark in self.in_sight():
            self._choose(self._rows.mark)
        elif leading:
            below = (n for n in leading if self._rows.row_of(n) >= self.scroll_offset.y)
            self._mark(next(below, leading[0]))

    def chosen_at(self, row: int, column: int = 0) -> None:
        """The mouse chose this place."""
        place = self._rows.line_at(row, column)
        if place is not None and place in self._rows.leading:
            self._mark(place, follow=False)
            self._choose(place)

    def _choose(self, place: int | None) -> None:
        """Go where this line leads; of one behind which others are folded show these, or hide them again."""
        line = self.lines[place] if place is not None else None
        if isinstance(line, Fold):
            self.show(tuple(with_turned(self._rows.shown, line)), top=False, at=place)
            self.call_after_refresh(self._show_inside)
        elif line is not None:
            self.post_message(self.Opened(self, line))

    def _show_inside(self) -> None:
        """Bring what was unfolded into sight, as far as it goes with the line above it."""
        place = self._rows.mark
        line = self.marked
        if place is not None and isinstance(line, Fold) and line.opened:
            first, last = self._rows.row_of(place), place + len(tuple(leaves(line.inside)))
            count = min(self._rows.row_of(last) + self._rows.height_of(last) - first, self.size.height)
            self.scroll_to_region(Region(0, first, 1, count), animate=False, force=True)


class Rows(Widget):
    """The rows of a page, laid out for its width and drawn as one text."""

    def __init__(self, lines: Sequence[Line], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.mark: int | None = None
        self.shown: tuple[Line, ...] = ()
        self._cells = 0
        self._laid = Laid()
        self.fill(tidy(lines))

    def fill(self, lines: Sequence[Line]) -> None:
        same = self.shown == tuple(lines)
        self.shown = tuple(lines)
        self.lines = tuple(leaves(lines))
        self.mark = None
        if same:  # they keep their places, so that a key that comes now is not lost
            self.refresh()
            return
        self._cells = 0
        self._laid = Laid()
        self.refresh(layout=True)

    @property
    def laid_out(self) -> bool:
        """Whether the lines have their places."""
        return bool(self._laid.rows)

    @property
    def leading(self) -> list[int]:
        return [n for n, line in enumerate(self.lines) if line.leads]

    def _fold(self, cells: int) -> None:
        if cells != self._cells:
            self._cells = cells
            self._laid = laid(self.shown, cells)

    def row_of(self, place: int) -> int:
        return self._laid.first.get(place, 0)

    def height_of(self, place: int) -> int:
        return self._laid.height.get(place, 1)

    def line_at(self, row: int, column: int = 0) -> int | None:
        """The number of the line that is drawn there."""
        if not 0 <= row < len(self._laid.rows):
            return None
        left = 0
        for piece in self._laid.rows[row]:
            left += piece.cells
            if column < left:
                return piece.place
        return None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        self._fold(width)
        return max(1, len(self._laid.rows))

    def render(self) -> Content:
        self._fold(self.content_size.width)
        page = self.parent
        hidden = isinstance(page, Page) and page.beside and not page.has_focus
        mark = None if hidden else self.mark
        return Content("\n").join([say(*(self._drawn(each, mark) for each in row)) for row in self._laid.rows])

    def _drawn(self, piece: Piece, mark: int | None) -> Content:
        if piece.place is None:
            return piece.content
        line, row = self.lines[piece.place], piece.content
        room = piece.cells - piece.gutter
        row = row.truncate(room) if row.cell_length > room else row.pad_right(room - row.cell_length)
        if piece.place == mark:
            lead = HERE if piece.first else ""
            row = line.lit(row)
        else:
            lead = LEADS_ON if piece.first and line.to is not None else ""
        return say((f"{lead:<{piece.gutter}}", "bold"), row)

    def on_click(self, event: events.Click) -> None:
        page = self.parent
        if isinstance(page, Page):
            page.chosen_at(event.y, event.x)
