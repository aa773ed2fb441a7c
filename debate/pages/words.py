"""Choices in words, what they cost, what a round consists of: what several pages and prompts say alike."""

from __future__ import annotations

from collections.abc import Mapping

from debate.debrief.ahead import Ahead
from debate.debrief.naming import by_holding, cited, counted, effects_words, listed, sentence
from debate.pages.reader import Reader
from debate.rules.deck import Deck, MoveDef
from debate.rules.legal import legal_moves, price_of
from debate.rules.moves import Move
from debate.rules.settling import paying_with
from debate.rules.view import View

PHASES: Mapping[str, str] = {
    "deal": "choose your hand",
    "choose": "choose a move",
    "answer": "answer",
    "extend": "answer the answer",
    "settle": "settle",
    "over": "over",
}
TO_DO: Mapping[str, str] = {
    "deal": "Choose which arguments you keep.",
    "choose": "Choose a move, with a case for it if you have one.",
    "answer": "Answer a case or an offer, press for a ground, or let it stand.",
    "extend": "Your case was answered, or its ground asked for. Answer back, or let it be.",
    "settle": "Your case is beaten. Pay and the move goes on now, else in the next round if there is one.",
}
"""What a role that is awaited is to do, by phase."""
LOOK_AT_THE_END = "Look at what came of it, and why."
WENT_BACK = "Choices were taken back; the game stands where it was before them."
HOW_IT_GOES: tuple[tuple[str, str], ...] = (
    (
        "Choose",
        "Every role picks a move, or holds and saves capital. Back the move with an argument that lists it; "
        "without one it costs more. Choices are secret until all are in.",
    ),
    ("Answer", "All is shown. Answer one case of somebody else with a card that answers it. Take or decline offers."),
    (
        "Extend",
        "If your own case was answered, you may answer one answer. If somebody asks for its ground, show it for "
        "capital, or your case counts half.",
    ),
    (
        "Settle",
        "A case without an answer left stands. A beaten one costs more, or its move waits a round. An answer that "
        "holds, or a case that is answered and stands all the same, may earn capital; what stands or is beaten "
        "moves what people feel, and nothing said moves anything else.",
    ),
    (
        "The world",
        "Moves take effect one by one, in turn order; links carry changes on; denials say what did not follow. Then "
        "the next round begins.",
    ),
)
"""The parts of a round: what each is called, and what happens in it."""


NOTHING_KEPT = "Nothing was chosen yet, so nothing is kept: a new game is as good."
"""Of a game that is left before its first choice."""
ALL_THE_SAME = "Nothing else changes: both games are the same to the last step."
"""Of another choice that would have changed nothing."""


def dealt(reader: Reader) -> str:
    """How many cards were dealt, and how many of them are kept."""
    size = reader.deck.rules.hand
    return f"You are dealt {counted(len(reader.view.hand), 'card')} and keep {size}; the others go under your pile."


def waited(reader: Reader, brief: bool = False) -> str:
    """Why a role had no move to choose in this round: one of its own waited, or none could be played; else empty.
    ``brief``: without the name of the move, so that a question stands beside it in one row."""
    role, game = reader.role or "", reader.game
    play, begun = game.state.plays.get(role), game.opened(game.state.round)
    if play is not None and play.waited and brief:
        return "Your move waited and comes now."
    if play is not None and play.waited:
        return f"Your '{reader.deck.moves[play.move].title}' waited from last round and comes now."
    only = begun is not None and role in begun.awaiting and len(legal_moves(begun, role)) == 1
    return HELD if only else ""


HELD = "You could play no move: you hold."


def when_chosen(reader: Reader) -> str:
    """When moves are chosen in this round, as the end of a sentence that says which are possible then."""
    state = reader.game.state.term or reader.game.state
    if reader.choosing:
        return "now"
    early = state.phase in ("deal", "choose") and not state.over
    return "as things stand" if early else f"when moves were chosen in round {state.round}"


_HINDERED: Mapping[str, str] = {
    "forbidden": "never possible",
    "once": "used up",
    "resting": "at rest",
    "needs": "without what {needs}",
    "cost": "too dear with {capital} capital",
}
"""What is said of moves that could not be chosen, by the code of the refusal, in the order in which it is found."""


def none_possible(reader: Reader, role: str, number: int) -> str:
    """That a role could play no move in a round, and what stood in the way of how many; empty where it could."""
    deck, begun = reader.deck, reader.game.opened(number)
    own = [move.id for move in deck.moves.values() if move.role == role and move.active]
    codes = [refused.code for id_ in own if (refused := reader.game.hindrance(id_, number)) is not None]
    if begun is None or role in begun.waiting or len(codes) < len(own):
        return ""
    parts: list[str] = []
    for code, words in _HINDERED.items():
        if count := codes.count(code):
            others = f" other{'s' * (count > 1)}" if parts else ""  # a move counts by the first that hinders it
            needs = "it needs" if count == 1 else "they need"
            parts.append(f"{count}{others} {words.format(needs=needs, capital=begun.capital[role])}")
    who = "You" if role == reader.role else deck.roles[role].name
    return f"{who} could play none of {counted(len(own), 'move')} in round {number}: {listed(parts)}."


def round_title(deck: Deck, number: int, joint: str = ", ") -> str:
    """``Round 2, spring`` as the deck calls its rounds; just the number where it says no more."""
    labels = deck.rounds.labels
    label = labels[number - 1] if 0 < number <= len(labels) else ""
    title = f"Round {number}"
    return title if label in ("", title) else f"{title}{joint}{label}"


def choice(reader: Reader, move: Move, claims: bool = True) -> str:
    """A choice as one line of a list. ``claims``: with what a card says; without where that was said just before."""
    deck, view = reader.deck, reader.view
    card = deck.arguments.get(move.card)
    said = "" if card is None else f"'{card.title}'{f': {sentence(card.claim, cited(card))}' if claims else ''}"
    definition = deck.moves.get(move.move)
    match move.kind:
        case "keep" if not claims:
            return f"keep {counted(len(move.cards), 'card')}"
        case "keep":
            return "keep " + ", ".join(f"'{deck.arguments[id_].title}'" for id_ in move.cards)
        case "play" if definition is not None:
            if card is not None:
                return f"'{definition.title}', price {definition.cost}, with the case {said.removesuffix('.')}"
            return f"'{definition.title}' {_bare(reader, definition)}"
        case "hold":
            full = view.capital[view.role] >= deck.roles[view.role].capital_max
            return "hold; your capital is at its most" if full else f"hold, and {by_holding(deck.rules)}"
        case "accept" | "decline" if definition is not None:
            other = deck.roles[definition.role].name
            then = listed(effects_words(deck, definition.if_declined)) if move.kind == "decline" else ""
            return f"{move.kind} '{definition.title}' of {other}{f' (then: {then})' if then else ''}"
        case "pay":
            then = "though the offer was declined and does not happen" if declined(reader) else "and the move goes on"
            return f"pay {deck.rules.beaten_extra} more, {then}"
        case "wait":
            last = view.round >= deck.rounds.count
            gone = "let the move go: no round is left in which it could come"
            return gone if last else "let the move wait: it takes your choice of the next round"
        case _:
            return _in_the_exchange(reader, move, said)


def declined(reader: Reader) -> bool:
    """Whether the reader's move of this round is an offer that was declined."""
    return reader.game.state.taken.get(reader.role or "") is False


def _in_the_exchange(reader: Reader, move: Move, said: str) -> str:
    """What one says, or does not, to the cases that lie open."""
    deck = reader.deck
    match move.kind:
        case "answer":
            return f"answer '{_case_of(reader, move.to)}' of {deck.roles[move.to].name} with {said}"
        case "extend":
            answer = reader.game.state.answers.get(move.to)
            theirs = f"'{deck.arguments[answer[1]].title}' of " if answer is not None else ""
            return f"answer {theirs}{deck.roles[move.to].name} with {said}"
        case "press":
            other, case_, cost = deck.roles[move.to].name, _case_of(reader, move.to), deck.rules.press
            return f"press {other} for the ground of '{case_}': it pays {cost} to show it, or its case counts half"
        case "show":
            return f"show the ground of your case, for {deck.rules.press} capital"
        case "withhold":
            return "do not show the ground: your case counts half if it stands"
        case "let-stand":
            return "let the cases stand"
        case "rest":
            return "say no more"
        case _:
            return str(move)


def way(reader: Reader, move: Move) -> str:
    """A way to play a move that was named just before."""
    deck = reader.deck
    if move.card:
        card = deck.arguments[move.card]
        return f"with the case '{card.title}': {sentence(card.claim, cited(card))}"
    return _bare(reader, deck.moves[move.move])


def against(reader: Reader, move: Move) -> str:
    """What can be said to a case, or asked of it, that was named just before."""
    if move.kind == "press":
        return f"press for its ground: showing it costs the speaker {reader.deck.rules.press}, or the case counts half"
    card = reader.deck.arguments[move.card]
    return f"answer with '{card.title}': {sentence(card.claim, cited(card))}"


def _bare(reader: Reader, move: MoveDef) -> str:
    """How a move is played without a case, after its title."""
    cost = price_of(reader.game.state.tables.moves[move.id], backed=False)
    return f"{'covertly' if move.covert else 'without a case'}, price {cost}"


def _case_of(reader: Reader, speaker: str) -> str:
    """The title of the case that lies before somebody; empty where none does."""
    play = reader.view.plays.get(speaker)
    return reader.deck.arguments[play.case].title if play is not None else ""


def first_spending(reader: Reader, move: Move) -> str:
    """What capital is, said to the role that has just paid for its first move; empty for any other choice, and in a
    rematch, which is nobody's first game."""
    deck, role = reader.deck, reader.deck.roles.get(move.role)
    paid = [made for made in reader.game.moves if made.role == move.role and _paid(reader, made)]
    if role is None or paid != [move] or reader.game.journal.header.ghost is not None:
        return ""
    return f"This move cost {_paid(reader, move)} capital. {earned(deck, move.role)}"


def earned(deck: Deck, role: str = "") -> str:
    """By what a role gets capital, and how much of it; without one what is the same for all, and that some differs."""
    rules = deck.rules
    incomes = {each.capital_income for each in deck.roles.values()}
    income = deck.roles[role].capital_income if role else incomes.pop() if len(incomes) == 1 else 0
    ways = (
        ("in each round", income),
        ("for holding", rules.hold_bonus),
        ("for a case that nobody answers", rules.stands_bonus),
        ("for an answer that holds", rules.answer_bonus),
        ("for a case that is answered and stands all the same", rules.extended_bonus),
    )
    found = [f"{points:+d} {way}" for way, points in ways if points]
    found += ["some in each round, not the same for every role"] if not role and any(incomes) else []
    return f"More of it comes: {listed(found)}." if found else "No more of it comes, whatever you do."


def _paid(reader: Reader, move: Move) -> int:
    """What a move costs when it is played so; 0 for what is no move."""
    if move.kind != "play":
        return 0
    return price_of(reader.game.state.tables.moves[move.move], bool(move.card))


def capital_left(view: View) -> dict[str, int]:
    """The capital of each role; of the own what its choices will take is off already, though it is paid only once all
    have chosen."""
    tables, left = view.position.tables, dict(view.capital)
    for made in view.chosen:
        if made.kind == "play":
            left[made.role] -= price_of(tables.moves[made.move], bool(made.card))
        elif made.kind == "show":
            left[made.role] -= tables.deck.rules.press
        elif made.kind == "pay":
            left[made.role] = paying_with(view.position, made.role) - tables.deck.rules.beaten_extra
    return left


def kept(view: View, move: Move) -> str:
    """That what this move leaves would not pay for going on, should its case be beaten; empty where it would."""
    tables, extra = view.position.tables, view.position.tables.deck.rules.beaten_extra
    left = view.capital[move.role] - price_of(tables.moves[move.move], backed=True)
    return f"You keep {left}; if beaten, going on costs {extra}." if move.card and left < extra else ""


def price(look: Ahead, counting: bool = True) -> str:
    """What a move of one's own costs, and, where they are counted, how many cards of the hand back it."""
    if look.covert:
        return f"covert, price {look.price}"
    cards = len(look.backing)
    if not counting:
        return f"price {look.price} with a case, {look.bare_price} without"
    if not cards:
        return f"price {look.bare_price}, no card in your hand backs it"
    backed = f"{cards} card{'s' * (cards != 1)} of yours back{'s' * (cards == 1)} it"
    return f"price {look.price} with a case, {look.bare_price} without; {backed}"
