"""Before there is a seat or a game: who is here, what it is about, how it is played. One page, changed in place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from debate.classroom.page.people import who_is_here
from debate.classroom.seats import words
from debate.classroom.seats.beside import ASKED
from debate.classroom.seats.stage import SeatedApp
from debate.faces.tui.actions import ANTEROOM, bindings
from debate.faces.tui.confirm import ask_line
from debate.faces.tui.drawn import drawn
from debate.faces.tui.footer import Keys
from debate.faces.tui.page import BLANK, QUIET, STRONG, Line, Page, heading
from debate.faces.tui.sheet import GameSheet, Sheet
from debate.faces.tui.text import Part, entitle, rows, say
from debate.pages.briefing import before_a_seat
from debate.pages.judging import duties

if TYPE_CHECKING:
    from debate.classroom.room import Room
    from debate.game.record import GameRecord


class WaitingScreen(Screen[None]):
    """What somebody sees who waits: to be let in, for a seat, for the game to begin."""

    BINDINGS = bindings(ANTEROOM)
    AUTO_FOCUS = "Page"
    DEFAULT_CSS = """
    WaitingScreen { align: center top; }
    WaitingScreen #waiting-head { height: 1; background: $panel; text-wrap: nowrap; text-overflow: ellipsis; }
    WaitingScreen #waiting-ask { height: auto; max-height: 6; padding: 0 1; }
    WaitingScreen #waiting { width: 100%; max-width: 108; height: 1fr; border: round $accent; }
    """

    def __init__(self, room: Room, person: str) -> None:
        super().__init__()
        self.room = room
        self.person = person
        self._shown: tuple[Line, ...] = ()

    def compose(self) -> ComposeResult:
        yield Static(id="waiting-head")
        yield Static(id="waiting-ask")
        with Vertical(id="waiting"):
            yield Page()
        yield Keys()

    def on_mount(self) -> None:
        entitle(self.query_one("#waiting"), "While you wait")
        self.show()

    def show(self) -> None:
        """Show the room as it stands; while another screen is on top, only once that has gone."""
        if not (self.is_mounted and self.app.screen is self):
            return
        room, asking = self.room, self.room.asking(self.person)
        own = room.people[self.person]
        self.query_one("#waiting-head", Static).update(say(f" {room.deck.title}   room {room.code}   {own.name}"))
        lines: list[Part] = [(asking.sentence, "bold"), *words.class_lines(room, self.person, asking)]
        wish = words.wish_line(room, self.person)
        lines += [(wish, QUIET)] if wish else []
        self.query_one("#waiting-ask", Static).update(rows(lines))
        told = tuple(self._lines())
        if told != self._shown:
            first, self._shown = not self._shown, told
            self.query_one(Page).show(told, top=first)
        self.refresh_bindings()

    def on_screen_resume(self) -> None:
        self.show()

    def _lines(self) -> Iterator[Line]:
        room, deck = self.room, self.room.deck
        own = room.people[self.person]
        if own.place is not None and own.place.role:
            mine = deck.roles[own.place.role]
            yield heading(f"Your role: {mine.name}")
            yield Line(mine.brief)
            yield BLANK
        if own.status == "in":
            yield from drawn(who_is_here(room, self.person))
            yield BLANK
        yield from drawn(before_a_seat(deck, room.rounds))
        yield BLANK
        yield Line("Would you rather try it? h plays one guided round.", QUIET)

    @property
    def seat_app(self) -> SeatedApp:
        return cast("SeatedApp", self.app)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "beliefs":
            return self.room.asking(self.person).what in ASKED
        if action in ("how_to_play", "my_name"):
            return self.room.people[self.person].status != "out"
        return True

    def action_how_to_play(self) -> None:
        from debate.faces.tui.howto import HowToScreen

        self.app.push_screen(HowToScreen())

    def action_beliefs(self) -> None:
        self.seat_app.ask_beside()

    def action_my_name(self) -> None:
        own = self.room.people[self.person]
        help_ = "What shall the class call you? Your teacher may want to see it first."
        asked = "Your name", help_, own.wish or own.name
        ask_line(self.app, *asked, lambda name: self.seat_app.request("rename", name=name))


class AwayScreen(Sheet):
    """What happened while somebody was away."""

    def __init__(self, news: tuple[str, ...]) -> None:
        told = (Line(sentence, lead="· ") for sentence in news)
        end = Line("esc goes on. f shows the debate so far, w asks why something changed.", QUIET)
        first = Line("You are back on your seat. This happened meanwhile:", STRONG)
        super().__init__("While you were away", (first, BLANK, *told, BLANK, end), "esc goes on")


def before_judging(session: GameRecord, table: int) -> GameSheet:
    """For somebody who has just become a judge: what a judge does."""
    end = Line("Until then, follow the game: i reads what is marked, f shows the debate, w asks why.", QUIET)
    lines = (Line(session.deck.question, STRONG), BLANK, *drawn(duties()), BLANK, end)
    return GameSheet(session, None, f"You are a judge at table {table}", lines, "esc goes to the table")
