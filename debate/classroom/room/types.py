"""What goes in and out of a room: people, requests, answers, what is asked. Plain values without behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from attrs import field, frozen

from debate.debrief.questions import Question
from debate.rules.moves import Move

STUDENT, WALL, TEACHER = "student", "wall", "teacher"
ASKING, IN, OUT = "asking", "in", "out"
STANDS, BEATEN = "stands", "beaten"


class Refused(Exception):
    """The room does not do this; nothing has changed. ``code`` is for programs, ``sentence`` for people.

    Codes: ``code`` (wrong room code), ``name``, ``full``, ``locked``, ``kicked``, ``unknown`` (no such person, table,
    request ...), ``token``, ``not-yours``, ``not-now``, ``stale``, ``illegal``, ``paused``, ``unsaved``, ``busy``.
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


@frozen
class Ticket:
    """What lets a person in: who they are, and their secret, 32 hex digits."""

    person: str
    token: str = field(repr=False)


@frozen
class Place:
    """Where somebody sits. ``role``: empty for a judge at that table."""

    table: int
    role: str


@frozen
class Person:
    """Somebody in the room, as all others may see them.

    ``name``: ``Student 3`` until the teacher has let the name through; ``wish``: the name that waits for that, else
    empty. ``kind``: ``student``, ``wall`` or ``teacher``. ``status``: ``asking`` to be let in, ``in``, or ``out`` for
    good. ``here``: whether a socket of theirs is open; ``since``: the clock when that began or ended.
    """

    id: str
    name: str
    wish: str
    kind: str
    status: str
    place: Place | None
    here: bool
    since: float


@frozen
class Settings:
    """How the class is run. ``decide``: how a team makes a choice; ``pace``: ``steps`` holds after each phase,
    ``rounds`` after each round; ``predictions``: whether people are asked what will come before a round's end;
    ``beliefs``: what they believe, before and after, and for words of their own. These are what a log means that says
    nothing else; a class begins with ``rounds``."""

    locked: bool = False
    let_in: str = "ask"
    names: str = "ask"
    decide: str = "majority"
    pace: str = "free"
    names_on_wall: bool = True
    hands_open: bool = False
    predictions: bool = False
    beliefs: bool = False


AskOpen = Literal["ask", "open"]
Decide = Literal["majority", "captain", "anyone"]
Pace = Literal["rounds", "free", "steps"]
CHOICES: Mapping[str, tuple[str, ...]] = {
    "let_in": get_args(AskOpen),
    "names": get_args(AskOpen),
    "decide": get_args(Decide),
    "pace": get_args(Pace),
}
"""What a setting that is a word may be."""


@frozen
class Proposal:
    """A choice that a team may make. ``supporters``: of those in the team now, ``by`` first; ``needed``: how many of
    those who are here must support it."""

    number: int
    by: str
    move: Move
    supporters: tuple[str, ...]
    needed: int


@frozen
class Ballot:
    """A case that is being judged. ``waiting``: judges who are here and have not voted."""

    speaker: str
    votes: Mapping[str, str]
    waiting: tuple[str, ...]


@frozen
class Request:
    """What a person wants done. ``id``: the client's own, so that a resend does nothing twice. ``at``: the version of
    the table that the person saw, -1 where that does not matter."""

    id: str
    kind: str
    at: int = -1
    fields: Mapping[str, str] = field(factory=dict)


@frozen
class Done:
    """It was done and is on disk. ``version``: of the person's table after it."""

    id: str
    words: str
    version: int


@frozen
class Change:
    """What listeners are told: ``people``, ``game``, ``proposals``, ``foretold``, ``voices``, ``settings``,
    ``message`` or ``over``; at which table and about whom, where it is about one."""

    what: str
    table: int | None = None
    person: str | None = None


@frozen
class Asking:
    """What is asked of a person now, as a word for programs and a sentence for people.

    ``what``: ``let-in``, ``seat``, ``start``, ``paused``, ``held``, ``choose``, ``confirm``, ``chosen``, ``judge``,
    ``foretell``, ``appraise``, ``believe``, ``say``, ``ticket``, ``wait``, ``debrief``, ``out`` or ``unsaved``.
    ``claims``: those of the deck that are still to be answered, as believed ``before`` or ``after`` the game
    (``when``); ``written``: the question that is answered in words of one's own, or by a judge.
    ``cases``: whose cases a judge is asked about, for ``best`` or ``press`` (``when``).
    """

    what: str
    sentence: str
    proposals: tuple[Proposal, ...] = ()
    until: float | None = None
    questions: tuple[Question, ...] = ()
    claims: tuple[str, ...] = ()
    written: str = ""
    when: str = ""
    cases: tuple[str, ...] = ()
