"""Choices in words, numbers that were typed, and how a round goes."""

from __future__ import annotations

from debate.debrief.naming import cited, sentence
from debate.faces.plain import pages
from debate.faces.plain.desk import Desk
from debate.rules.moves import Move

HOW_IT_GOES: tuple[tuple[str, str], ...] = (
    (
        "Choose",
        "Every role picks a move, or holds and saves capital. Back the move with an argument that lists it; "
        "without one it costs more. Choices are secret until all are in.",
    ),
    ("Answer", "All is shown. Answer one case of somebody else with a card that answers it. Take or decline offers."),
    ("Extend", "If your own case was answered, you may answer one answer."),
    (
        "Settle",
        "A case without an answer left stands: +1 capital. A beaten one costs more, or its move waits a round.",
    ),
    ("The world", "Moves happen; links carry changes on; denials say what did not follow. Then the next round begins."),
)
"""The parts of a round: what each is called, and what happens in it."""


def number_of(answer: str) -> int | None:
    return int(answer) if answer.isdecimal() and len(answer) < 4 else None


def in_words(desk: Desk, move: Move) -> str:
    """A choice as one line of a list."""
    deck = desk.deck
    view = desk.view
    card = deck.arguments.get(move.card)
    said = "" if card is None else f"'{card.title}': {sentence(card.claim, cited(card))}"
    definition = deck.moves.get(move.move)
    match move.kind:
        case "keep":
            return "keep " + ", ".join(f"'{deck.arguments[id_].title}'" for id_ in move.cards)
        case "play" if definition is not None:
            if card is None:
                extra = 0 if definition.covert else deck.rules.unbacked_extra
                how = "covertly" if definition.covert else "without a case"
                return f"'{definition.title}' {how}, price {definition.cost + extra}"
            return f"'{definition.title}', price {definition.cost}, with the case {said.removesuffix('.')}"
        case "hold":
            return f"hold, and gain {deck.rules.hold_bonus} capital"
        case "accept" | "decline" if definition is not None:
            other = deck.roles[definition.role].name
            after = pages.declined_words(desk, definition.id) if move.kind == "decline" else ""
            return f"{move.kind} '{definition.title}' of {other}{f' (then: {after})' if after else ''}"
        case "answer":
            case_ = deck.arguments[view.plays[move.to].case].title if move.to in view.plays else ""
            return f"answer '{case_}' of {deck.roles[move.to].name} with {said}"
        case "extend":
            answer = desk.session.state.answers.get(move.to)
            theirs = f"'{deck.arguments[answer[1]].title}' of " if answer is not None else ""
            return f"answer {theirs}{deck.roles[move.to].name} with {said}"
        case "press":
            case_ = deck.arguments[view.plays[move.to].case].title if move.to in view.plays else ""
            other, price = deck.roles[move.to].name, deck.rules.press
            return f"press {other} for the ground of '{case_}': it pays {price} to show it, or its case counts half"
        case "show":
            return f"show the ground of your case, for {deck.rules.press} capital"
        case "withhold":
            return "do not show the ground: your case counts half if it stands"
        case "let-stand":
            return "let the cases stand"
        case "rest":
            return "say no more"
        case "pay":
            return f"pay {deck.rules.beaten_extra} more, and the move goes on"
        case "wait":
            if desk.view.round >= deck.rounds.count:
                return "let the move go: no round is left in which it could come"
            return "let the move wait: it takes your choice of the next round"
        case _:
            return str(move)


def numbers_to(last: int) -> str:
    """What can be typed where the choices run from 0 to ``last``."""
    return f"Type a number from 0 to {last}." if last else "Type 0: there is nothing else to choose."
