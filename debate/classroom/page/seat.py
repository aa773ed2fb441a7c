"""One person's place in the room, as pages are made for it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from debate.debrief.naming import listed
from debate.game.record import GameRecord
from debate.pages.reader import Reader
from debate.rules.deck import Deck

if TYPE_CHECKING:
    from debate.classroom.room import Asking, Person, Room, Table


class Seat:
    """What stands before a person now. It is made anew for each page that is sent and keeps nothing."""

    def __init__(self, room: Room, person: str) -> None:
        self.room = room
        self.person = person

    @property
    def who(self) -> Person:
        return self.room.people[self.person]

    @cached_property
    def table(self) -> Table | None:
        """The table where this person sits, or whose game they may look at."""
        place = self.who.place
        if place is not None:
            return self.room.tables[place.table - 1]
        return self.room.tables[0] if self.session is not None else None

    @cached_property
    def session(self) -> GameRecord | None:
        """The game as this person may know it; None while there is none for them."""
        return self.room.game(self.person) if self.room.phase != "gathering" else None

    @cached_property
    def asking(self) -> Asking:
        return self.room.asking(self.person)

    @property
    def deck(self) -> Deck:
        return self.session.deck if self.session is not None else self.room.deck

    @property
    def role(self) -> str | None:
        """The role that this person plays; None for a judge and for somebody without a seat."""
        place = self.who.place
        return place.role or None if place is not None else None

    @property
    def version(self) -> int:
        """Of the table, as requests name it."""
        return self.table.version if self.table is not None else -1

    def reader(self) -> Reader:
        """The game as this person reads it. Only where there is a game."""
        assert self.session is not None
        return Reader(self.session, self.role)

    def called(self, role: str) -> str:
        return self.deck.roles[role].name

    def named(self, people: Iterable[str]) -> str:
        """These people by name, ``you`` for oneself."""
        return listed(["you" if id_ == self.person else self.room.people[id_].name for id_ in people])

    @property
    def team(self) -> tuple[str, ...]:
        """Who plays the same role, oneself included."""
        return self.table.teams.get(self.role, ()) if self.table is not None and self.role is not None else ()

    @property
    def may_be_captain(self) -> bool:
        """Whether this person can speak for the team: captains decide, it has more people than one, and no captain."""
        if self.table is None or len(self.team) < 2 or self.room.settings.decide != "captain":
            return False
        return self.role not in self.table.kept.captains
