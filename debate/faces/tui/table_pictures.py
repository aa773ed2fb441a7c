"""The pictures of the table: its head, the world, the sheet of a move and the hand, as functions that draw them."""

from __future__ import annotations

from collections.abc import Callable, Collection

from attrs import evolve
from textual.content import Content

from debate.debrief.ahead import Ahead
from debate.debrief.naming import by_holding
from debate.faces.kit.cards import hand_picture, whole_card
from debate.faces.kit.frames import framed
from debate.faces.kit.move_sheet import low_sheet, tall_sheet
from debate.faces.kit.names import token
from debate.faces.kit.rows import Row, row
from debate.faces.kit.table_rows import head_row
from debate.faces.kit.world import Picture, stands_row, world_picture
from debate.faces.tui import panels
from debate.faces.tui.board import Draw
from debate.faces.tui.ink import content
from debate.faces.tui.question import CHOOSE_A_MOVE, NOTHING_CHOSEN, PHASES, SIGNS
from debate.faces.tui.table_facts import CARD_ROWS, LOW_CARD_ROWS, motive_of, sheet_of, shown_meters
from debate.faces.tui.text import fold
from debate.game.record import GameRecord

DrawRows = Callable[[int, int], list[Row]]
"""Width and height in cells -> rows."""


def head(session: GameRecord, role: str | None, cells: int) -> Content:
    """The first row: the round, the phase, and who one is."""
    state, motive = session.state, session.view(role).motive if role is not None else ""
    label = panels.deck_label(session.deck, state.round)
    return content([head_row(session.deck, state.round, label, PHASES[state.phase], role, motive, cells)])


def world(session: GameRecord, role: str | None, seen: Ahead | None, lit: str, wide: bool) -> Draw:
    """The world, with what the move looked at says and does to it. ``lit``: the meter that a question is about."""
    deck, view, motive = session.deck, session.view(role), motive_of(session, role)
    shown = shown_meters(session, role, seen)
    shown = [evolve(each, touched=True, note="asked") if each.meter.id == lit else each for each in shown]

    def draw(cells: int, rows: int, marked: str, focus: bool) -> Picture:
        below = stands_row(deck, view.flags, cells - 2) if wide else ()
        return world_picture(shown, motive, cells, rows, marked=marked if focus else "", focus=focus, below=below)

    return draw


def sheet(session: GameRecord, role: str, seen: Ahead, way: int, wide: bool) -> DrawRows:
    """The sheet of the move looked at, played this way."""
    deck, motive = session.deck, motive_of(session, role)
    made = sheet_of(session, role, seen, way)
    if wide:
        return lambda cells, rows: tall_sheet(made, deck, motive, cells, rows)
    shown = shown_meters(session, role, seen)
    return lambda cells, rows: low_sheet(made, deck, motive, shown, cells, rows)


def no_sheet(session: GameRecord, hold: bool, prompt: str, missed: bool, cells: int, rows: int) -> list[Row]:
    """What stands where the sheet would where no move is marked. ``hold``: holding is; ``missed``: something was to be
    chosen all the same."""
    text = f"You play no move in this round and {by_holding(session.deck.rules)}. d does the same." if hold else prompt
    text = f"{NOTHING_CHOSEN} {text}" if missed else text
    lines = [row((f" {line}", "bold bad" if missed else "")) for line in fold(text, cells - 4)]
    if prompt == CHOOSE_A_MOVE and not hold:
        lines += [row((f" {line}", "quiet")) for line in fold(SIGNS, cells - 4)]
    return framed(lines, cells, title="Hold: no move" if hold else "", height=max(0, rows - 2))


def hand(
    session: GameRecord, role: str, fitting: Collection[str], lead: str, *, answering: bool, wide: bool, whole: bool
) -> Draw:
    """The hand. ``fitting``: cards that go with what is marked; ``lead``: the one it would be played with;
    ``whole``: one card in full."""
    deck = session.deck
    cards, who = [deck.arguments[card] for card in session.view(role).hand], token(deck, role)
    own = {move.id for move in deck.moves.values() if move.role == role and move.active}

    def draw(cells: int, rows: int, marked: str, focus: bool) -> Picture:
        if whole:
            return whole_card(cards, marked, cells, rows, fitting, who, own)
        high = CARD_ROWS if wide else LOW_CARD_ROWS
        if lead and not focus:
            marked = f"card:{lead}"
        return hand_picture(
            cards, cells, high, fitting=fitting, answering=answering, marked=marked, focus=focus, who=who, own=own
        )

    return draw
