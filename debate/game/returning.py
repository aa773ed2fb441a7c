"""Whether a game may go back, and how far: read before anything is taken back or made again."""

from __future__ import annotations

from debate.game.withheld import Foreseeing
from debate.rules.legal import legal_moves
from debate.rules.moves import Move
from debate.store import PERSON


class Returnable(Foreseeing):
    """A game of which choices can be taken back; :class:`debate.game.session.Session` does it."""

    def can_undo(self) -> bool:
        return self._withheld is not None or any(self._chosen(at) for at in range(len(self._entries)))

    def _chosen(self, at: int) -> bool:
        """Whether a person made choice number ``at`` (from 0) and had another; alone, nobody is asked otherwise."""
        withheld = [] if self._withheld is None else [self._withheld.entry]
        move = (*self._entries, *withheld)[at].move
        return self._by_person(move) and (len(self.people()) > 1 or len(legal_moves(self._states[at], move.role)) > 1)

    def can_take_back(self, role: str | None) -> bool:
        """Whether this role's player may undo now. Alone: as long as there is a choice to take back. With several
        people: only their own latest choice, while it is sealed, since later ones rest on what was seen."""
        if len(self.people()) == 1:
            return self.can_undo()
        if self._withheld is not None:
            return False
        latest = next((e.move for e in reversed(self._entries) if self._by_person(e.move)), None)
        return latest is not None and latest.role == role and latest in self.state.choices.get(latest.role, ())

    def can_go_back(self, count: int) -> bool:
        """Whether the game may go :meth:`back` to that point. Alone always; with several people only while nothing
        that was chosen since has been shown to anybody."""
        then = self._states[count]
        return len(self.people()) <= 1 or (then.round, then.phase) == (self.state.round, self.state.phase)

    def _by_person(self, move: Move) -> bool:
        """Whether a person fills the role that made this choice; a judge fills none."""
        return move.role in self.seats and self.seats[move.role].who == PERSON

    def can_redo(self) -> bool:
        return bool(self.journal.onward())
