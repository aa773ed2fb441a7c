"""What one seat may know of a game, to be read as a game is.

It is built by allow-list: every position is what :func:`debate.rules.view.view` lets the role know, every choice one
that lies open to it, every step one that it may see. Nothing leads from here back to the real game: no object of it is
held, so a front end that is given this session cannot show more, whatever it asks for. Screens and pages work on it as
on the real one and say the same. Once the game is over everything lies open, and this holds a copy of all of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy

from attrs import evolve

from debate.debrief.foreseen import Foreseen
from debate.game.record import Entry, GameRecord, Known
from debate.game.session import Session
from debate.rules import legal, replay
from debate.rules.moves import JUDGE, Move, Refusal
from debate.rules.state import State
from debate.rules.trace import RawStep, Trace, TraceStep
from debate.rules.view import View, hidden_meters, position, view, visible_steps
from debate.store import Journal, WhatIf

UNOPENED = Entry(Move("", "hold"))
"""Stands in the place of a choice that does not lie open: that one was made is known, and no more."""


class SeatView(GameRecord):
    """What ``role`` may know of a game (None: what everybody may, and a judge). ``ValueError`` for a role that is not
    in the deck.

    It stays as it is until :meth:`follow`. Whoever asks for what another role may know is refused with ``ValueError``
    while the game runs. There is nothing in it that would change a game.
    """

    _foreseen: tuple[Foreseen, ...] = ()
    """What came of what one person at the seat said would come."""
    _meanwhile: tuple[int, View] | None = None
    """While the end of a round is withheld: its number, and what may be known of the position that is shown."""

    def __init__(self, session: Session, role: str | None) -> None:
        if role is not None and role not in session.source.roles:
            raise ValueError(f"the deck has no role '{role}'; it has: {', '.join(session.source.turn_order)}")
        self.role = role
        self._anew(session)
        self.follow(session)

    # Following the real game.

    def _anew(self, real: Session) -> None:
        """Begin with what may be known of the first position."""
        first = real._states[0]
        seen = view(first, self.role)
        header = real.journal.header
        known = evolve(header, setting=seen.position.setting, state=seen.position.digest(), origin=None)
        self._begin(real.source, Journal(known), seen.position)
        self._line: list[int] = []
        """Of each choice its number in the record, to see how far the real game is still the same."""
        self._views = [seen]
        self._hiding = [hidden_meters(first, self.role)]
        """The meters that were hidden at each position."""
        self._seen: dict[frozenset[str], tuple[list[RawStep], list[int]]] = {}
        """For each such set the steps known under it, and how many of them there were at each position."""
        self._steps_there = -1
        self._opened: dict[frozenset[str], dict[int, State]] = {}
        """For each such set how every round began, with all meters known that are not in it."""
        self._hindrances: dict[int, dict[str, Refusal | None]] = {}
        """Round -> why each own move could not be chosen in it."""
        self._rulings: tuple[Move, ...] = ()
        self._all_open = False

    def _at_work(self) -> frozenset[str]:
        coming = (item.link for item in self.view(self.role).pending)
        return frozenset((*(step.cause for step in self.visible(self.role)), *coming))

    def follow(self, real: Session) -> None:
        """Bring this up to date with the game that it was made of, after that was changed in any way."""
        line = [made.number for made in real.journal.line()]
        if real.state.over:
            self._lay_open(real)
        else:
            if self._all_open:
                self._anew(real)
            self._go_back(_shared(self._line, line))
            self._look(real)
        self._line = line
        self.journal.seats, self.journal.predicting = dict(real.seats), real.predicting

    def _lay_open(self, real: Session) -> None:
        self._meanwhile = None
        self.journal = Journal(real.journal.header, real.journal.entries, real.journal.clock)
        self._states, self._entries = real._states[:], real._entries[:]
        self._steps, self._marks = real._steps[:], real._marks[:]
        self._all_open = True

    def _go_back(self, count: int) -> None:
        if count < len(self._line):
            self._hindrances = {}
            del self._states[count + 1 :], self._views[count + 1 :], self._hiding[count + 1 :]
            self._steps_there, self._seen, self._opened = -1, {}, {}

    def _look(self, real: Session) -> None:
        """Take what may be known of the positions that are new, and of all choices and steps as things stand now."""
        role, now = self.role, real.state
        self._meanwhile = (real.withheld, view(now, role)) if real.withheld else None
        for state in real._states[len(self._states) :]:
            self._hiding.append(hidden_meters(state, role))
            self._views.append(view(state, role))
            self._states.append(self._views[-1].position)
        self._entries = [UNOPENED] * len(real._entries)
        for known in real.known(role):
            self._entries[known.number - 1] = known.entry
        if len(real._steps) != self._steps_there or self._hiding[-1] not in self._seen:
            self._look_at_steps(real)
        self._marks += [len(self._steps)] * (len(self._states) - len(self._marks))
        self._look_at_openings(real)
        self._rulings = legal.legal_moves(now, JUDGE) if JUDGE in now.awaiting else ()
        own = now.tables.moves_of[role] if role is not None else ()
        for number in range(max(self._hindrances, default=1), now.round + 1):  # the latest may have been dealt only
            self._hindrances[number] = {flat.id: real.hindrance(flat.id, number) for flat in own}

    def _look_at_steps(self, real: Session) -> None:
        self._seen = {}
        for hidden in set(self._hiding):
            steps: list[RawStep] = []
            numbers: dict[int, int] = {}
            marks, before = [0], 0
            last = max(count for count, then in enumerate(self._hiding) if then == hidden)
            for mark in real._marks[1 : last + 1]:
                visible_steps(real.state.tables, real._steps[before:mark], self.role, hidden, steps, numbers)
                marks.append(len(steps))
                before = mark
            self._seen[hidden] = steps, marks
        self._steps, self._marks = self._seen[self._hiding[-1]]
        self._steps_there = len(real._steps)

    def _look_at_openings(self, real: Session) -> None:
        """How each round began, also with the meters that were hidden then and may be seen by now."""
        for hidden in set(self._hiding) - self._opened.keys():
            self._opened[hidden] = {}
        for place, state in enumerate(real._states):
            for hidden, found in self._opened.items():
                if state.round not in found:
                    same = self._hiding[place] == hidden
                    found[state.round] = self._states[place] if same else position(state, self.role, hidden)

    # What may be read.

    def _own(self, role: str | None) -> None:
        if role != self.role:
            whose = self.source.roles[self.role].name if self.role is not None else "everybody"
            raise ValueError(f"This is what {whose} may know; what '{role}' may know is not in it.")

    def foreseen(self, role: str | None = None) -> tuple[Foreseen, ...]:
        return self._foreseen

    def of_person(self, foreseen: tuple[Foreseen, ...]) -> SeatView:
        """What one person at the seat may know: all that the seat may, and what came of what this person said would
        come. It is a copy, and stays as it is when this follows the game."""
        new = copy(self)
        new._states, new._entries, new._steps = self._states[:], self._entries[:], self._steps[:]
        new._marks, new._line, new._views, new._hiding = self._marks[:], self._line[:], self._views[:], self._hiding[:]
        new._seen = {hidden: (steps[:], marks[:]) for hidden, (steps, marks) in self._seen.items()}
        new._opened = {hidden: dict(found) for hidden, found in self._opened.items()}
        new._hindrances = dict(self._hindrances)
        new._foreseen = foreseen
        return new

    @property
    def state(self) -> State:
        return self._states[-1] if self._meanwhile is None else self._meanwhile[1].position

    @property
    def withheld(self) -> int:
        return 0 if self._meanwhile is None else self._meanwhile[0]

    def view(self, role: str | None) -> View:
        if self._all_open:
            return super().view(role)
        self._own(role)
        return self._views[-1] if self._meanwhile is None else self._meanwhile[1]

    def legal(self, role: str) -> tuple[Move, ...]:
        if self._all_open:
            return super().legal(role)
        if role == JUDGE:
            return self._rulings
        return self.view(role).legal

    def refusal(self, move: Move) -> Refusal | None:
        if not self._all_open and move.role in self.source.roles:
            self._own(move.role)
            if move in self.view(move.role).legal:
                return None
            found = self._hindrances[self.state.round].get(move.move) if move.role in self.state.awaiting else None
            if found is not None and self.state.phase == "choose" and move.kind == "play" and found.code != "cost":
                return found
        return super().refusal(move)

    def hindrance(self, move: str, number: int = 0) -> Refusal | None:
        if self._all_open:
            return super().hindrance(move, number)
        self._own(self.state.tables.moves[move].role)
        return self._hindrances[number or self.state.round][move]

    def visible(self, role: str | None) -> tuple[TraceStep, ...]:
        if not self._all_open:
            self._own(role)
        return super().visible(role)

    def opened(self, round: int) -> State | None:
        if self._all_open:
            return super().opened(round)
        return self._opened[self._hiding[-1]].get(round) if round <= self.state.round else None

    def known(self, role: str | None) -> tuple[Known, ...]:
        if self._all_open:
            return super().known(role)
        self._own(role)
        places = enumerate(zip(self._states, self._entries, strict=False), 1)
        return tuple(Known(s.round, s.phase, entry, n) for n, (s, entry) in places if entry is not UNOPENED)

    def seen_by(self, count: int, role: str | None) -> tuple[tuple[TraceStep, ...], int]:
        if self._all_open:
            return super().seen_by(count, role)
        self._own(role)
        steps, marks = self._seen[self._hiding[count]]
        return tuple(Trace(self.state.tables, steps[: marks[count]])), marks[max(0, count - 1)]

    def fork(self, at: int) -> GameRecord:
        """What was known when ``at`` choices had been made."""
        if self._all_open:
            return super().fork(at)
        new = SeatView.__new__(SeatView)
        new.role = self.role
        new._begin(self.source, Journal(self.journal.header), self._states[0])
        new.journal.seats, new.journal.predicting = dict(self.journal.seats), self.predicting
        new._line = self._line[:at]
        new._states, new._views = self._states[: at + 1], self._views[: at + 1]
        new._hiding = self._hiding[: at + 1]
        new._entries = [self._then(n, entry, at) for n, entry in enumerate(self._entries[:at])]
        new._seen = {hidden: (steps, marks[: at + 1]) for hidden, (steps, marks) in self._seen.items()}
        steps, marks = self._seen[self._hiding[at]]
        new._steps, new._marks = steps[: marks[at]], marks[: at + 1]
        new._steps_there = -1
        new._opened = self._opened
        new._hindrances = self._hindrances
        new._rulings = self._rulings if at == len(self._entries) else ()
        new._all_open = False
        return new

    def _then(self, place: int, entry: Entry, at: int) -> Entry:
        """The choice in this place as it lay open when ``at`` choices had been made: not where it was sealed then."""
        made, then = self._states[place], self._states[at]
        sealed = (made.round, made.phase) == (then.round, then.phase) and entry.move.role != self.role
        return UNOPENED if sealed and (entry.move.role != JUDGE or JUDGE in then.awaiting) else entry

    # What would tell what others chose or would choose is answered once all lies open.

    def _need_open(self) -> None:
        if not self._all_open:
            raise ValueError("Only once the game is over does everything lie open.")

    def under(self, views: Iterable[str]) -> replay.Played:
        self._need_open()
        return super().under(views)

    def branch(self, tip: int) -> replay.Played:
        self._need_open()
        return super().branch(tip)

    def fork_to(self, tip: int) -> GameRecord:
        self._need_open()
        return super().fork_to(tip)

    def can_try(self, count: int) -> bool:
        return self._all_open and super().can_try(count)

    def what_if(self, at: int, move: Move) -> WhatIf:
        self._need_open()
        return super().what_if(at, move)


def _shared(one: list[int], other: list[int]) -> int:
    """How many of the first numbers are the same in both."""
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    return shared
