"""The teacher's console as an app: the room's requests, the screens over the first one, the file of contributions."""

from __future__ import annotations

import secrets
import time
from typing import TYPE_CHECKING

from debate.classroom.console.board import board_of
from debate.classroom.console.live_update import Following
from debate.classroom.console.selection import TeachingApp
from debate.classroom.room import Refused, Request, Room
from debate.faces.tui.beside import beside
from debate.faces.tui.confirm import QuestionScreen
from debate.store.files import FILES
from debate.store.writer import write_new

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class ConsoleApp(TeachingApp, Following):
    """The console of a room, for ``person``, the teacher.

    ``local``: it runs in the host's own terminal, so leaving it stops the host; else it is a page in a browser, which
    is just closed.
    """

    def __init__(self, room: Room, person: str, *, local: bool = True) -> None:
        from debate.classroom.seats.shared import keep_colours_apart

        keep_colours_apart()
        super().__init__()
        self.room = room
        self.person = person
        self.local = local
        self.clock: Callable[[], float] = time.time

    def on_mount(self) -> None:
        from debate.classroom.console.main import ConsoleScreen

        self.push_screen(ConsoleScreen(self.room, self.person))
        self.follow(self.room, board_of(self.room))

    def show(self) -> None:
        from debate.classroom.console.compare import CompareScreen
        from debate.classroom.console.look import LookScreen, PlayScreen
        from debate.classroom.console.main import ConsoleScreen
        from debate.classroom.console.sign import SignScreen

        screen = self.screen
        if screen.is_mounted and isinstance(
            screen, ConsoleScreen | LookScreen | PlayScreen | SignScreen | CompareScreen
        ):
            screen.show()

    def do(self, kind: str, fields: Mapping[str, str], at: int = -1) -> bool:
        try:
            done = self.room.do(self.person, Request(secrets.token_hex(16), kind, at, fields))
        except Refused as refused:
            self.say(refused.sentence, warning=True)
            return False
        if done.words:
            self.say(done.words)
        return True

    def say(self, text: str, *, warning: bool = False) -> None:
        """One note at a time: a teacher goes faster than notes fade."""
        self.clear_notifications()
        super().say(text, warning=warning)

    # Screens over the first one.

    def look_in(self, table: int) -> None:
        from debate.classroom.console.look import LookScreen

        if self.room.tables[table - 1].session.state.over:
            self.open_debrief(table)
        else:
            self.push_screen(LookScreen(self.room, table))

    def play_role(self, table: int, role: str, lent: bool = False) -> None:
        """Show a role that the teacher plays; where hands are being chosen, its briefing first.

        ``lent``: it was taken for this screen alone, and goes back to whoever had it once the screen is left.
        """
        from debate.classroom.console.look import PlayScreen
        from debate.faces.tui.briefing import BriefingScreen
        from debate.game.seat_view import SeatView
        from debate.rules.moves import Move

        session = self.room.tables[table - 1].session

        def left() -> None:
            now = self.room.tables[table - 1]
            if lent and role in now.taken and not now.ended:
                self.do("give-back", {"table": str(table), "role": role})

        def kept(move: Move | None) -> None:
            if move is not None:
                self.do("play", {"table": str(table), "move": str(move)})
            left()

        if session.state.phase != "deal" or role not in session.state.awaiting:
            self.push_screen(PlayScreen(self.room, table, role), lambda _: left())
            return

        def go_back() -> None:
            briefing.dismiss(None)

        briefing = BriefingScreen(SeatView(session, role), role, go_back)
        self.push_screen(briefing, kept)

    def open_debrief(self, table: int) -> None:
        from debate.classroom.console.look import TableEnding

        self.push_screen(TableEnding(self.room, table))

    def compare(self) -> None:
        from debate.classroom.console.compare import CompareScreen

        self.push_screen(CompareScreen(self.room))

    # Leaving, and the file.

    def take_home(self, kind: str, names: bool) -> None:
        self.say("The file is being made.")
        self.run_worker(self._take_home(kind, names), group="take home")

    async def _take_home(self, kind: str, names: bool) -> None:
        from debate.classroom.records.facts import of_room
        from debate.classroom.records.writing import TAKEN, file_name

        stamp = time.strftime("%Y-%m-%d-%H%M%S", time.localtime(self.clock()))
        path = self.room.folder / file_name(kind, stamp, names)
        record = of_room(self.room)
        text = await beside(lambda: TAKEN[kind].make(record, names))
        self.clear_notifications()
        try:
            write_new(FILES, path, text.encode())
        except OSError as problem:
            self.say(
                f"The file could not be written: {problem.strerror}. Make room on the disk, then try again.",
                warning=True,
            )
            return
        texts = [str(path), f"It is on the computer that hosts the class. {TAKEN[kind].opens}"]
        self.push_screen(QuestionScreen("The file is written", texts, [("ok", "Good")]))

    async def action_leave(self) -> None:
        """In the host's terminal: ask, then stop the host. In a browser there is nothing to stop."""
        if not self.local:
            self.say("The class goes on without this page: just close it. To let everybody go, end the class with d.")
            return
        if self.room.phase == "closed":
            self.exit()
            return
        if any(isinstance(screen, LeavingScreen) for screen in self.screen_stack):
            return

        def answered(answer: str | None) -> None:
            if answer == "stop":
                self.exit()

        self.push_screen(LeavingScreen(board_of(self.room).rehearsal), answered)


class LeavingScreen(QuestionScreen):
    """Asked before the host stops."""

    def __init__(self, rehearsal: bool = False) -> None:
        """``rehearsal``: nothing of it is kept."""
        texts = [
            "Nobody can play while the host is stopped, but everything up to now is kept: start it again and everybody "
            "comes back to the same seat and hand.",
            "To end the class for good, and let everybody go, use d instead.",
        ]
        if rehearsal:
            texts = ["This is a rehearsal: it ends when the host stops, and all of it is deleted then."]
        super().__init__("Stop hosting?", texts, [("stay", "Stay"), ("stop", "Stop the host")])
