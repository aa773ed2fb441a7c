"""What the screens of the console share: what they may ask of their app; what is marked, and what that leads to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

from textual.screen import Screen

from debate.classroom.console.board import board_of
from debate.faces.tui.common import CommonApp

if TYPE_CHECKING:
    from debate.classroom.room import Person, Room, Table


class TeachingApp(CommonApp):
    """The console as its screens know it; :class:`debate.classroom.console.app.ConsoleApp` is it."""

    clock: Callable[[], float]

    def do(self, kind: str, fields: Mapping[str, str], at: int = -1) -> bool:
        """Put a request of the teacher's to the room. Whether it was done; a note says what came of it, or why not."""
        raise NotImplementedError

    def open_debrief(self, table: int) -> None:
        """Show how the game of a table ended; for one that was stopped before its end, how it stands."""
        raise NotImplementedError


class Marking(Screen[None]):
    """A screen of the console on which something is marked. A subclass says in :attr:`marked` what it is."""

    def __init__(self, room: Room, person: str) -> None:
        super().__init__()
        self.room = room
        self.person = person
        self.board = board_of(room)

    @property
    def marked(self) -> str | None:
        """What is marked: ``person:ID``, ``role:TABLE:ROLE``, ``table:TABLE``, or nothing."""
        return None

    @property
    def teaching(self) -> TeachingApp:
        """The console as an app."""
        return cast("TeachingApp", self.app)

    def do(self, kind: str, **fields: str) -> bool:
        """Put a request to the room. Whether it was done; if not, a note says why."""
        return self.teaching.do(kind, fields)

    # What is marked.

    @property
    def marked_person(self) -> Person | None:
        kind, _, rest = (self.marked or "").partition(":")
        return self.room.people.get(rest) if kind == "person" else None

    @property
    def marked_table(self) -> Table:
        """The table of what is marked; where that has none, the one that is on the wall."""
        kind, _, rest = (self.marked or "").partition(":")
        person = self.marked_person
        if kind in ("table", "role"):
            number = int(rest.partition(":")[0])
        elif person is not None and person.place is not None:
            number = person.place.table
        else:
            number = self.board.now
        return self.room.tables[number - 1]

    @property
    def marked_role(self) -> str:
        """The role that is marked, or that the marked person plays; empty for none."""
        kind, _, rest = (self.marked or "").partition(":")
        person = self.marked_person
        role = rest.partition(":")[2] if kind == "role" else ""
        if person is not None and person.place is not None:
            role = person.place.role
        return role if role in self.room.deck.roles else ""
