"""What the room does to games: in the log before it is carried out, and carried out once (see ``events``)."""

from __future__ import annotations

from collections.abc import Iterable

from debate.classroom.room.events import Act, EndShown, Event, GameTakenBack, MoveMade, PredictionsTurned, RoleFilled
from debate.classroom.room.table import Table
from debate.rules.moves import IllegalMove, Move, NotationError
from debate.store import RecordError


class Acts:
    """Acts of one event, in order, over one or several tables."""

    def __init__(self) -> None:
        self.listed: list[Act] = []
        self._next: dict[int, int] = {}

    def move(self, table: Table, move: Move) -> Acts:
        """A choice is made."""
        return self._add(MoveMade(table.number, self._length(table), str(move)))

    def back(self, table: Table, count: int) -> Acts:
        """The game goes back to where ``count`` choices had been made."""
        return self._add(GameTakenBack(table.number, self._length(table), count))

    def seat(self, table: Table, role: str, who: str) -> Acts:
        """``person`` or an opponent fills a role."""
        return self._add(RoleFilled(table.number, self._length(table), role, who))

    def show(self, table: Table) -> Acts:
        """The end of the round that is withheld is shown."""
        return self._add(EndShown(table.number, self._length(table)))

    def predicting(self, table: Table, on: bool) -> Acts:
        """People are asked what will come from now on, or no more; none where that is so already."""
        if table.session.predicting == on:
            return self
        return self._add(PredictionsTurned(table.number, self._length(table), on))

    def _length(self, table: Table) -> int:
        length = self.version(table)
        self._next[table.number] = length + 1
        return length

    def _add(self, act: Act) -> Acts:
        self.listed.append(act)
        return self

    def version(self, table: Table) -> int:
        """Of this table once all is done."""
        return self._next.get(table.number, table.version)


def carry_out(table: Table, act: Act) -> None:
    """Do an act, unless it is done. Raises :class:`RecordError` where the game cannot be written, or does not fit."""
    length = table.version
    if length > act.length:
        return
    try:
        if length < act.length:
            raise ValueError(f"it has {length} entries and should have {act.length}")
        act.carry_out(table.session)
    except RecordError:
        raise
    except (ValueError, KeyError, IllegalMove, NotationError) as problem:
        raise RecordError(f"The game of table {table.number} does not fit the log of the class: {problem}.") from None


def not_done(tables: Iterable[Table], events: Iterable[Event]) -> list[Act]:
    """Acts in the log that have not been carried out, oldest first."""
    lengths = {table.number: table.version for table in tables}
    return [act for event in events for act in event.acts if act.length >= lengths[act.table]]
