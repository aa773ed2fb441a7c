"""A ghost: it does what was done in its seat in an earlier game, where that is possible, else what the script says."""

from __future__ import annotations

from debate.opponents.choice import Chosen, Opponent
from debate.opponents.scripted import scripted
from debate.rules.moves import Move
from debate.rules.replay import Played
from debate.rules.view import View

GHOST = "ghost"
"""The name under which a seat has one; it is no opponent that can be asked for, since it needs a game."""


def ghost_of(game: Played) -> Opponent:
    """The opponent that chooses in each role as was chosen there in this game: its moves, with its positions."""
    made: dict[tuple[int, str, str], list[Move]] = {}
    for before, move in zip(game.states, game.moves, strict=False):
        made.setdefault((before.round, before.phase, move.role), []).append(move)

    def choose(view: View, key: int) -> Chosen:
        recorded = made.get((view.round, view.phase, view.role or ""), [])
        for move in recorded:
            if move in view.legal and move not in view.chosen:
                return Chosen(move, "It chose so in the game before.")
        for move in recorded:
            like = (move.kind, move.move, move.to)
            for other in view.legal:
                if like == (other.kind, other.move, other.to) and move.kind in ("play", "answer", "extend"):
                    return Chosen(other, "It chose so in the game before, with another card.")
        return scripted(view, key)

    return Opponent(GHOST, "does what you did in its seat before", lambda _deck, view, key, _budget: choose(view, key))
