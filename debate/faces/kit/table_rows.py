"""Rows of a table: where the game stands and who one is; who has chosen, with what capital; the cases on the floor."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from debate.debrief.rounds import Exchange
from debate.faces.kit.glyphs import ANSWERS, CHOOSING, CHOSEN, EMPTY, FULL, NOT_KEPT
from debate.faces.kit.names import MOVE, known_as, sigil, token
from debate.faces.kit.rows import Row, cells_of, cut, cut_at_word, ends, fit, padded, row, settled, width
from debate.rules.deck import Deck


def head_row(deck: Deck, round_: int, label: str, phase: str, role: str | None, motive: str, cells: int) -> Row:
    """Title, round and phase at the left; the role with its letter and motive at the right."""
    who = () if role is None else known_as(deck, role, motive)
    where = row((f" Round {min(round_, deck.rounds.count)} of {deck.rounds.count}", "bold"))
    told = row((f" · {settled(label)}", "quiet")) if label and label != f"Round {round_}" else ()
    chip = row(("   ", ""), (f" {phase} ", "bold bg on ink"), (" ", ""))
    title = row((f" {settled(deck.title)}  ", "quiet"))
    for left in (row(title, where, told, chip), row(where, told, chip), row(where, chip)):
        if cells_of(left) + cells_of(who) <= cells:
            break
    return tuple((text, style if "on " in style else f"{style} on panel") for text, style in ends(left, who, cells))


def seats_row(
    deck: Deck,
    capital: Mapping[str, int],
    choosing: Collection[str],
    who: Mapping[str, str],
    role: str | None,
    cells: int,
) -> Row:
    """Every role with its letter, whether it has chosen, its capital and who fills it, as much as fits."""
    for full, told, gap in ((True, True, "    "), (True, True, "  "), (True, False, "  "), (False, False, "  ")):
        parts: list[Row] = []
        for id_ in deck.turn_order:
            glyph = CHOOSING if id_ in choosing else CHOSEN
            has, most = capital[id_], deck.roles[id_].capital_max
            colour = token(deck, id_)
            if full:
                name = cut_at_word(_short(deck.roles[id_].name), 18)
                dots = row((FULL * has, colour), (EMPTY * max(0, most - has), "quiet"))
                style = f"bold {colour}" if id_ == role else ""
                parts.append(row(f"{glyph} ", sigil(deck, id_), (f" {name} ", style), dots))
                if told and who.get(id_):
                    parts[-1] = row(parts[-1], (f" {settled(who[id_])}", "quiet"))
            else:
                parts.append(row(glyph, sigil(deck, id_), (f"{has}{FULL}", colour)))
        found = row(" ", *(each for n, part in enumerate(parts) for each in ((((gap if n else ""), ""),), part)))
        if cells_of(found) <= cells:
            break
    return padded(found, cells)


def _short(name: str) -> str:
    name = settled(name)
    return name[4:] if name.startswith("The ") else name


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
