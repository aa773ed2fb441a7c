"""What the teacher may ask for: the course of the game. Who plays what: see :mod:`casting`; people: :mod:`people`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from attrs import frozen

from debate.classroom.room.asking import lagging, lagging_words
from debate.classroom.room.course_events import (
    BellSet,
    ClassClosed,
    GameBegun,
    LastRoundSet,
    MessageSet,
    PauseSet,
    SettingChanged,
    TableReleased,
    TimeGiven,
)
from debate.classroom.room.effects import Acts
from debate.classroom.room.lesson import bell_at, clock_time
from debate.classroom.room.messages import Message, table_of_messages
from debate.classroom.room.plan import Desk, Plan, whole
from debate.classroom.room.sharing import share_out, waiting
from debate.classroom.room.table import Table
from debate.classroom.room.team_events import ForetellingTimed
from debate.classroom.room.ticks import cut_short
from debate.classroom.room.types import Decide, Pace, Person, Refused
from debate.rules.text import TextError, clean, visible

MAX_MESSAGE = 300
_MOST_SECONDS = 3_600


def _released(tables: Iterable[Table]) -> tuple[TableReleased, ...]:
    """Tables that go on with the phase in which they are."""
    return tuple(TableReleased(table.number, table.questions.phase()) for table in tables)


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
        words = "The game begins."
        for table in desk.tables:
            for role, team in table.teams.items():
                if not team and (table.number, role) not in filled and table.filled_by(role) == "nobody":
                    acts.seat(table, role, "scripted")
                    words = "The game begins. Opponents play the roles that nobody has."
            acts.predicting(table, desk.settings.predictions)
        parts = (*places, GameBegun(), *_released(desk.tables))
        return Plan(words, parts, acts)


@frozen
class Pause(Message):
    """All tables stop; ``eyes=up``: and all screens are dim, so that everybody looks up, also before and after."""

    kind = "pause"
    eyes: Literal["", "up"] = ""

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        up = self.eyes == "up"
        if not up:
            desk.begun()
        return Plan("All screens are dim: eyes up." if up else "Paused.", (PauseSet(True, up),))


@frozen
class Resume(Message):
    """All tables go on."""

    kind = "resume"

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        if not desk.state.paused:
            desk.begun()
        played = desk.state.phase == "playing" and not all(table.ended for table in desk.tables)
        return Plan(f"The {'game' if played else 'class'} goes on.", (PauseSet(False),))


@frozen
class Next(Message):
    """Tables that are held, or where people are asked what will come, go on; ``table``: one of them, or all."""

    kind = "next"
    table: str = "all"

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        desk.begun()
        told = [table for table in desk.some(self.table) if table.withheld]
        if told:
            acts = Acts()
            for table in told:
                acts.show(table)
            return Plan("The end of the round is shown.", (), acts)
        held = [table for table in desk.some(self.table) if table.held]
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
class GiveTime(Message):
    """``seconds=90`` from now; ``seconds=+30`` on top of what is left; ``seconds=0``: no hint."""

    kind = "time"
    seconds: str
    table: str = "all"
    role: str = "all"

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        desk.begun()
        text = self.seconds
        seconds = whole(text.removeprefix("+"), 0, _MOST_SECONDS, "'seconds' says how long")
        named = self.role
        roles = desk.deck.turn_order if named == "all" else (desk.role(named),)
        now = round(desk.now * 1000)
        hints: list[TimeGiven | ForetellingTimed] = []
        for table in desk.some(self.table):
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
        desk.begun()
        tables = [table for table in desk.some(self.table) if not table.ended]
        if not tables:
            raise Refused("not-now", "The game is over there.")
        return cut_short(tables)


@frozen
class Finish(Message):
    """The round that is played is the last one; ``to=go-on``: it is not, after all."""

    kind = "finish"
    to: Literal["debrief", "go-on"] = "debrief"

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        desk.begun()
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
    GiveTime,
    Tell,
    ShowHands,
    End,
    Finish,
    SetBell,
    Close,
)
"""What the teacher may ask for about the course of the game."""
