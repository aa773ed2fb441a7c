"""Options tried out: how a game ends after each of them, in worlds that a view allows, played on as the planner does.

All options are tried in the same worlds, so that they can be compared world by world.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import evolve

from debate.opponents.futures import Future, future, value
from debate.opponents.planner import _Search
from debate.rules.deck import Deck
from debate.rules.moves import Move
from debate.rules.play import play
from debate.rules.state import State
from debate.rules.view import View

Worth = Callable[[State, str], float]
"""What the end of a game is worth to a role, 0 to 100."""


class Trials:
    """Games played on from one view. ``seed``: of the worlds, the same ones for the same seed; ``worth``: of an end.
    ``told``: the meters that are kept of a game; ``later``: as they stand years later, not at the end of term."""

    def __init__(
        self,
        deck: Deck,
        view: View,
        seed: int,
        worth: Worth = value,
        told: Iterable[str] = (),
        later: bool = False,
    ) -> None:
        self._search = _Search(deck, view, seed, 0)
        self._worth, self._told, self._later = worth, frozenset(told), later

    def ended(self, option: Move, number: int) -> float:
        """How the game ends for the view's role after this option in world ``number``."""
        search = self._search
        world = search._world(number)
        end = search.imagined.to_the_end(play(world.state, option).state, world.key, world.ways)
        return self._worth(end, search.view.role)

    def future(self, option: Move, number: int) -> Future:
        """The same game with what is kept of it."""
        search = self._search
        world, view = search._world(number), search.view
        step = play(world.state, option)
        steps = list(step.trace.raw)
        end = search.imagined.to_the_end(step.state, world.key, world.ways, steps)
        return evolve(future(view, self._told, end, steps, self._later), worth=self._worth(end, view.role))
