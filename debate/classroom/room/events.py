"""What can happen in a room. An event says what was done and by whom, and has parts: the plain ways in which it changes
the room. A part is a class that says it all: its fields (they are its form in the log), what it changes, whom it
concerns. So taking a log up again decides nothing anew.

The parts stand in ``people_events``, ``team_events``, ``voice_events`` and ``course_events``; here is what they have in
common, and what is done to games. What an event does to a game (an :class:`Act`) says how many entries the game's
journal had before: it is in the log before it is carried out, and is carried out exactly when the journal has just this
length. So a room that died between the two carries it out when it is taken up, and none is ever done twice.

A *question* is a pair of entry numbers of the game's journal; see :mod:`debate.classroom.room.questions`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from attrs import frozen

from debate.classroom.room.state import RoomState, TableState
from debate.classroom.room.types import Change, Done
from debate.game.session import Seat, Session
from debate.rules.moves import read_notation

Question = tuple[int, int]
REMEMBERED = 200
"""How many of a person's latest requests are known again when they are sent once more."""


@frozen
class Happening:
    """One plain way in which an event changes the room. In the log it goes by its class's name: ``proposal-made``."""

    concerns: ClassVar[str] = "settings"
    """What listeners are told has changed, as in :class:`Change`."""

    def apply(self, room: RoomState, event: Event) -> None:
        """Change the room. Raises ``LookupError``, ``ValueError`` or ``TypeError`` for what cannot be."""

    def told(self, event: Event) -> Iterator[Change]:
        """What listeners are told."""
        yield Change(self.concerns)


@frozen
class OfPerson(Happening):
    """About one person, and told as that; not where it ``concerns`` nobody but the doors: empty."""

    concerns = "people"
    person: str

    def told(self, event: Event) -> Iterator[Change]:
        if self.concerns:
            yield Change(self.concerns, None, self.person)


@frozen
class AtTable(Happening):
    """At one table."""

    table: int

    def at(self, room: RoomState) -> TableState:
        """What the room knows of the table."""
        return room.tables[self.table - 1]


@frozen
class ToTable(AtTable):
    """At one table, and told as that."""

    def told(self, event: Event) -> Iterator[Change]:
        yield Change(self.concerns, self.table)


@frozen
class ByPerson(AtTable):
    """What somebody does at a table, told as of them."""

    def told(self, event: Event) -> Iterator[Change]:
        yield Change(self.concerns, self.table, event.by)


@frozen
class Event:
    """Something that happened: the ``number`` counts from 1, ``at`` is the clock in milliseconds.

    ``do`` says what was done, ``by`` who did it, and ``done`` what that person was answered, where they had asked.
    """

    number: int
    at: int
    do: str
    by: str = ""
    parts: tuple[Happening, ...] = ()
    done: Done | None = None

    @property
    def acts(self) -> tuple[Act, ...]:
        """What it does to games, in order."""
        return tuple(part for part in self.parts if isinstance(part, Act))

    @property
    def clock(self) -> float:
        """Seconds."""
        return self.at / 1000

    def apply(self, room: RoomState) -> None:
        """Change the room, part by part. Raises ``LookupError``, ``ValueError`` or ``TypeError`` for what cannot be."""
        room.number = self.number
        for part in self.parts:
            part.apply(room, self)
        if self.done is not None:
            known = room.done.setdefault(self.by, {})
            known[self.done.id] = self.done
            if len(known) > REMEMBERED:
                del known[next(iter(known))]

    def told(self) -> list[Change]:
        """What listeners are told of it, each once."""
        found = list(dict.fromkeys(change for part in self.parts for change in part.told(self)))
        people = [change for change in found if change.what == "people"]
        if len(people) > 1:
            found = [Change("people"), *(change for change in found if change.what != "people")]
        return found


@frozen
class Act(ToTable):
    """What is done to the game of a table when its journal has ``length`` entries."""

    concerns = "game"
    length: int

    def carry_out(self, session: Session) -> None:
        """Do it. Raises :class:`~debate.store.RecordError`, or what a session raises for what it cannot do."""
        raise NotImplementedError


@frozen
class MoveMade(Act):
    """A choice is made, which ends what was proposed for it."""

    move: str

    def apply(self, room: RoomState, event: Event) -> None:
        table, role = self.at(room), self.move.split(" ", 1)[0]
        table.proposals.pop(role, None)
        if role == "judge":
            table.votes = {}

    def carry_out(self, session: Session) -> None:
        session.submit(read_notation(self.move))


@frozen
class EndShown(Act):
    """The end of a round, withheld so far, is shown to everybody."""

    def carry_out(self, session: Session) -> None:
        session.show_all()


@frozen
class PredictionsTurned(Act):
    """Whether people are asked what will come before the end of a round is shown."""

    on: bool

    def carry_out(self, session: Session) -> None:
        session.set_predicting(self.on)


@frozen
class GameTakenBack(Act):
    """The game goes back to where ``to`` choices had been made, which ends all that was proposed."""

    to: int

    def apply(self, room: RoomState, event: Event) -> None:
        table = self.at(room)
        table.proposals, table.votes = {}, {}

    def carry_out(self, session: Session) -> None:
        session.back(self.to)


@frozen
class RoleFilled(Act):
    """``person`` or an opponent fills a role."""

    role: str
    who: str

    def carry_out(self, session: Session) -> None:
        session.takeover(self.role, Seat(self.who))
