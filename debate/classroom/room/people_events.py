"""What happens to people of a room: they come and go, are called something, have tokens, sit somewhere."""

from __future__ import annotations

from attrs import evolve, frozen

from debate.classroom.room.events import Event, OfPerson
from debate.classroom.room.state import RoomState
from debate.classroom.room.types import OUT, TEACHER, Person, Place


@frozen
class Joined(OfPerson):
    """Somebody is new in the room."""

    kind: str
    name: str
    wish: str
    status: str

    def apply(self, room: RoomState, event: Event) -> None:
        if self.kind != TEACHER:
            room.joined += 1
        room.people[self.person] = Person(
            self.person, self.name, self.wish, self.kind, self.status, None, False, event.clock
        )


@frozen
class TokenOffered(OfPerson):
    """A new token's hash for a person, who may not have received it yet."""

    concerns = ""
    hash: str

    def apply(self, room: RoomState, event: Event) -> None:
        waiting = room.offered.setdefault(self.person, [])
        waiting.append(self.hash)
        room.holders[self.hash] = self.person
        while len(waiting) > 3:
            room.holders.pop(waiting.pop(0), None)


@frozen
class TokenKept(OfPerson):
    """The token with this hash is now the person's only one."""

    concerns = ""
    hash: str

    def apply(self, room: RoomState, event: Event) -> None:
        for old in (*room.offered.pop(self.person, ()), room.tokens.get(self.person, "")):
            if old != self.hash:
                room.holders.pop(old, None)
        room.tokens[self.person] = self.hash
        room.holders[self.hash] = self.person


@frozen
class TokensDead(OfPerson):
    """No token of the person is good any more. Of one who is out the hashes stay, so that it can be said why."""

    concerns = ""

    def apply(self, room: RoomState, event: Event) -> None:
        hashes = (*room.offered.pop(self.person, ()), room.tokens.pop(self.person, ""))
        if room.people[self.person].status != OUT:
            for hash_ in hashes:
                room.holders.pop(hash_, None)


@frozen
class Arrived(OfPerson):
    """A socket of a person is there; ``versions``: of the tables then."""

    versions: tuple[int, ...]

    def apply(self, room: RoomState, event: Event) -> None:
        room.people[self.person] = evolve(room.people[self.person], here=True, since=event.clock)
        left = room.away.get(self.person)
        if left is not None and left[1] is None:
            room.away[self.person] = (left[0], room.mark(self.person, self.versions))


@frozen
class Departed(OfPerson):
    """The sockets of a person are gone; ``versions``: of the tables then."""

    versions: tuple[int, ...]

    def apply(self, room: RoomState, event: Event) -> None:
        room.people[self.person] = evolve(room.people[self.person], here=False, since=event.clock)
        room.away[self.person] = (room.mark(self.person, self.versions), None)


@frozen
class Described(OfPerson):
    """What is new about a person; None: as it was."""

    name: str | None = None
    wish: str | None = None
    status: str | None = None

    def apply(self, room: RoomState, event: Event) -> None:
        known = room.people[self.person]
        room.people[self.person] = evolve(
            known,
            name=known.name if self.name is None else self.name,
            wish=known.wish if self.wish is None else self.wish,
            status=known.status if self.status is None else self.status,
        )


@frozen
class PlaceTaken(OfPerson):
    """A person sits at a table, as a judge where the role is empty; table 0: nowhere."""

    table: int
    role: str = ""

    def apply(self, room: RoomState, event: Event) -> None:
        place = Place(self.table, self.role) if self.table else None
        if room.people[self.person].place == place:
            return
        for table in room.tables:
            table.votes.pop(self.person, None)
            for role in table.proposals:
                table.unsupport(role, self.person)
            table.captains = {role: who for role, who in table.captains.items() if who != self.person}
        room.people[self.person] = evolve(room.people[self.person], place=place)
