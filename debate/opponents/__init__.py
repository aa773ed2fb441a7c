"""Opponents: who chooses where no person sits. Each sees its role's view and nothing else, and says why it chose."""

from debate.opponents.choice import Chosen, Opponent
from debate.opponents.novice import novice
from debate.opponents.scripted import scripted

OPPONENTS: dict[str, Opponent] = {"scripted": scripted, "novice": novice}
"""By the name under which a seat asks for one."""

__all__ = ["OPPONENTS", "Chosen", "Opponent", "novice", "scripted"]
