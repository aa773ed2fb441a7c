"""The teacher's console as an app: what it puts to the room, what it shows anew, and how it is left."""

from __future__ import annotations

import secrets
import time
from typing import TYPE_CHECKING

from debate.classroom.console.board import board_of
from debate.classroom.console.live_update import Following
from debate.classroom.console.selection import TeachingApp
from debate.classroom.room import Refused, Request, Room
from debate.faces.tui.confirm import QuestionScreen

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

    def open_debrief(self, table: int) -> None:
        from debate.classroom.console.look import TableEnding

        self.push_screen(TableEnding(self.room, table))

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
