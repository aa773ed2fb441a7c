"""What a record is made of: a header that says which game it is, and entries that say what was done.

An entry is a choice (:class:`Made`), a step back or forward to another point of the game (:class:`Went`), somebody
taking over a role (:class:`Seated`), predictions being turned on or off (:class:`Predicting`), what somebody answered
before the world moved (:class:`Predicted`), a second opinion (:class:`Advised`), or what was written about the game
(:class:`Remark`); the last four change nothing of the game. Each carries the digest of the position after it, so that
playing the record again proves every position.
Nothing is ever taken out: what was undone stays as a branch.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from debate.rules import VERSION
from debate.rules.moves import Move
from debate.rules.state import Setting

FORMAT = 1
"""Version of the form of a record."""
PERSON = "person"


@frozen
class Seat:
    """Who fills a role: ``person``, or the name of an opponent; ``name`` is how a person is called on screen."""

    who: str = "scripted"
    name: str = ""


@frozen
class Reason:
    """Why an opponent chose as it did, as it said then; replay asks nobody."""

    because: str
    source: tuple[str, ...] = ()
    basis: str = ""
    rejected: Move | None = None
    rejected_because: str = ""
    expected: int | None = None
    """Of its own score at the end, 0 to 100."""


@frozen
class Origin:
    """The game that this one goes on from: its name, after which of its entries, and why."""

    game: str
    entry: int
    why: str = ""


@frozen
class Ghost:
    """A role that does what it did in an earlier game with the same cards and the same chance. ``draft`` and ``moves``:
    of that game, whose setting was the same otherwise; ``moves`` are all of its choices, so that it can be played
    again."""

    role: str
    draft: tuple[str, ...]
    moves: tuple[Move, ...]


@frozen
class Header:
    """Which game it is. ``digest`` and ``files`` of the deck say with what it was played; ``state`` is the digest of
    the first position; ``called`` are the names of the roles, for those who have the record without its deck."""

    deck: str
    title: str
    digest: str
    setting: Setting
    seats: Mapping[str, Seat]
    called: Mapping[str, str]
    state: str
    at: str = ""
    """When it began, in UTC: ``2018-05-14T09:30:00Z``."""
    rules: int = VERSION
    origin: Origin | None = None
    ghost: Ghost | None = None


@frozen(kw_only=True)
class Entry:
    """Base of the entries. ``number`` counts from 1 through the file.

    ``state``: digest of the position after it. ``round``, ``phase`` and, once the game is over, the title of its
    ``ending`` say the same for people and for listings; ``at`` is when it was written.
    """

    number: int
    state: str
    round: int
    phase: str
    ending: str = ""
    at: str = ""


@frozen(kw_only=True)
class Made(Entry):
    """A choice. It follows the choice that was the latest when it was made."""

    move: Move
    reason: Reason | None = None


@frozen(kw_only=True)
class Went(Entry):
    """Back or forward: the game stands again after entry ``to`` (a :class:`Made`), or at its start (0)."""

    to: int


@frozen(kw_only=True)
class Seated(Entry):
    """From here on ``seat`` fills the role."""

    role: str
    seat: Seat = field(factory=Seat)


@frozen(kw_only=True)
class Predicting(Entry):
    """From here on people are asked what they think will come, or not any more."""

    on: bool


@frozen(kw_only=True)
class Predicted(Entry):
    """What a role's player said before the end of round ``asked`` was shown, which the latest choice had closed.

    ``question``: its id; empty where the player wished to be asked nothing. ``sure``: per cent. ``why``: the id of the
    link or denial that was given as the reason, empty for none. ``person``: who answered, where several have one role
    or somebody has none; empty for the player of the role.
    """

    role: str
    asked: int
    question: str = ""
    answer: str = ""
    sure: int = 0
    why: str = ""
    person: str = ""


@frozen(kw_only=True)
class Remark(Entry):
    """What people wrote about the game beside playing it: ``kind`` says what it is, ``fields`` hold it, word -> text.
    It changes nothing of the game."""

    kind: str
    fields: Mapping[str, str]


@frozen(kw_only=True)
class Advised(Entry):
    """A second opinion that this role's player asked for before choosing: what was advised, and why. It changes nothing
    of the game."""

    role: str
    move: Move
    because: str
