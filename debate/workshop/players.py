"""Who plays when a deck is measured: the opponents, and simpler ones that they are measured against."""

from __future__ import annotations

from collections.abc import Callable

from debate.opponents import OPPONENTS
from debate.opponents.scripted import harm_of, scripted
from debate.rules.chance import roll64
from debate.rules.moves import Move
from debate.rules.view import View

Player = Callable[[View, int], Move]
NAMES = ("scripted", "novice", "planner", "greedy", "random", "hold", "mute")
"""All that :func:`player` knows, but for ``only:MOVE``."""


def player(name: str) -> Player:
    """A player by name.

    ``scripted``, ``novice``, ``planner``: the opponents. ``random``: any legal choice. ``greedy``: the move whose own
    effects are best for what it wants now. ``hold``: never plays. ``only:MOVE``: plays that move whenever it can, else
    holds. ``mute``: as scripted, but never answers or extends. Raises ``KeyError`` for another name.
    """
    if name.startswith("only:"):
        return _only(name.removeprefix("only:"))
    if name in OPPONENTS:
        opponent = OPPONENTS[name]
        return lambda view, key: opponent.choose(view.position.tables.of[0], view, seed=key).move
    return {"random": _random, "greedy": _greedy, "hold": _only(""), "mute": _mute}[name]


def _random(view: View, key: int) -> Move:
    rolled = roll64(key, "random", view.role, view.round, view.phase, len(view.chosen))
    return view.legal[rolled % len(view.legal)]


def _greedy(view: View, key: int) -> Move:
    plays = [move for move in view.legal if move.kind == "play"]
    if not plays:
        return scripted(view, key).move
    best = max(plays, key=lambda move: harm_of(view, move.move))
    if harm_of(view, best.move) <= 0:
        return view.legal[-1]
    return best


def _only(wanted: str) -> Player:
    def choose(view: View, key: int) -> Move:
        if view.legal[-1].kind != "hold":
            return scripted(view, key).move
        return next((move for move in view.legal if move.move == wanted), view.legal[-1])

    return choose


def _mute(view: View, key: int) -> Move:
    passing = next((move for move in view.legal if move.kind in ("let-stand", "rest")), None)
    return passing or scripted(view, key).move
