"""What the room does to games: each act says how long the game's journal was before it.

An act is in the log before it is carried out, and it is carried out exactly when the journal has just this length. So a
room that died between the two carries it out when it is taken up, and none is ever done twice.
"""

from __future__ import annotations

from collections.abc import Iterable

from debate.classroom.room.reducer import Event
from debate.classroom.room.table import Table
from debate.game.session import Seat
from debate.rules.moves import IllegalMove, Move, NotationError, read_notation
from debate.store import RecordError


class Acts:
    """Acts of one event, in order, over one or several tables."""

    def __init__(self) -> None:
        self.listed: list[Event] = []
        self._next: dict[int, int] = {}

    def move(self, table: Table, move: Move) -> Acts:
        """A choice is made."""
        return self._add(table, {"op": "move", "move": str(move)})

    def back(self, table: Table, count: int) -> Acts:
        """The game goes back to where ``count`` choices had been made."""
        return self._add(table, {"op": "back", "to": count})

    def seat(self, table: Table, role: str, who: str) -> Acts:
        """``person`` or an opponent fills a role."""
        return self._add(table, {"op": "seat", "role": role, "who": who})

    def _add(self, table: Table, act: Event) -> Acts:
        length = self._next.get(table.number, table.version)
        self._next[table.number] = length + 1
        self.listed.append({"t": table.number, "len": length, **act})
        return self

    def version(self, table: Table) -> int:
        """Of this table once all is done."""
        return self._next.get(table.number, table.version)

    @property
    def parts(self) -> Event:
        return {"acts": self.listed} if self.listed else {}


def carry_out(table: Table, act: Event) -> None:
    """Do an act, unless it is done. Raises :class:`RecordError` where the game cannot be written, or does not fit."""
    length = table.version
    if length > act["len"]:
        return
    session = table.session
    try:
        if length < act["len"]:
            raise ValueError(f"it has {length} entries and should have {act['len']}")
        if act["op"] == "move":
            session.submit(read_notation(act["move"]))
        elif act["op"] == "back":
            session.back(act["to"])
        else:
            session.takeover(act["role"], Seat(act["who"]))
    except RecordError:
        raise
    except (ValueError, KeyError, IllegalMove, NotationError) as problem:
        raise RecordError(f"The game of table {table.number} does not fit the log of the class: {problem}.") from None


def not_done(tables: Iterable[Table], events: Iterable[Event]) -> list[Event]:
    """Acts in the log that have not been carried out, oldest first."""
    lengths = {table.number: table.version for table in tables}
    return [act for event in events for act in event.get("acts", ()) if act["len"] >= lengths[act["t"]]]
