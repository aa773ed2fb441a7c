"""What stands in each panel of the table, as rows, from what one role may know (None: what everybody may)."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen
from textual.content import Content

from debate.faces.kit.move_sheet import hold_row, move_row, refused_row
from debate.faces.kit.names import token
from debate.faces.tui.ink import content
from debate.faces.tui.listing import Row
from debate.faces.tui.text import fold, rows
from debate.game.record import GameRecord
from debate.rules.deck import Deck
from debate.rules.legal import price_of


def deck_label(deck: Deck, number: int) -> str:
    """The label of a round, empty for one after the last."""
    return deck.rounds.labels[number - 1] if 0 < number <= len(deck.rounds.labels) else ""


def rows_of(texts: Iterable[str], cells: int, style: str = "") -> Content:
    """Texts folded to so many cells, one after the other."""
    return rows((line, style) for text in texts for line in fold(text, cells))


# Moves and cards.


@frozen
class Offered:
    """One of the role's moves: what it costs now, and why it cannot be chosen where it cannot (empty: it is not the
    time for it, None: it can)."""

    id: str
    price: int | None
    bare_price: int
    backing: int
    refusal: str | None


def offered(session: GameRecord, role: str) -> list[Offered]:
    """The role's moves: those that can be chosen first, then the others, each in deck order."""
    deck, view = session.deck, session.view(role)
    legal = {move.move for move in view.legal if move.kind == "play"}
    found = []
    for definition in deck.moves.values():
        if definition.role != role or not definition.active:
            continue
        cards = [card for card in view.hand if definition.id in deck.arguments[card].backs]
        bare = price_of(session.state.tables.moves[definition.id], backed=False)
        refusal = None
        if definition.id not in legal:
            refused = session.hindrance(definition.id)
            refusal = refused.beside if refused is not None else ""
        price = definition.cost if cards or definition.covert else None
        found.append(Offered(definition.id, price, bare, len(cards), refusal))
    return sorted(found, key=lambda item: item.refusal is not None)


def move_rows(session: GameRecord, role: str, cells: int) -> list[Row]:
    """The role's moves with price, backing and promise; holding; then those that cannot be chosen, each with why.

    Before and after moves are chosen none can be: no row repeats that.
    """
    deck = session.deck
    colour = token(deck, role)
    can: list[Row] = []
    cannot: list[Row] = []
    for item in offered(session, role):
        move = deck.moves[item.id]
        if item.refusal is not None:
            cannot.append(Row(f"move:{item.id}", content([refused_row(move, item.refusal, cells)])))
        else:
            price = item.price if item.price is not None else item.bare_price
            drawn = move_row(deck, move, price, item.backing, cells, colour)
            can.append(Row(f"move:{item.id}", content([drawn])))
    return [*can, Row("hold", content([hold_row(deck.rules.hold_bonus, cells)])), *cannot]
