"""The wall: the public board of a class, for a projector. It follows the teacher's console."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from debate.classroom.console import wall_pages as pages
from debate.classroom.console.board import (
    AUTO,
    FLOOR,
    JOIN,
    MESSAGE,
    OUTCOME,
    PAGES,
    PEOPLE,
    WORLD,
    Board,
    board_of,
)
from debate.classroom.console.live_update import Following, put
from debate.classroom.room import Room, Table
from debate.faces.tui.actions import WALL, bindings
from debate.faces.tui.common import CommonApp
from debate.faces.tui.floor import floor_rows
from debate.faces.tui.footer import Keys
from debate.faces.tui.panels import deck_label
from debate.faces.tui.text import cut, entitle, say, width
from debate.game.record import GameRecord

WIDE = 110
"""From this width on the world and the floor are side by side."""
SECOND = 1.0
READ = 12.0
"""Seconds for each part of a page that does not fit."""


class WallScreen(Screen[None]):
    """One page at a time, chosen by the teacher, or by the moment."""

    PLACES: ClassVar[tuple[str, ...]] = (WALL,)
    BINDINGS: ClassVar[list[BindingType]] = bindings(WALL)
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012
    CSS = """
    WallScreen #wall-head { height: 1; background: $panel; text-style: bold; text-wrap: nowrap; }
    WallScreen #wall-ask { height: 1; text-style: bold reverse; text-wrap: nowrap; }
    WallScreen #wall-strip { height: 1; text-wrap: nowrap; }
    WallScreen #wall-message {
        height: auto; max-height: 4; display: none; background: $warning 30%; text-style: bold; padding: 0 1;
    }
    WallScreen #wall-message.-on { display: block; }
    WallScreen #wall { height: 1fr; }
    WallScreen .wall-part {
        width: 1fr; height: 1fr; padding: 0 1; scrollbar-size-vertical: 1;
        border: round $accent; border-title-style: bold;
    }
    WallScreen #wall-left { width: 50; }
    WallScreen .wall-part > Static { width: 1fr; height: auto; }
    WallScreen.-narrow #wall-left, WallScreen.-one #wall-left { display: none; }
    WallScreen.-bare Keys { display: none; }
    """

    def __init__(self, room: Room, person: str, address: str) -> None:
        super().__init__()
        self.room = room
        self.person = person
        self.address = address
        self.board: Board = board_of(room)
        self._shown: dict[str, tuple[str, str]] = {}
        self._read_since = self.board.clock()

    def compose(self) -> ComposeResult:
        yield Static(id="wall-head")
        yield Static(id="wall-ask")
        yield Static(id="wall-message")
        with Horizontal(id="wall"):
            with VerticalScroll(id="wall-left", classes="wall-part", can_focus=False):
                yield Static(id="wall-left-text")
            with VerticalScroll(id="wall-right", classes="wall-part", can_focus=False):
                yield Static(id="wall-right-text")
        yield Static(id="wall-strip")
        yield Keys()

    def on_mount(self) -> None:
        self.set_interval(SECOND, self._tick)

    def on_resize(self, event: events.Resize) -> None:
        self.call_after_refresh(self.show)

    def _tick(self) -> None:
        self.board.tick()
        self._page_on()
        if self.board.table == 0 and len(self.room.tables) > 1:
            self.show()

    def _page_on(self) -> None:
        """A page that does not fit is shown part by part, and begins again."""
        for part in self.query(VerticalScroll):
            if part.max_scroll_y and self.board.clock() - self._read_since >= READ:
                on = part.scroll_offset.y + part.size.height - 1 if part.scroll_offset.y < part.max_scroll_y else 0
                part.scroll_to(y=on, animate=False)
        if self.board.clock() - self._read_since >= READ:
            self._read_since = self.board.clock()

    # What is shown.

    @property
    def page(self) -> str:
        """The page that is shown now: the teacher's, or what fits the moment."""
        if self.board.page != AUTO:
            return self.board.page
        if self.room.phase == "gathering":
            return JOIN
        session = self.board.public(self.board.now)
        if session.state.over or self.room.tables[self.board.now - 1].ended:
            return OUTCOME
        return WORLD if session.state.phase in ("deal", "choose") else FLOOR

    def show(self) -> None:
        """Show the room as it stands."""
        if not self.is_mounted:
            return
        room, number = self.room, self.board.now
        table, session = room.tables[number - 1], self.board.public(number)
        telling = self.board.telling(number) if self.board.page == AUTO and room.phase != "gathering" else None
        page = self.page
        put(self, "#wall-head", self._head(session, number))
        put(self, "#wall-ask", self._ask(table, session, telling is not None))
        message = self.query_one("#wall-message", Static)
        stopped = "Eyes up." if room.eyes_up else "The game is paused." if room.paused else ""
        told = "  ".join(text for text in (stopped, room.message if page != MESSAGE else "") if text)
        message.set_class(bool(told), "-on")
        put(self, "#wall-message", say(told))
        put(self, "#wall-strip", self._foot(session, page))
        both = page in (WORLD, FLOOR) and telling is None
        self.set_class(not both, "-one")
        if telling is not None:
            content = pages.told_page(telling, self._cells("right"))
            self._fill("right", content, telling.title, f"{telling.shown} of {len(telling.groups)}")
        elif both and self.has_class("-wide"):
            self._fill("left", pages.world_page(session, self._cells("left"), 1), "The world")
            self._fill("right", self._floor(session), "The floor")
        else:
            self._fill("right", self._one(page, table, session), self._title(page))
        self.refresh_bindings()

    def _one(self, page: str, table: Table, session: GameRecord) -> Content:
        cells = self._cells("right")
        if page == JOIN:
            return pages.join_page(self.room, self.address, cells, self.query_one("#wall").size.height - 2)
        if page == PEOPLE:
            return pages.people_page(self.room, table, session, cells)
        if page == OUTCOME:
            shown = [t.number for t in self.room.tables if self.board.table in (0, t.number)]
            return pages.outcome_page(self.room, [(n, self.board.public(n)) for n in shown], cells)
        if page == MESSAGE:
            return pages.message_page(self.room, cells)
        if page == FLOOR:
            return self._floor(session)
        world = pages.world_page(session, cells, 2 if cells >= 70 else 1)
        return Content("\n").join([world, say(""), pages.standing_lines(session, cells)])

    def _floor(self, session: GameRecord) -> Content:
        """The round that is played, or the one before it while nothing is said yet. Older ones are on other screens."""
        found = floor_rows(session, None, self._cells("right"))
        before = [place for place, row in enumerate(found) if row.id.startswith("round:")][1:2]
        return Content("\n").join([row.content for row in found[: before[0] if before else None]])

    def _title(self, page: str) -> str:
        titles = {JOIN: "Join in", WORLD: "The world", FLOOR: "The floor", PEOPLE: "At the table"}
        return titles.get(page, "How it came out" if page == OUTCOME else "The question")

    def _fill(self, side: str, content: Content, title: str, below: str = "") -> None:
        frame: Widget = self.query_one(f"#wall-{side}")
        entitle(frame, title, below)
        if self._shown.get(side) != (title, below):
            self._shown[side] = title, below
            self._read_since = self.board.clock()
            frame.scroll_home(animate=False)
        put(self, f"#wall-{side}-text", content)

    def _cells(self, side: str) -> int:
        if side == "left":
            return 45
        one = self.has_class("-narrow") or self.has_class("-one")
        return max(20, self.size.width - (6 if one else 56))

    def _head(self, session: GameRecord, number: int) -> Content:
        deck, state = session.deck, session.state
        parts = [deck.title]
        if len(self.room.tables) > 1:
            parts.append(f"Table {number} of {len(self.room.tables)}")
        if self.room.phase != "gathering":
            now = min(state.round, deck.rounds.count)
            label = deck_label(deck, now)
            parts.append(f"Round {now} of {deck.rounds.count}")
            parts += [label] if label not in ("", f"Round {now}") else []
        return say(cut(" " + "   ".join(parts), self.size.width))

    def _ask(self, table: Table, session: GameRecord, telling: bool) -> Content:
        if self.room.phase == "gathering":
            words = "Come in: the game has not begun."
        elif telling:
            words = "What came of it, and what did not." + ("  Paused." if self.room.paused else "")
        else:
            words = pages.waiting_words(self.room, table, session)
            if not (session.state.over or table.ended or table.held):
                words = f"{pages.PHASES[session.state.phase]}.  {words}"
        return say(cut(f" {words} ", self.size.width))

    def _foot(self, session: GameRecord, page: str) -> Content:
        """Who has chosen; while the class gathers, where to go."""
        room = self.room
        if room.phase != "gathering":
            return pages.strip(session, self.size.width)
        if page == JOIN:
            return say("")
        words = f" {self.address}   code {room.code}"
        return say((cut(words, self.size.width) if width(words) else "", "bold"))

    # What the keys do.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "wall_step":
            return self.board.page == AUTO and self.board.telling(self.board.now) is not None
        if action == "wall_table":
            return len(self.room.tables) > 1
        return True

    def action_wall_step(self) -> None:
        self.board.step(self.board.now)

    def action_wall_page(self, step: int = 1) -> None:
        pages_in_order = list(PAGES)
        at = pages_in_order.index(self.board.page)
        self.board.show(page=pages_in_order[(at + step) % len(pages_in_order)])

    def action_wall_page_before(self) -> None:
        self.action_wall_page(-1)

    def action_wall_down(self) -> None:
        self._read_since = self.board.clock()
        for part in self.query(VerticalScroll):
            part.scroll_page_down(animate=False)

    def action_wall_up(self) -> None:
        self._read_since = self.board.clock()
        for part in self.query(VerticalScroll):
            part.scroll_page_up(animate=False)

    def action_wall_table(self) -> None:
        self.board.show(table=(self.board.table + 1) % (len(self.room.tables) + 1))

    def action_wall_keys(self) -> None:
        self.toggle_class("-bare")


class WallApp(CommonApp, Following):
    """The wall of a room, for ``person``, who is of the kind "wall".

    ``address``: what the class types into a browser. ``local``: it runs in a terminal of its own, which it can leave.
    """

    def __init__(self, room: Room, person: str, *, address: str = "", local: bool = True) -> None:
        super().__init__()
        self.local = local
        self.room = room
        self.person = person
        self.address = address

    def on_mount(self) -> None:
        board = board_of(self.room)
        board.walls += 1
        self.push_screen(WallScreen(self.room, self.person, self.address))
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
