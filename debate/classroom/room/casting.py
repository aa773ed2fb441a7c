"""What the teacher may ask for about who plays what, and about single choices: opponents, roles, undo, rulings."""

from __future__ import annotations

from attrs import frozen

from debate.classroom.room.course_events import GameReopened, RoleTaken, TableReleased
from debate.classroom.room.effects import Acts
from debate.classroom.room.messages import Message, table_of_messages
from debate.classroom.room.plan import Desk, Plan
from debate.classroom.room.students import Ruling, asked, legal, whats_new
from debate.classroom.room.table import Table
from debate.classroom.room.types import STANDS, Person, Refused
from debate.game.session import PERSON
from debate.opponents import OPPONENTS
from debate.rules.moves import JUDGE, Move


@frozen
class GiveOpponent(Message):
    """An opponent plays a role."""

    kind = "opponent"
    role: str
    table: str = ""
    who: str = "scripted"

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        table, role = desk.running(self.table), desk.role(self.role)
        who = self.who
        if who not in OPPONENTS:
            raise Refused("illegal", f"'who' of 'opponent' is one of: {', '.join(OPPONENTS)}.")
        return _cast(table, role, who, f"An opponent plays {desk.called(role)} now.")


@frozen
class TakeRole(Message):
    """The teacher plays a role."""

    kind = "take"
    role: str
    table: str = ""

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        table, role = desk.running(self.table), desk.role(self.role)
        return _cast(table, role, PERSON, f"You play {desk.called(role)} now.", taken=True)


@frozen
class GiveRoleBack(Message):
    """A role that the teacher or an opponent plays goes back to whoever has it."""

    kind = "give-back"
    role: str
    table: str = ""

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        table, role = desk.running(self.table), desk.role(self.role)
        seat = table.session.seats[role].who
        if desk.state.phase == "gathering":
            wanted, words = PERSON, f"Whoever gets {desk.called(role)} plays it."
        elif table.team(role):
            wanted, words = PERSON, f"Its team plays {desk.called(role)} again."
        else:
            wanted = "scripted" if seat == PERSON else seat
            words = f"Nobody has {desk.called(role)}, so an opponent plays it."
        return _cast(table, role, wanted, words)


def _cast(table: Table, role: str, who: str, words: str, taken: bool = False) -> Plan:
    """``who`` has the role from now on; ``taken``: and the teacher chooses for it."""
    acts = Acts()
    if table.session.seats[role].who != who:
        acts.seat(table, role, who)
    return Plan(words, (RoleTaken(table.number, role, taken),), acts)


@frozen
class Play(Message):
    """The teacher makes a choice for a role that was taken."""

    kind = "play"
    move: Move
    table: str = ""

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        desk.begun()
        table = desk.running(self.table)
        move = self.move
        if move.role not in table.taken:
            raise Refused("not-yours", "Take the role first; then its choices are yours.")
        asked(desk, table, move.role, at)
        legal(table, move)
        return Plan(f"The choice of {desk.called(move.role)} is made.", (), Acts().move(table, move))


@frozen
class Undo(Message):
    """The latest choice of a person is taken back, and all after it; or that the game was ended."""

    kind = "undo"
    table: str = ""

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        desk.begun()
        table = desk.numbered(self.table)
        if 0 <= at < table.version:
            raise Refused("stale", f"The game has gone on since you looked: {whats_new(desk, table)}")
        if table.kept.ended is not None:
            return _reopen(table, desk.settings.predictions)
        count = latest_by_people(table)
        if count is None:
            raise Refused("not-now", "No choice of a person is there to take back.")
        line = table.session.journal.line()
        role = line[count].move.role
        begun = table.questions.phase_after(line[count - 1].number if count else 0)
        words = f"Taken back: the latest choice of {desk.called(role)}, and all that came after it."
        return Plan(words, (TableReleased(table.number, begun),), Acts().back(table, count))


def _reopen(table: Table, predictions: bool) -> Plan:
    """Take back that the game was ended: it stands where it stood, and who chose then chooses again."""
    ended, acts = table.kept.ended, Acts()
    assert ended is not None
    if len(table.session.entries) > ended.count:
        acts.back(table, ended.count)
    for role in ended.roles:
        acts.seat(table, role, PERSON)
    acts.predicting(table, predictions)
    words = f"The game goes on in round {ended.round}, as if it had not been ended."
    return Plan(words, (GameReopened(table.number),), acts)


def latest_by_people(table: Table) -> int | None:
    """How many choices came before the latest one of a person; None where there is none.

    A ruling counts where the table has judges; without them it would be made again at once.
    """
    line = table.session.journal.line()
    for at in reversed(range(len(line))):
        entry = line[at]
        if entry.reason is None and (entry.move.role != JUDGE or table.judges):
            return at
    return None


@frozen
class Rule(Message):
    """The teacher rules on the case that is being judged."""

    kind = "rule"
    ruling: Ruling
    table: str = ""
    speaker: str = ""

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        desk.begun()
        table = desk.running(self.table)
        ballot = table.ballot()
        if ballot is None:
            raise Refused("not-now", f"There is no case to judge now. {whats_new(desk, table)}")
        ruling = self.ruling
        if self.speaker not in ("", ballot.speaker):
            raise Refused("stale", f"The case of {desk.called(ballot.speaker)} is being judged now.")
        move = Move(JUDGE, "rule", to=ballot.speaker, ruling=ruling)
        words = "stands" if ruling == STANDS else "is beaten"
        return Plan(f"The case of {desk.called(ballot.speaker)} {words}.", (), Acts().move(table, move))


CASTING = table_of_messages(GiveOpponent, TakeRole, GiveRoleBack, Play, Undo, Rule)
"""What the teacher may ask for about it."""
