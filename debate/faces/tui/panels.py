"""What stands in each panel of the table, as rows, from what one role may know (None: what everybody may)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen
from textual.content import Content

from debate.debrief.naming import name_of
from debate.faces.tui.listing import Row
from debate.faces.tui.page import QUIET
from debate.faces.tui.text import (
    CHOOSING,
    CHOSEN,
    Part,
    arrow,
    bar,
    cited,
    cut,
    dots,
    fit,
    fold,
    rows,
    say,
    signed,
    width,
)
from debate.game.session import PERSON, Session
from debate.rules.deck import Deck, Meter
from debate.rules.moves import Move, Refusal
from debate.rules.state import Pending
from debate.rules.view import View

# The world.


def world_rows(session: Session, role: str | None, cells: int) -> list[Row]:
    """Meters in their groups, each with a bar, its value and how it changed in the round before."""
    view, deck = session.view(role), session.deck
    before = _before(session, role)
    groups: dict[str, list[Meter]] = {}
    for meter in deck.meters.values():
        groups.setdefault(meter.group, []).append(meter)
    found = []
    for group, meters in groups.items():
        found.append(Row(f"group:{group}", say((cut(group, cells), "bold")), enabled=False))
        for meter in meters:
            value, old = view.meters[meter.id], before.get(meter.id)
            change = 0 if value is None or old is None else value - old
            found.append(Row(f"meter:{meter.id}", meter_line(meter, value, change, cells)))
    return found


def _before(session: Session, role: str | None) -> dict[str, int]:
    """The meters when the round before this one began."""
    state = session.state
    opened = session.opened(state.round - 1) if state.round > 1 and not state.over else None
    if opened is None:
        return {}
    return {meter: opened.meters[meter] for meter, value in session.view(role).meters.items() if value is not None}


def meter_line(meter: Meter, value: int | None, change: int, cells: int) -> Content:
    """One meter on one line of exactly so many cells, the name first."""
    room = max(8, cells - 16)
    name = " " + fit(meter.name, room - 1)
    if value is None:
        return say(name, (" hidden from you", QUIET))
    moved = f"{arrow(change)}{signed(change)}" if change else ""
    return say(
        name,
        " ",
        (bar(value, 6), "$text-accent"),
        (f" {value:>3}", "bold"),
        (f" {moved:<4}", "bold"),
    )


def standing_rows(session: Session, role: str | None, cells: int) -> list[Row]:
    """Flags: how things stand."""
    view, deck = session.view(role), session.deck
    found = []
    for flag in deck.flags.values():
        if len(flag.values) < 2:
            continue
        now = view.flags[flag.id]
        style = "bold" if now != flag.start else ""
        words = flag.values[now]
        name = f"{flag.name}: "
        if width(name) + width(words) <= cells:
            content = say((name, QUIET), (words, style))
        else:
            content = say((cut(name, cells), QUIET), "\n", ("  " + cut(words, cells - 2), style), lines=True)
        found.append(Row(f"flag:{flag.id}", content))
    return found


# Who sits at the table.


def seat_rows(session: Session, role: str | None, cells: int) -> list[Row]:
    """Each role with its capital, who fills it, and whether it has chosen. ✓ has chosen, … is still choosing."""
    state, deck = session.state, session.deck
    found = []
    longest = max(width(deck.roles[id_].name) for id_ in deck.turn_order)
    most = max(deck.roles[id_].capital_max for id_ in deck.turn_order)
    room = min(longest, max(6, cells - most - 7))
    rest = cells - room - most - 4
    for id_ in deck.turn_order:
        seat, definition = session.seats[id_], deck.roles[id_]
        capital = dots(state.capital[id_], definition.capital_max)
        if id_ == role:
            who = "you"
        else:
            who = (seat.name or "person") if seat.who == PERSON else seat.who
        mark = " " if state.over else CHOOSING if id_ in state.awaiting else CHOSEN
        found.append(
            Row(
                f"role:{id_}",
                say(
                    f"{mark} ",
                    (fit(definition.name, room), "bold" if id_ == role else ""),
                    " ",
                    (capital + " " * (most - definition.capital_max), "$text-accent"),
                    " ",
                    (who if width(who) <= rest else "", QUIET),
                ),
            )
        )
    return found


# What is on its way.


def coming_rows(session: Session, role: str | None, cells: int) -> list[Row]:
    """Pending changes with the round whose end they land at."""
    view, deck = session.view(role), session.deck
    found = []
    for number, item in enumerate(sorted(view.pending, key=lambda p: (p.lands, p.link))):
        for place, change in enumerate(_changes(deck, item)):
            head = f"R{item.lands} " if place == 0 else "   "
            found.append(Row(f"pending:{number}:{place}", say((head, "bold"), cut(change, cells - width(head)))))
    if not found:
        found.append(Row("pending:none", say(("nothing on its way", QUIET)), enabled=False))
    return found


def _changes(deck: Deck, item: Pending) -> Iterator[str]:
    for target, amount in item.changes:
        if target in deck.flags:
            flag = deck.flags[target]
            yield f"{flag.name}: {list(flag.values.values())[amount]}"
        else:
            yield f"{signed(amount)} {name_of(deck, target)}"


def deck_label(deck: Deck, number: int) -> str:
    """The label of a round, empty for one after the last."""
    return deck.rounds.labels[number - 1] if 0 < number <= len(deck.rounds.labels) else ""


def rows_of(texts: Iterable[str], cells: int, style: str = "") -> Content:
    """Texts folded to so many cells, one after the other."""
    return rows((line, style) for text in texts for line in fold(text, cells))


# Moves and cards.


@frozen
class Offered:
    """One of the role's moves: what it costs now, and why it cannot be chosen where it cannot."""

    id: str
    price: int | None
    bare_price: int
    backing: int
    refusal: str


def offered(session: Session, role: str) -> list[Offered]:
    """The role's moves: those that can be chosen first, then the others, each in deck order."""
    deck, view = session.deck, session.view(role)
    legal = {move.move for move in view.legal if move.kind == "play"}
    found = []
    for definition in deck.moves.values():
        if definition.role != role or not definition.active:
            continue
        cards = [card for card in view.hand if definition.id in deck.arguments[card].backs]
        bare = definition.cost + (0 if definition.covert else deck.rules.unbacked_extra)
        refusal = ""
        if definition.id not in legal:
            refused = refused_at_best(session, role, definition.id)
            refusal = _short(str(refused), definition.title) if refused is not None else ""
        price = definition.cost if cards or definition.covert else None
        found.append(Offered(definition.id, price, bare, len(cards), refusal))
    return sorted(found, key=lambda item: bool(item.refusal))


def refused_at_best(session: Session, role: str, move_id: str) -> Refusal | None:
    """Why a move cannot be chosen now, at the best price that the hand allows: the same wherever it is told."""
    cards = [card for card in session.view(role).hand if move_id in session.deck.arguments[card].backs]
    return session.refusal(Move(role, "play", move=move_id, card=cards[0] if cards else ""))


def _short(refusal: str, title: str) -> str:
    """A refusal for a line under the move's title, which it need not say again."""
    for head in (f"'{title}' is not possible now: ", f"'{title}' "):
        if refusal.startswith(head):
            return refusal[len(head) :]
    return refusal


def move_rows(session: Session, role: str, cells: int) -> list[Row]:
    """The role's moves with what they cost, and holding."""
    deck = session.deck
    choosing = session.state.phase == "choose" and role in session.state.awaiting
    found = []
    hold = Row("hold", say((fit("Hold: no move", cells - 12), "bold"), (f"gain {deck.rules.hold_bonus:>2} cap", "")))
    for item in offered(session, role):
        definition = deck.moves[item.id]
        if item.refusal:
            price = item.price if item.price is not None else item.bare_price
            cost = "" if definition.forbidden else f"cost {price}"
            room = cells - width(cost) - 3
            lines: list[Part] = [
                (f"- {fit(line, room)} {cost}" if n == 0 else f"  {line}", QUIET)
                for n, line in enumerate(fold(definition.title, room))
            ]
            if choosing:
                lines += [(f"    {line}", QUIET) for line in fold(item.refusal, cells - 4)]
            found.append(Row(f"move:{item.id}", rows(lines)))
            continue
        costs = f"cost {item.price if item.price is not None else item.bare_price}"
        marks = "covert" if definition.covert else f"◆{item.backing}" if item.backing else "no case"
        tail = f"{marks:>7} {costs:>6}"
        found.append(Row(f"move:{item.id}", say(fit(definition.title, cells - width(tail) - 1), " ", (tail, QUIET))))
    playable = [row for row in found if row.id.startswith("move:")]
    firm = sum(1 for item in offered(session, role) if not item.refusal)
    return [*playable[:firm], hold, *playable[firm:]]


def hand_rows(view: View, deck: Deck, backs: str | None, cells: int) -> list[Row]:
    """The cards in hand, those that back the marked move first: ◆ backs it, ◇ does not."""
    found = []
    for card_id in sorted(view.hand, key=lambda card: backs not in deck.arguments[card].backs):
        card = deck.arguments[card_id]
        yes = backs is not None and backs in card.backs
        places = cited(card.source, card.basis, card.evidence)
        lines: list[Part] = []
        for number, line in enumerate(fold(card.title, cells - 2)):
            lines.append((f"{'◆' if yes else '◇'} {line}" if number == 0 else f"  {line}", "bold" if yes else ""))
        lines += [(f"  {line}", QUIET) for line in fold(f"{card.claim} {places}", cells - 2)]
        found.append(Row(f"card:{card_id}", rows(lines)))
    if not found:
        found.append(Row("card:none", say(("no cards in hand", QUIET)), enabled=False))
    return found
