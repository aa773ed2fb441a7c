"""What can happen in a room. An event says what was done and by whom, and has parts: the plain ways in which it changes
the room. A part is a class that says it all: its fields (they are its form in the log), what it changes, whom it
concerns. So taking a log up again decides nothing anew, and a new part is written in this module alone.

What an event does to a game (an :class:`Act`) says how many entries the game's journal had before: it is in the log
before it is carried out, and is carried out exactly when the journal has just this length. So a room that died between
the two carries it out when it is taken up, and none is ever done twice.

A *question* is a pair of entry numbers of the game's journal; see :mod:`debate.classroom.room.questions`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import evolve, frozen

from debate.classroom.room.state import Appraisal, Draft, Ended, RoomState, Said, Sentence
from debate.classroom.room.types import CHOICES, OUT, TEACHER, Change, Done, Person, Place
from debate.game.session import Seat, Session
from debate.rules.moves import read_notation

Question = tuple[int, int]
REMEMBERED = 200
"""How many of a person's latest requests are known again when they are sent once more."""


@frozen
class Happening:
    """One plain way in which an event changes the room. In the log it goes by its class's name: ``proposal-made``."""

    def apply(self, room: RoomState, event: Event) -> None:
        """Change the room. Raises ``LookupError``, ``ValueError`` or ``TypeError`` for what cannot be."""

    def told(self, event: Event) -> Iterator[Change]:
        """What listeners are told."""
        yield Change("settings")


@frozen
class Event:
    """Something that happened: the ``number`` counts from 1, ``at`` is the clock in milliseconds.

    ``do`` says what was done, ``by`` who did it, and ``done`` what that person was answered, where they had asked.
    """

    number: int
    at: int
    do: str
    by: str = ""
    parts: tuple[Happening, ...] = ()
    done: Done | None = None

    @property
    def acts(self) -> tuple[Act, ...]:
        """What it does to games, in order."""
        return tuple(part for part in self.parts if isinstance(part, Act))

    @property
    def clock(self) -> float:
        """Seconds."""
        return self.at / 1000

    def apply(self, room: RoomState) -> None:
        """Change the room, part by part. Raises ``LookupError``, ``ValueError`` or ``TypeError`` for what cannot be."""
        room.number = self.number
        for part in self.parts:
            part.apply(room, self)
        if self.done is not None:
            known = room.done.setdefault(self.by, {})
            known[self.done.id] = self.done
            if len(known) > REMEMBERED:
                del known[next(iter(known))]

    def told(self) -> list[Change]:
        """What listeners are told of it, each once."""
        found = list(dict.fromkeys(change for part in self.parts for change in part.told(self)))
        people = [change for change in found if change.what == "people"]
        if len(people) > 1:
            found = [Change("people"), *(change for change in found if change.what != "people")]
        return found


# People.


@frozen
class Joined(Happening):
    """Somebody is new in the room."""

    person: str
    kind: str
    name: str
    wish: str
    status: str

    def apply(self, room: RoomState, event: Event) -> None:
        if self.kind != TEACHER:
            room.joined += 1
        room.people[self.person] = Person(
            self.person, self.name, self.wish, self.kind, self.status, None, False, event.clock
        )

    def told(self, event: Event) -> Iterator[Change]:
        yield Change("people", None, self.person)


@frozen
class Quiet(Happening):
    """What concerns nobody but the doors."""

    def told(self, event: Event) -> Iterator[Change]:
        yield from ()


@frozen
class TokenOffered(Quiet):
    """A new token's hash for a person, who may not have received it yet."""

    person: str
    hash: str

    def apply(self, room: RoomState, event: Event) -> None:
        waiting = room.offered.setdefault(self.person, [])
        waiting.append(self.hash)
        room.holders[self.hash] = self.person
        while len(waiting) > 3:
            room.holders.pop(waiting.pop(0), None)


@frozen
class TokenKept(Quiet):
    """The token with this hash is now the person's only one."""

    person: str
    hash: str

    def apply(self, room: RoomState, event: Event) -> None:
        for old in (*room.offered.pop(self.person, ()), room.tokens.get(self.person, "")):
            if old != self.hash:
                room.holders.pop(old, None)
        room.tokens[self.person] = self.hash
        room.holders[self.hash] = self.person


@frozen
class TokensDead(Quiet):
    """No token of the person is good any more. Of one who is out the hashes stay, so that it can be said why."""

    person: str

    def apply(self, room: RoomState, event: Event) -> None:
        hashes = (*room.offered.pop(self.person, ()), room.tokens.pop(self.person, ""))
        if room.people[self.person].status != OUT:
            for hash_ in hashes:
                room.holders.pop(hash_, None)


@frozen
class Arrived(Happening):
    """A socket of a person is there; ``versions``: of the tables then."""

    person: str
    versions: tuple[int, ...]

    def apply(self, room: RoomState, event: Event) -> None:
        room.people[self.person] = evolve(room.people[self.person], here=True, since=event.clock)
        left = room.away.get(self.person)
        if left is not None and left[1] is None:
            room.away[self.person] = (left[0], room.mark(self.person, self.versions))

    def told(self, event: Event) -> Iterator[Change]:
        yield Change("people", None, self.person)


@frozen
class Departed(Happening):
    """The sockets of a person are gone; ``versions``: of the tables then."""

    person: str
    versions: tuple[int, ...]

    def apply(self, room: RoomState, event: Event) -> None:
        room.people[self.person] = evolve(room.people[self.person], here=False, since=event.clock)
        room.away[self.person] = (room.mark(self.person, self.versions), None)

    def told(self, event: Event) -> Iterator[Change]:
        yield Change("people", None, self.person)


@frozen
class Described(Happening):
    """What is new about a person; None: as it was."""

    person: str
    name: str | None = None
    wish: str | None = None
    status: str | None = None

    def apply(self, room: RoomState, event: Event) -> None:
        known = room.people[self.person]
        room.people[self.person] = evolve(
            known,
            name=known.name if self.name is None else self.name,
            wish=known.wish if self.wish is None else self.wish,
            status=known.status if self.status is None else self.status,
        )

    def told(self, event: Event) -> Iterator[Change]:
        yield Change("people", None, self.person)


@frozen
class PlaceTaken(Happening):
    """A person sits at a table, as a judge where the role is empty; table 0: nowhere."""

    person: str
    table: int
    role: str = ""

    def apply(self, room: RoomState, event: Event) -> None:
        place = Place(self.table, self.role) if self.table else None
        if room.people[self.person].place == place:
            return
        for table in room.tables:
            table.votes.pop(self.person, None)
            for role in table.proposals:
                table.unsupport(role, self.person)
            table.captains = {role: who for role, who in table.captains.items() if who != self.person}
        room.people[self.person] = evolve(room.people[self.person], place=place)

    def told(self, event: Event) -> Iterator[Change]:
        yield Change("people", None, self.person)


# Teams and judges.


@frozen
class CaptainNamed(Happening):
    """A person is captain of a role's team; empty: nobody is."""

    table: int
    role: str
    person: str

    def apply(self, room: RoomState, event: Event) -> None:
        named = room.tables[self.table - 1].captains
        named.pop(self.role, None)
        if self.person:
            named[self.role] = self.person


@frozen
class Draftwork(Happening):
    """What a member does about a team's proposals. ``round`` and ``phase``: when in the game that was."""

    table: int
    role: str

    def told(self, event: Event) -> Iterator[Change]:
        yield Change("proposals", self.table, event.by)


@frozen
class ProposalMade(Draftwork):
    """A choice is proposed. ``proposal``: its number at this table."""

    proposal: int
    move: str
    question: Question
    round: int
    phase: str

    def apply(self, room: RoomState, event: Event) -> None:
        table = room.tables[self.table - 1]
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
        table = room.tables[self.table - 1]
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
        room.tables[self.table - 1].unsupport(self.role, event.by)


@frozen
class CaptainDecides(Happening):
    """A person is captain of a role's team, and what they support is its choice of this question."""

    table: int
    role: str
    person: str
    question: Question

    def apply(self, room: RoomState, event: Event) -> None:
        table = room.tables[self.table - 1]
        table.captains = {**table.captains, self.role: self.person}
        table.settling[self.role] = self.question

    def told(self, event: Event) -> Iterator[Change]:
        yield Change("proposals", self.table)


@frozen
class SecondVoteAsked(Happening):
    """A team votes a second time, between ``proposals``; of each only the one who made it supports it still."""

    table: int
    role: str
    question: Question
    proposals: tuple[int, ...]

    def apply(self, room: RoomState, event: Event) -> None:
        table = room.tables[self.table - 1]
        drafts = table.proposals.get(self.role, [])
        drafts[:] = [draft for draft in drafts if draft.number in self.proposals]
        for draft in drafts:
            del draft.supporters[1:]
            draft.at = event.clock
        table.second[self.role] = self.question

    def told(self, event: Event) -> Iterator[Change]:
        yield Change("proposals", self.table)


@frozen
class VoteCast(Happening):
    """A judge votes on the case of ``speaker``: ``ruling`` is ``stands`` or ``beaten``; ``reason``: its id, ``words``:
    a reason in the judge's own words."""

    table: int
    ruling: str
    question: Question
    speaker: str
    round: int
    phase: str
    reason: str = ""
    words: str = ""

    def apply(self, room: RoomState, event: Event) -> None:
        table = room.tables[self.table - 1]
        if table.voted_on != self.question:
            table.votes, table.voted_on = {}, self.question
        table.votes[event.by] = self.ruling

    def told(self, event: Event) -> Iterator[Change]:
        yield Change("proposals", self.table, event.by)


@frozen
class Appraised(Happening):
    """A judge says whose case of a round is argued best, or whether one presses it; after this choice."""

    table: int
    after: int
    round: int
    phase: str
    what: str
    speaker: str
    reason: str = ""
    words: str = ""

    def apply(self, room: RoomState, event: Event) -> None:
        said = (self.what, self.speaker, self.reason, self.words)
        room.tables[self.table - 1].appraised.append(Appraisal(event.by, self.after, self.round, *said))

    def told(self, event: Event) -> Iterator[Change]:
        yield Change("proposals", self.table, event.by)


# What will come.


@frozen
class Foretold(Happening):
    """Somebody says what will come before the end of round ``asked`` is shown; ``after``: the choice that closed it, or
    the latest one where it was said ``ahead``, while the round ran."""

    table: int
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
        room.tables[self.table - 1].said.append(Said(event.by, self.role, self.after, self.asked, *said))

    def told(self, event: Event) -> Iterator[Change]:
        yield Change("foretold", self.table, event.by)


@frozen
class ForetoldNothing(Happening):
    """Somebody wishes to say nothing more of what will come, after this choice; negative: ahead in this round."""

    table: int
    after: int

    def apply(self, room: RoomState, event: Event) -> None:
        room.tables[self.table - 1].silent.add((event.by, self.after))

    def told(self, event: Event) -> Iterator[Change]:
        yield Change("foretold", self.table, event.by)


@frozen
class ForetellingTimed(Happening):
    """There is time for it; ``until``: the clock in milliseconds, 0: as long as it takes."""

    table: int
    after: int
    until: int

    def apply(self, room: RoomState, event: Event) -> None:
        room.tables[self.table - 1].foretell_by = (self.after, self.until)


# What people say beside the game.


@frozen
class Spoken(Happening):
    """Somebody says something beside the game."""

    def told(self, event: Event) -> Iterator[Change]:
        yield Change("voices", None, event.by)


@frozen
class Believed(Spoken):
    """An answer to a claim of the deck, ``before`` or ``after`` the game (``when``); ``reason``: its id, or empty."""

    when: str
    claim: str
    answer: str
    reason: str = ""

    def apply(self, room: RoomState, event: Event) -> None:
        voice = room.voice(event.by)
        {"before": voice.before, "after": voice.after}[self.when][self.claim] = (self.answer, self.reason)
        voice.passed.discard(self.when)


@frozen
class SentenceSaid(Spoken):
    """What somebody says they achieved, about the ending that came with this choice; it waits for the teacher."""

    table: int
    ending: int
    text: str

    def apply(self, room: RoomState, event: Event) -> None:
        voice = room.voice(event.by)
        voice.sentence = Sentence(self.text, self.table, self.ending)
        voice.passed.discard("sentence")


@frozen
class TicketWritten(Spoken):
    """What somebody writes before they go."""

    question: str
    text: str

    def apply(self, room: RoomState, event: Event) -> None:
        voice = room.voice(event.by)
        voice.ticket[self.question] = self.text
        voice.passed.discard("ticket")


@frozen
class PassedOver(Spoken):
    """Somebody wishes to leave this out: ``before``, ``after``, ``sentence`` or ``ticket``."""

    what: str

    def apply(self, room: RoomState, event: Event) -> None:
        room.voice(event.by).passed.add(self.what)


@frozen
class SentenceJudged(Happening):
    """Whether everybody may see what this person says they achieved."""

    person: str
    shown: bool

    def apply(self, room: RoomState, event: Event) -> None:
        voice = room.voices[self.person]
        if voice.sentence is None:
            raise ValueError(f"{self.person} has said nothing")
        voice.sentence = evolve(voice.sentence, shown="yes" if self.shown else "no")

    def told(self, event: Event) -> Iterator[Change]:
        yield Change("voices", None, self.person)


@frozen
class PutToAll(Happening):
    """Whether everybody is asked: the claims once more (``after``), or the exit ticket with its question."""

    what: str
    on: bool
    question: str = ""

    def apply(self, room: RoomState, event: Event) -> None:
        room.put.pop(self.what, None)
        if self.on:
            room.put[self.what] = self.question
            for voice in room.voices.values():
                voice.passed.discard(self.what)


# What the teacher does.


@frozen
class RoleTaken(Happening):
    """Whether the teacher plays a role."""

    table: int
    role: str
    taken: bool

    def apply(self, room: RoomState, event: Event) -> None:
        taken = room.tables[self.table - 1].taken
        (taken.add if self.taken else taken.discard)(self.role)


@frozen
class TimeGiven(Happening):
    """A role has time for what it is asked; ``until``: the clock in milliseconds, 0: no hint any more."""

    table: int
    role: str
    phase: int
    until: int

    def apply(self, room: RoomState, event: Event) -> None:
        hints = room.tables[self.table - 1].hints
        hints.pop(self.role, None)
        if self.until:
            hints[self.role] = (self.phase, self.until)


@frozen
class TableReleased(Happening):
    """A table that would be held may go on with the phase that began after this choice."""

    table: int
    phase: int

    def apply(self, room: RoomState, event: Event) -> None:
        room.tables[self.table - 1].released = self.phase


@frozen
class GameCutShort(Happening):
    """A game was ended after ``count`` choices: opponents have ``roles`` from there on, to the end of the game."""

    table: int
    count: int
    round: int
    roles: tuple[str, ...]

    def apply(self, room: RoomState, event: Event) -> None:
        room.tables[self.table - 1].ended = Ended(self.count, self.round, self.roles)

    def told(self, event: Event) -> Iterator[Change]:
        yield Change("over", self.table)


@frozen
class GameReopened(Happening):
    """That a game was ended is taken back."""

    table: int

    def apply(self, room: RoomState, event: Event) -> None:
        room.tables[self.table - 1].ended = None
        room.tables[self.table - 1].last = 0

    def told(self, event: Event) -> Iterator[Change]:
        yield Change("game", self.table)


@frozen
class LastRoundSet(Happening):
    """After this round the game is ended and the debrief begins; 0: after the game's own last one."""

    table: int
    round: int

    def apply(self, room: RoomState, event: Event) -> None:
        room.tables[self.table - 1].last = self.round


@frozen
class BellSet(Happening):
    """When the lesson ends: the clock in milliseconds, 0: nobody says so any more."""

    rings: int

    def apply(self, room: RoomState, event: Event) -> None:
        room.bell = self.rings / 1000


@frozen
class GameBegun(Happening):
    """The class plays."""

    def apply(self, room: RoomState, event: Event) -> None:
        room.phase, room.begun = "playing", event.clock


@frozen
class ClassClosed(Happening):
    """The class is over for good."""

    def apply(self, room: RoomState, event: Event) -> None:
        room.phase = "closed"


@frozen
class PauseSet(Happening):
    """Whether all tables are stopped; ``eyes_up``: and all screens are dim, since everybody is to look up."""

    paused: bool
    eyes_up: bool = False

    def apply(self, room: RoomState, event: Event) -> None:
        room.paused, room.eyes_up = self.paused, self.paused and self.eyes_up


@frozen
class MessageSet(Happening):
    """What everybody sees above their table; empty: nothing any more."""

    text: str

    def apply(self, room: RoomState, event: Event) -> None:
        room.message = self.text

    def told(self, event: Event) -> Iterator[Change]:
        yield Change("message")


@frozen
class SettingChanged(Happening):
    """How the class is run: a name of :class:`~debate.classroom.room.types.Settings` and what it is now."""

    name: str
    value: str | bool

    def apply(self, room: RoomState, event: Event) -> None:
        fits = self.value in CHOICES[self.name] if self.name in CHOICES else isinstance(self.value, bool)
        if not fits:
            raise ValueError(f"'{self.name}' cannot be {self.value}")
        changed: dict[str, Any] = {self.name: self.value}
        room.settings = evolve(room.settings, **changed)


# What is done to a game.


@frozen
class Act(Happening):
    """What is done to the game of a table when its journal has ``length`` entries."""

    table: int
    length: int

    def carry_out(self, session: Session) -> None:
        """Do it. Raises :class:`~debate.store.RecordError`, or what a session raises for what it cannot do."""
        raise NotImplementedError

    def told(self, event: Event) -> Iterator[Change]:
        yield Change("game", self.table)


@frozen
class MoveMade(Act):
    """A choice is made, which ends what was proposed for it."""

    move: str

    def apply(self, room: RoomState, event: Event) -> None:
        table, role = room.tables[self.table - 1], self.move.split(" ", 1)[0]
        table.proposals.pop(role, None)
        if role == "judge":
            table.votes = {}

    def carry_out(self, session: Session) -> None:
        session.submit(read_notation(self.move))


@frozen
class EndShown(Act):
    """The end of a round, withheld so far, is shown to everybody."""

    def carry_out(self, session: Session) -> None:
        session.show_all()


@frozen
class PredictionsTurned(Act):
    """Whether people are asked what will come before the end of a round is shown."""

    on: bool

    def carry_out(self, session: Session) -> None:
        session.set_predicting(self.on)


@frozen
class GameTakenBack(Act):
    """The game goes back to where ``to`` choices had been made, which ends all that was proposed."""

    to: int

    def apply(self, room: RoomState, event: Event) -> None:
        table = room.tables[self.table - 1]
        table.proposals, table.votes = {}, {}

    def carry_out(self, session: Session) -> None:
        session.back(self.to)


@frozen
class RoleFilled(Act):
    """``person`` or an opponent fills a role."""

    role: str
    who: str

    def carry_out(self, session: Session) -> None:
        session.takeover(self.role, Seat(self.who))
