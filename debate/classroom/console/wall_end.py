"""The debrief on the wall: tables side by side, the course of one, promises, what did not happen, predictions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from debate.classroom.console.wall_paper import (
    EDGE,
    Drawing,
    airy,
    big,
    columns_of,
    line,
    meters_beside,
    rule,
    said,
    wall_meters,
    within,
)
from debate.classroom.console.wall_told import MOST_WORDS, Foretold, denied_frame
from debate.debrief.account import Denied, account
from debate.debrief.verdicts import ANYWAY, BY_IT, LATER, NOT, tally
from debate.faces.kit.glyphs import DENIED
from debate.faces.kit.names import meter_name, sigil
from debate.faces.kit.plots import bar, columns, signed_bar
from debate.faces.kit.rows import Row, cut, fit, folded, padded, row, settled
from debate.game.record import GameRecord
from debate.pages.account import denied_words
from debate.pages.charts import signed
from debate.pages.predictions import ENOUGH, said_together
from debate.pages.reader import Reader
from debate.rules.outcome import outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from debate.classroom.console.board import Board
    from debate.classroom.room import Room, Table

SIGNS = {BY_IT: "✓ kept by it", LATER: "↷ kept later", ANYWAY: "~ came anyway", NOT: "✗ not kept"}


def tables_page(room: Room, board: Board, shown: Sequence[Table], cells: int) -> Drawing:
    """Tables as columns: meters as bars, and where a game is over each role's score over par round a zero line."""
    deck = room.deck
    label = 22 if len(shown) < 3 else 20
    each = columns_of(cells, len(shown), label)
    over = all(table.session.state.over for table in shown)
    heads: list[Row] = []
    values: list[tuple[str, dict[str, int | None]]] = []
    for table in shown:
        session = board.public(table.number)
        name = f"Table {table.number} " if len(room.tables) > 1 else ""
        found = deck.endings.get(outcome(session.state).ending) if session.state.over else None
        ended = settled(found.title) if found is not None else "" if over else "plays on"
        heads.append(padded(row((name, "bold"), (cut(ended, each - len(name) - 1), "quiet")), each))
        term = session.state.term
        ended_at = term.meters if term is not None and session.state.over else {}
        meters: dict[str, int | None] = {**session.view(None).meters, **ended_at}
        values.append(("", meters))
    parts: list[tuple[Row, ...]] = [
        (line(" " * label, *heads), *airy(meters_beside(deck, wall_meters(deck), values, cells)))
    ]
    if over:
        parts.append((rule(cells), line(("Score over par", "quiet")), *_over_par(board, shown, label, each)))
    asked = "Same deck, same start: who did what otherwise?" if len(room.tables) > 1 else "What would you do otherwise?"
    cut_ = next((table.cut_words for table in shown if table.cut_short), "")
    parts.append((*(said(cut_, cells, 2, "quiet") if cut_ else ()), *said(asked, cells, 1)))
    title = "How the tables ended" if len(room.tables) > 1 else "How it ended"
    return Drawing(title if over else "Where the tables stand", tuple(parts), _which(room, shown))


def _which(room: Room, shown: Sequence[Table]) -> str:
    if len(room.tables) <= len(shown):
        return ""
    numbers = [str(table.number) for table in shown]
    return f"table {' '.join(numbers)} of {len(room.tables)}"


def _over_par(board: Board, shown: Sequence[Table], label: int, each: int) -> list[Row]:
    """A row a role: by how much each table's scored over or under what scripted play does."""
    deck = board.room.deck
    gaps = {table.number: _gaps(board.public(table.number)) for table in shown}
    most = max((abs(gap) for by in gaps.values() for gap in by.values()), default=1)
    found = []
    for role in deck.turn_order:
        parts: list[Row] = []
        for table in shown:
            gap = gaps[table.number].get(role)
            long = each - 6
            told = row(signed_bar(gap, long, most), (f"{signed(gap):>4}", "bold")) if gap is not None else row("")
            parts.append(padded(told, each))
        name = cut(settled(deck.roles[role].name), label - 5)
        found.append(line(sigil(deck, role), " ", (fit(name, label - 4), "bold"), *parts))
    return found


def _gaps(session: GameRecord) -> dict[str, int]:
    """Role -> its score above par, where it has one."""
    deck, found = session.deck, outcome(session.state)
    gaps = {}
    for role in deck.turn_order:
        motive = deck.roles[role].motives.get(session.state.motives[role])
        if motive is not None and motive.par is not None:
            gaps[role] = found.scores[role] - motive.par
    return gaps


def course_page(room: Room, board: Board, table: Table, cells: int) -> Drawing:
    """How the meters of one table went, round by round, and years later."""
    session = board.public(table.number)
    deck, state = session.deck, session.state
    last = state.term.round if state.term is not None else state.round
    opened = [session.opened(number) for number in range(1, last + 1)]
    states = [each for each in opened if each is not None]
    if state.term is not None:
        states.append(state.term)
    later = state if state.over and state.term is not None and state.round > state.term.round else None
    label = 24
    count = max(2, len(states) + (later is not None))
    wide = max(2, min(6, (cells - 2 * EDGE - label) // count - 1))
    parts: list[tuple[Row, ...]] = []
    for id_ in wall_meters(deck):
        meter = deck.meters[id_]
        values: list[int | None] = [each.meters[id_] for each in states]
        place = len(values) if later is not None else None
        values += [later.meters[id_]] if later is not None else []
        drawn = columns(values, start=values[0] or 0, rows=3, wide=wide, low=meter.min, high=meter.max, later=place)
        ends_ = f"{values[0]} → {values[-1]}"
        heads = [(fit(meter_name(meter, label - 2), label), "bold"), (fit(ends_, label), "quiet"), (" " * label, "")]
        parts.append(tuple(line(head, each) for head, each in zip(heads, drawn, strict=True)))
    axis = "".join(fit(f"R{n}", wide + 1) for n in range(len(states)))
    axis += "later" if later is not None else ""
    parts.append((line((" " * (label + 1) + axis, "quiet")),))
    name = f"Table {table.number} · " if len(room.tables) > 1 else ""
    return Drawing(f"{name}how it went", tuple(parts), "┈ where it began")


def promises_page(room: Room, board: Board, shown: Sequence[Table], cells: int) -> Drawing:
    """What became of the promises: kept by what was done, later, anyway, not at all."""
    label = 18
    each = columns_of(cells, len(shown), label)
    counts = {}
    for table in shown:
        found = board.verdicts(table.number)
        counts[table.number] = tally(found) if found is not None else None
    heads = [fit(f"Table {table.number}" if len(room.tables) > 1 else "", each) for table in shown]
    rows = [line((" " * label + "".join(heads), "quiet"))] if any(head.strip() for head in heads) else []
    for verdict, sign in SIGNS.items():
        parts: list[Row] = []
        for table in shown:
            by = counts[table.number]
            if by is None:
                parts.append(padded(row(("still open", "quiet")), each))
                continue
            drawn = bar(by[verdict], each - 6, high=max(1, sum(by.values())))
            parts.append(padded(row(drawn, (f"{by[verdict]:>4}", "bold")), each))
        rows += [line((fit(sign, label), "bold"), *parts), ()]
    over = [by for by in counts.values() if by is not None]
    kept, count = sum(by[BY_IT] for by in over), sum(sum(by.values()) for by in over)
    verb, them = ("was", "it") if kept == 1 else ("were", "them")
    words = f"Of {count} promises {kept} {verb} kept by what was done for {them}."
    large = big(f"{kept} of {count} kept", cells) if over else []
    return Drawing(
        "What became of the promises",
        (
            tuple(large),
            tuple(rows),
            tuple(said(words, cells)) if over else (),
            tuple(said("Ask: which came anyway, and why?", cells, 1, "quiet")),
        ),
        _which(room, shown),
    )


def denied_page(room: Room, board: Board, table: Table, cells: int) -> Drawing:
    """What did not happen, that which was hoped for most often first."""
    session = board.public(table.number)
    reader = Reader(session, None)
    last = session.state.round if session.state.over else session.state.round - 1
    found: list[Denied] = []
    if last:
        whole = account(session.deck, reader.steps, range(1, last + 1))
        found = sorted((*whole.denied, *whole.denied_again), key=lambda each: -each.times)
    inside: list[Row] = [()]
    words = within([denied_words(reader, each) for each in found], MOST_WORDS)
    for each, told in zip(found, words, strict=False):
        times = f"{each.times}×" if each.times > 1 else ""
        for number, text in enumerate(folded(told, cells - 12, 2)):
            lead = row(f" {DENIED} ", (fit(times, 4), "bold")) if number == 0 else row(" " * 7)
            inside.append(row(lead, (text, "bold")))
        inside.append(())
    if not found:
        inside += [row("  Nothing so far."), ()]
    frame = denied_frame(inside, cells)
    more = len(found) - len(words)
    tail = [said(f"{more} more on your own screen.", cells, 1, "quiet")] if more > 0 else []
    tail.append(said("Ask: what did you expect of it, and who said so?", cells, 1, "quiet"))
    name = f"Table {table.number} · " if len(room.tables) > 1 else ""
    return Drawing(f"{name}the whole game", (tuple(frame), tuple(part for rows in tail for part in rows)))


def predictions_page(room: Room, cells: int) -> Drawing:
    """The question on which most of the class were wrong; how right each certainty was, over all tables."""
    found = [(table, one) for table in room.tables for one in room.foreseen(table.number)]
    together = [
        (told, table)
        for table in room.tables
        for told in said_together(room.deck, [one for at, one in found if at is table])
    ]
    if not together:
        return Drawing("What you said would come", (tuple(said("Nothing was foretold by enough of you.", cells)),))
    told, table = min(together, key=lambda each: each[0].counts[each[0].came] - each[0].count)
    name = f"Table {table.number} · " if len(room.tables) > 1 else ""
    drawn = Foretold(f"{name}round {told.round} · what you said would come", told).page(cells)
    said_, right = (
        Counter(one.score.sure for _, one in found),
        Counter(one.score.sure for _, one in found if one.score.right),
    )
    words = " · ".join(
        f"said {sure} %: {round(100 * right[sure] / said_[sure])} % right"
        for sure in sorted(said_)
        if said_[sure] >= ENOUGH
    )
    return Drawing(drawn.left, (*drawn.parts[:4], tuple(said(words, cells, 2, "quiet"))), drawn.right)
