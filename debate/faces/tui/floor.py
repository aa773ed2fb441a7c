"""The floor as rows of a list, the latest round first: a line a case, what was said to it, what the round brought."""

from __future__ import annotations

from collections.abc import Iterator

from debate.debrief.naming import counted, how_answered
from debate.debrief.rounds import Exchange, RoundRecord, rounds
from debate.faces.kit.cases import answer_row, case_row
from debate.faces.kit.rows import Row as KitRow
from debate.faces.kit.rows import row
from debate.faces.tui.drawn import content_of
from debate.faces.tui.ink import content
from debate.faces.tui.listing import Row
from debate.game.record import GameRecord
from debate.pages.account import counts
from debate.pages.document import Line, quiet
from debate.pages.floor import idle, reasons_of, record_title
from debate.pages.reader import Reader
from debate.rules.deck import Deck


def floor_rows(session: GameRecord, role: str | None, cells: int) -> list[Row]:
    """Every round, the newest first. A case opens its words, and so does what a round brought."""
    reader = Reader(session, role)
    found: list[Row] = []
    for record in reversed(rounds(session.played, role)):
        inside = list(_inside(reader, record, cells))
        if inside:
            title = Line(record_title(reader.deck, record), tone="strong")
            found += [Row(f"round:{record.number}", content_of([title], cells), enabled=False), *inside]
    nothing = Row("floor:empty", content_of([quiet("Nothing has been said yet.")], cells), enabled=False)
    return found or [nothing]


def _inside(reader: Reader, record: RoundRecord, cells: int) -> Iterator[Row]:
    number = record.number
    closed = reader.over or reader.view.round > number
    for exchange in record.exchanges:
        yield Row(f"exchange:{number}:{exchange.role}", content(case_lines(reader.deck, exchange, cells, reader.role)))
    reasons = reasons_of(reader, number)
    for place, node in enumerate(idle(reader, record, reasons) if record.exchanges or closed else ()):
        yield Row(f"idle:{number}:{place}", content_of(node.lines, cells), enabled=False)
    if closed and record.steps:
        words = what_came(*counts(reader, number))
        yield Row(f"came:{number}", content([row((" What came of it: ", ""), (words, "quiet"))]))


def what_came(moved: int, denied: int) -> str:
    """So many meters moved; so many things did not happen, which is not said where there are none."""
    none = f", {counted(denied, 'thing')} did not happen" if denied else ""
    return f"{counted(moved, 'meter') if moved else 'no meter'} moved{none}"


def case_lines(deck: Deck, exchange: Exchange, cells: int, me: str | None) -> list[KitRow]:
    """A case, what was said against it, and back, for the role ``me`` to read."""
    found = [case_row(deck, exchange, cells, me)]
    for who, card in exchange.answers:
        found.append(answer_row(deck, who, card, how_answered(deck, card, exchange.case), cells))
        if exchange.extension is not None and exchange.extension[0] == who:
            back = exchange.extension[1]
            found.append(answer_row(deck, exchange.role, back, how_answered(deck, back, card), cells))
    return found
