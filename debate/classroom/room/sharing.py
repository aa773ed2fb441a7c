"""Giving out seats: everybody who waits gets one, teams of about the same size, some judges at each table."""

from __future__ import annotations

from collections.abc import Iterable

from debate.classroom.room.people_events import PlaceTaken
from debate.classroom.room.plan import Desk
from debate.classroom.room.types import Person

_TEAM_FIRST = 3
"""A team has so many before a table gets judges."""
_JUDGES = 3


def waiting(desk: Desk) -> list[Person]:
    """Students who are in and sit nowhere, in the order in which they joined."""
    return [person for person in desk.students() if person.place is None]


def share_out(desk: Desk, people: list[Person]) -> list[PlaceTaken]:
    """A seat for each of these people.

    Teams are filled evenly over all tables up to three each, then come three judges a table where exchanges are judged,
    then teams again. Roles that an opponent or the teacher plays are left to them.
    """
    teams = {
        (table.number, role): len(team)
        for table in desk.tables
        if not table.ended
        for role, team in table.teams.items()
        if table.filled_by(role) in ("team", "nobody")
    }
    judges = {table.number: len(table.judges) for table in desk.tables if not table.ended and desk.judged}
    if not teams:
        return as_judges(desk, (person.id for person in people))
    places: list[PlaceTaken] = []
    for person in people:
        smallest = min(teams, key=lambda place: teams[place])
        emptiest = min(judges, key=lambda number: judges[number], default=0)
        if emptiest and teams[smallest] >= _TEAM_FIRST and judges[emptiest] < _JUDGES:
            judges[emptiest] += 1
            places.append(PlaceTaken(person.id, emptiest))
        else:
            teams[smallest] += 1
            places.append(PlaceTaken(person.id, *smallest))
    return places


def as_judges(desk: Desk, people: Iterable[str]) -> list[PlaceTaken]:
    """For those who come late: a judge's seat where the fewest judges are."""
    open_ = {table.number: len(table.judges) for table in desk.tables if not table.ended}
    places: list[PlaceTaken] = []
    for id_ in people:
        if open_:
            number = min(open_, key=lambda number: open_[number])
            open_[number] += 1
            places.append(PlaceTaken(id_, number))
    return places
