"""The floor as rows of a list, the latest round first: what was said, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from debate.debrief.rounds import RoundRecord, rounds
from debate.faces.tui.drawn import content_of
from debate.faces.tui.listing import Row
from debate.game.record import GameRecord
from debate.pages.document import Line, Node, quiet
from debate.pages.floor import exchanged, idle, reasons_of, record_title
from debate.pages.groups import Group, lines_of, round_groups, title_of
from debate.pages.reader import Reader

ROUNDS_SHOWN = 3
"""So many rounds lie on the floor; the flow sheet has them all."""


def floor_rows(session: GameRecord, role: str | None, cells: int) -> list[Row]:
    """The latest rounds, the newest first."""
    reader = Reader(session, role)
    found: list[Row] = []
    shown = 0
    for record in reversed(rounds(session.played, role)):
        inside = list(_inside(reader, record, cells))
        if not inside:
            continue
        if shown == ROUNDS_SHOWN:
            found.append(_row("floor:before", [quiet("Earlier rounds are on the flow sheet (f).")], cells, False))
            break
        shown += 1
        title = Line(record_title(reader.deck, record), tone="strong")
        found += [_row(f"round:{record.number}", [title], cells, False), *inside]
    return found or [_row("floor:empty", [quiet("Nothing has been said yet.")], cells, False)]


def _inside(reader: Reader, record: RoundRecord, cells: int) -> Iterator[Row]:
    """The exchanges of a round, each with what came of it, then the rest of what the round brought."""
    number = record.number
    closed = reader.over or reader.view.round > number
    groups = dict(enumerate(round_groups(reader, number) if closed else ()))
    reasons = reasons_of(reader, number)
    for exchange in record.exchanges:
        lines = exchanged(reader, number, exchange, reasons).lines
        yield _row(f"exchange:{number}:{exchange.role}", lines, cells)
        for place in [place for place, group in groups.items() if group.event == exchange.move]:
            yield from _told(number, place, groups.pop(place), cells, 1)
    for place, node in enumerate(idle(reader, record, reasons) if record.exchanges or closed else ()):
        yield _row(f"idle:{number}:{place}", node.lines, cells, False)
    for place, group in groups.items():
        yield _row(f"group:{number}:{place}", [Line(title_of(group), tone="strong")], cells, False)
        yield from _told(number, place, group, cells)


def _told(number: int, place: int, group: Group, cells: int, deeper: int = 0) -> Iterator[Row]:
    for line, (_, nodes) in enumerate(lines_of(group)):
        inside = [evolve(node, level=node.level + deeper) for node in nodes]
        yield _row(f"told:{number}:{place}:{line}", inside, cells)


def _row(id_: str, nodes: Iterable[Node], cells: int, enabled: bool = True) -> Row:
    return Row(id_, content_of(nodes, cells), enabled)
