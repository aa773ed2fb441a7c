"""What happens in teams, among judges, and where people say what will come: what goes before a choice of a game."""

from __future__ import annotations

from attrs import frozen

from debate.classroom.room.events import AtTable, ByPerson, Event, Question, ToTable
from debate.classroom.room.state import Appraisal, Draft, RoomState, Said


@frozen
class CaptainNamed(AtTable):
    """A person is captain of a role's team; empty: nobody is."""

    role: str
    person: str

    def apply(self, room: RoomState, event: Event) -> None:
        named = self.at(room).captains
        named.pop(self.role, None)
        if self.person:
            named[self.role] = self.person


@frozen
class Draftwork(ByPerson):
    """What a member does about a team's proposals. ``round`` and ``phase``: when in the game that was."""

    concerns = "proposals"
    role: str


@frozen
class ProposalMade(Draftwork):
    """A choice is proposed. ``proposal``: its number at this table."""

    proposal: int
    move: str
    question: Question
    round: int
    phase: str

    def apply(self, room: RoomState, event: Event) -> None:
        table = self.at(room)
        drafts = table.proposals.setdefault(self.role, [])
        drafts[:] = [draft for draft in drafts if draft.question == self.question]
        table.unsupport(self.role, event.by)
        drafts.append(Draft(self.proposal, self.move, self.question, [event.by], event.clock))
        table.count = max(table.count, self.proposal)


@frozen
class ProposalSupported(Draftwork):
    """Somebody supports a proposal, and no other."""

    proposal: int
    round: int
    phase: str

    def apply(self, room: RoomState, event: Event) -> None:
        table = self.at(room)
        wanted = next((draft for draft in table.proposals.get(self.role, []) if draft.number == self.proposal), None)
        if wanted is None:
            raise ValueError(f"there is no proposal {self.proposal}")
        if event.by not in wanted.supporters:
            table.unsupport(self.role, event.by)
            wanted.supporters.append(event.by)
            wanted.at = event.clock


@frozen
class SupportWithdrawn(Draftwork):
    """Somebody supports nothing any more."""

    def apply(self, room: RoomState, event: Event) -> None:
        self.at(room).unsupport(self.role, event.by)


@frozen
class CaptainDecides(ToTable):
    """A person is captain of a role's team, and what they support is its choice of this question."""

    concerns = "proposals"
    role: str
    person: str
    question: Question

    def apply(self, room: RoomState, event: Event) -> None:
        table = self.at(room)
        table.captains = {**table.captains, self.role: self.person}
        table.settling[self.role] = self.question


@frozen
class SecondVoteAsked(ToTable):
    """A team votes a second time, between ``proposals``; of each only the one who made it supports it still."""

    concerns = "proposals"
    role: str
    question: Question
    proposals: tuple[int, ...]

    def apply(self, room: RoomState, event: Event) -> None:
        table = self.at(room)
        drafts = table.proposals.get(self.role, [])
        drafts[:] = [draft for draft in drafts if draft.number in self.proposals]
        for draft in drafts:
            del draft.supporters[1:]
            draft.at = event.clock
        table.second[self.role] = self.question


@frozen
class VoteCast(ByPerson):
    """A judge votes on the case of ``speaker``: ``ruling`` is ``stands`` or ``beaten``; ``reason``: its id, ``words``:
    a reason in the judge's own words."""

    concerns = "proposals"
    ruling: str
    question: Question
    speaker: str
    round: int
    phase: str
    reason: str = ""
    words: str = ""

    def apply(self, room: RoomState, event: Event) -> None:
        table = self.at(room)
        if table.voted_on != self.question:
            table.votes, table.voted_on = {}, self.question
        table.votes[event.by] = self.ruling


@frozen
class Appraised(ByPerson):
    """A judge says whose case of a round is argued best, or whether one presses it; after this choice."""

    concerns = "proposals"
    after: int
    round: int
    phase: str
    what: str
    speaker: str
    reason: str = ""
    words: str = ""

    def apply(self, room: RoomState, event: Event) -> None:
        said = (self.what, self.speaker, self.reason, self.words)
        self.at(room).appraised.append(Appraisal(event.by, self.after, self.round, *said))


@frozen
class Foretold(ByPerson):
    """Somebody says what will come before the end of round ``asked`` is shown; ``after``: the choice that closed it, or
    the latest one where it was said ``ahead``, while the round ran."""

    concerns = "foretold"
    after: int
    role: str
    asked: int
    question: str
    answer: str
    sure: int
    why: str = ""
    ahead: bool = False

    def apply(self, room: RoomState, event: Event) -> None:
        said = (self.question, self.answer, self.sure, self.why, self.ahead)
        self.at(room).said.append(Said(event.by, self.role, self.after, self.asked, *said))


@frozen
class ForetoldNothing(ByPerson):
    """Somebody wishes to say nothing to this question about what will come, after this choice; without one to none.
    ``after`` below 0: ahead, in this round."""

    concerns = "foretold"
    after: int
    question: str = ""

    def apply(self, room: RoomState, event: Event) -> None:
        self.at(room).silent.add((event.by, self.after, self.question))


@frozen
class ForetellingTimed(AtTable):
    """There is time for it; ``until``: the clock in milliseconds, 0: as long as it takes."""

    after: int
    until: int

    def apply(self, room: RoomState, event: Event) -> None:
        self.at(room).foretell_by = (self.after, self.until)
