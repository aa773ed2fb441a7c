"""What the teacher may ask for: the course of the game, and who plays what. People: see :mod:`people`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from attrs import frozen

from debate.classroom.room.asking import lagging, lagging_words
from debate.classroom.room.autoplay import cut_short
from debate.classroom.room.effects import Acts
from debate.classroom.room.events import (
    BellSet,
    ClassClosed,
    ForetellingTimed,
    GameBegun,
    GameReopened,
    LastRoundSet,
    MessageSet,
    PauseSet,
    RoleTaken,
    SettingChanged,
    TableReleased,
    TimeGiven,
)
from debate.classroom.room.lesson import bell_at, clock_time
from debate.classroom.room.messages import Message, table_of_messages
from debate.classroom.room.plan import Desk, Plan, whole
from debate.classroom.room.sharing import share_out, waiting
from debate.classroom.room.students import Ruling, asked, legal, whats_new
from debate.classroom.room.table import Table
from debate.classroom.room.types import STANDS, Decide, Pace, Person, Refused
from debate.game.session import PERSON
from debate.opponents import OPPONENTS
from debate.rules.moves import JUDGE, Move
from debate.rules.text import TextError, clean, visible

MAX_MESSAGE = 300
_MOST_SECONDS = 3_600


def _begun(desk: Desk) -> None:
    if desk.state.phase == "gathering":
        raise Refused("not-now", "The game has not begun; 'start' begins it.")


def _running(desk: Desk, text: str) -> Table:
    """The table that is meant, if nothing has ended it."""
    table = desk.numbered(text)
    if table.ended:
        raise Refused("not-now", f"The game at table {table.number} is over.")
    return table


def _released(tables: Iterable[Table]) -> tuple[TableReleased, ...]:
    """Tables that go on with the phase in which they are."""
    return tuple(TableReleased(table.number, table.questions.phase()) for table in tables)


def _some(desk: Desk, text: str) -> list[Table]:
    """One table, or all that still play."""
    if text == "all":
        return [table for table in desk.tables if not table.ended]
    return [desk.numbered(text)]


@frozen
class Start(Message):
    """The game begins: who waits gets a seat, opponents the rest."""

    kind = "start"

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        if desk.state.phase != "gathering":
            raise Refused("not-now", "The game has begun already.")
        places = share_out(desk, waiting(desk))
        filled = {(place.table, place.role) for place in places}
        acts = Acts()
        for table in desk.tables:
            for role, team in table.teams.items():
                if not team and (table.number, role) not in filled and table.filled_by(role) == "nobody":
                    acts.seat(table, role, "scripted")
            acts.predicting(table, desk.settings.predictions)
        parts = (*places, GameBegun(), *_released(desk.tables))
        return Plan("The game begins. Opponents play the roles that nobody has.", parts, acts)


@frozen
class Pause(Message):
    """All tables stop; ``eyes=up``: and all screens are dim, so that everybody looks up."""

    kind = "pause"
    eyes: Literal["", "up"] = ""

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        _begun(desk)
        up = self.eyes == "up"
        return Plan("All screens are dim: eyes up." if up else "Paused.", (PauseSet(True, up),))


@frozen
class Resume(Message):
    """All tables go on."""

    kind = "resume"

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        _begun(desk)
        return Plan("The game goes on.", (PauseSet(False),))


@frozen
class Next(Message):
    """Tables that are held, or where people are asked what will come, go on; ``table``: one of them, or all."""

    kind = "next"
    table: str = "all"

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        _begun(desk)
        told = [table for table in _some(desk, self.table) if table.withheld]
        if told:
            acts = Acts()
            for table in told:
                acts.show(table)
            return Plan("The end of the round is shown.", (), acts)
        held = [table for table in _some(desk, self.table) if table.held]
        if not held:
            raise Refused("not-now", "No table waits for you now.")
        late = lagging(desk.tables) if desk.state.settings.pace == "rounds" and self.table == "all" else []
        if late:
            raise Refused("not-now", f"Not all tables are that far. {lagging_words(desk, late)}")
        return Plan("On to the next step.", _released(held))


@frozen
class SetPace(Message):
    """Where tables wait for the teacher."""

    kind = "pace"
    to: Pace

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        to = self.to
        words = {
            "rounds": "After each round the tables wait for each other and for you.",
            "steps": "After each phase the tables wait for you.",
            "free": "The tables play without waiting.",
        }[to]
        return Plan(words, (SettingChanged("pace", to), *_released(desk.tables)))


@frozen
class SetDecide(Message):
    """How a team comes to its choice."""

    kind = "decide"
    to: Decide

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        to = self.to
        words = {
            "majority": "Teams decide by majority.",
            "captain": "A team's captain decides.",
            "anyone": "The first proposal of a team is its choice.",
        }
        return Plan(words[to], (SettingChanged("decide", to),))


@frozen
class SetPredictions(Message):
    """Whether people are asked what will come before the end of a round is shown."""

    kind = "predictions"
    to: Literal["on", "off"]

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        on, acts = self.to == "on", Acts()
        for table in desk.tables if desk.state.phase == "playing" else ():
            if not table.ended:
                acts.predicting(table, on)
        words = "Before the end of a round is shown, everybody is asked what will come."
        words = words if on else "Nobody is asked what will come; ends of rounds are shown at once."
        return Plan(words, (SettingChanged("predictions", on),), acts)


@frozen
class GiveOpponent(Message):
    """An opponent plays a role."""

    kind = "opponent"
    role: str
    table: str = ""
    who: str = "scripted"

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        table, role = _running(desk, self.table), desk.role(self.role)
        who = self.who
        if who not in OPPONENTS:
            raise Refused("illegal", f"'who' of 'opponent' is one of: {', '.join(OPPONENTS)}.")
        acts = Acts()
        if table.session.seats[role].who != who:
            acts.seat(table, role, who)
        words = f"An opponent plays {desk.called(role)} now."
        return Plan(words, (RoleTaken(table.number, role, False),), acts)


@frozen
class TakeRole(Message):
    """The teacher plays a role."""

    kind = "take"
    role: str
    table: str = ""

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        table, role = _running(desk, self.table), desk.role(self.role)
        acts = Acts()
        if table.session.seats[role].who != PERSON:
            acts.seat(table, role, PERSON)
        return Plan(f"You play {desk.called(role)} now.", (RoleTaken(table.number, role, True),), acts)


@frozen
class GiveRoleBack(Message):
    """A role that the teacher or an opponent plays goes back to whoever has it."""

    kind = "give-back"
    role: str
    table: str = ""

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        table, role = _running(desk, self.table), desk.role(self.role)
        acts, seat = Acts(), table.session.seats[role].who
        if desk.state.phase == "gathering":
            wanted, words = PERSON, f"Whoever gets {desk.called(role)} plays it."
        elif table.team(role):
            wanted, words = PERSON, f"Its team plays {desk.called(role)} again."
        else:
            wanted = "scripted" if seat == PERSON else seat
            words = f"Nobody has {desk.called(role)}, so an opponent plays it."
        if seat != wanted:
            acts.seat(table, role, wanted)
        return Plan(words, (RoleTaken(table.number, role, False),), acts)


@frozen
class Play(Message):
    """The teacher makes a choice for a role that was taken."""

    kind = "play"
    move: Move
    table: str = ""

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        _begun(desk)
        table = _running(desk, self.table)
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
        _begun(desk)
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
        _begun(desk)
        table = _running(desk, self.table)
        ballot = table.ballot()
        if ballot is None:
            raise Refused("not-now", f"There is no case to judge now. {whats_new(desk, table)}")
        ruling = self.ruling
        if self.speaker not in ("", ballot.speaker):
            raise Refused("stale", f"The case of {desk.called(ballot.speaker)} is being judged now.")
        move = Move(JUDGE, "rule", to=ballot.speaker, ruling=ruling)
        words = "stands" if ruling == STANDS else "is beaten"
        return Plan(f"The case of {desk.called(ballot.speaker)} {words}.", (), Acts().move(table, move))


@frozen
class GiveTime(Message):
    """``seconds=90`` from now; ``seconds=+30`` on top of what is left; ``seconds=0``: no hint."""

    kind = "time"
    seconds: str
    table: str = "all"
    role: str = "all"

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        _begun(desk)
        text = self.seconds
        seconds = whole(text.removeprefix("+"), 0, _MOST_SECONDS, "'seconds' says how long")
        named = self.role
        roles = desk.deck.turn_order if named == "all" else (desk.role(named),)
        now = round(desk.now * 1000)
        hints: list[TimeGiven | ForetellingTimed] = []
        for table in _some(desk, self.table):
            if table.withheld and named == "all":
                left = table.foretell_until() if text.startswith("+") else None
                until = max(now, round((left or 0) * 1000)) + seconds * 1000 if seconds else 0
                hints.append(ForetellingTimed(table.number, table.head, until))
            for role in roles:
                if not table.awaited(role):
                    continue
                left = table.until(role) if text.startswith("+") else None
                until = max(now, round((left or 0) * 1000)) + seconds * 1000 if seconds else 0
                hints.append(TimeGiven(table.number, role, table.questions.phase(), until))
        if not hints:
            raise Refused("not-now", "Nobody is choosing there now.")
        if any(isinstance(hint, ForetellingTimed) for hint in hints) and seconds:
            return Plan("Time is given; when it is over the end of the round is shown.", tuple(hints))
        return Plan("Time is given; nothing is forced when it is over." if seconds else "No time runs.", tuple(hints))


@frozen
class Tell(Message):
    """Everybody sees a text; an empty one takes it away."""

    kind = "message"
    text: str

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        try:
            text = clean(self.text, limit=MAX_MESSAGE)
        except TextError as problem:
            raise Refused("illegal", f"This message cannot be sent: {problem.sentence}.") from None
        return Plan("Everybody sees it." if text else "The message is gone.", (MessageSet(text),))


@frozen
class ShowHands(Message):
    """Whether all hands lie open."""

    kind = "hands"
    to: Literal["open", "shut"]

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        to = self.to
        words = "Everybody sees all hands." if to == "open" else "Hands are hidden again."
        return Plan(words, (SettingChanged("hands_open", to == "open"),))


@frozen
class End(Message):
    """Opponents have all roles from here on, and the rules judge: so the game comes to its end, and there is a debrief
    to talk about. :meth:`Room.tick` lets them choose."""

    kind = "end"
    table: str = "all"

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        _begun(desk)
        tables = [table for table in _some(desk, self.table) if not table.ended]
        if not tables:
            raise Refused("not-now", "The game is over there.")
        return cut_short(tables)


@frozen
class Finish(Message):
    """The round that is played is the last one; ``to=go-on``: it is not, after all."""

    kind = "finish"
    to: Literal["debrief", "go-on"] = "debrief"

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        _begun(desk)
        tables = [table for table in desk.tables if not table.ended]
        if not tables:
            raise Refused("not-now", "All games are over.")
        if self.to == "go-on":
            return Plan("The game is played to its own end.", tuple(LastRoundSet(t.number, 0) for t in tables))
        last = max(table.in_round for table in tables)
        parts = tuple(LastRoundSet(table.number, last) for table in tables)
        return Plan(f"Round {last} is the last: after it comes the debrief.", parts)


@frozen
class SetBell(Message):
    """When the lesson ends, as a time of day such as 10:45; empty: nobody says so any more."""

    kind = "bell"
    to: str

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        if not self.to.strip():
            return Plan("No bell is set.", (BellSet(0),))
        try:
            rings = bell_at(self.to, desk.shown)
        except ValueError as problem:
            raise Refused("illegal", f"'{visible(self.to, 20)}': {problem}.") from None
        return Plan(f"The bell rings at {clock_time(rings)}.", (BellSet(round(rings * 1000)),))


@frozen
class Close(Message):
    """The class is over for good."""

    kind = "close"

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        return Plan("The class is closed.", (ClassClosed(),))


COURSE = table_of_messages(
    Start,
    Pause,
    Resume,
    Next,
    SetPace,
    SetDecide,
    SetPredictions,
    GiveOpponent,
    TakeRole,
    GiveRoleBack,
    Play,
    Undo,
    Rule,
    GiveTime,
    Tell,
    ShowHands,
    End,
    Finish,
    SetBell,
    Close,
)
"""What the teacher may ask for about the course of the game."""
