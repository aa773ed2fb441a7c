"""What a room does by itself: ends of rounds of which all has been said, teams that have decided, ballots, opponents,
games that are played out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from debate.classroom.room.admission import Doors
from debate.classroom.room.course_events import GameCutShort
from debate.classroom.room.effects import Acts
from debate.classroom.room.plan import Plan
from debate.classroom.room.students import verdict
from debate.classroom.room.table import Table
from debate.classroom.room.types import Change
from debate.game.session import PERSON
from debate.rules.moves import JUDGE, read_notation
from debate.store import RecordError

AT_ONCE = 8
"""So many choices are made in one go where a game that was ended is played out."""


class Ticking(Doors):
    """Makes the choices of a room that nobody asks for."""

    def tick(self) -> None:
        """Make the choices that are due: of teams that have decided, of opponents, of complete ballots.

        To be called after each change, and every few seconds while people come and go. Games that the teacher ended go
        on by a few choices each time, and those who listen are told, so that the host calls again and serves everybody
        meanwhile. Raises nothing where the disk is full; :attr:`unsaved` says so then.
        """
        for _ in self.ticks():
            pass

    def ticks(self) -> Iterator[None]:
        """:meth:`tick`, a table at a time: in between the host can serve others, and anything may happen.

        A table where something fails does not stop the others; :attr:`fault` says what it was.
        """
        finished = False
        for table in self._tables:
            if self._state.phase != "playing" or self.unsaved:
                return
            self._help(table)
            try:
                while table.playing and not self.unsaved and self._step(table):
                    pass
                if table.finishing and not finished:
                    self._finish(table)
                    finished = True
            except RecordError:
                return
            except Exception as fault:
                self.fault = fault
            yield

    def _help(self, table: Table) -> None:
        """Tell those who listen, once, that a team cannot agree or proposes nothing: time alone makes it so."""
        table.mind_idle()
        for role in table.session.state.awaiting:
            split = (table.questions.asked(role), table.split(role), table.idle(role))
            if any(split[1:]) and self._split.get((table.number, role)) != split:
                self._split[table.number, role] = split
                self._tell([Change("proposals", table.number)])

    def _finish(self, table: Table) -> None:
        """A few more choices of opponents in a game that the teacher has ended."""
        chosen = 0
        try:
            while chosen < AT_ONCE and self._opponent_chooses(table):
                chosen += 1
        except RecordError:
            self._tell([Change("settings")])
            raise
        if not chosen:
            return  # somebody is thinking
        self._tell([Change("game", table.number)])
        if table.session.state.over:
            self._tell([Change("over", table.number)])

    def _opponent_chooses(self, table: Table) -> bool:
        """Let the opponent that is awaited at this table choose; False where none is, or while it thinks."""
        due_ = table.session.due()
        if due_ is None or not due_.slow:
            return table.session.ask() is not None
        chosen = self.think(due_)
        return chosen is not None and table.session.take(due_, chosen) is not None

    def _step(self, table: Table) -> bool:
        """Make one choice that is due at this table; whether there was one."""
        plan = due(table)
        if plan is not None:
            self._happen(self._event("due", *plan.happens))
            return True
        before = self.phase
        try:
            if not self._opponent_chooses(table):
                return False
        except RecordError:
            self._tell([Change("settings")])
            raise
        self._tell([Change("game", table.number)])
        if table.session.state.over:
            self._tell([Change("over", table.number)])
        if self.phase != before:
            self._tell([Change("over")])
        return True


def due(table: Table) -> Plan | None:
    """The end of a round that is to be shown, or the next choice that is decided at this table and not made yet; None
    where there is none.

    A team's may become so when somebody leaves or the way of deciding is changed; a ballot likewise.
    """
    if table.past_last:
        return cut_short([table])
    if table.told_enough:
        return Plan("", (), Acts().show(table))
    session = table.session
    for role in session.state.awaiting:
        if role == JUDGE:
            found = _ballot(table)
        elif session.seats[role].who == PERSON and role not in table.taken:
            found = _team(table, role)
        else:
            found = None
        if found is not None:
            return found
    return None


def cut_short(tables: Sequence[Table]) -> Plan:
    """The games end here: opponents have all roles from now on, and the rules judge."""
    ended, acts = [], Acts()
    for table in tables:
        session = table.session
        roles = tuple(role for role, seat in session.seats.items() if seat.who == PERSON)
        if table.withheld:
            acts.show(table)
        acts.predicting(table, False)
        for role in roles:
            acts.seat(table, role, "scripted")
        count = len(session.journal.line())
        ended.append(GameCutShort(table.number, count, session.state.round, roles))
    return Plan("The game ends here: opponents make all choices that are left.", tuple(ended), acts)


def _team(table: Table, role: str) -> Plan | None:
    for draft in table.drafts(role):
        move = read_notation(draft.move)
        if table.decides(role, draft.supporters) and table.session.refusal(move) is None:
            return Plan("", (), Acts().move(table, move))
    return None


def _ballot(table: Table) -> Plan | None:
    """Where nobody judges, the rules' own result is the ruling; where judges are away, they are waited for."""
    ballot = table.ballot()
    if ballot is None:
        return None
    here = table.present(table.judges)
    if (here and not ballot.waiting) or not table.judges:
        return Plan("", (), Acts().move(table, verdict(table, ballot.votes)))
    return None
