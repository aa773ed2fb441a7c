"""The novice: what looks best now, of a few moves that come to mind, and no plan. For a first game."""

from __future__ import annotations

from debate.opponents.choice import Chosen
from debate.opponents.scripted import fitting_answer, harm_of, harm_of_case
from debate.rules.chance import roll64
from debate.rules.moves import Move
from debate.rules.view import View

SENSIBLE = 60
"""Out of 100 times that it can answer a case, how often it looks which one hurts it."""
MIND = 8, 20, 44
"""For each option that comes to its mind, maybe one twice: by how many bits the roll is shifted to draw it."""


def novice(view: View, key: int) -> Chosen:
    """A legal choice by keyed chance: first which moves come to mind, of which it takes the one that sets going most of
    what it wants; then which case, so that no move is likelier for its cards."""
    rolled = roll64(key, "novice", view.role, view.round, view.phase, len(view.chosen))
    answers = [move for move in view.legal if move.kind in ("answer", "extend")]
    if answers and rolled % 100 < SENSIBLE:
        if view.phase == "extend":
            return Chosen(answers[0], "It noticed that it holds a card for this.")
        worst = min(answers, key=lambda move: harm_of_case(view, move.to))
        return Chosen(fitting_answer(view, worst.to), "It noticed a case whose move is bad for it.")
    by_move: dict[tuple[str, str, str], list[Move]] = {}
    for move in view.legal:
        by_move.setdefault((move.kind, move.move, move.to), []).append(move)
    groups = list(by_move.values())
    drawn = [groups[(rolled >> shift) % len(groups)] for shift in MIND]
    likes = [harm_of(view, ways[0].move) if ways[0].kind in ("play", "accept") else 0 for ways in drawn]
    ways = drawn[likes.index(max(likes))]
    chosen = ways[(rolled >> 32) % len(ways)]
    if max(likes) == min(likes):
        return Chosen(chosen, "It tries things out, without a plan.")
    because = "Of a few options that came to mind it likes this best: it asks what each sets going now, and no further."
    return Chosen(chosen, because)
