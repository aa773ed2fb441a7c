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
    awaiting = state.awaiting
    if role is None and awaiting:
        role = awaiting[0]
    elif role not in awaiting:
        return ()
    found = state.legal.get(role)
    if found is None:
        found = state.legal[role] = _listed(state, role)
    return found


def _listed(state: State, role: str) -> tuple[Move, ...]:
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
            return state.tables.payments[role]
        case _:
            size = state.tables.deck.rules.hand
            return tuple(Move(role, "keep", cards=cards) for cards in combinations(state.hands[role], size))


def _choices(state: State, role: str) -> tuple[Move, ...]:
    tables, v, latest_from = state.tables, state.v, state.tables.latest_from
    capital = v[tables.capital_places[role]]
    ways = tables.ways(role, state.hands[role])
    found: list[Move] = []
    for place, low, high, rest, _, move in tables.ready[role].entries:
        if not low <= v[place] <= high:
            continue
        if v[move.count] and state.round <= v[move.count + latest_from] + move.rests:
            continue
        if move.cost <= capital and (rest is None or holds(rest, v, tables)):
            found += ways[move.id] if move.price_bare <= capital else ways[move.id][:-1]
    found.append(tables.holds[role])
    return tuple(found)


def offers_to(state: State, role: str) -> tuple[str, ...]:
    """Who makes this role an offer in this round, in turn order."""
    return state.floor.offers.get(role, ())


def cases_against(state: State, role: str) -> list[tuple[str, str]]:
    """(speaker, case) of the other roles' cases, in turn order."""
    return [case for case in state.floor.cases if case[0] != role]


def wanted(state: State, role: str) -> int:
    """How many choices this role makes in this phase."""
    if state.phase == "answer":
        cases = state.floor.cases
        return len(offers_to(state, role)) + (len(cases) > 1 or (len(cases) == 1 and cases[0][0] != role))
    if state.phase == "extend":
        return can_show(state, role) + is_answered(state, role)
    if role == JUDGE:
        return len(cases_to_rule(state))
    return 1


def can_show(state: State, role: str) -> bool:
    """Whether this role was pressed for the ground of its case and has the capital to show it."""
    tables = state.tables
    return role in state.floor.presses.values() and state.v[tables.capital_places[role]] >= tables.deck.rules.press


def is_answered(state: State, role: str) -> bool:
    """Whether somebody answered this role's case."""
    return role in [to for to, _ in state.floor.answers.values()]


def cases_to_rule(state: State) -> tuple[str, ...]:
    """Speakers whose case was answered, in turn order: what a judge rules on."""
    answered = {to for to, _ in state.floor.answers.values()}
    return tuple(role for role in state.floor.plays if role in answered)


def _answers(state: State, role: str) -> tuple[Move, ...]:
    tables = state.tables
    offers = offers_to(state, role)
    made = state.choices.get(role, ())
    if len(made) < len(offers):
        move = state.floor.plays[offers[len(made)]].move
        return tables.takings[move]
    found = []
    hand = state.hands[role]
    for other, case in state.floor.cases:
        answering = tables.answered_by[case]
        if other != role and not answering.isdisjoint(hand):
            found += [tables.reply(role, "answer", other, card) for card in hand if card in answering]
    if tables.deck.rules.press:
        found += [tables.presses[role, other] for other, _ in state.floor.cases if other != role]
    found.append(tables.let_stand[role])
    return tuple(found)


def _extensions(state: State, role: str) -> tuple[Move, ...]:
    tables = state.tables
    if not state.choices.get(role) and can_show(state, role):
        return tables.showing[role]
    found = [
        tables.reply(role, "extend", other, card)
        for other, (to, answer) in state.floor.answers.items()
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
    if state.over:
        return Refusal("over", "The game is over; no more choices can be made.")
    if move.role not in tables.roles and move.role != JUDGE:
        return Refusal("role", f"There is no role '{move.role}' here; the roles are {', '.join(tables.roles)}.")
    if move.role not in state.awaiting:
        if move.role in state.waiting and state.phase == "choose":
            title = tables.deck.moves[state.waiting[move.role].move].title
            return Refusal("waiting", f"'{title}' of {_name(tables, move.role)} still waits from the last round.")
        return Refusal("phase", f"Nothing to choose now for {_name(tables, move.role)}: {words.asked(state)}.")
    if move.kind == "play":
        if state.phase != "choose":
            return Refusal("phase", f"A move can be played only when moves are chosen; now {words.asked(state)}.")
        return _refused_play(state, move)
    if _is_reply(state, move) if move.kind in ("answer", "extend") else move in legal_moves(state, move.role):
        return None
    return _refused_reply(state, move)


def _is_reply(state: State, move: Move) -> bool:
    """Whether an answer or extension is legal, without listing all that are."""
    floor, role = state.floor, move.role
    if state.phase != move.kind or move.card not in state.hands[role]:
        return False
    answered = state.tables.answers[move.card]
    if move.kind == "extend":
        if not state.choices.get(role) and can_show(state, role):
            return False
        return floor.answers.get(move.to, ("",))[0] == role and floor.answers[move.to][1] in answered
    if len(state.choices.get(role, ())) < len(offers_to(state, role)):
        return False
    case = next((case for speaker, case in floor.cases if speaker == move.to), "")
    return move.to != role and case in answered


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
        or too_dear(state, flat, backed=bool(move.card))
    )


def refused_move(state: State, flat: FlatMove) -> Refusal | None:
    """Why this move cannot be chosen whatever is paid; None where it can."""
    count, latest = state.count(flat.id), state.latest_round(flat.id)
    resting = count and state.round <= latest + flat.rests
    if not flat.forbidden and not resting and holds(flat.needs, state.v, state.tables):
        return None
    definition = state.tables.deck.moves[flat.id]
    title = definition.title
    if flat.forbidden:
        return Refusal("forbidden", definition.forbidden)
    if resting and definition.once:
        return Refusal.of(title, "once", f"can happen only once in a game; it did in round {latest}.")
    if resting:
        free = latest + flat.rests + 1
        until = f"until round {free}" if free <= state.tables.deck.rounds.count else "to the end of the game"
        return Refusal.of(title, "resting", f"was played in round {latest} and rests {until}.")
    unmet = words.unmet(state, flat)
    return Refusal.of(title, "needs", f"is not possible now{unmet and f': {unmet}'}.", unmet and f"{unmet}.")


def _refused_case(state: State, flat: FlatMove, card: str) -> Refusal | None:
    if not card:
        return None
    deck = state.tables.deck
    if flat.covert:
        return Refusal.of(deck.moves[flat.id].title, "case", "is done covertly and takes no case.")
    if card not in state.hands[flat.role]:
        return _not_in_hand(state, flat.role, card)
    if card not in flat.backed:
        return Refusal("case", f"'{deck.arguments[card].title}' does not back '{deck.moves[flat.id].title}'.")
    return None


def _not_in_hand(state: State, role: str, card: str) -> Refusal:
    known = state.tables.deck.arguments.get(card)
    return Refusal("hand", f"'{known.title if known else card}' is not in the hand of {_name(state.tables, role)}.")


def too_dear(state: State, flat: FlatMove, backed: bool) -> Refusal | None:
    """Why this move cannot be paid for, with a case (``backed``) or without; None where it can."""
    deck = state.tables.deck
    has = state.v[state.tables.capital_places[flat.role]]
    price = price_of(flat, backed)
    if has >= price:
        return None
    title = deck.moves[flat.id].title
    why = "" if backed or flat.covert else f" ({deck.rules.unbacked_extra} of it for having no case)"
    return Refusal.of(title, "cost", f"costs {price} capital{why}; capital of {_name(state.tables, flat.role)}: {has}.")


def not_now(state: State, flat: FlatMove) -> Refusal | None:
    """Why this move cannot be chosen now, with a case where the hand has one for it; None where it can."""
    backed = any(card in flat.backed for card in state.hands[flat.role])
    return refused_move(state, flat) or too_dear(state, flat, backed)


def price_of(flat: FlatMove, backed: bool) -> int:
    """Capital that choosing the move costs."""
    return flat.cost if backed else flat.price_bare


def _refused_reply(state: State, move: Move) -> Refusal:
    if move.card and move.card not in state.hands.get(move.role, ()):
        return _not_in_hand(state, move.role, move.card)
    expected = {
        "choose": ("play", "hold"),
        "answer": ("answer", "press", "let-stand", "accept", "decline"),
        "extend": ("show", "withhold", "extend", "rest"),
        "settle": ("pay", "wait", "rule"),
        "deal": ("keep",),
    }[state.phase]
    if move.kind not in expected:
        return Refusal("phase", f"'{move.kind}' is not what is asked: {words.asked(state)}.")
    code = {"accept": "offer", "decline": "offer", "keep": "keep"}.get(move.kind, "answer")
    return Refusal(code, f"{_not_among(state, move)}.")


def _not_among(state: State, move: Move) -> str:
    """Why a reply of a kind that is asked for is none of those that can be made, as a sentence without its end."""
    deck, role, to = state.tables.deck, _name(state.tables, move.role), _name(state.tables, move.to or move.role)
    card = f"'{deck.arguments[move.card].title}'" if move.card in deck.arguments else f"'{move.card}'"
    offered = offers_to(state, move.role)[len(state.choices.get(move.role, ())) :] if state.phase == "answer" else ()
    match move.kind:
        case "accept" | "decline":
            title = deck.moves[move.move].title if move.move in deck.moves else move.move
            return f"'{title}' is not offered to {role} now"
        case "answer" | "press" | "let-stand" if offered:
            offer = deck.moves[state.floor.plays[offered[0]].move].title
            return f"First '{offer}' is to be accepted or declined"
        case "answer" | "press" if move.to == move.role:
            return f"That is the own case of {role}"
        case "answer":
            return f"No case of {to} that {card} answers is on the floor"
        case "press":
            return f"No case of {to} is on the floor to be asked about"
        case "extend":
            return f"Nothing that {card} answers was answered to {role} by {to}"
        case "show" | "withhold":
            return f"The ground of the case of {role} is not asked for"
        case "rest":
            return f"First the ground of the case of {role} is to be shown or not"
        case "pay" | "wait":
            return f"There is no beaten case of {role} to settle"
        case "rule":
            return f"It is not the case of {to} that is judged now"
        case _:
            return f"{deck.rules.hand} cards of the hand of {role} are to be kept"
