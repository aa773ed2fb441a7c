"""What the teacher does with the course of the class: time, pauses, ends, settings."""

from __future__ import annotations

from typing import Any

from attrs import evolve, frozen

from debate.classroom.room.events import AtTable, Event, Happening, ToTable
from debate.classroom.room.state import Ended, RoomState
from debate.classroom.room.types import CHOICES


@frozen
class RoleTaken(AtTable):
    """Whether the teacher plays a role."""

    role: str
    taken: bool

    def apply(self, room: RoomState, event: Event) -> None:
        taken = self.at(room).taken
        (taken.add if self.taken else taken.discard)(self.role)


@frozen
class TimeGiven(AtTable):
    """A role has time for what it is asked; ``until``: the clock in milliseconds, 0: no hint any more."""

    role: str
    phase: int
    until: int

    def apply(self, room: RoomState, event: Event) -> None:
        hints = self.at(room).hints
        hints.pop(self.role, None)
        if self.until:
            hints[self.role] = (self.phase, self.until)


@frozen
class TableReleased(AtTable):
    """A table that would be held may go on with the phase that began after this choice."""

    phase: int

    def apply(self, room: RoomState, event: Event) -> None:
        self.at(room).released = self.phase


@frozen
class GameCutShort(ToTable):
    """A game was ended after ``count`` choices: opponents have ``roles`` from there on, to the end of the game."""

    concerns = "over"
    count: int
    round: int
    roles: tuple[str, ...]

    def apply(self, room: RoomState, event: Event) -> None:
        self.at(room).ended = Ended(self.count, self.round, self.roles)


@frozen
class GameReopened(ToTable):
    """That a game was ended is taken back."""

    concerns = "game"

    def apply(self, room: RoomState, event: Event) -> None:
        self.at(room).ended = None
        self.at(room).last = 0


@frozen
class LastRoundSet(AtTable):
    """After this round the game is ended and the debrief begins; 0: after the game's own last one."""

    round: int

    def apply(self, room: RoomState, event: Event) -> None:
        self.at(room).last = self.round


@frozen
class BellSet(Happening):
    """When the lesson ends: the clock in milliseconds, 0: nobody says so any more."""

    rings: int

    def apply(self, room: RoomState, event: Event) -> None:
        room.bell = self.rings / 1000


@frozen
class GameBegun(Happening):
    """The class plays."""

    def apply(self, room: RoomState, event: Event) -> None:
        room.phase, room.begun = "playing", event.clock


@frozen
class ClassClosed(Happening):
    """The class is over for good."""

    def apply(self, room: RoomState, event: Event) -> None:
        room.phase = "closed"


@frozen
class PauseSet(Happening):
    """Whether all tables are stopped; ``eyes_up``: and all screens are dim, since everybody is to look up."""

    paused: bool
    eyes_up: bool = False

    def apply(self, room: RoomState, event: Event) -> None:
        room.paused, room.eyes_up = self.paused, self.paused and self.eyes_up


@frozen
class MessageSet(Happening):
    """What everybody sees above their table; empty: nothing any more."""

    concerns = "message"
    text: str

    def apply(self, room: RoomState, event: Event) -> None:
        room.message = self.text


@frozen
class SettingChanged(Happening):
    """How the class is run: a name of :class:`~debate.classroom.room.types.Settings` and what it is now."""

    name: str
    value: str | bool

    def apply(self, room: RoomState, event: Event) -> None:
        fits = self.value in CHOICES[self.name] if self.name in CHOICES else isinstance(self.value, bool)
        if not fits:
            raise ValueError(f"'{self.name}' cannot be {self.value}")
        changed: dict[str, Any] = {self.name: self.value}
        room.settings = evolve(room.settings, **changed)
