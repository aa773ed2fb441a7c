"""A class for tests: a room on a disk in memory with a clock that stands still, and short ways to do things in it."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import define, field

from debate.classroom.room import Done, Person, Place, Refused, Request, Room, Table
from debate.classroom.room.events import Event
from debate.deckfile import load_deck
from debate.rules.legal import legal_moves
from debate.store import Saves
from debate.store.files import Files
from tests.store.disk import Disk

DECK = load_deck(Path(__file__).parent.parent.parent / "decks" / "harbour.yaml")
FIRST, *OTHERS = DECK.turn_order
FOLDER = Path("/home/saves")
TEACHER = "teacher"


@define
class School:
    """``files``: what the room writes through, by default ``disk`` itself."""

    disk: Disk = field(factory=Disk)
    files: Files | None = None
    now: float = 1_526_290_200.0
    room: Room = None  # type: ignore[assignment]
    tokens: dict[str, str] = field(factory=dict)
    count: int = 0

    @classmethod
    def open(cls, people: int = 0, **given: Any) -> School:
        """A room with so many people in it, all let in, none with a seat."""
        school = cls()
        school.begin(**given)
        for _ in range(people):
            school.join()
        if people:
            school.teach("let-in")
        return school

    @property
    def saves(self) -> Saves:
        return Saves(FOLDER, self.files or self.disk)

    def begin(self, **given: Any) -> None:
        self.room = Room.begin(DECK, self.saves, **{"pace": "free", "clock": lambda: self.now, **given})
        self.tokens[TEACHER] = self.room.teacher().token

    def join(self, name: str = "Ada", **given: Any) -> str:
        """Somebody joins and their socket arrives; who it is."""
        ticket = self.room.join(self.room.code, name, **given)
        self.tokens[ticket.person] = ticket.token
        self.enter(ticket.person)
        return ticket.person

    def enter(self, person: str) -> None:
        """A socket arrives and its client keeps the new token."""
        ticket = self.room.enter(self.tokens[person])
        self.room.kept(person, ticket.token)
        self.tokens[person] = ticket.token

    def do(self, person: str, kind: str, /, at: int = -1, id: str = "", **fields: Any) -> Done:
        self.count += 1
        request = Request(id or f"r{self.count}", kind, at, {name: str(value) for name, value in fields.items()})
        return self.room.do(person, request)

    def teach(self, kind: str, /, **fields: Any) -> Done:
        return self.do(TEACHER, kind, **fields)

    def refused(self, person: str, kind: str, /, at: int = -1, **fields: Any) -> str:
        """The code with which this is refused."""
        before = snapshot(self.room)
        with pytest.raises(Refused) as caught:
            self.do(person, kind, at, **fields)
        assert caught.value.sentence.endswith((".", "?", "!")), caught.value.sentence
        assert snapshot(self.room) == before, "a refusal changed something"
        return caught.value.code

    def seat(self, person: str, role: str, table: int = 1) -> None:
        self.teach("seat", person=person, role=role, table=table)

    def table(self, number: int = 1) -> Table:
        return self.room.tables[number - 1]

    def place(self, person: str) -> Place:
        place = self.room.people[person].place
        assert place is not None
        return place

    def choices(self, person: str) -> list[str]:
        """What the person's role may choose now, in notation."""
        place = self.place(person)
        return [str(move) for move in legal_moves(self.table(place.table).session.state, place.role)]

    def propose(self, person: str, which: int = 0, **given: Any) -> Done:
        return self.do(person, "propose", move=self.choices(person)[which], **given)

    def resumed(self) -> Room:
        """The room as another process takes it up after this one was killed."""
        self.disk.killed()
        self.room = Room.resume(self.room.folder, self.saves, clock=lambda: self.now)
        return self.room

    def play(self, random: Random, until: int = 10_000) -> None:
        """Everybody does what is asked of them, at random, until the game is over or so much was done."""
        for _ in range(until):
            self.room.tick()
            asked = [(p, self.room.asking(p)) for p in self.room.people if p != TEACHER]
            asked = [(p, a) for p, a in asked if a.what in ("choose", "confirm", "judge")]
            if not asked:
                return
            person, asking = random.choice(asked)
            if asking.what == "judge":
                ballot = self.table(self.place(person).table).ballot()
                assert ballot is not None
                self.do(person, "vote", speaker=ballot.speaker, ruling=random.choice(["stands", "beaten"]))
            elif asking.proposals and random.random() < 0.7:
                self.do(person, "support", proposal=asking.proposals[0].number)
            else:
                self.do(person, "propose", move=random.choice(self.choices(person)))


def snapshot(room: Room) -> dict[str, Any]:
    """All that a room is, without who is here just now."""
    state = room._state
    return {
        "code": room.code,
        "people": [(p.id, p.name, p.wish, p.kind, p.status, p.place) for p in room.people.values()],
        "room": (room.phase, room.paused, room.message, room.settings, state.joined),
        "voices": (repr(state.voices), dict(state.put)),
        "tokens": (state.tokens, state.offered, state.holders),
        "done": {person: dict(done) for person, done in state.done.items()},
        "tables": [repr(kept) for kept in state.tables],
        "games": [[(e.number, e.state) for e in t.session.journal.entries] for t in room.tables],
        "proposals": [[t.proposals(role) for role in DECK.turn_order] for t in room.tables],
    }


def people_of(room: Room) -> list[Person]:
    return list(room.people.values())


def events(room: Room) -> list[Event]:
    return room._events
