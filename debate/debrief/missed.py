"""The step between a choice and what hung on it: why a later choice could not be made in the control run without it.

That is for want of its card, which was not drawn since another one stayed in the hand; of capital, which was not
earned; or of what its move needs.
"""

from __future__ import annotations

from debate.debrief.control import Control, Place, Tried, payments
from debate.debrief.naming import CAPITAL, name_of
from debate.debrief.narration import paid_for
from debate.debrief.rounds import rounds, won
from debate.rules.legal import refusal
from debate.rules.moves import Move
from debate.rules.state import State

_WHY = {
    "resting": "it still rested there",
    "once": "it had happened there already",
}
_NEEDS = "what it needs was not there"
_USED = {"answer": "which answered {}", "extend": "which answered {} back", "play": "the case for {}"}
"""What a card did, by the kind of choice, behind its title."""


def why_missed(game: Tried, place: Place, control: Control) -> list[str]:
    """Of each choice that the control without the move of this place leaves out, in their order, why."""
    found = zip(control.held, control.there, strict=True)
    return [_why(game, place, control, number, move, there) for (number, move), there in found]


def _why(game: Tried, place: Place, control: Control, number: int, move: Move, there: State) -> str:
    refused = refusal(there, move)
    code = "" if refused is None else refused.code
    if code in ("hand", "case"):
        return _not_drawn(game, number, move, there)
    if code == "cost":
        return f"it could not be paid for there{_short(game, place, control, number, move.role, there)}"
    if code == "waiting":
        return f"'{name_of(game.deck, there.waiting[move.role].move)}', whose case was beaten there, waited instead"
    return _WHY.get(code, _NEEDS)


def _not_drawn(game: Tried, number: int, move: Move, there: State) -> str:
    """Of a card that was not in the hand: which other one stayed there, so that none was drawn for it."""
    deck, held = game.deck, game.opened[number].hands[move.role]
    kept = [card for card in there.hands[move.role] if card not in held]
    own = ((when, each) for (when, _, role), made in game.made.items() if role == move.role for each in made)
    used = ((when, each) for when, each in own if when < number and each.card in kept and each.kind in _USED)
    named = f"its card '{deck.arguments[move.card].title}' was not"
    if move.card not in there.piles[move.role] or (found := next(used, None)) is None:
        return f"{named} in the hand there"
    when, other = found
    about = f"'{name_of(deck, other.move)}'" if other.kind == "play" else name_of(deck, other.to)
    did = f"'{deck.arguments[other.card].title}', {_USED[other.kind].format(about)} in round {when}"
    return f"{named} drawn there, since {did}, stayed in the hand"


def _short(game: Tried, place: Place, control: Control, number: int, role: str, there: State) -> str:
    """With how much capital instead of how much, and the biggest payment that made the difference."""
    had, has, first = game.opened[number].capital[role], there.capital[role], game.opened[place[0]].steps
    here = payments(step for step in game.played.trace.raw if step[0] > first)
    keys = [key for key in {**here, **control.paid} if key[3] == f"{CAPITAL}{role}" and key[0] < number]
    apart = {key: here.get(key, 0) - control.paid.get(key, 0) for key in keys if key[1] != "clamp"}
    key = max(apart, key=apart.__getitem__, default=None)
    words = f": {has} capital instead of {had}"
    if key is None or apart[key] <= 0:
        return words
    round_, kind, cause, _ = key
    without = f"without {apart[key]:+d}" if here.get(key, 0) > 0 else f"with {control.paid[key]:+d}"
    return f"{words}, {without} {paid_for(game.deck, kind, cause)} in round {round_}{_by(game, cause, round_, role)}"


def _by(game: Tried, cause: str, number: int, role: str) -> str:
    """The words that won the capital of a round on the floor, where they are the only ones that did."""
    if cause != "exchange":
        return ""
    record = next(each for each in rounds(game.played, None) if each.number == number)
    found = [(exchange, card) for exchange in record.exchanges for card in won(exchange, role)]
    if len(found) != 1:
        return ""
    ((exchange, card),) = found
    title, deck = f"'{game.deck.arguments[card].title}'", game.deck
    return f" by {title}{f' against {name_of(deck, exchange.role)}' if exchange.role != role else ''}"
