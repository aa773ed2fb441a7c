"""Who plays when a deck is measured: the opponents, and simpler ones that they are measured against."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import evolve

from debate.opponents import OPPONENTS
from debate.opponents.scripted import harm_of, scripted
from debate.rules.chance import roll64
from debate.rules.moves import Move
from debate.rules.view import View

Player = Callable[[View, int], Move]
WITHOUT: Mapping[str, tuple[str, ...]] = {
    "decree": ("case",),
    "silent": ("answer", "press"),
    "yielding": ("extend",),
    "mute": ("answer", "press", "extend"),
}
"""Players who do as the script does but for these ways to argue."""
NAMES = ("scripted", "novice", "planner", "greedy", "random", "hold", *WITHOUT)
"""All that :func:`player` knows, but for ``only:MOVES`` and ``random:NUMBER``."""


def player(name: str) -> Player:
    """A player by name.

    ``scripted``, ``novice``, ``planner``: the opponents. ``random``: any legal choice, and ``random:NUMBER`` others in
    the same game. ``greedy``: the move whose own effects are best for what it wants now. ``hold``: never plays.
    ``only:MOVE`` (several: with commas between them): plays the first of them that it can, else holds. ``decree``,
    ``silent``, ``yielding``, ``mute``: as scripted, but never backs a move with a case; never answers or presses; never
    extends; neither of the last two. Raises ``KeyError`` for another name.
    """
    if name.startswith("only:"):
        return _only(name.removeprefix("only:"))
    if name.startswith("random:"):
        number = int(name.removeprefix("random:"))
        return lambda view, key: _random(view, roll64(key, "other", number))
    if name in OPPONENTS:
        opponent = OPPONENTS[name]
        return lambda view, key: opponent.choose(view.position.tables.of[0], view, seed=key).move
    if name in WITHOUT:
        return _without(WITHOUT[name])
    return {"random": _random, "greedy": _greedy, "hold": _only("")}[name]


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
    moves = wanted.split(",")

    def choose(view: View, key: int) -> Move:
        if view.legal[-1].kind != "hold":
            return scripted(view, key).move
        found = (move for one in moves if one for move in view.legal if move.move == one)
        return next(found, view.legal[-1])

    return choose


def _without(ways: tuple[str, ...]) -> Player:
    def choose(view: View, key: int) -> Move:
        left = tuple(move for move in view.legal if move.kind not in ways)
        if "case" in ways:
            left = tuple(move for move in left if move.kind != "play" or not move.card)
        return scripted(evolve(view, legal=left), key).move

    return choose
