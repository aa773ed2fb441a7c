"""What a request would do: decided before anything is written, so that a refusal changes nothing."""

from __future__ import annotations

from attrs import define, field

from debate.classroom.room.effects import Acts
from debate.classroom.room.events import Happening
from debate.classroom.room.state import RoomState
from debate.classroom.room.table import Table
from debate.classroom.room.types import IN, STUDENT, Person, Refused, Settings
from debate.debrief.naming import listed
from debate.rules.deck import Deck
from debate.rules.moves import JUDGE
from debate.rules.text import visible


@define
class Plan:
    """What to say to the one who asked, and what happens then; ``acts``: what of it happens to games, last of all."""

    words: str
    parts: tuple[Happening, ...] = ()
    acts: Acts = field(factory=Acts)

    @property
    def happens(self) -> tuple[Happening, ...]:
        return (*self.parts, *self.acts.listed)


@define
class Desk:
    """What those who plan may look at: the deck, the tables and the room as it stands."""

    deck: Deck
    state: RoomState
    tables: tuple[Table, ...]
    now: float = 0.0
    """The room's clock when the request came."""
    shown: float = 0.0
    """The computer's clock then."""

    @property
    def settings(self) -> Settings:
        return self.state.settings

    def table(self, person: Person) -> Table:
        """The table of somebody who sits at one."""
        if person.place is None:
            raise Refused("not-now", "You have no seat yet; the teacher gives them out.")
        return self.tables[person.place.table - 1]

    def numbered(self, text: str) -> Table:
        """The table of this number."""
        if not text and len(self.tables) == 1:
            return self.tables[0]
        number = whole(text or "", 1, len(self.tables), f"There is no table '{visible(text, 20)}'")
        return self.tables[number - 1]

    def running(self, text: str) -> Table:
        """The table of this number, if nothing has ended its game."""
        table = self.numbered(text)
        if table.ended:
            raise Refused("not-now", f"The game at table {table.number} is over.")
        return table

    def some(self, text: str) -> list[Table]:
        """The table of this number, or ``all`` that still play."""
        if text == "all":
            return [table for table in self.tables if not table.ended]
        return [self.numbered(text)]

    def begun(self) -> None:
        """That the game has begun."""
        if self.state.phase == "gathering":
            raise Refused("not-now", "The game has not begun; 'start' begins it.")

    def role(self, text: str) -> str:
        """A role of the deck, by id."""
        if text not in self.deck.roles:
            names = ", ".join(self.deck.turn_order)
            raise Refused("unknown", f"There is no role '{visible(text, 40)}' here; the roles are {names}.")
        return text

    def person(self, text: str) -> Person:
        """Somebody who has joined and is not out."""
        person = self.state.people.get(text)
        if person is None or person.kind == "teacher" or person.status == "out":
            raise Refused("unknown", f"Nobody called '{visible(text, 40)}' is in this room.")
        return person

    def called(self, role: str) -> str:
        return "The judge" if role == JUDGE else self.deck.roles[role].name

    def names(self, people: tuple[str, ...] | list[str]) -> str:
        """Several people in words: ``Ada, Bo and Cem``."""
        return listed([self.state.people[id_].name for id_ in people])

    @property
    def judged(self) -> bool:
        """Whether exchanges are judged in this class."""
        return self.tables[0].session.state.setting.judged

    def students(self) -> list[Person]:
        return [p for p in self.state.people.values() if p.kind == STUDENT and p.status == IN]


def whole(text: str, low: int, high: int, wrong: str) -> int:
    """A whole number in a field."""
    if not (text.isascii() and text.isdigit() and len(text) < 9 and low <= int(text) <= high):
        raise Refused("unknown", f"{wrong}; write a number from {low} to {high}.")
    return int(text)
