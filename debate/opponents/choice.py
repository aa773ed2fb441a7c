"""What an opponent is, and what its choice carries: the reason, what it rests on, and what it was preferred to."""

from __future__ import annotations

from collections.abc import Callable

from attrs import field, frozen

from debate.rules.chance import roll64
from debate.rules.deck import Deck
from debate.rules.moves import Move
from debate.rules.view import View


@frozen
class Choice:
    """A choice with its reason.

    ``because``: a sentence or a few for people. ``source``: passages behind it, empty where the reason is no claim
    about the world. ``rejected``: the best option that was passed over (None: there was none), ``rejected_because`` its
    reason. ``expected``: what its maker expects of its own score at the end, 0 to 100; None where it expects nothing.
    """

    move: Move
    because: str
    source: tuple[str, ...] = ()
    basis: str = ""
    rejected: Move | None = None
    rejected_because: str = ""
    expected: float | None = None


Chosen = Choice
Chooser = Callable[[Deck, View, int, int], Choice]
"""From the deck, a view of a role that is awaited, a key for keyed chance and a budget to a choice."""


@frozen
class Opponent:
    """Who chooses for a role where no person does, knowing its view and nothing else.

    ``says``: what sort of opponent it is, for people. ``budget``: how many games it plays on in its head for one choice
    unless it is told otherwise; 0 for one that does not.
    """

    name: str
    says: str
    chooser: Chooser = field(repr=False)
    budget: int = 0

    def choose(self, deck: Deck, view: View, *, seed: int, budget: int | None = None) -> Choice:
        """Its choice where this view's role is awaited; ``ValueError`` where it is not.

        ``seed``: the opponent's own, not that of the game: with the same seed it chooses the same in the same place.
        ``budget``: in games played on, 0 or more; by default the opponent's own.
        """
        if not view.legal:
            raise ValueError(f"'{view.role}' has nothing to choose in this position")
        if view.position.tables.deck.id != deck.id:
            raise ValueError(f"the view is of a game with '{view.position.tables.deck.id}', not with '{deck.id}'")
        return self.chooser(deck, view, seed, self.budget if budget is None else budget)


def chance_key(seed: int, role: str) -> int:
    """The key for the opponent of this role in the game with this seed: one for the whole game."""
    return roll64(seed, "opponent", role)
