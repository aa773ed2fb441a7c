"""The debrief of a game that is over, made once for all who sat at its table."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from attrs import evolve

from debate.classroom.page.blocks import Sheet, link, sheet
from debate.classroom.page.seat import Seat
from debate.debrief.report import Report, report
from debate.faces.kit.ending_svg import ending_svg, poster_of
from debate.game.record import GameRecord
from debate.pages.document import section
from debate.pages.ending import PARTS
from debate.pages.finale import Finale

if TYPE_CHECKING:
    from debate.classroom.room import Room

_reports: WeakKeyDictionary[Room, dict[int, tuple[int, Report]]] = WeakKeyDictionary()


def report_of(room: Room, number: int, session: GameRecord) -> Report:
    """The report on the game of this table."""
    kept = _reports.setdefault(room, {})
    now = room.tables[number - 1].version
    version, found = kept.get(number, (-1, None))
    if found is None or version != now:
        found = report(session.source, session.state.setting, session.played, session.moves, session.scripts)
        kept[number] = now, found
    return found


def finale(seat: Seat) -> Finale:
    """The ending of the game of this seat's table."""
    assert seat.session is not None
    assert seat.table is not None
    return Finale(seat.reader(), report_of(seat.room, seat.table.number, seat.session))


def debriefing(seat: Seat, rest: str) -> Sheet:
    """The debrief in parts: how it ended, with links to the others, or the part of this number. ``KeyError`` where
    there is no such part."""
    found = finale(seat)
    first, *parts = PARTS
    if rest:
        number = int(rest) if rest.isascii() and rest.isdecimal() and len(rest) < 4 else 0
        if not 0 < number <= len(parts):
            raise KeyError(rest)
        part = parts[number - 1]
        leads = [link(f"Next: {parts[number].title}", f"debrief/{number + 1}")] if number < len(parts) else []
        return sheet(part.title, [*part.nodes(found), *leads, link("Back to how it ended", "debrief")])
    read_on = [link(part.title, f"debrief/{number}") for number, part in enumerate(parts, 1)]
    read_on.append(link("The debate so far: every case, answer and dropped argument", "flow"))
    read_on.append(link("Why the world came out so", "why"))
    nodes = [*first.nodes(found), *section("Read on", read_on, 2)]
    return evolve(sheet(first.title, nodes), picture=ending_svg(poster_of(found)))
