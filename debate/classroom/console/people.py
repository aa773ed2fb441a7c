"""Who is here and who sits where, as rows for the teacher."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import define, field
from textual.content import Content

from debate.classroom.room import Person
from debate.debrief.believed import AFTER, BEFORE
from debate.faces.tui.listing import Row
from debate.faces.tui.page import QUIET
from debate.faces.tui.text import cut, say, width

if TYPE_CHECKING:
    from debate.classroom.room import Room, Table

HERE, AWAY, AT_THE_DOOR, CAPTAIN = "●", "○", "?", "★"
JUDGE = "judge"
MINUTE = 60


@define
class Present:
    """Everybody in the room, sorted by what the teacher has to do about them."""

    door: list[Person] = field(factory=list)
    """Asking to be let in."""
    wishes: list[Person] = field(factory=list)
    """Inside, with a name that waits to be let through."""
    unseated: list[Person] = field(factory=list)
    seated: list[Person] = field(factory=list)
    walls: list[Person] = field(factory=list)
    out: list[Person] = field(factory=list)

    @property
    def students(self) -> list[Person]:
        """All students who were let in."""
        return [*self.unseated, *self.seated]


def present(room: Room) -> Present:
    """Everybody but the teacher, in the order in which they came."""
    found = Present()
    for person in room.people.values():
        if person.kind == "teacher":
            continue
        if person.status == "out":
            found.out.append(person)
        elif person.status == "asking":
            found.door.append(person)
        elif person.kind == "wall":
            found.walls.append(person)
        else:
            (found.unseated if person.place is None else found.seated).append(person)
            if person.wish:
                found.wishes.append(person)
    return found


def people_rows(room: Room, cells: int, now: float) -> list[Row]:
    """The door first, then those without a seat, then every table with its roles, teams and judges."""
    found: list[Row] = []
    who = present(room)
    found += _group("door", "At the door", who.door, cells, now)
    found += _group("unseated", "Without a seat", who.unseated, cells, now)
    for table in room.tables:
        found += _table_rows(room, table, cells, now)
    found += _group("walls", "Walls", who.walls, cells, now)
    found += _group("out", "Sent out", who.out, cells, now)
    return found


def _group(id_: str, title: str, people: Sequence[Person], cells: int, now: float) -> Iterator[Row]:
    if people:
        yield Row(f"head:{id_}", say((cut(f"{title} ({len(people)})", cells), "bold underline")), enabled=False)
        for person in people:
            yield Row(f"person:{person.id}", person_content(person, cells, now))


def _table_rows(room: Room, table: Table, cells: int, now: float) -> Iterator[Row]:
    deck = room.deck
    if len(room.tables) > 1:
        yield Row(f"table:{table.number}", say((f"Table {table.number}", "bold underline")))
    for role in deck.turn_order:
        team = table.teams.get(role, ())
        name = deck.roles[role].name
        filled = filled_by(table, role)
        yield Row(
            f"role:{table.number}:{role}",
            say((cut(name, cells - 14), "bold"), (f"  {filled}" if width(name) + width(filled) < cells else "", QUIET)),
        )
        for id_ in team:
            if id_ in room.people:
                yield Row(f"person:{id_}", person_content(room.people[id_], cells, now, table, role))
    if table.judges:
        yield Row(f"role:{table.number}:{JUDGE}", say(("Judges", "bold"), (f"  {len(table.judges)}", QUIET)))
        for id_ in table.judges:
            if id_ in room.people:
                yield Row(f"person:{id_}", person_content(room.people[id_], cells, now, table))


def filled_by(table: Table, role: str) -> str:
    """Who fills a role, in a word or two."""
    team = table.teams.get(role, ())
    if team:
        return "alone" if len(team) == 1 else f"team of {len(team)}"
    who = table.filled_by(role)
    return {"teacher": "you play it", "nobody": "nobody yet"}.get(who, f"{who} opponent")


def person_content(person: Person, cells: int, now: float, table: Table | None = None, role: str = "") -> Content:
    """One person on one line: here or away, the name, what else there is to know."""
    mark = AT_THE_DOOR if person.status == "asking" else HERE if person.here else AWAY
    words = []
    if table is not None and role and table.captains.get(role) == person.id:
        words.append(f"{CAPTAIN} captain")
    if person.kind == "wall":
        words.append("a wall")
    if person.wish:
        words.append(f'"{person.wish}"?')
    if not person.here:
        words.append(f"away {ago(now - person.since)}")
    name = cut(person.name, cells - 3)
    rest = cut("  " + ", ".join(words), cells - 3 - width(name)) if words else ""
    return say(f" {mark} ", name, (rest, QUIET))


def ago(seconds: float) -> str:
    """A time as people say it: ``20 s``, ``3 min``."""
    return f"{max(0, int(seconds))} s" if seconds < MINUTE else f"{int(seconds // MINUTE)} min"


def asked_words(room: Room) -> list[str]:
    """How many have answered what is asked of everybody now; none where nothing is."""
    found = []
    for what, name in ((AFTER, "the claims again"), ("ticket", "the exit ticket")):
        if what in room.put:
            done, whole = room.answered(what)
            found.append(f"Asked: {name}; {done} of {whole} have answered.")
    return found


def door_words(room: Room) -> str:
    """How many have answered the claims at the door; empty where nobody is asked."""
    if not (room.settings.beliefs and room.deck.beliefs):
        return ""
    done, whole = room.answered(BEFORE)
    return f"{done} of {whole} have said what they believe." if done < whole else ""


def waiting(room: Room) -> int:
    """How many sentences wait to be looked at."""
    return sum(not one.shown for one in room.achieved())
