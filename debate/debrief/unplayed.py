"""What a move that was never played would have been worth, round by round, by control runs."""

from __future__ import annotations

from debate.debrief.control import Reruns
from debate.debrief.script_rules import motive_of
from debate.debrief.why_not import Past
from debate.rules.moves import Move
from debate.rules.outcome import score


def scores_with(past: Past, id_: str) -> dict[int, int]:
    """Round -> what the score of its role would have been at the end of term had it played this move there, without a
    case, in place of what it chose, all else being chosen as it was where that can be. Of an offer nothing: that hangs
    on who would have taken it."""
    move, motive = past.deck.moves[id_], motive_of(past.played, past.deck.moves[id_].role)
    if move.offer_to is not None or motive is None:
        return {}
    game, found = Reruns(past.played), dict[int, int]()
    for number in past.payable(id_):
        there, _ = game.instead((number, move.role), Move(move.role, "play", id_), past.last)
        found[number] = score(there.state.term or there.state, motive.wants)
    return found
