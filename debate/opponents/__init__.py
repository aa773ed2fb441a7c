"""Opponents: who chooses where no person sits. Each sees its role's view and nothing else, and says why it chose."""

from debate.opponents.choice import Choice, Chosen, Opponent
from debate.opponents.novice import novice
from debate.opponents.planner import BUDGET, planner
from debate.opponents.scripted import scripted

OPPONENTS: dict[str, Opponent] = {
    "scripted": Opponent(
        "scripted",
        "follows the rules that the deck gives its role",
        lambda _deck, view, key, _budget: scripted(view, key),
    ),
    "novice": Opponent(
        "novice", "takes what looks good now, without a plan", lambda _deck, view, key, _budget: novice(view, key)
    ),
    "planner": Opponent(
        "planner", "plays the game on in its head, many times, and takes what ends best", planner, BUDGET
    ),
}
"""By the name under which a seat asks for one."""

__all__ = ["OPPONENTS", "Choice", "Chosen", "Opponent", "novice", "planner", "scripted"]
