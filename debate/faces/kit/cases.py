"""The cases on the floor, a row each: whose, for which move, on what ground, what came of it; and what one may say."""

from __future__ import annotations

from debate.debrief.rounds import Exchange
from debate.faces.kit.glyphs import ANSWERS, CHOSEN, NOT_KEPT
from debate.faces.kit.names import MOVE, sigil
from debate.faces.kit.rows import Row, cut, fit, padded, row, width
from debate.rules.deck import Deck

RESULTS = {"": ("  ", ""), "stands": (f"{CHOSEN} ", "bold"), "beaten": (f"{NOT_KEPT} ", "bold")}
INDENT = 4


def case_row(deck: Deck, exchange: Exchange, cells: int, me: str | None = None) -> Row:
    """Whose case, its move, ``✓`` or ``✗`` where it is decided, and the card that it rests on, in so many cells.
    ``me``: the role that reads it."""
    room = min(MOVE, max(12, cells - 29))
    move = deck.moves[exchange.move]
    if exchange.case:
        ground = f"“{deck.arguments[exchange.case].title}”"
    else:
        ground = "covert: the others are not told" if exchange.covert else "no case: policy by decree"
    if exchange.waited:
        ground = "waited a round"
    if exchange.offer_to:
        to = "you" if exchange.offer_to == me else deck.roles[exchange.offer_to].name
        ground = f"offer to {to} · {ground}"
    left = row(sigil(deck, exchange.role), (f" {fit(move.title, room)} ", "bold"), RESULTS[exchange.result])
    return padded(row(left, (cut(ground, max(0, cells - room - 7)), "quiet")), cells)


def answer_row(deck: Deck, who: str, card: str, how: str, cells: int) -> Row:
    """What somebody said against it: who, with which card, and how that bears on what it answers."""
    words = f" {how} it: “{deck.arguments[card].title}”"
    return padded(row((f"  {ANSWERS} ", "bold"), sigil(deck, who), (cut(words, cells - 7), "")), cells)


def choice_row(glyph: str, words: str, note: str, cells: int) -> Row:
    """One thing that may be said, under the case that it is about; ``note`` at the right end, where there is room."""
    lead = " " * (INDENT - 2) + f"{glyph or ' '} "
    room = cells - width(lead)
    note = cut(note, max(0, room - width(words) - 2))
    return padded(row((lead, "bold"), (fit(words, room - width(note)), ""), (note, "quiet")), cells)
