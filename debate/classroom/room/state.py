"""The room as its log tells it: people, tables, tokens. Only an event changes it."""

from __future__ import annotations

from attrs import define, field, frozen

from debate.classroom.room.types import Done, Person, Place, Settings


@define
class Draft:
    """A proposal as the log has it. ``supporters``: the one who made it first."""

    number: int
    move: str
    question: tuple[int, int]
    supporters: list[str]
    at: float = 0.0
    """The clock when somebody last began to support it."""


@frozen
class Said:
    """What somebody said would come: as a player of ``role`` (empty: as a judge), about the end of round ``asked``,
    which the choice with entry number ``after`` had closed. The rest is as in :class:`debate.store.Predicted`."""

    person: str
    role: str
    after: int
    asked: int
    question: str
    answer: str
    sure: int
    why: str = ""
    ahead: bool = False
    """It was said while the round ran, after the choice ``after``; :meth:`Table.said` has the one that closed it."""


@frozen
class Appraisal:
    """What a judge said of the cases of a round, after the choice with this entry number: ``best`` or ``press``."""

    person: str
    after: int
    round: int
    what: str
    speaker: str
    reason: str = ""
    words: str = ""


@frozen
class Sentence:
    """What somebody says they achieved, about the ending that came at ``table`` with the choice of this entry number.
    ``shown``: ``yes`` once the teacher has let it through, ``no`` where it is kept back, empty while it waits."""

    text: str
    table: int
    ending: int
    shown: str = ""


@define
class Voice:
    """What one person says beside the game. ``before``, ``after``: claim of the deck -> answer and reason. ``ticket``:
    question -> what was written. ``passed``: what the person wished to leave out."""

    before: dict[str, tuple[str, str]] = field(factory=dict)
    after: dict[str, tuple[str, str]] = field(factory=dict)
    sentence: Sentence | None = None
    ticket: dict[str, str] = field(factory=dict)
    passed: set[str] = field(factory=set)


@frozen
class Mark:
    """How things stood for a person at some time; ``versions``: of all tables."""

    place: Place | None
    versions: tuple[int, ...]
    phase: str
    message: str
    name: str


@frozen
class Ended:
    """Where the teacher ended a game: after ``count`` choices, in ``round``; ``roles``: those that people had then."""

    count: int
    round: int
    roles: tuple[str, ...]


@define
class TableState:
    """What the room knows of a table beside its game."""

    captains: dict[str, str] = field(factory=dict)
    proposals: dict[str, list[Draft]] = field(factory=dict)
    votes: dict[str, str] = field(factory=dict)
    voted_on: tuple[int, int] = (0, 0)
    taken: set[str] = field(factory=set)
    hints: dict[str, tuple[int, int]] = field(factory=dict)
    released: int = 0
    ended: Ended | None = None
    last: int = 0
    """The round after which the game is to be ended; 0: its own last one."""
    settling: dict[str, tuple[int, int]] = field(factory=dict)
    """Role -> the question that its captain decides, however the class decides otherwise."""
    second: dict[str, tuple[int, int]] = field(factory=dict)
    """Role -> the question that it votes on a second time, between what is proposed."""
    count: int = 0
    """Of proposals so far."""
    said: list[Said] = field(factory=list)
    """What people said would come, in order; also after choices that have been taken back since."""
    appraised: list[Appraisal] = field(factory=list)
    """What judges said of cases beside their votes, in order; also after choices that have been taken back since."""
    silent: set[tuple[str, int, str]] = field(factory=set)
    """(person, entry number of the choice that had closed a round): who wished to say nothing more then."""
    foretell_by: tuple[int, int] = (0, 0)
    """The time that the teacher gave for that: after which choice, and until when, the clock in milliseconds."""

    def unsupport(self, role: str, person: str) -> None:
        """Nobody supports two at once, and what nobody supports is gone."""
        drafts = self.proposals.get(role, [])
        for draft in drafts:
            if person in draft.supporters:
                draft.supporters.remove(person)
        drafts[:] = [draft for draft in drafts if draft.supporters]


@define
class RoomState:
    """Everything that the log says, as it stands now."""

    tables: list[TableState]
    settings: Settings = field(factory=Settings)
    people: dict[str, Person] = field(factory=dict)
    joined: int = 0
    phase: str = "gathering"
    paused: bool = False
    eyes_up: bool = False
    """Paused, and all screens are dim."""
    bell: float = 0.0
    """When the lesson ends, by the clock; 0: nobody has said so."""
    begun: float = 0.0
    """When the game began; 0: not yet."""
    message: str = ""
    tokens: dict[str, str] = field(factory=dict, repr=False)
    """Person -> hash of the token that they are known to have."""
    offered: dict[str, list[str]] = field(factory=dict, repr=False)
    """Person -> hashes of the newer ones that they may not have received, oldest first."""
    holders: dict[str, str] = field(factory=dict, repr=False)
    """Hash -> person, for every token that is good, and for dead ones of people who are out."""
    done: dict[str, dict[str, Done]] = field(factory=dict)
    away: dict[str, tuple[Mark, Mark | None]] = field(factory=dict)
    """Person -> how things stood when they left, and when they came back (None: not yet)."""
    voices: dict[str, Voice] = field(factory=dict)
    """Person -> what they said beside the game; whoever said nothing is not there."""
    put: dict[str, str] = field(factory=dict)
    """What the teacher has put to everybody: ``after``, ``ticket`` -> its question, empty for the deck's claims."""
    number: int = 0

    def voice(self, id_: str) -> Voice:
        """What this person said beside the game, to be changed by an event."""
        return self.voices.setdefault(id_, Voice())

    def mark(self, id_: str, versions: tuple[int, ...]) -> Mark:
        """How things stand for a person, the tables being at these versions."""
        person = self.people[id_]
        return Mark(person.place, versions, self.phase, self.message, person.name)
