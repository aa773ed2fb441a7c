"""What stands in each panel of the table, as rows, from what one role may know (None: what everybody may)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen
from textual.content import Content

from debate.debrief.naming import counted, how_answered
from debate.debrief.rounds import Exchange, RoundRecord, rounds
from debate.faces.kit.move_sheet import hold_row, move_row, refused_row
from debate.faces.kit.names import token
from debate.faces.kit.rows import Row as KitRow
from debate.faces.kit.rows import row
from debate.faces.kit.table_rows import answer_row, case_row
from debate.faces.tui.drawn import content_of
from debate.faces.tui.ink import content
from debate.faces.tui.listing import Row
from debate.faces.tui.text import fold, rows
from debate.game.record import GameRecord
from debate.pages.account import counts
from debate.pages.document import Line, quiet
from debate.pages.floor import idle, reasons_of, record_title
from debate.pages.reader import Reader
from debate.pages.timeline import made_words
from debate.rules.deck import Deck
from debate.rules.legal import price_of
from debate.rules.moves import Move


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


SHOWN = 24
"""So many choices are listed to be looked up."""


def made_rows(session: GameRecord, cells: int, role: str | None = None, but: Sequence[Move] = ()) -> list[Row]:
    """What everybody has chosen so far, as far as ``role`` knows, the latest first; without ``but`` of this round."""
    now = session.state.round
    made = [(n, k) for n, k in enumerate(session.known(role)) if k.round != now or k.entry.move not in but]
    return [Row(f"choice:{n}", rows_of([made_words(session, known)], cells)) for n, known in reversed(made)][:SHOWN]


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
