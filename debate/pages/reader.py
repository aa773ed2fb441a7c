"""A game as one role reads it: all that a page is made from."""

from __future__ import annotations

from attrs import frozen

from debate.debrief.naming import CAPITAL, name_of
from debate.game.record import GameRecord
from debate.rules.deck import Deck, Motive
from debate.rules.trace import TraceStep
from debate.rules.view import View

STILL_HIDDEN = "why, this game has not shown yet."
"""What stands in place of a reason that is still to be found out."""


@frozen(eq=False)
class Reader:
    """``role``: whose seat it is; None: somebody who looks on, and knows what everybody may."""

    game: GameRecord
    role: str | None

    @property
    def deck(self) -> Deck:
        """The deck as it is played."""
        return self.game.deck

    @property
    def view(self) -> View:
        return self.game.view(self.role)

    @property
    def steps(self) -> tuple[TraceStep, ...]:
        """The steps that the role may know, numbered for it."""
        return self.game.visible(self.role)

    @property
    def over(self) -> bool:
        return self.game.state.over

    @property
    def choosing(self) -> bool:
        """Whether moves are chosen now, and the choice of this role is outstanding."""
        return self.view.phase == "choose" and self.role in self.view.awaiting

    @property
    def motive(self) -> Motive | None:
        """What the role is after, as far as it has one."""
        return None if self.role is None else self.deck.roles[self.role].motives.get(self.view.motive)

    def as_known(self, words: str) -> str:
        """The reason that somebody gave, without links and denials that are still to be found out in this game."""
        deck, whole = self.deck, self.game.state.tables.deck
        if deck is not whole:
            hidden = [link.says for id_, link in whole.links.items() if id_ not in deck.links]
            hidden += [denial.says for id_, denial in whole.denials.items() if id_ not in deck.denials]
            for says in hidden:
                words = words.replace(f"{says.rstrip('.')}.", STILL_HIDDEN)
        return words

    def moves(self) -> tuple[str, ...]:
        """All moves of this role in deck order: a move keeps its number through the game."""
        return tuple(move.id for move in self.deck.moves.values() if move.role == self.role and move.active)

    def measures(self) -> dict[str, str]:
        """Id -> name of meters, flags and capital."""
        found = {meter.id: meter.name for meter in self.deck.meters.values()}
        found |= {flag.id: flag.name for flag in self.deck.flags.values()}
        found |= {CAPITAL + role: name_of(self.deck, CAPITAL + role) for role in self.deck.turn_order}
        return found
