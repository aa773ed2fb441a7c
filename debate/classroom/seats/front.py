"""The front end of a student who plays in a terminal."""

from __future__ import annotations

from debate.classroom.front import Send
from debate.classroom.room import Room
from debate.classroom.seats.app import SeatApp
from debate.classroom.seats.shared import settle_once
from debate.classroom.seats.wired import AppFront


class SeatFront(AppFront):
    """Keeps a :class:`SeatApp` running for one person of the room, through any number of sockets."""

    def __init__(self, room: Room, person: str, cols: int, rows: int) -> None:
        super().__init__(cols, rows)
        self.room = room
        self.person = person

    def make(self) -> SeatApp:
        return SeatApp(self.room, self.person)

    def attach(self, send: Send) -> None:
        super().attach(send)
        if self.room.phase != "gathering":
            settle_once(self.room)
        if isinstance(self.app, SeatApp):
            self.app.call_later(self.app.came_back)
        send({"t": "title", "d": f"{self.room.deck.title}: {self.room.people[self.person].name}"})
