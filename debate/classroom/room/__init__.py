"""The room of a class."""

from debate.classroom.room.comparing import TableOutcome
from debate.classroom.room.room import Room
from debate.classroom.room.shapes import (
    Asking,
    Ballot,
    Change,
    Done,
    Person,
    Place,
    Proposal,
    Refused,
    Request,
    Settings,
    Ticket,
)
from debate.classroom.room.table import Table

__all__ = [
    "Asking",
    "Ballot",
    "Change",
    "Done",
    "Person",
    "Place",
    "Proposal",
    "Refused",
    "Request",
    "Room",
    "Settings",
    "Table",
    "TableOutcome",
    "Ticket",
]
