"""A picture whose things can be marked: the world, the hand. Arrow keys walk over it, a click marks, ⏎ opens."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from debate.faces.kit.rows import Row, texts
from debate.faces.kit.world import Picture, Place
from debate.faces.tui.ink import altered, draw_lines, strip_of

Draw = Callable[[int, int, str, bool], Picture]
"""Width and height in cells, what is marked, whether the board has the focus -> the picture."""


class Board(Widget, can_focus=True):
    """Shows what a pure function draws. The mark goes to the nearest thing in the direction of the key; a board that
    ``rests`` has none until such a key is pressed."""

    DEFAULT_CSS = "Board { height: 1fr; width: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "walk(0, -1)", show=False),
        Binding("down", "walk(0, 1)", show=False),
        Binding("left", "walk(-1, 0)", show=False),
        Binding("right", "walk(1, 0)", show=False),
        Binding("enter", "open", show=False),
    ]

    class Marked(Message):
        """Another thing is marked."""

        def __init__(self, board: Board, id: str) -> None:
            super().__init__()
            self.board = board
            self.id = id

        @property
        def control(self) -> Board:
            return self.board

    class Opened(Marked):
        """What is marked was chosen."""

    def __init__(self, *, id: str, rests: bool = False) -> None:
        super().__init__(id=id)
        self.rests = rests
        self._draw: Draw = lambda cells, rows, marked, focus: Picture((), {})
        self._picture = Picture((), {})
        self._drawn: tuple[object, ...] = ()
        self._before: tuple[tuple[object, ...], tuple[Row, ...]] = ((), ())
        self._mark = ""
        self._top = 0
        self._lines: tuple[tuple[Row, ...], Size] = ((), Size())

    @property
    def marked(self) -> str | None:
        """The id of what is marked; None where nothing is."""
        places = self.picture.places
        return self._mark if self._mark in places else None if self.rests else next(iter(places), None)

    @property
    def picture(self) -> Picture:
        """What is drawn now."""
        size = self.content_size
        now = (size.width, size.height, self._mark, self.has_focus, self._draw)
        if now != self._drawn and size.width:
            self._picture = self._draw(size.width, size.height, self._mark, self.has_focus)
            if self._mark not in self._picture.places and self._picture.places and not self.rests:
                self._mark = next(iter(self._picture.places))
                self._picture = self._draw(size.width, size.height, self._mark, self.has_focus)
            self._drawn = (size.width, size.height, self._mark, self.has_focus, self._draw)
        return self._picture

    @property
    def text(self) -> str:
        """What stands on it, row by row."""
        return "\n".join(texts(self.picture.rows))

    def draw(self, make: Draw) -> None:
        """Show what this function draws from now on."""
        self._draw = make
        self._renew()

    def _renew(self) -> None:
        """Draw the rows anew that have changed; all of them where size or place did."""
        place = (self.content_size, self._top, len(self.picture.rows), self._picture.fixed)
        (stood, rows), self._before = self._before, (place, self._picture.rows)
        if stood != place:
            self.refresh()
            return
        changed = altered(rows, self._picture.rows)
        height = self.content_size.height
        draw_lines(self, [y for y in range(height) if self._row_at(y, height) in changed])

    def mark(self, id: str) -> None:
        """Mark this thing."""
        if id != self._mark:
            self._mark = id
            self._bring()
            self._renew()
            self.post_message(self.Marked(self, id))

    def _bring(self) -> None:
        """Scroll as little as shows what is marked."""
        place = self.picture.places.get(self._mark)
        height, fixed = self.content_size.height, self._picture.fixed
        if place is None or not height or len(self._picture.rows) <= height:
            self._top = 0
            return
        _, top, _, rows = place
        self._top = max(min(self._top, top - fixed), top + rows + fixed - height, 0)

    def action_walk(self, across: int, down: int) -> None:
        places = dict(self.picture.places)
        here = places.get(self.marked or "")
        if here is None:
            if places and not across:
                self.mark(list(places)[0 if down > 0 else -1])
            return
        best = min(
            (each for each in places.items() if _ahead(here, each[1], across, down)),
            key=lambda each: _far(here, each[1], across),
            default=None,
        )
        if best is not None:
            self.mark(best[0])
        elif across:
            known = list(places)
            at = known.index(self.marked or "") + across
            if 0 <= at < len(known):
                self.mark(known[at])

    def action_open(self) -> None:
        if self.marked is not None:
            self.post_message(self.Opened(self, self.marked))

    def on_focus(self) -> None:
        self._renew()

    def on_blur(self) -> None:
        self._renew()

    def on_click(self, event: events.Click) -> None:
        row = self._row_at(event.y, self.content_size.height)
        for id_, (left, top, wide, high) in self.picture.places.items():
            if left <= event.x < left + wide and top <= row < top + high:
                again = id_ == self._mark and self.has_focus
                self.mark(id_)
                if again or event.chain > 1:
                    self.action_open()
                return

    def _row_at(self, y: int, height: int) -> int:
        """Which row of the picture stands on this line of the board, of so many."""
        rows, fixed = len(self._picture.rows), self._picture.fixed
        if rows <= height or y < fixed:
            return y
        return rows - height + y if y >= height - fixed else y + self._top

    def render_lines(self, crop: Region) -> list[Strip]:
        self._lines = self.picture.rows, self.content_size
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        rows, size = self._lines
        at = self._row_at(y, size.height)
        return strip_of(rows[at] if at < len(rows) else (), size.width, self.app.theme)


def _ahead(here: Place, there: Place, across: int, down: int) -> bool:
    if down:
        return there[0] == here[0] and (there[1] - here[1]) * down > 0
    return (there[0] - here[0]) * across > 0


def _far(here: Place, there: Place, across: int) -> tuple[int, int]:
    if across:
        return abs(there[0] - here[0]), abs(there[1] - here[1])
    return abs(there[1] - here[1]), abs(there[0] - here[0])
