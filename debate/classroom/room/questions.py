"""Which question a role is asked, so that a choice meant for one is never taken for another.

A question is a pair of entry numbers of the game's journal: after which choice the phase began, and which choice of the
role was its latest in this phase (0: none yet). What others choose in the same phase does not change it; a new phase
does, and so does going back and coming to the same phase another way.
"""

from __future__ import annotations

from debate.classroom.room.events import Question
from debate.game.session import Session
from debate.store import Made, Went


class Questions:
    """The questions of one game, now and at every version before. A version is how many entries its journal had."""

    def __init__(self, session: Session) -> None:
        self._session = session
        first = session.at(0).state
        self._places: dict[int, tuple[int, str]] = {0: (first.round, first.phase)}
        """Choice (by its entry; 0: the start) -> round and phase after it."""
        self._begun: dict[int, int] = {0: 0}
        """Choice -> the choice after which the phase began in which it left the game."""
        self._roles: dict[int, str] = {}
        self._heads = [0]
        """Version -> the choice after which the game stood."""

    @property
    def version(self) -> int:
        self._follow()
        return len(self._heads) - 1

    def phase(self) -> int:
        """The choice after which the present phase began; 0: the start of the game."""
        self._follow()
        return self._begun[self._heads[-1]]

    def phase_after(self, choice: int) -> int:
        """The same, as it was right after this choice (by its entry)."""
        self._follow()
        return self._begun[choice]

    def asked(self, role: str, version: int | None = None) -> Question:
        """The question of a role, now or at a version of the game. ``IndexError`` for one that has not been."""
        self._follow()
        head = self._heads[-1 if version is None else version]
        begun, own = self._begun[head], head
        while own > begun and self._roles[own] != role:
            own = self._session.journal.parent(own)
        return begun, own if own > begun else 0

    def _follow(self) -> None:
        """Take in what the journal has added."""
        journal = self._session.journal
        if len(journal) == len(self._heads) - 1:
            return
        for entry in journal.entries[len(self._heads) - 1 :]:
            head = self._heads[-1]
            if isinstance(entry, Made):
                head, before = entry.number, journal.parent(entry.number)
                here = self._places[head] = (entry.round, entry.phase)
                self._begun[head] = self._begun[before] if self._places[before] == here else head
                self._roles[head] = entry.move.role
            elif isinstance(entry, Went):
                head = entry.to
            self._heads.append(head)
