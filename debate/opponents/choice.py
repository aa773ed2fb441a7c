"""What an opponent's choice carries: the reason, what it rests on, and what it was preferred to."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from debate.rules.chance import roll64
from debate.rules.moves import Move
from debate.rules.view import View


@frozen
class Chosen:
    """A choice with its reason.

    ``because``: a sentence for people. ``source``: passages behind it, empty where the reason is no claim about the
    world. ``rejected``: the best option that was passed over (None: there was none), ``rejected_because`` its reason.
    """

    move: Move
    because: str
    source: tuple[str, ...] = ()
    basis: str = ""
    rejected: Move | None = None
    rejected_because: str = ""


Opponent = Callable[[View, int], Chosen]
"""From a view and a key for keyed chance (the same for the same position of the same game) to a choice.

The view must be of a role that is awaited."""


def chance_key(seed: int, role: str) -> int:
    """The key for the opponent of this role in the game with this seed: one for the whole game."""
    return roll64(seed, "opponent", role)
