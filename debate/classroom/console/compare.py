"""How the tables of a class came out, side by side: the same deck, the same start, other choices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from debate.classroom.console.board import board_of
from debate.classroom.console.selection import TeachingApp
from debate.debrief.naming import name_of
from debate.debrief.verdicts import ANYWAY, BY_IT, LATER, tally
from debate.faces.tui.page import BLANK, QUIET, STRONG, Columns, Line, heading
from debate.faces.tui.sheet import Sheet
from debate.pages.document import Ref

if TYPE_CHECKING:
    from debate.classroom.room import Room, TableOutcome

BESIDE = 4
"""So many tables stand side by side; more come in further blocks."""
APART = 6
"""Meters that came out most differently."""
TABLE = "class-table"
"""Kind of reference that leads to a table's debrief."""
Cell = tuple[tuple[str, str], ...]


class CompareScreen(Sheet):
    """A column for each table; a table's own line leads to its debrief."""

    DEFAULT_CSS = """
    CompareScreen > #sheet { max-width: 140; }
    """

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room

    def heading(self) -> tuple[str, str]:
        running = any(not table.ended for table in self.room.tables)
        return "The tables side by side", "as it would end now, where a game still runs" if running else ""

    def show(self) -> None:
        """Show the outcomes as they stand now."""
        if tuple(self.lines()) != self.page.lines:
            self.fill()

    def lines(self) -> Iterator[Line]:
        if self.room.phase == "gathering":
            yield Line("No game has begun.")
            return
        found = tuple(self.room.compare())
        for first in range(0, len(found), BESIDE):
            yield from self._block(found[first : first + BESIDE])
            yield BLANK
        yield Line(
            "Beside each role, floor / world. The floor: exchanges won in the debate. The world: how far the role's "
            "wants came true, 0 to 100. The two are never added: a class can win the argument and still lose the "
            "policy. Ask what each table did differently.",
            QUIET,
        )
        if not all(item.over for item in found):
            return
        yield BLANK
        yield heading("The debrief of each table")
        for item in found:
            yield Line(f"Table {item.table}: {item.ending}", to=Ref(TABLE, str(item.table)))

    def _block(self, found: tuple[TableOutcome, ...]) -> Iterator[Line]:
        deck = self.room.deck

        def row(label: str, cell: Callable[[TableOutcome], str], style: str = "") -> Line:
            cells: list[Cell] = [((label, QUIET),)]
            cells += [((cell(item), style),) for item in found]
            return Columns(cells=tuple(cells))

        yield row("", lambda item: f"Table {item.table}" + ("" if item.over else f", round {item.rounds}"), STRONG)
        if any(item.cut_short for item in found):
            yield row("The class chose", _chose)
        yield row("End of term", lambda item: item.ending or "no ending")
        yield row("Years later", lambda item: item.later or "no ending")
        for role in deck.turn_order:
            yield row(deck.roles[role].name, partial(_score, role))
        yield row("Promises kept by it", lambda item: self._kept(item.table))
        yield row("later, came anyway", lambda item: self._otherwise(item.table))
        yield row("What did not follow", lambda item: self._denials(item.table))
        for id_ in self._apart():
            yield row(name_of(deck, id_), partial(_meter, id_))

    def _apart(self) -> list[str]:
        """The meters that differ most between the tables; with one table, those that moved most."""
        found = self.room.compare()

        def spread(id_: str) -> int:
            values = [item.meters[id_] for item in found]
            if len(values) == 1:
                values.append(self.room.deck.meters[id_].start)
            return max(values) - min(values)

        most = sorted(self.room.deck.meters, key=spread, reverse=True)[:APART]
        return [id_ for id_ in self.room.deck.meters if id_ in most and spread(id_)]

    def _kept(self, table: int) -> str:
        found = board_of(self.room).verdicts(table)
        return "still open" if found is None else f"{tally(found)[BY_IT]} of {len(found)}"

    def _otherwise(self, table: int) -> str:
        found = board_of(self.room).verdicts(table)
        return "" if found is None else f"{tally(found)[LATER]} and {tally(found)[ANYWAY]}"

    def _denials(self, table: int) -> str:
        """How many different denials fired there."""
        steps = board_of(self.room).public(table).visible(None)
        return f"{len({step.cause for step in steps if step.kind == 'denied'})} denials"

    def follow(self, to: Ref) -> None:
        if to.kind == TABLE and isinstance(self.app, TeachingApp):
            self.app.open_debrief(int(to.id))


def _chose(item: TableOutcome) -> str:
    """How long people made the choices; after that opponents did."""
    if not item.cut_short:
        return "to the end"
    return f"until round {item.cut_short}"


def _score(role: str, item: TableOutcome) -> str:
    return f"{item.points[role]} / {item.scores[role]}"


def _meter(id_: str, item: TableOutcome) -> str:
    return str(item.meters[id_])
