"""A choice that an opponent is to make, to be thought about wherever there is time."""

from __future__ import annotations

from attrs import frozen

from debate.opponents import Choice, Opponent
from debate.rules.deck import Deck
from debate.rules.state import State
from debate.rules.view import View


@frozen
class Due:
    """A choice that is to be made by an opponent, with all that it may know. ``asked_in``: where the game stood when it
    was asked; not for whoever thinks. ``known``: the choice, where it was thought about before."""

    opponent: Opponent
    deck: Deck
    view: View
    seed: int
    asked_in: State
    known: Choice | None = None

    @property
    def slow(self) -> bool:
        """Whether it takes so long that people should see that somebody is thinking."""
        return self.known is None and self.opponent.budget > 0 and len(self.view.legal) > 1

    def choose(self) -> Choice:
        return self.known or self.opponent.choose(self.deck, self.view, seed=self.seed)
