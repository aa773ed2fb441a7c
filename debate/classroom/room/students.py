"""What students may ask for: proposing, supporting, voting, a name, a captain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import frozen

from debate.classroom.room import names
from debate.classroom.room.events import Question
from debate.classroom.room.messages import Message, table_of_messages
from debate.classroom.room.people_events import Described
from debate.classroom.room.plan import Desk, Plan
from debate.classroom.room.table import Table
from debate.classroom.room.team_events import CaptainNamed, ProposalMade, ProposalSupported, SupportWithdrawn, VoteCast
from debate.classroom.room.types import BEATEN, STANDS, Person, Refused
from debate.debrief.naming import listed
from debate.game.session import PERSON, own_ruling
from debate.pages.judging import LONGEST, WHY
from debate.rules.moves import JUDGE, Move, read_notation
from debate.rules.text import TextError, clean, visible

Ruling = Literal["stands", "beaten"]


def playing(desk: Desk, table: Table) -> None:
    """That choices are made at this table now."""
    if desk.state.phase == "gathering":
        raise Refused("not-now", "The game has not begun; the teacher starts it.")
    if table.ended:
        raise Refused("not-now", "Nothing more is played at this table.")
    if desk.state.paused:
        raise Refused("paused", "The teacher has paused the game.")
    if table.held:
        raise Refused("paused", "The table waits until the teacher goes on.")


def asked(desk: Desk, table: Table, role: str, at: int) -> Question:
    """The question that a role is asked now, if it is the one that was asked at version ``at`` too."""
    version, now = table.version, table.questions.asked(role)
    stale = at > version or (0 <= at < version and table.questions.asked(role, at) != now)
    if stale:
        raise Refused("stale", f"The game has gone on since you looked: {whats_new(desk, table)}")
    if not table.awaited(role):
        raise Refused("not-now", f"There is nothing to choose for {desk.called(role)} now. {whats_new(desk, table)}")
    return now


def whats_new(desk: Desk, table: Table) -> str:
    """Where the table stands, as a sentence; only what everybody may know."""
    state = table.session.state
    if table.ended:
        return "The game at this table is over."
    if table.withheld:
        return f"All choices of round {table.withheld} are in, and people say what they think will come."
    words = {
        "deal": "hands are being chosen",
        "choose": "moves are being chosen",
        "answer": "cases are being answered",
        "extend": "answers are being answered",
        "settle": "beaten cases are being settled",
    }
    phase = "cases are being judged" if JUDGE in state.awaiting else words[state.phase]
    waiting = [desk.called(role) for role in state.awaiting if role != JUDGE]
    who = f" Still to choose: {listed(waiting)}." if waiting else ""
    return f"It is round {state.round}, {phase}.{who}"


def legal(table: Table, move: Move) -> None:
    """That this choice may be made now."""
    refusal = table.session.refusal(move)
    if refusal is not None:
        raise Refused("illegal", visible(refusal.sentence, 600))


@frozen
class Propose(Message):
    """A member proposes a choice to the team, or supports the same one that is proposed."""

    kind = "propose"
    move: Move

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        table, role = _team(desk, person)
        move = self.move
        if move.role != role:
            raise Refused("not-yours", f"You play {desk.called(role)}; this would be a choice of another role.")
        question = asked(desk, table, role, at)
        legal(table, move)
        same = next((draft for draft in table.drafts(role) if draft.move == str(move)), None)
        if same is not None:
            return _supported(desk, person, table, role, same.number)
        if table.second_vote(role):
            raise Refused("not-now", "This is a second vote: support one of the proposals that stand.")
        number = table.kept.count + 1
        words = "It is proposed to your team."
        made = ProposalMade(table.number, role, number, str(move), question, *_when(table))
        plan = Plan(words, (made,))
        return _decide(desk, plan, person, table, role, move, [person.id])


@frozen
class Support(Message):
    """A member supports a proposal, and no other."""

    kind = "support"
    proposal: int

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        table, role = _team(desk, person)
        asked(desk, table, role, at)
        return _supported(desk, person, table, role, self.proposal)


def _supported(desk: Desk, person: Person, table: Table, role: str, number: int) -> Plan:
    draft = next((draft for draft in table.drafts(role) if draft.number == number), None)
    if draft is None:
        raise Refused("stale", f"Proposal {number} is not open any more. {whats_new(desk, table)}")
    move = read_notation(draft.move)
    legal(table, move)
    plan = Plan("You support it.", (ProposalSupported(table.number, role, number, *_when(table)),))
    supporters = list(dict.fromkeys([*draft.supporters, person.id]))
    return _decide(desk, plan, person, table, role, move, supporters)


def _decide(desk: Desk, plan: Plan, person: Person, table: Table, role: str, move: Move, supporters: list[str]) -> Plan:
    if table.decides(role, supporters, acting=person.id):
        plan.acts.move(table, move)
        plan.words = f"The choice of {desk.called(role)} is made."
    return plan


@frozen
class Withdraw(Message):
    """A member supports nothing any more."""

    kind = "withdraw"

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        table, role = _team(desk, person)
        if not any(person.id in draft.supporters for draft in table.drafts(role)):
            raise Refused("not-now", "You support no proposal now.")
        return Plan("You support no proposal any more.", (SupportWithdrawn(table.number, role),))


def _team(desk: Desk, person: Person) -> tuple[Table, str]:
    """Table and role of somebody who chooses for a role now."""
    table = desk.table(person)
    assert person.place is not None
    role = person.place.role
    if not role:
        raise Refused("not-yours", "You are a judge: you vote on cases and make no moves.")
    playing(desk, table)
    if role in table.taken:
        raise Refused("not-yours", f"The teacher plays {desk.called(role)} for now.")
    if table.session.seats[role].who != PERSON:
        raise Refused("not-yours", f"An opponent plays {desk.called(role)} for now.")
    return table, role


def _when(table: Table) -> tuple[int, str]:
    """Round and phase, for the record of who contributed what."""
    state = table.session.state
    return state.round, state.phase


def judged_by(desk: Desk, person: Person, refusal: str) -> Table:
    """The table that somebody judges, where its game runs; ``refusal``: what a player of it is told."""
    table = desk.table(person)
    assert person.place is not None
    if person.place.role:
        raise Refused("not-yours", refusal)
    playing(desk, table)
    return table


@frozen
class Vote(Message):
    """A judge votes on the case of ``speaker``; ``reason``: its id, ``words``: a reason in one's own words."""

    kind = "vote"
    speaker: str
    ruling: Ruling
    reason: str = ""
    words: str = ""

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        table = judged_by(desk, person, "Only judges vote on cases.")
        speaker, ruling = self.speaker, self.ruling
        ballot = table.ballot()
        if ballot is None:
            raise Refused("not-now", f"There is no case to judge now. {whats_new(desk, table)}")
        if ballot.speaker != speaker:
            raise Refused("stale", f"The case of {desk.called(ballot.speaker)} is being judged now.")
        question = asked(desk, table, JUDGE, at)
        votes = {**ballot.votes, person.id: ruling}
        reason = given_reason(ruling, self.reason, self.words)
        plan = Plan("Your vote counts.", (VoteCast(table.number, ruling, question, speaker, *_when(table), *reason),))
        if set(table.present(table.judges, acting=person.id)) <= set(votes):
            plan.acts.move(table, verdict(table, votes))
        return plan


def given_reason(what: str, reason: str, words: str) -> tuple[str, str]:
    """The reason for a ruling, by its id, and in words of one's own, cleaned; both may be empty."""
    if reason and reason not in WHY[what]:
        raise Refused("illegal", "That is none of the reasons to choose from.")
    try:
        return reason, clean(words, limit=LONGEST)
    except TextError as problem:
        raise Refused("illegal", f"This reason cannot be taken: {problem.sentence}.") from None


def verdict(table: Table, votes: Mapping[str, str]) -> Move:
    """What these votes come to; the rules' own result where they are even or there are none."""
    own = own_ruling(table.session.state)
    stands = sum(ruling == STANDS for ruling in votes.values())
    if 2 * stands == len(votes):
        return own
    return Move(JUDGE, "rule", to=own.to, ruling=STANDS if 2 * stands > len(votes) else BEATEN)


@frozen
class Rename(Message):
    """A student would like another name."""

    kind = "rename"
    name: str

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        name = names.cleaned(self.name, desk.deck)
        if desk.settings.names == "ask":
            return Plan("The teacher will look at this name.", (Described(person.id, wish=name),))
        name = distinct(desk, person.id, name)
        return Plan(f"You are called {name} now.", (Described(person.id, name=name, wish=""),))


def distinct(desk: Desk, person: str, name: str) -> str:
    """The name, with a number where somebody else in the room has it."""
    return names.apart(name, (p.name for p in desk.state.people.values() if p.id != person and p.status != "out"))


@frozen
class BeCaptain(Message):
    """A member speaks for the team from now on, by default the one who asks."""

    kind = "captain"
    person: str = ""

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        table = desk.table(person)
        assert person.place is not None
        role, wanted = person.place.role, self.person or person.id
        if not role:
            raise Refused("not-yours", "Judges have no captain.")
        if wanted not in table.team(role):
            raise Refused("unknown", "A captain is one of the team.")
        captain = table.kept.captains.get(role)
        if captain is not None:
            raise Refused("not-now", f"{desk.names([captain])} is captain already; the teacher can change that.")
        return Plan(f"{desk.names([wanted])} is captain now.", (CaptainNamed(table.number, role, wanted),))


STUDENTS = table_of_messages(Propose, Support, Withdraw, Vote, Rename, BeCaptain)
"""What students may ask for."""
