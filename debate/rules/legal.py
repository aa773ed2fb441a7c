"""Which choices are legal, in a fixed order, and why the others are not."""

from __future__ import annotations

from itertools import combinations

from debate.rules import words
from debate.rules.evaluate import holds
from debate.rules.moves import JUDGE, Move, Refusal
from debate.rules.state import State
from debate.rules.tables import FlatMove, Tables


def legal_moves(state: State, role: str | None = None) -> tuple[Move, ...]:
    """All choices that ``role`` (default: the first awaited) may make now.

    Moves in deck order, each with every case from the hand in hand order and then without one; ways to pass stand
    last. Empty for a role that is not awaited.
    """
    if role is None:
        role = state.to_move
    if role is None or role not in state.awaiting:
        return ()
    match state.phase:
        case "choose":
            return _choices(state, role)
        case "answer":
            return _answers(state, role)
        case "extend":
            return _extensions(state, role)
        case "settle" if role == JUDGE:
            case = cases_to_rule(state)[len(state.choices.get(JUDGE, ()))]
            return tuple(Move(JUDGE, "rule", to=case, ruling=ruling) for ruling in ("stands", "beaten"))
        case "settle":
            return (Move(role, "pay"), Move(role, "wait"))
        case _:
            size = state.tables.deck.rules.hand
            return tuple(Move(role, "keep", cards=cards) for cards in combinations(state.hands[role], size))


def _choices(state: State, role: str) -> tuple[Move, ...]:
    tables, v = state.tables, state.v
    capital = v[tables.capital_places[role]]
    extra = tables.deck.rules.unbacked_extra
    hand = state.hands[role]
    found: list[Move] = []
    for move in tables.moves_of[role]:
        if move.cost > capital or not _open(move, state, v):
            continue
        backed = move.backed
        for card in hand:
            if card in backed:
                found.append(backed[card])
        if move.covert or move.cost + extra <= capital:
            found.append(move.bare)
    found.append(tables.holds[role])
    return tuple(found)


def _open(move: FlatMove, state: State, v: list[int]) -> bool:
    """Legal whatever it costs."""
    if move.forbidden:
        return False
    if state.counts[move.event] and (move.once or state.round <= state.latest[move.event] + move.cooldown):
        return False
    return holds(move.needs, state, v)


def offers_to(state: State, role: str) -> tuple[str, ...]:
    """Who makes this role an offer in this round, in turn order."""
    moves = state.tables.moves
    return tuple(other for other, play in state.plays.items() if not play.waited and moves[play.move].offer_to == role)


def cases_against(state: State, role: str) -> tuple[tuple[str, str], ...]:
    """(speaker, case) of the other roles' cases, in turn order."""
    return tuple((other, play.case) for other, play in state.plays.items() if play.case and other != role)


def cases_to_rule(state: State) -> tuple[str, ...]:
    """Speakers whose case was answered, in turn order: what a judge rules on."""
    answered = {to for to, _ in state.answers.values()}
    return tuple(role for role in state.plays if role in answered)


def _answers(state: State, role: str) -> tuple[Move, ...]:
    tables = state.tables
    made = state.choices.get(role, ())
    offers = offers_to(state, role)
    if len(made) < len(offers):
        move = state.plays[offers[len(made)]].move
        return (Move(role, "accept", move=move), Move(role, "decline", move=move))
    found = [
        tables.reply(role, "answer", other, card)
        for other, case in cases_against(state, role)
        for card in state.hands[role]
        if case in tables.answers[card]
    ]
    found.append(tables.let_stand[role])
    return tuple(found)


def _extensions(state: State, role: str) -> tuple[Move, ...]:
    tables = state.tables
    found = [
        tables.reply(role, "extend", other, card)
        for other, (to, answer) in state.answers.items()
        if to == role
        for card in state.hands[role]
        if answer in tables.answers[card]
    ]
    found.append(tables.rests[role])
    return tuple(found)


def refusal(state: State, move: Move) -> Refusal | None:
    """Why this choice is not legal now; None where it is.

    Codes: ``over``, ``role``, ``phase``, ``unknown``, ``not-yours``, ``forbidden``, ``once``, ``resting``, ``needs``,
    ``cost``, ``hand``, ``case``, ``answer``, ``offer``, ``keep``, ``waiting``.
    """
    tables = state.tables
    if not state.lives:
        return Refusal("over", "The game is over; no more choices can be made.")
    if move.role not in tables.roles and move.role != JUDGE:
        return Refusal("role", f"There is no role '{move.role}' here; the roles are {', '.join(tables.roles)}.")
    if move.role not in state.awaiting:
        if move.role in state.waiting and state.phase == "choose":
            title = tables.deck.moves[state.waiting[move.role].move].title
            return Refusal("waiting", f"{_name(tables, move.role)} has '{title}' waiting from the last round.")
        return Refusal("phase", f"{_name(tables, move.role)} has nothing to choose now: {words.asked(state)}.")
    if move.kind == "play":
        if state.phase != "choose":
            return Refusal("phase", f"A move can be played only when moves are chosen; now {words.asked(state)}.")
        return _refused_play(state, move)
    if move in legal_moves(state, move.role):
        return None
    return _refused_reply(state, move)


def _name(tables: Tables, role: str) -> str:
    return "The judge" if role == JUDGE else tables.deck.roles[role].name


def _refused_play(state: State, move: Move) -> Refusal | None:
    tables = state.tables
    flat = tables.moves.get(move.move)
    if flat is None or not flat.active:
        return Refusal("unknown", f"The deck has no move '{move.move}'.")
    if flat.role != move.role:
        return Refusal("not-yours", f"'{move.move}' is a move of {_name(tables, flat.role)}.")
    return (
        refused_move(state, flat)
        or _refused_case(state, flat, move.card)
        or _too_dear(state, flat, backed=bool(move.card))
    )


def refused_move(state: State, flat: FlatMove) -> Refusal | None:
    """Why this move cannot be chosen whatever is paid; None where it can."""
    if _open(flat, state, state.v):
        return None
    definition = state.tables.deck.moves[flat.id]
    if flat.forbidden:
        return Refusal("forbidden", definition.forbidden)
    latest = state.latest[flat.event]
    if state.counts[flat.event] and flat.once:
        return Refusal("once", f"'{definition.title}' can happen only once in a game; it did in round {latest}.")
    if state.counts[flat.event] and state.round <= latest + flat.cooldown:
        free = latest + flat.cooldown + 1
        return Refusal("resting", f"'{definition.title}' was played in round {latest} and rests until round {free}.")
    return Refusal("needs", words.unmet(state, flat))


def _refused_case(state: State, flat: FlatMove, card: str) -> Refusal | None:
    if not card:
        return None
    deck = state.tables.deck
    if flat.covert:
        return Refusal("case", f"'{deck.moves[flat.id].title}' is done covertly and takes no case.")
    if card not in state.hands[flat.role]:
        return _not_in_hand(state, flat.role, card)
    if card not in flat.backed:
        return Refusal("case", f"'{deck.arguments[card].title}' does not back '{deck.moves[flat.id].title}'.")
    return None


def _not_in_hand(state: State, role: str, card: str) -> Refusal:
    return Refusal("hand", f"'{card}' is not in the hand of {_name(state.tables, role)}.")


def _too_dear(state: State, flat: FlatMove, backed: bool) -> Refusal | None:
    deck = state.tables.deck
    has = state.v[state.tables.capital_places[flat.role]]
    price = price_of(state, flat, backed)
    if has >= price:
        return None
    title = deck.moves[flat.id].title
    why = "" if backed or flat.covert else f" ({deck.rules.unbacked_extra} of it for having no case)"
    return Refusal("cost", f"'{title}' costs {price} capital{why}; {_name(state.tables, flat.role)} has {has}.")


def price_of(state: State, flat: FlatMove, backed: bool) -> int:
    """Capital that choosing the move costs."""
    return flat.cost + (0 if backed or flat.covert else state.tables.deck.rules.unbacked_extra)


def _refused_reply(state: State, move: Move) -> Refusal:
    tables = state.tables
    if move.card and move.card not in state.hands.get(move.role, ()):
        return _not_in_hand(state, move.role, move.card)
    expected = {
        "choose": ("play", "hold"),
        "answer": ("answer", "let-stand", "accept", "decline"),
        "extend": ("extend", "rest"),
        "settle": ("pay", "wait", "rule"),
        "deal": ("keep",),
    }[state.phase]
    if move.kind not in expected:
        return Refusal("phase", f"'{move.kind}' is not what is asked: {words.asked(state)}.")
    options = "; ".join(str(option) for option in legal_moves(state, move.role)[:6])
    code = {"accept": "offer", "decline": "offer", "keep": "keep"}.get(move.kind, "answer")
    return Refusal(code, f"'{move}' is not among the choices of {_name(tables, move.role)} now, such as: {options}.")
