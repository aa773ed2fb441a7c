"""The choices that the rules leave a role, as buttons: what each is called, what it would mean, what it sends."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from debate.classroom.page.blocks import Choice, Do, Item, Sheet, brief, sheet
from debate.classroom.page.seat import Seat
from debate.debrief.ahead import ahead
from debate.debrief.foreseen import FIND_OUT
from debate.debrief.hands import sensible_hand
from debate.debrief.naming import by_holding, cited, counted, sentence
from debate.faces.kit.glyphs import BACKS, FULL, OTHER
from debate.pages.details import details
from debate.pages.document import Folded, Node, Ref, item, quiet
from debate.pages.reader import Reader
from debate.pages.replies import reply
from debate.pages.words import choice, dealt, kept, price
from debate.rules.moves import Move


def propose(seat: Seat, reader: Reader, move: Move, label: str, help: str = "", group: str = "") -> Choice:
    """A button that makes this choice, or proposes it to the team; it asks first."""
    words = choice(reader, move)
    together = len(seat.team) > 1 and seat.room.settings.decide != "anyone"
    return Choice(
        id=str(move),
        label=label,
        help=help,
        group=group,
        do=Do("propose", seat.version, {"move": str(move)}),
        confirm=f"{words[:1].upper()}{words[1:].removesuffix('.')}.",
        yes="Propose this to my team" if together else "Choose this",
        own=move in reader.view.chosen,
    )


def choices(seat: Seat, reader: Reader) -> tuple[Choice, ...]:
    """All that this role may choose now."""
    session, role = seat.session, seat.role
    assert session is not None
    assert role is not None
    if session.state.phase == "deal":
        return (_keep(seat, reader),)
    if session.state.phase == "choose":
        return tuple(_moves(seat, reader))
    return tuple(_reply(seat, reader, move) for move in session.legal(role))


def _keep(seat: Seat, reader: Reader) -> Choice:
    size, deck = reader.deck.rules.hand, reader.deck
    sensible = sensible_hand(deck, reader.view)
    items = [
        Item(
            id_,
            deck.arguments[id_].title,
            sentence(deck.arguments[id_].claim, cited(deck.arguments[id_])),
            id_ in sensible,
        )
        for id_ in reader.view.hand
    ]
    return Choice(
        id="keep",
        label=f"Keep these {counted(size, 'card')}",
        help=f"{dealt(reader)} Ticked are those that back most of what your motive plays.",
        group=f"Which {counted(size, 'card')} do you keep?",
        do=Do("propose", seat.version, {"move": f"{seat.role} keep"}),
        pick=size,
        items=tuple(items),
    )


def _moves(seat: Seat, reader: Reader) -> Iterator[Choice]:
    """Each move that can be played leads to its look ahead; holding is chosen at once."""
    session, deck = seat.session, reader.deck
    assert session is not None
    possible = {move.move for move in reader.view.legal if move.kind == "play"}
    for id_ in reader.moves():
        if id_ in possible:
            signs, priced = _price(reader, id_)
            said = _said(reader, id_)
            title = deck.moves[id_].title
            yield Choice(f"play/{id_}", title, said, "Your moves", page=f"play/{id_}", price=signs, priced=priced)
    for move in reader.view.legal:
        if move.kind == "hold":
            bonus = by_holding(deck.rules)
            yield propose(seat, reader, move, "Hold: no move", bonus, "Your moves")


def _said(reader: Reader, move: str) -> str:
    """What a move is said to bring, in a few words: it is a promise, and no more."""
    deck = reader.deck
    said = [f"{deck.meters[meter].short or deck.meters[meter].name} {way}"
            for meter, way in deck.moves[move].promises.items()]  # fmt: skip
    return f"said: {', '.join(said[:2])}" if said else "nothing is promised"


def _price(reader: Reader, move: str) -> tuple[str, str]:
    """What a move costs, a dot for each of it, a diamond where a card of the hand backs it; and the same in words."""
    look = ahead(reader.deck, reader.view, move)
    words = f"{price(look)[:1].upper()}{price(look)[1:]}."
    cost = look.price if look.covert or look.backing else look.bare_price
    return f"{BACKS if look.backing else '' if look.covert else OTHER} {FULL * cost}".strip(), words


def impossible(reader: Reader) -> list[Node]:
    """The moves that cannot be played now, each with the reason, folded away."""
    told: list[Node] = []
    for id_ in reader.moves():
        refused = reader.game.hindrance(id_)
        if refused is not None:
            told.append(item(f"{reader.deck.moves[id_].title}: {refused.beside}", Ref("move", id_)))
    return [Folded(f"Not possible now: {len(told)}", tuple(told))] if told else []


def looked_ahead(seat: Seat, id_: str) -> Sheet | None:
    """A move before it is chosen, with the ways to play it; None where it cannot be played now."""
    session, role = seat.session, seat.role
    if session is None or role is None or seat.asking.what not in ("choose", "confirm"):
        return None
    ways = [move for move in session.legal(role) if move.kind == "play" and move.move == id_]
    if not ways:
        return None
    reader = seat.reader()
    definition = reader.deck.moves[id_]
    cost, text, *rest = details(reader, Ref("move", id_))
    asked = [_way(seat, reader, move) for move in ways]
    rest += [quiet(FIND_OUT)] if session.predicting else []
    warned = kept(reader.view, ways[0])
    lead = [text, cost, *([quiet(warned)] if warned else [])]
    return sheet(
        definition.title, rest, brief(asked, f"{definition.title} {seat.asking.sentence}", lead), ahead=True, lead=lead
    )


def _way(seat: Seat, reader: Reader, move: Move) -> Choice:
    deck = reader.deck
    definition = deck.moves[move.move]
    cost = f"Costs {definition.cost}."
    if move.card:
        card = deck.arguments[move.card]
        label, help_ = f"With the case '{card.title}'", f"{sentence(card.claim, cited(card))} {cost}"
    elif definition.covert:
        label, help_ = "Do it covertly", cost
    else:
        extra = deck.rules.unbacked_extra
        label, help_ = "Without a case", f"Costs {definition.cost + extra}, {extra} more."
    return propose(seat, reader, move, label, help_, "How do you play it?")


def _reply(seat: Seat, reader: Reader, move: Move) -> Choice:
    """A choice in a phase of answering or paying."""
    found = reply(reader, move)
    group = _GROUPS.get(move.kind, "Your choice")
    made = propose(seat, reader, move, found.label, found.means, group)
    deck = reader.deck
    if move.kind == "press":
        return evolve(made, label=f"Press {deck.roles[move.to].name} for its ground")
    if move.kind != "answer":
        return made
    # The case that is answered stands once above all answers to it.
    case_ = deck.arguments[reader.view.plays[move.to].case]
    label, group = f"Answer with '{deck.arguments[move.card].title}'", f"{deck.roles[move.to].name}: '{case_.title}'"
    return evolve(made, label=label, group=group, about=sentence(case_.claim, cited(case_)))


_GROUPS = {
    "let-stand": "Or",
    "press": "Or",
    "accept": "The offer",
    "decline": "The offer",
    "pay": "Your case is beaten",
    "wait": "Your case is beaten",
}
_GROUPS |= dict.fromkeys(("show", "withhold"), "You were asked for the ground of your case")
