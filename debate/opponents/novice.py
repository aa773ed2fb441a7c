"""The novice: legal choices at random, with a sensible answer now and then. For a first game."""

from __future__ import annotations

from debate.opponents.choice import Chosen
from debate.opponents.scripted import fitting_answer, harm_of_case
from debate.rules.chance import roll64
from debate.rules.view import View

SENSIBLE = 40
"""Out of 100 times that it can answer a case, how often it looks which one hurts it."""


def novice(view: View, key: int) -> Chosen:
    """A legal choice by keyed chance: first which move, then which case, so that no move is likelier for its cards."""
    rolled = roll64(key, "novice", view.role, view.round, view.phase, len(view.chosen))
    answers = [move for move in view.legal if move.kind in ("answer", "extend")]
    if answers and rolled % 100 < SENSIBLE:
        if view.phase == "extend":
            return Chosen(answers[0], "It noticed that it holds a card for this.")
        worst = min(answers, key=lambda move: harm_of_case(view, move.to))
        return Chosen(fitting_answer(view, worst.to), "It noticed a case whose move is bad for it.")
    by_move: dict[tuple[str, str, str], list[int]] = {}
    for number, move in enumerate(view.legal):
        by_move.setdefault((move.kind, move.move, move.to), []).append(number)
    groups = list(by_move.values())
    group = groups[(rolled >> 8) % len(groups)]
    return Chosen(view.legal[group[(rolled >> 32) % len(group)]], "It tries things out, without a plan.")
