"""All that the screens and pages say of a game to one seat, as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import StringIO
from typing import cast

from attrs import evolve

from debate.debrief.ahead import ahead
from debate.debrief.rounds import rounds
from debate.faces.kit.cards import whole_card
from debate.faces.kit.move_sheet import tall_sheet
from debate.faces.kit.rows import plain, texts
from debate.faces.kit.table_rows import seats_row
from debate.faces.kit.world import world_picture
from debate.faces.plain import pages
from debate.faces.plain.commands import typed
from debate.faces.plain.console import Console
from debate.faces.plain.desk import Desk
from debate.faces.plain.told import write
from debate.faces.tui import panels
from debate.faces.tui.briefing import BriefingScreen
from debate.faces.tui.drawn import drawn, lookup
from debate.faces.tui.listing import Row
from debate.faces.tui.page import Line
from debate.faces.tui.panels import floor_rows
from debate.faces.tui.question import asked
from debate.faces.tui.readings import exchange as exchange_screen
from debate.faces.tui.readings import what_is_coming
from debate.faces.tui.table_facts import motive_of, seat_names, sheet_of, shown_meters
from debate.faces.tui.table_sheet import standing_rows
from debate.faces.tui.timeline import TimelineScreen
from debate.game.record import GameRecord
from debate.game.seat_view import SeatView
from debate.game.session import Session
from debate.pages.account import tellings
from debate.pages.document import Ref
from debate.pages.reader import Reader
from debate.pages.things import sections
from debate.pages.timeline import brought
from debate.pages.words import choice
from debate.pages.world import world_in_short
from debate.rules.moves import Move
from tests.faces.tui.test_secrets import told as told_by_screens

CELLS = 60


def _driven(session: GameRecord) -> Session:
    """The same: what takes a session here only reads it, so that a seat's view serves it too."""
    return cast(Session, session)


def everything(session: Session | SeatView, role: str | None) -> str:
    """What is said now, on screens and on plain pages."""
    return "\n".join([*_screens(session, role), *_table(session, role), *_plain(session, role), *_past(session, role)])


def briefly(session: Session | SeatView, role: str | None) -> str:
    """The part that is quick to make, for many games."""
    return "\n".join(
        [*_table(session, role), *_words(told_by_screens(_driven(session), role)), *_past(session, role, 3)]
    )


def _words(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        yield line.plain


def _rows(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        yield f"{row.id}{'' if row.enabled else '-'} {row.content.plain}"


def _table(session: Session | SeatView, role: str | None) -> Iterator[str]:
    yield from map(repr, shown_meters(session, role, None))
    yield from _rows(floor_rows(session, role, CELLS))
    awaited = () if session.state.over else session.state.awaiting
    names = seat_names(session, role)
    yield plain(seats_row(session.deck, dict(session.state.capital), awaited, names, role, 2 * CELLS))
    yield from texts(standing_rows(session, role, CELLS, 40))
    yield from _words(what_is_coming(session, role).lines())
    if role is None:
        return
    yield from _rows(panels.move_rows(session, role, CELLS))
    cards = [session.deck.arguments[card] for card in session.view(role).hand]
    for card in cards:
        yield from texts(whole_card(cards, f"card:{card.id}", CELLS, 30, (), "role1").rows)
    question = asked(session, role)
    yield f"{question.title}: {question.prompt}"
    for option in question.options:
        yield f"{option.id} {option.label}"
        yield from _words(option.page)


def _screens(session: Session | SeatView, role: str | None) -> Iterator[str]:
    deck, state = session.deck, session.state
    yield from _words(told_by_screens(_driven(session), role))
    for record in rounds(session.played, role):
        if state.over or record.number < state.round:
            for telling in tellings(Reader(session, role), [record.number]):
                yield from _words(drawn(telling.nodes))
        for exchange in record.exchanges:
            yield from _words(exchange_screen(session, role, record.number, exchange.role).lines())
    for kind, items in sections(deck).items():
        for id_ in items:
            yield from _words(lookup(session, role, Ref(kind, id_)))
    if role is None:
        return
    yield from _words(BriefingScreen(session, role)._story())
    for move in deck.moves.values():
        if move.role == role and move.active:
            seen = ahead(deck, session.view(role), move.id)
            sheet = sheet_of(session, role, seen, 0)
            yield from texts(tall_sheet(sheet, deck, motive_of(session, role), CELLS, 40))
            shown = shown_meters(session, role, seen)
            yield from texts(world_picture(shown, motive_of(session, role), CELLS, 0).rows)
            yield from (f"{case.card} {case.price}" for case in sheet.cases)


def _plain(session: Session | SeatView, role: str | None) -> Iterator[str]:
    out = StringIO()
    desk = Desk(Console(StringIO(), out, 80), _driven(session), role)
    deck = session.deck
    asks = [
        "brief",
        "world",
        "table",
        "flow",
        "pending",
        "log",
        "score",
        "timeline",
        "floor",
        *_numbered(_driven(session)),
    ]
    asks += [f"why {name} all" for name in desk.measures()]
    asks += [f"map {name}" for name in desk.measures()]
    if role is not None:
        asks += ["hand", "moves"]
        asks += [f"card {number}" for number in range(1, len(desk.view.hand) + 1)]
        asks += [f"move {number}" for number in range(1, len(desk.moves()) + 1)]
    for line in asks:
        out.write(f"> {line}\n")
        typed(desk, line)
    write(desk.console, world_in_short(desk.reader))
    if role is not None:
        out.writelines(f"{choice(desk.reader, move)}\n" for move in session.legal(role))
        for move in deck.moves:
            refused = session.refusal(next((m for m in session.legal(role) if m.move == move), _bare(role, move)))
            out.write(f"{move}: {refused}\n")
    yield out.getvalue()


def _bare(role: str, move: str) -> Move:
    return Move(role, "play", move=move)


def _numbered(session: Session) -> list[str]:
    return [f"{word} {n}" for n in range(1, session.state.round + 1) for word in ("floor", "log")]


def _past(session: Session | SeatView, role: str | None, every: int = 1) -> Iterator[str]:
    """The timeline, and the table as it stood at moments of it."""
    past = TimelineScreen(session, role)
    yield from _rows(past._rows(CELLS))
    out = StringIO()
    desk = Desk(Console(StringIO(), out, 80), _driven(session), role)
    for number in range(0, len(session.entries) + 1, every):
        past.number = number
        if number:
            yield from _words(drawn(brought(past._past, number)))
        then = session.fork(number)
        yield from map(repr, shown_meters(then, role, None))
        yield from _rows(floor_rows(then, role, CELLS))
        yield from _words(what_is_coming(then, role).lines())
        yield from (f"{k.number} {k.round} {k.phase} {k.entry.move}" for k in then.known(role))
        if number % 5 == 0:
            typed(desk, f"timeline {number}")
            pages.world_whole(evolve(desk, session=_driven(then)))
    yield out.getvalue()
