"""The debrief of a game that is over, made once for all who sat at its table."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from debate.classroom.page.blocks import Sheet
from debate.classroom.page.seat import Seat
from debate.debrief.report import Report, report
from debate.plain.ending import debrief

if TYPE_CHECKING:
    from debate.classroom.room import Room

_reports: WeakKeyDictionary[Room, dict[int, tuple[int, Report]]] = WeakKeyDictionary()


def report_of(seat: Seat) -> Report:
    """The report on the game of this seat's table."""
    session, table = seat.session, seat.table
    assert session is not None
    assert table is not None
    kept = _reports.setdefault(seat.room, {})
    version, found = kept.get(table.number, (-1, None))
    if found is None or version != table.version:
        found = report(session.source, session.state.setting, session.played, session.moves)
        kept[table.number] = table.version, found
    return found


def debriefing(seat: Seat, _: str) -> Sheet:
    """The whole debrief as one page; its headings are ways through it."""
    desk, paper = seat.desk()
    debrief(desk, report_of(seat))
    paper.link("The debate so far: every case, answer and dropped argument", "flow")
    paper.link("Why the world came out so", "why")
    return paper.sheet("How it ended")
