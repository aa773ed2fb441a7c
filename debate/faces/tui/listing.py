"""A list to walk through by keyboard or mouse, whose rows are given anew without losing the place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partialmethod

from attrs import frozen
from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widgets.option_list import Option

from debate.faces.tui.text import HERE, entitle
from debate.faces.tui.textual_private import LinedList

NARROWEST = 6


@frozen
class Row:
    """One row: an id to know it by, what it shows, and whether it can be marked (headings cannot)."""

    id: str
    content: Content
    enabled: bool = True


class Listing(LinedList):
    """Rows of safe text. The marked one carries a glyph, so that it is not known by its colour alone.

    ``keeps_mark``: the glyph stays while another list has the focus, because what it marks still counts.
    ``marks_first``: a click marks; only one on what is marked already chooses.
    ``newest_first``: what is new comes on top, so a list that stands at its top goes on standing there.
    """

    class Unmarked(Message):
        """The key that chooses was pressed where nothing is marked."""

        def __init__(self, listing: Listing) -> None:
            super().__init__()
            self.listing = listing

        @property
        def control(self) -> Listing:
            return self.listing

    highlighted: reactive[int | None] = reactive(None, repaint=False)
    virtual_size: reactive[Size] = reactive(Size(0, 0), layout=False)
    """A list that keeps its place moves nothing by having more rows: the screen is not laid out anew for it."""

    def __init__(
        self,
        *,
        id: str,
        classes: str | None = None,
        title: str = "",
        keeps_mark: bool = False,
        newest_first: bool = False,
        marks_first: bool = False,
    ) -> None:
        super().__init__(id=id, classes=classes, markup=False)
        self.keeps_mark = keeps_mark
        self.newest_first = newest_first
        self.marks_first = marks_first
        self._rows: tuple[Row, ...] = ()
        self._measured: tuple[int, Size, bool] | None = None
        entitle(self, title)

    @property
    def marked(self) -> str | None:
        """The id of the marked row."""
        option = self.highlighted_option
        return None if option is None else option.id

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._rows

    def show(self, rows: Iterable[Row], mark: str | None = None, other: str | None = None) -> None:
        """Show these rows. The mark goes to ``mark``, else stays where it was, else goes to ``other``, else on top;
        with an empty ``other`` nothing is marked then.

        One with the newest first goes to the first row where it stood there.
        """
        rows = tuple(rows)
        wanted = mark or (None if self._on_top else self.marked)
        if rows == self._rows and wanted in (self.marked, None):
            return
        before, self._rows = self._rows, rows
        if [(row.id, row.enabled) for row in before] == [(row.id, row.enabled) for row in rows] and before:
            self._exchange(before, rows)
            if wanted not in (self.marked, None):
                self.mark(wanted)
            return
        self.set_options([Option(row.content, row.id, disabled=not row.enabled) for row in rows])
        found = wanted if wanted in [row.id for row in rows if row.enabled] else other
        if found == "":
            self.highlighted = None
        else:
            self.mark(found)

    async def _on_click(self, event: events.Click) -> None:
        # Textual calls the handler of each class in turn; the one of OptionList comes next unless it is prevented.
        place = event.style.meta.get("option")
        if self.marks_first and place is not None and place != self.highlighted:
            event.prevent_default()
            if self._rows[place].enabled:
                self.highlighted = place

    @property
    def _on_top(self) -> bool:
        """Whether the list has the newest first, and stands at its top."""
        first = next((row.id for row in self._rows if row.enabled), None)
        return self.newest_first and not self.scroll_offset.y and self.marked == first

    def _exchange(self, before: Sequence[Row], rows: Sequence[Row]) -> None:
        """Change the words of the rows that differ; mark and place stay as they are."""
        for place, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old.content != new.content:
                self.replace_option_prompt_at_index(place, new.content)
        self.measure()

    def mark(self, id_: str | None) -> None:
        """Move the mark to this row, or to the first that can be marked."""
        places = {row.id: place for place, row in enumerate(self._rows) if row.enabled}
        self.highlighted = places.get(id_ or "", next(iter(places.values()), None))

    def watch_virtual_size(self) -> None:
        """Where the list is as high as its rows, what stands around it makes room."""
        if self.styles.auto_dimensions:
            self.refresh(layout=True)

    def watch_highlighted(self, before: int | None, highlighted: int | None) -> None:  # type: ignore[override]
        """Draw the two rows anew between which the mark has moved, and nothing else."""
        super().watch_highlighted(highlighted)
        for place in (before, highlighted):
            line = self.first_line(place)
            if line is None:
                self.refresh()
            else:
                self.refresh_lines(line, self.height(place or 0))

    def action_select(self) -> None:
        if self.highlighted is None and self._rows:
            self.post_message(self.Unmarked(self))
        else:
            super().action_select()

    # At its ends a list stops: what is worst to choose by mistake often stands last. What is above the first row that
    # can be marked, or below the last, comes into sight.

    # Nothing is a page further in a list without rows, or whose rows were not measured yet.

    def action_page_up(self) -> None:
        if self._pages():
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        if self._pages():
            super().action_page_down()  # type: ignore[no-untyped-call]

    def _pages(self) -> bool:
        self.measure()
        return self.first_line(self.highlighted or 0) is not None

    def _step(self, step: int) -> None:
        places = [place for place, row in enumerate(self._rows) if row.enabled]
        at = self.highlighted
        if at is None:
            self.highlighted = next(iter(places if step > 0 else places[::-1]), None)
            return
        ahead = [place for place in places if place > at] if step > 0 else [p for p in places if p < at][::-1]
        if ahead:
            self.highlighted = ahead[0]
        else:
            self.scroll_relative(y=step, animate=False, force=True)

    action_cursor_up = partialmethod(_step, -1)
    action_cursor_down = partialmethod(_step, 1)

    # Text cannot be folded to no width at all, which is what a list has for a moment while the window changes.

    def measure(self) -> None:
        """Measure the rows, unless that was done: it is asked for with every line that is drawn."""
        measured = self.option_count, self.size, self.show_vertical_scrollbar
        if self.all_measured and measured == self._measured:
            return
        if self.scrollable_content_region.width >= NARROWEST:
            super().measure()
            self._measured = measured

    def shared(self) -> object | None:
        return self._rows if getattr(self.app, "SHARES_ROWS", False) else None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return super().get_content_height(container, viewport, max(NARROWEST, width))

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        if not (self.has_focus or self.keeps_mark):
            return strip
        lines = self.lines
        line = self.scroll_offset.y + y
        if line >= len(lines) or lines[line] != (self.highlighted, 0) or strip.cell_length < 2:
            return strip
        first = next(iter(strip.crop(0, 1)))
        return Strip.join([Strip([Segment(HERE, first.style)], 1), strip.crop(1)])
