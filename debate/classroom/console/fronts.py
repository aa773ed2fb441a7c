"""Console and wall as front ends of the host: pages in a browser, or terminals elsewhere."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import App

from debate.classroom.console.app import ConsoleApp
from debate.classroom.console.board import board_of
from debate.classroom.console.wall import WallApp
from debate.classroom.room import Room
from debate.classroom.seats.wired import AppFront, Wired


class _WiredConsole(Wired, ConsoleApp):
    """The console on a wire."""


class _WiredWall(Wired, WallApp):
    """The wall on a wire."""


class _OfRoom(AppFront):
    """An app about a room. ``kind``: which."""

    kind: ClassVar[type[_WiredConsole | _WiredWall]]

    def __init__(
        self, room: Room, person: str, cols: int, rows: int, reader: bool = False, *, address: str = ""
    ) -> None:
        super().__init__(cols, rows)
        self._room, self._person, self._address = room, person, address

    def make(self) -> App[Any]:
        address = self._address or board_of(self._room).address
        return self.kind(self._room, self._person, address=address, local=False)


class ConsoleFront(_OfRoom):
    """The console for a teacher who is elsewhere than in the host's terminal."""

    kind = _WiredConsole


class WallFront(_OfRoom):
    """The wall in a browser or in a terminal."""

    kind = _WiredWall
