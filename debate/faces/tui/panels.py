"""What stands in each panel of the table, as rows, from what one role may know (None: what everybody may)."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen
from textual.content import Content

from debate.faces.kit.moves import hold_row, move_row, refused_row
from debate.faces.kit.roles import token
from debate.faces.tui.ink import content
from debate.faces.tui.listing import Row
from debate.faces.tui.text import fold, rows
from debate.game.record import GameRecord
from debate.rules.deck import Deck, MoveDef
from debate.rules.legal import price_of
from debate.rules.moves import Move, Refusal


def deck_label(deck: Deck, number: int) -> str:
    """The label of a round, empty for one after the last."""
    return deck.rounds.labels[number - 1] if 0 < number <= len(deck.rounds.labels) else ""


def rows_of(texts: Iterable[str], cells: int, style: str = "") -> Content:
    """Texts folded to so many cells, one after the other."""
    return rows((line, style) for text in texts for line in fold(text, cells))


# Moves and cards.


def undoes(move: MoveDef, done: MoveDef) -> bool:
    """Whether a move takes back what another one did: it pushes a meter the other way, or, where the two push none
    both, sets a flag otherwise."""
    pushed, pushes = ({id_: n for id_, n in each.effects.meters if isinstance(n, int)} for each in (done, move))
    both = pushed.keys() & pushes.keys()
    if both:
        return any(pushed[id_] * pushes[id_] < 0 for id_ in both)
    values = dict(done.effects.flags)
    return any(values.get(flag, value) != value for flag, value in move.effects.flags)


@frozen
class Offered:
    """One of the role's moves: what it costs now, and why it cannot be chosen where it cannot."""

    id: str
    price: int | None
    bare_price: int
    backing: int
    refusal: str


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
        refusal = ""
        if definition.id not in legal:
            refused = refused_at_best(session, role, definition.id)
            refusal = refused.beside if refused is not None else ""
        price = definition.cost if cards or definition.covert else None
        found.append(Offered(definition.id, price, bare, len(cards), refusal))
    return sorted(found, key=lambda item: bool(item.refusal))


def marked_first(session: GameRecord, role: str) -> str:
    """The row that is marked when moves come to be chosen: the first move that can be and undoes nothing that the role
    did in this round or the one before, else the first that can be; holding only where no move can be."""
    deck, now = session.deck, session.state.round
    recent = {s.cause for s in session.visible(role) if s.kind == "event" and s.round >= now - 1}
    own = [deck.moves[id_] for id_ in recent if id_ in deck.moves and deck.moves[id_].role == role]
    can = [item.id for item in offered(session, role) if not item.refusal]
    fresh = [id_ for id_ in can if not any(undoes(deck.moves[id_], done) for done in own)]
    return next((f"move:{id_}" for id_ in (*fresh, *can)), "hold")


def refused_at_best(session: GameRecord, role: str, move_id: str) -> Refusal | None:
    """Why a move cannot be chosen now, at the best price that the hand allows: the same wherever it is told."""
    cards = [card for card in session.view(role).hand if move_id in session.deck.arguments[card].backs]
    return session.refusal(Move(role, "play", move=move_id, card=cards[0] if cards else ""))


def move_rows(session: GameRecord, role: str, cells: int) -> list[Row]:
    """The role's moves with price, backing and promise; holding; then those that cannot be chosen, each with why.

    Before and after moves are chosen none can be, for one and the same reason: the sheet says it, no row repeats it.
    """
    deck = session.deck
    choosing = session.view(role).phase == "choose"
    colour = token(deck, role)
    can: list[Row] = []
    cannot: list[Row] = []
    for item in offered(session, role):
        move = deck.moves[item.id]
        if item.refusal:
            cannot.append(Row(f"move:{item.id}", content([refused_row(move, item.refusal if choosing else "", cells)])))
        else:
            price = item.price if item.price is not None else item.bare_price
            drawn = move_row(deck, move, price, item.backing, cells, colour)
            can.append(Row(f"move:{item.id}", content([drawn])))
    return [*can, Row("hold", content([hold_row(deck.rules.hold_bonus, cells)])), *cannot]
