"""Console and wall as front ends of the host: pages in a browser, or terminals elsewhere."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import App

from debate.classroom.console.app import ConsoleApp
from debate.classroom.console.wall import WallApp
from debate.classroom.room import Room
from debate.classroom.seats.wired import AppFront, Wired


class _WiredConsole(Wired, ConsoleApp):
    """The console on a wire."""


class _WiredWall(Wired, WallApp):
    """The wall on a wire."""


class ConsoleFront(AppFront):
    """The console for a teacher who is elsewhere than in the host's terminal."""

    kind: ClassVar[type[_WiredConsole | _WiredWall]] = _WiredConsole

    def __init__(self, room: Room, person: str, cols: int, rows: int) -> None:
        super().__init__(cols, rows)
        self._room, self._person = room, person

    def make(self) -> App[Any]:
        return self.kind(self._room, self._person, local=False)


class WallFront(ConsoleFront):
    """The wall in a browser or in a terminal."""

    kind = _WiredWall
