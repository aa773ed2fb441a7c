"""What the teacher may ask for about people: letting in, names, seats, captains, putting out."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from debate.classroom.room import names
from debate.classroom.room.course_events import SettingChanged
from debate.classroom.room.effects import Acts
from debate.classroom.room.events import Happening
from debate.classroom.room.messages import Message, table_of_messages
from debate.classroom.room.people_events import Described, PlaceTaken, TokensDead
from debate.classroom.room.plan import Desk, Plan
from debate.classroom.room.sharing import as_judges, share_out, waiting
from debate.classroom.room.students import distinct, playing
from debate.classroom.room.team_events import CaptainDecides, CaptainNamed, ProposalMade, SecondVoteAsked
from debate.classroom.room.types import ASKING, IN, STUDENT, WALL, AskOpen, Person, Refused
from debate.debrief.naming import counted
from debate.game.session import PERSON
from debate.opponents import OPPONENTS


@frozen
class LetIn(Message):
    """Somebody who asks to be let in is in, or all who do."""

    kind = "let-in"
    person: str = "all"

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        text = self.person
        people = [desk.person(text)] if text != "all" else list(desk.state.people.values())
        people = [p for p in people if p.status == ASKING]
        if not people:
            raise Refused("not-now", "Nobody asks to be let in." if text == "all" else "This person is in already.")
        parts: list[Happening] = [Described(p.id, status=IN) for p in people]
        if desk.state.phase == "playing":
            parts += as_judges(desk, (p.id for p in people if p.kind == STUDENT))
        if len(people) == 1:
            return Plan(f"{people[0].name} is in.", tuple(parts))
        walls = sum(p.kind == WALL for p in people)
        who = [counted(len(people) - walls, "person", "people")] * (len(people) > walls)
        return Plan(f"{' and '.join(who + [counted(walls, 'wall')] * (walls > 0))} are in.", tuple(parts))


@frozen
class GiveName(Message):
    """``ok=yes`` lets the wished name through, ``ok=no`` refuses it, ``name=`` gives another one; ``person``: one of
    them, or all whose names wait."""

    kind = "name"
    person: str
    ok: Literal["yes", "no"] = "yes"
    name: str | None = None

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        if self.person == "all":
            return _all_names(desk, self.ok == "yes")
        who = desk.person(self.person)
        if self.name is not None:
            name = names.cleaned(self.name, desk.deck)
        elif self.ok == "no":
            return Plan(f"The name was refused; {who.name} stays.", (Described(who.id, wish=""),))
        elif not who.wish:
            raise Refused("not-now", f"{who.name} waits for no name.")
        else:
            name = who.wish
        name = distinct(desk, who.id, name)
        return Plan(f"{who.name} is called {name} now.", (Described(who.id, name=name, wish=""),))


@frozen
class RenameThem(GiveName):
    """The same, asked for under another word."""

    kind = "rename"


def _all_names(desk: Desk, let_through: bool) -> Plan:
    taken = [p.name for p in desk.state.people.values() if p.status != "out"]
    changed: list[Happening] = []
    for who in desk.state.people.values():
        if who.wish and who.status != "out":
            if let_through:
                taken.append(names.apart(who.wish, taken))
            changed.append(Described(who.id, name=taken[-1] if let_through else None, wish=""))
    if not changed:
        raise Refused("not-now", "No name waits for you.")
    was = "was" if len(changed) == 1 else "were"
    how = "let through" if let_through else "refused"
    return Plan(f"{counted(len(changed), 'name')} {was} {how}.", tuple(changed))


@frozen
class PutOut(Message):
    """Somebody is out for good."""

    kind = "kick"
    person: str

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        who = desk.person(self.person)
        gone = (Described(who.id, status="out"), TokensDead(who.id), PlaceTaken(who.id, 0))
        return Plan(f"{who.name} is out.", gone)


@frozen
class GiveSeat(Message):
    """Somebody gets a role, a judge's seat (``judge``) or none (``none``)."""

    kind = "seat"
    person: str
    role: str
    table: str = ""

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        who = desk.person(self.person)
        role = self.role
        if who.kind != STUDENT:
            raise Refused("illegal", "Only students have a seat.")
        if who.status != IN:
            raise Refused("not-now", f"{who.name} has not been let in yet.")
        if role == "none":
            return Plan(f"{who.name} has no seat now.", (PlaceTaken(who.id, 0),))
        table = desk.numbered(self.table)
        if role == "judge":
            return Plan(f"{who.name} is a judge at table {table.number} now.", (PlaceTaken(who.id, table.number),))
        role = desk.role(role)
        acts = Acts()
        if not table.ended and table.session.seats[role].who != PERSON:
            acts.seat(table, role, PERSON)
        return Plan(f"{who.name} plays {desk.called(role)} now.", (PlaceTaken(who.id, table.number, role),), acts)


@frozen
class ShareOut(Message):
    """Everybody who waits gets a seat."""

    kind = "share-out"

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        people = waiting(desk)
        if not people:
            raise Refused("not-now", "Nobody waits for a seat.")
        if desk.state.phase != "gathering":
            places = as_judges(desk, (p.id for p in people))
        else:
            places = share_out(desk, people)
        have = "One person has" if len(places) == 1 else f"{len(places)} people have"
        return Plan(f"{have} a seat now.", tuple(places))


@frozen
class MakeCaptain(Message):
    """Somebody is captain of the team; ``decides=now``: and what they support is its choice this time."""

    kind = "captain"
    person: str
    decides: Literal["", "now"] = ""

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        who = desk.person(self.person)
        if who.place is None or not who.place.role:
            raise Refused("illegal", f"{who.name} plays no role.")
        table, role = desk.table(who), who.place.role
        if self.decides and table.awaited(role):
            words = f"{who.name} is captain and decides for {desk.called(role)} now."
            return Plan(words, (CaptainDecides(table.number, role, who.id, table.questions.asked(role)),))
        words = f"{who.name} is captain of {desk.called(role)} now."
        return Plan(words, (CaptainNamed(table.number, role, who.id),))


@frozen
class AskSecondVote(Message):
    """A team that cannot agree votes between the two things that most of it want."""

    kind = "second-vote"
    table: str
    role: str

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        table, role = desk.numbered(self.table), desk.role(self.role)
        drafts = table.drafts(role) if table.awaited(role) else []
        if len(drafts) < 2:
            raise Refused("not-now", f"There are not several things to vote on for {desk.called(role)}.")
        leading = sorted(drafts, key=lambda draft: (-len(draft.supporters), draft.number))[:2]
        asked = SecondVoteAsked(table.number, role, table.questions.asked(role), tuple(d.number for d in leading))
        return Plan(f"A second vote of {desk.called(role)}, between two proposals.", (asked,))


@frozen
class OfferMove(Message):
    """A team that proposes nothing is offered what a scripted opponent would choose; it decides by itself."""

    kind = "offer-move"
    table: str
    role: str

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        table, role = desk.numbered(self.table), desk.role(self.role)
        playing(desk, table)
        if not table.awaited(role) or table.filled_by(role) != "team" or table.second_vote(role):
            raise Refused(
                "not-now", f"Nothing is to be decided now that {desk.called(role)} could be offered a move for."
            )
        session = table.session
        move = str(OPPONENTS["scripted"].choose(session.source, session.view(role), seed=session.state.seed).move)
        if any(draft.move == move for draft in table.drafts(role)):
            raise Refused("not-now", f"What a scripted opponent would choose is before {desk.called(role)} already.")
        state, number = session.state, table.kept.count + 1
        question = table.questions.asked(role)
        made = ProposalMade(table.number, role, number, move, question, state.round, state.phase)
        return Plan(f"A move is offered to {desk.called(role)}; the team decides.", (made,))


@frozen
class Lock(Message):
    """Nobody else can join."""

    kind = "lock"

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        return Plan("Nobody else can join.", (SettingChanged("locked", True),))


@frozen
class Unlock(Message):
    """People can join again."""

    kind = "unlock"

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        return Plan("People can join again.", (SettingChanged("locked", False),))


@frozen
class SetDoors(Message):
    """Whether people are let in one by one."""

    kind = "doors"
    to: AskOpen

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        to = self.to
        words = "You let people in one by one." if to == "ask" else "Whoever has the code comes in."
        return Plan(words, (SettingChanged("let_in", to),))


@frozen
class SetNames(Message):
    """Whether names are let through one by one."""

    kind = "names"
    to: AskOpen

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        to = self.to
        words = "Names are shown once you let them through." if to == "ask" else "Names are shown as people give them."
        return Plan(words, (SettingChanged("names", to),))


@frozen
class SetWallNames(Message):
    """Whether the wall shows names."""

    kind = "wall-names"
    to: Literal["on", "off"]

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        to = self.to
        words = "The wall shows names." if to == "on" else "The wall shows no names."
        return Plan(words, (SettingChanged("names_on_wall", to == "on"),))


PEOPLE = table_of_messages(
    LetIn,
    GiveName,
    RenameThem,
    PutOut,
    GiveSeat,
    ShareOut,
    MakeCaptain,
    AskSecondVote,
    OfferMove,
    Lock,
    Unlock,
    SetDoors,
    SetNames,
    SetWallNames,
)
"""What the teacher may ask for about people."""
