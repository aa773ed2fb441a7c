"""What stands on the wall while a class gathers and plays: how to join, who is here, what is asked now, a message."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from debate.classroom.console.letters import qr, small
from debate.classroom.console.wall_paper import EDGE, Drawing, big, large, line, meters_beside, rule, said, wall_meters
from debate.debrief.naming import cited, listed
from debate.faces.kit.glyphs import CHOOSING, CHOSEN, OTHER
from debate.faces.kit.names import sigil
from debate.faces.kit.rows import Row, beside, cells_of, cut, fit, folded, padded, row, settled, width
from debate.game.record import GameRecord
from debate.pages.predictions import PRIVATE
from debate.rules.moves import JUDGE

if TYPE_CHECKING:
    from debate.classroom.console.board import Board
    from debate.classroom.room import Person, Room, Table

MOST_TABLES = 5
"""So many tables have a row of their own; of more those that are waited for come first, and the rest is counted."""
MOST_BESIDE = 3
"""So many tables stand side by side at a time."""
CAMERA = "#ffffff on #000000"
"""The style of QR codes, which keep their colours in every theme: cameras want contrast."""
PHASES = {
    "deal": ("Choose cards", "choose cards"),
    "choose": ("Choose a move", "choose"),
    "answer": ("Answer a case", "answer"),
    "extend": ("Answer back", "answer back"),
    "settle": ("Pay or wait", "pay or wait"),
    JUDGE: ("Judges rule", "judges rule"),
    "foretell": ("What will come?", "predict"),
    "held": ("Look and talk", "wait"),
    "over": ("The end", "are through"),
}
"""What each moment is called in large letters, and behind the name of a table."""
ASK = {
    "deal": "Which of your cards would convince somebody who is against you?",
    "choose": "Ask: which of these will your move change, and when?",
    "answer": "Ask: what would have to be true for that case to hold?",
    "extend": "Ask: does the answer meet the case, or something beside it?",
    "settle": "Ask: is the move worth more now than a round later?",
    JUDGE: "Ask: which step of the case did the answer meet?",
    "foretell": f"Say what you think before you see it. {PRIVATE}",
    "held": "Ask: what moved, and whose move was it?",
    "over": "Ask: what would you do otherwise?",
}
"""A question for those who wait."""


# How to join.


def join_page(room: Room, board: Board, cells: int, height: int) -> list[Row]:
    """Where to go, or else, what to type there, and a QR code where it fits."""
    address, others = board.address, board.others
    code_rows = [row((each, CAMERA)) for each in qr(f"{address}#{room.code}")] if address else []
    beside_cells = cells_of(code_rows[0]) + 2 if code_rows else 0
    left: list[Row] = [line(("Open in your browser", "quiet")), line((address, "bold")), ()]
    left += [line(("and type", "quiet")), *(line((each, "bold")) for each in small(room.code)), ()]
    left += [line((each, "bold")) for each in _who_is_here(room)]
    if room.settings.locked:
        left.append(line(("! Locked: nobody new comes in.", "bold")))
    if others:
        left += [(), line(("If that does not open", "quiet")), *(line(other) for other in others[:3])]
    widest = max(cells_of(each) for each in left)
    if code_rows and len(code_rows) <= height and widest + beside_cells <= cells:
        # The sign may stand below the words where the words leave it too little room beside them.
        return beside([left, code_rows], [cells - beside_cells, beside_cells])
    return left


def _who_is_here(room: Room) -> Iterator[str]:
    inside = [person for person in room.people.values() if person.kind == "student" and person.status == "in"]
    here = sum(person.here for person in inside)
    yield f"{here} {'person is' if here == 1 else 'people are'} here"
    if door := sum(1 for person in room.people.values() if person.status == "asking"):
        yield f"{door} at the door"


def joining(room: Room, board: Board, cells: int, height: int) -> Drawing:
    """The same as a page of the wall."""
    return Drawing(room.deck.title, (tuple(join_page(room, board, cells, height - 2)),), "Come in")


# Who is here.


def roster(room: Room, board: Board, cells: int, height: int) -> Drawing:
    """Who plays what at which table, names where they may stand on a wall; and hands that the teacher has opened."""
    tables = in_turn(list(room.tables), board, 2)
    each = (cells - EDGE) // len(tables)
    columns = [[padded(one, each - 1) for one in _seats(room, table, each - 1)] for table in tables]
    rows = beside([[], *columns], [EDGE, *[each] * len(tables)])
    free = [person.id for person in _students(room) if person.place is None]
    foot = tuple(said(f"Without a seat so far: {_named(room, free)}", cells, 3, "")) if free else ()
    here = f"{sum(person.here for person in _students(room))} here"
    opened = tuple(each for table in tables for each in _hand(room, table, cells))
    parts = (opened,) if opened else (tuple(rows[: height - 2]), foot)
    return Drawing("Hands that lie open" if opened else "Who plays what", parts, here)


def _students(room: Room) -> list[Person]:
    return [person for person in room.people.values() if person.kind == "student" and person.status == "in"]


def _seats(room: Room, table: Table, cells: int) -> Iterator[Row]:
    deck = table.session.source
    if len(room.tables) > 1:
        yield row((f"Table {table.number}", "quiet"))
    for role in deck.turn_order:
        yield row(sigil(deck, role), " ", (cut(settled(deck.roles[role].name), cells - 4), "bold"))
        for each in folded(_team(room, table, role), cells - 4, 2):
            yield row("    ", each)
        yield ()
    if table.judges:
        yield row((" J  Judges", "bold"))
        for each in folded(_named(room, table.judges), cells - 4, 2):
            yield row("    ", each)


def _team(room: Room, table: Table, role: str) -> str:
    """Who fills this role, as the wall may say it."""
    if team := table.teams.get(role, ()):
        return _named(room, team)
    who = table.filled_by(role)
    return {"teacher": "the teacher", "nobody": "nobody yet"}.get(who, f"{who} opponent")


def _named(room: Room, ids: Sequence[str]) -> str:
    if not room.settings.names_on_wall:
        return f"{len(ids)} {'person' if len(ids) == 1 else 'people'}"
    return listed([room.people[id_].name for id_ in ids if id_ in room.people])


def _hand(room: Room, table: Table, cells: int) -> Iterator[Row]:
    deck = table.session.source
    hands = room.hands(table.number) if room.phase == "playing" else {}
    for role, hand in hands.items():
        yield line(sigil(deck, role), " ", (settled(deck.roles[role].name), "bold"))
        for card in hand:
            words = f"{deck.arguments[card].title} {cited(deck.arguments[card])}"
            yield line("    ", OTHER, " ", cut(settled(words), cells - 2 * EDGE - 6))


# What is asked now.


def asked_now(room: Room, board: Board, cells: int) -> Drawing:
    """What to do in large letters, who is waited for at each table, and where the tables stand."""
    tables = [table for table in room.tables if board.played(table)]
    moments = {table.number: moment(table) for table in tables}
    running = [table for table in tables if moments[table.number] != "over"] or tables
    same = {moments[table.number] for table in running}
    only = next(iter(same)) if len(same) == 1 else ""
    last = min(running, key=lambda table: (table.in_round, table.number))
    title = PHASES[only][0] if only else f"Round {last.in_round}"
    clock, words = _clock(room, running)
    parts: list[tuple[Row, ...]] = [tuple(big(title, cells, clock))]
    shown = sorted(tables, key=lambda t: not _waits(t))[:MOST_TABLES] if len(tables) > MOST_TABLES else tables
    shown = sorted(shown, key=lambda t: t.number)
    for table in shown:
        parts.append((_table_row(table, cells, "" if only else PHASES[moments[table.number]][1], len(tables)),))
    if len(tables) > len(shown):
        parts.append((line((f"and {len(tables) - len(shown)} more tables", "quiet")),))
    stand = _stand(room, board, tables, cells)
    parts += [(rule(cells), *stand), (rule(cells), *said(ASK[only or "choose"], cells, 1, "quiet"))]
    return Drawing(round_words(board.public(last.number)), tuple(parts), words or lesson_words(room))


def moment(table: Table) -> str:
    """What a table is about now: a phase, the judges' turn, predictions, waiting for the teacher, or its end."""
    state = table.session.state
    if state.over or table.ended:
        return "over"
    if table.withheld:
        return "foretell"
    if table.held:
        return "held"
    return JUDGE if JUDGE in state.awaiting else state.phase


def _waits(table: Table) -> bool:
    return bool(table.session.state.awaiting) and not (table.held or table.ended)


def round_words(session: GameRecord) -> str:
    """``Round 2 of 5 · the year 2019``."""
    deck, number = session.deck, min(session.state.round, session.deck.rounds.count)
    label = deck.rounds.labels[number - 1]
    words = f"Round {number} of {deck.rounds.count}"
    return words if label in ("", f"Round {number}") else f"{words} · {label}"


def lesson_words(room: Room) -> str:
    """When the debrief begins and the bell rings, where the teacher has said so."""
    from debate.classroom.room.lesson import DEBRIEF, TICKET, clock_time

    lesson = room.lesson
    if lesson is None:
        return ""
    debrief = f"debrief {clock_time(lesson.bell - TICKET - DEBRIEF)} · " if lesson.phase == "playing" else ""
    return f"{debrief}bell {clock_time(lesson.bell)}"


def _clock(room: Room, tables: Sequence[Table]) -> tuple[str, str]:
    """The time that was given, ``1:40``, the shortest of it; and what it means. Empty where none was."""
    untils = [until for table in tables for role in table.session.state.awaiting if (until := table.until(role))]
    untils += [until for table in tables if (until := table.foretell_until())]
    if not untils or room.paused:
        return "", ""
    left = max(0, math.ceil(min(untils) - room.now))
    return f"{left // 60}:{left % 60:02}", "minutes left" if left else "time is up"


def _table_row(table: Table, cells: int, doing: str, count: int) -> Row:
    """Each role of a table: has it chosen? Once all have, how many have said what will come, where that is asked."""
    deck, state = table.session.source, table.session.state
    lead = fit(f"Table {table.number}", 10) if count > 1 else ""
    if doing:
        lead = fit(f"Table {table.number} · {doing}", 24)
    over = state.over or table.ended
    if table.withheld and not over:
        left, of = table.foretelling(), len(table.asked_to_foretell())
        return line((lead, "bold"), (f"{of - len(left)} of {of} have said", "bold"))
    names = [settled(deck.roles[role].name) for role in deck.turn_order]
    whole = sum(width(name) + 8 for name in names) <= cells - 2 * EDGE - width(lead)
    parts: list[Row] = []
    for role, name in zip(deck.turn_order, names, strict=True):
        awaited = role in state.awaiting and not over and not table.held
        mark = " " if over or table.held else CHOOSING if awaited else CHOSEN
        shown = name if whole else ""
        parts.append(row((f"{mark} ", "bold"), sigil(deck, role), (f" {shown}  ", "bold" if awaited else "quiet")))
    return line((lead, "bold"), *parts)


def in_turn(tables: list[Table], board: Board, most: int) -> list[Table]:
    """So many of these tables at a time: the teacher's, or all of them one after the other."""
    if 0 < board.table <= len(board.room.tables):
        return [board.room.tables[board.table - 1]]
    if len(tables) <= most:
        return tables
    first = board.turn % math.ceil(len(tables) / most) * most
    return tables[first : first + most]


def _stand(room: Room, board: Board, tables: list[Table], cells: int) -> list[Row]:
    """Where the tables stand with what most roles want."""
    shown = in_turn(tables, board, MOST_BESIDE)
    deck = room.deck
    columns = []
    before: dict[str, int | None] | None = None
    for table in shown:
        session = board.public(table.number)
        columns.append((f"Table {table.number}" if len(room.tables) > 1 else "", dict(session.view(None).meters)))
        if len(shown) == 1 and (was := session.opened(session.state.round - 1)) is not None:
            before = dict(was.meters)
    return [line(("WHERE WE STAND", "quiet")), *meters_beside(deck, wall_meters(deck), columns, cells, before)]


# What the teacher says.


def message_page(room: Room, cells: int) -> Drawing:
    """The deck's question, and what the teacher says."""
    if not room.message:
        question = large(room.deck.question, cells, 5) or said(room.deck.question, cells, 4)
        return Drawing(room.deck.title, (tuple(question),))
    message = large(room.message, cells, 4) or said(room.message, cells, 8)
    return Drawing(room.deck.title, (tuple(said(room.deck.question, cells, 4, "quiet")), tuple(message)))


def stopped(room: Room, cells: int) -> Drawing:
    """Nobody plays now: in large letters, and what the teacher says."""
    words = "Eyes up" if room.eyes_up else "Paused"
    told = "Look at your teacher." if room.eyes_up else "The game waits; nothing is lost."
    message = tuple(said(room.message, cells, 4)) if room.message else ()
    return Drawing(room.deck.title, ((), tuple(big(words, cells)), tuple(said(told, cells)), message))
