"""The wall: the public board of a class, for a projector. It follows the teacher's console.

It is read from eight metres: never more than 22 rows, one thing on each page, no line of keys. In a browser the letters
grow until 80 of them fill a line; in a terminal the teacher makes them larger.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partialmethod

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from debate.classroom.console import wall_end as end
from debate.classroom.console import wall_pages as pages
from debate.classroom.console import wall_voices as voices
from debate.classroom.console.board import (
    AUTO,
    BELIEFS,
    COURSE,
    DEBRIEF,
    DENIED,
    JOIN,
    MESSAGE,
    NOW,
    PAGES,
    PEOPLE,
    PREDICTIONS,
    PROMISES,
    TABLES,
    WORDS,
    Board,
    Telling,
    board_of,
)
from debate.classroom.console.live_update import Following
from debate.classroom.console.wall_paper import COLUMNS, ROWS, Drawing
from debate.classroom.console.wall_told import dots
from debate.classroom.room import Room, Table
from debate.faces.kit.rows import Row, folded, padded, row
from debate.faces.tui.actions import WALL, bindings
from debate.faces.tui.common import CommonApp
from debate.faces.tui.ink import Drawn

SECOND = 1.0
MUCH_TOO_WIDE = 100
"""From so many columns on the letters are too small, and a line says so."""


class WallScreen(Screen[None]):
    """One page at a time, chosen by the teacher, or by the moment."""

    BINDINGS = bindings(WALL)
    AUTO_FOCUS = ""
    CSS = "WallScreen > Drawn { height: 1fr; }"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.board: Board = board_of(room)

    def compose(self) -> ComposeResult:
        yield Drawn(id="wall")

    def on_mount(self) -> None:
        self.set_interval(SECOND, self._tick)

    def on_resize(self, event: events.Resize) -> None:
        self.call_after_refresh(self.show)

    def _tick(self) -> None:
        self.board.tick()
        self.show()

    # What is shown.

    @property
    def page(self) -> str:
        """The page that is shown now: the teacher's, or what fits the moment."""
        if self.board.page != AUTO:
            return self.board.page
        if self.room.phase == "gathering":
            seated = any(person.place is not None for person in self.room.people.values())
            return PEOPLE if seated and self.board.turn % 2 else JOIN
        playing = [table for table in self.room.tables if self.board.played(table)]
        return TABLES if all(table.ended for table in playing) else NOW

    @property
    def telling(self) -> Telling | None:
        """What came of a round, where that is told now."""
        if self.board.page != AUTO or self.room.phase == "gathering":
            return None
        return self.board.telling(self.board.now)

    def show(self) -> None:
        """Show the room as it stands."""
        if self.is_mounted and self.query(Drawn):
            self.query_one(Drawn).draw(self.drawn)
            self.refresh_bindings()

    def drawn(self, cells: int, height: int) -> list[Row]:
        """All rows of the wall in a window of so many cells and rows."""
        high = min(ROWS, height)
        # In a debrief it is what everybody is to look at.
        if self.room.paused and self.room.phase != "debrief" and self.page != MESSAGE:
            found = pages.stopped(self.room, cells).rows(cells, high)
        else:
            banner = self._banner(cells)
            found = self._drawing(cells, high - len(banner)).rows(cells, high - len(banner))
            found = [*found[:1], *banner, *found[1:]]
        if cells >= MUCH_TOO_WIDE and height > len(found) + 1:
            small = f" For the back row: larger letters, so that about {COLUMNS} fill a line."
            found = [*found, *[()] * (height - len(found) - 1), row((small, "quiet"))]
        return found

    def _banner(self, cells: int) -> list[Row]:
        """What the teacher says, on every page until it is taken away."""
        if not self.room.message or self.page == MESSAGE:
            return []
        lines = folded(self.room.message, cells - 4, 3)
        return [padded(row((f"  {each}", "bold reverse")), cells, "bold reverse") for each in lines]

    def _drawing(self, cells: int, height: int) -> Drawing:
        room, board, page = self.room, self.board, self.page
        telling = self.telling
        if telling is not None:
            told = telling.page.page(cells)
            return Drawing(
                told.left, told.parts, f"{told.right}  {dots(telling.shown, len(telling.pages))}".strip(), told.foot
            )
        if page == JOIN:
            return pages.joining(room, board, cells, height)
        if page == PEOPLE:
            return pages.roster(room, board, cells, height)
        if page == MESSAGE:
            return pages.message_page(room, cells)
        if page == BELIEFS:
            return voices.beliefs_page(room, board, cells)
        if page == WORDS:
            return voices.words_page(room, board, cells)
        if page in DEBRIEF and room.phase != "gathering":
            return self._debrief(page, cells)
        return pages.asked_now(room, board, cells) if room.phase != "gathering" else pages.message_page(room, cells)

    def _debrief(self, page: str, cells: int) -> Drawing:
        room, board = self.room, self.board
        tables = [table for table in room.tables if board.played(table)]
        shown = pages.in_turn(tables, board, pages.MOST_BESIDE)
        now: Table = room.tables[board.now - 1]
        if page == COURSE:
            return end.course_page(room, board, now, cells)
        if page == PROMISES:
            return end.promises_page(room, board, shown, cells)
        if page == DENIED:
            return end.denied_page(room, board, now, cells)
        if page == PREDICTIONS:
            return end.predictions_page(room, cells)
        return end.tables_page(room, board, shown, cells)

    # What the keys do.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "wall_step":
            return self.telling is not None
        if action == "wall_table":
            return len(self.room.tables) > 1
        return True

    def action_wall_step(self) -> None:
        self.board.step(self.board.now)

    def action_wall_page(self, step: int = 1) -> None:
        pages_in_order: Sequence[str] = list(PAGES)
        at = pages_in_order.index(self.board.page)
        self.board.show(page=pages_in_order[(at + step) % len(pages_in_order)])

    action_wall_page_before = partialmethod(action_wall_page, -1)

    def action_wall_table(self) -> None:
        self.board.show(table=(self.board.table + 1) % (len(self.room.tables) + 1))


class WallApp(CommonApp, Following):
    """The wall of a room, for ``person``, who is of the kind "wall".

    ``local``: it runs in a terminal of its own, which it can leave.
    """

    SMALLEST = (60, 16)

    def __init__(self, room: Room, person: str, *, local: bool = True) -> None:
        super().__init__()
        self.local = local
        self.room = room
        self.person = person

    def on_mount(self) -> None:
        board = board_of(self.room)
        board.walls += 1
        self.push_screen(WallScreen(self.room))
        self.follow(self.room, board)

    def on_unmount(self) -> None:
        board_of(self.room).walls -= 1

    def show(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, WallScreen):
                screen.show()

    async def action_leave(self) -> None:
        if self.local:
            self.exit()
        else:
            self.say("The wall stays until its page is closed.")
