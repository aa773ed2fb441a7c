"""A move in a list: its title, whether a card backs it, its price, and what is said it will do."""

from __future__ import annotations

from debate.faces.kit.glyphs import BACKS, DOWN, FULL, OTHER, UP
from debate.faces.kit.names import MOVE, meter_nick, meter_short
from debate.faces.kit.rows import Row, cut, fit, padded, row, width
from debate.rules.deck import Deck, MoveDef


def move_row(deck: Deck, move: MoveDef, price: int, backing: int, cells: int, colour: str) -> Row:
    """A move that can be chosen, in exactly so many cells. ``backing``: cards in hand that back it; ``colour``: the
    token of the role that pays."""
    title = _title_cells(cells)
    mark = " " if move.covert else BACKS if backing else OTHER
    dots = FULL * price if price <= 4 else f"{price}{FULL}"
    parts = [(fit(move.title, title) + " ", ""), (mark, "bold"), (f"{dots:<5}", colour)]
    room = cells - title - 7
    promised = next(iter(move.promises.items()), None)
    if promised is not None and room > 8:
        meter, way = promised
        count, name = len(move.promises) - 1, meter_short(deck.meters[meter])
        more = f" & {count} more" if count else ""
        if width(name) + 4 + len(more) > room:
            more = " …" if count else ""
        if width(name) + 4 + len(more) > room:
            name = cut(meter_nick(deck.meters[meter]), room - 4 - len(more))
        parts += [(f"“{UP if way == 'up' else DOWN}” ", ""), (name, "quiet"), (more, "quiet")]
    elif move.covert and room > 8:
        parts.append(("covert", "quiet"))
    elif move.offer_to and room > 8:
        parts.append((cut("an offer", room), "quiet"))
    return padded(row(*parts), cells)


def refused_row(move: MoveDef, reason: str, cells: int) -> Row:
    """A move that cannot be chosen now, with the reason as far as it fits; the sheet has all of it."""
    title = _title_cells(cells)
    words = cut(reason, max(0, cells - title - 1))
    return padded(row((fit(move.title, title) + " ", "quiet"), (words, "quiet")), cells)


def hold_row(bonus: int, cells: int) -> Row:
    """Holding."""
    title = _title_cells(cells)
    return padded(
        row((fit("Hold: no move", title) + " ", "bold"), (f"+{bonus} capital" if bonus else "no cost", "")), cells
    )


def _title_cells(cells: int) -> int:
    return min(MOVE, cells - 8) if cells < 46 else MOVE + max(0, min(10, cells - 60))
