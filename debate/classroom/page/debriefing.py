"""The debrief of a game that is over, made once for all who sat at its table."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from debate.classroom.page.blocks import Paper, Sheet
from debate.classroom.page.seat import Seat
from debate.debrief.report import Report, report
from debate.faces.plain.ending import debrief
from debate.faces.web.blocks import Block

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


def say_cut(seat: Seat, paper: Paper) -> None:
    """Say who made the choices of the last rounds, where that was not the class."""
    table = seat.table
    if table is not None and table.cut_words:
        paper.say(table.cut_words)


def debriefing(seat: Seat, rest: str) -> Sheet:
    """The debrief in parts: how it ended, with links to the others, or the part of this number. ``KeyError`` where
    there is no such part."""
    desk, paper = seat.desk()
    debrief(desk, report_of(seat))
    parts = _parts(paper.blocks)
    titles = [part[0].text for part in parts]
    if rest:
        number = int(rest) if rest.isascii() and rest.isdecimal() and len(rest) < 4 else 0
        if not 0 < number < len(parts):
            raise KeyError(rest)
        paper.blocks = [*parts[number]]
        if number + 1 < len(parts):
            paper.link(f"Next: {titles[number + 1]}", f"debrief/{number + 1}")
        paper.link("Back to how it ended", "debrief")
        return paper.sheet(titles[number])
    endings = sum(title.startswith(("The end of term", "Years later")) for title in titles)
    paper.blocks = []
    say_cut(seat, paper)
    paper.blocks += [block for part in parts[:endings] for block in part]
    paper.head("Read on")
    for number in range(endings, len(parts)):
        paper.link(titles[number], f"debrief/{number}")
    paper.link("The debate so far: every case, answer and dropped argument", "flow")
    paper.link("Why the world came out so", "why")
    return paper.sheet("How it ended")


def _parts(blocks: list[Block]) -> list[list[Block]]:
    """Blocks from one heading to the next."""
    parts: list[list[Block]] = []
    for block in blocks:
        if block.kind == "head":
            parts.append([])
        parts[-1].append(block)
    return parts
