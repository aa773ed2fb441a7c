"""The state of a game: all that decides what happens next, and nothing else.

A state is never changed once it is returned; :mod:`debate.rules.play` makes the next one. Inside, the world is lists of
small whole numbers in the order of the deck's tables; the properties read them out by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any, NamedTuple

from attrs import define, field, frozen

from debate.rules.flat import Parents
from debate.rules.moves import Move
from debate.rules.readings import FlagReading, Reading
from debate.rules.tables import Tables


class Pending(NamedTuple):
    """A change on its way. ``changes``: (target, amount) with amounts worked out; for a flag the value's place."""

    lands: int
    """The round at whose end it lands."""
    link: str
    fired: int
    changes: tuple[tuple[str, int], ...]
    parents: tuple[int, ...]
    number: int
    """Of the trace step that launched it."""


class Waiting(NamedTuple):
    """A move whose case was beaten and that takes its role's choice of the next round."""

    move: str
    paid: int
    taken: bool
    """Whether an offer was taken; True for a move that is no offer."""
    playable: bool = True


class Play(NamedTuple):
    """What a role has on the floor in this round."""

    move: str
    case: str
    paid: int
    waited: bool = False
    playable: bool = True
    """False only in a replay under another model, where it could not have been chosen."""


class Promised(NamedTuple):
    """A promise on record: a move that happened and said where some meters would go, and their values before it."""

    round: int
    role: str
    move: str
    before: tuple[tuple[str, int], ...]


@frozen
class Setting:
    """What a game was started with; it never changes."""

    seed: int
    preset: str | None
    views: tuple[str, ...]
    motives: tuple[str, ...]
    """In turn order."""
    judged: bool = False
    draft: tuple[str, ...] = ()


@frozen(cache_hash=True)
class Record:
    """All that is needed to play a game again. ``deck``: the digest of the deck that it was played with, empty for one
    made in memory. ``moves``: the choices, in the order made."""

    deck: str
    setting: Setting
    moves: tuple[Move, ...]


@define
class Floor:
    """What lies on the table in this round. It is replaced, never changed."""

    plays: Mapping[str, Play] = field(factory=dict)
    cases: tuple[tuple[str, str], ...] = ()
    """(speaker, argument) of the cases that may be answered, in turn order."""
    offers: Mapping[str, tuple[str, ...]] = field(factory=dict)
    """Role -> the roles that make it an offer now, in turn order."""
    answers: Mapping[str, tuple[str, str]] = field(factory=dict)
    """Who answered: role -> (whose case, with which card)."""
    extensions: Mapping[str, tuple[str, str]] = field(factory=dict)
    """Who extended: speaker -> (whose answer, with which card)."""
    taken: Mapping[str, bool] = field(factory=dict)
    """Offers decided: offering role -> taken."""
    rulings: Mapping[str, str] = field(factory=dict)
    presses: Mapping[str, str] = field(factory=dict)
    """Who asked for the ground of a case: role -> its speaker."""
    shown: Mapping[str, bool] = field(factory=dict)
    """Whether a speaker who was pressed showed the ground, once that is decided."""


EMPTY_FLOOR = Floor()


class State:
    """One position of a game. Treat it as a value: compare by :meth:`digest`, never change it.

    ``round`` counts from 1. ``phase`` is ``deal`` (only where seats choose their hands), ``choose``, ``answer``,
    ``extend``, ``settle`` or ``over``. ``awaiting``: the roles whose choice is outstanding, in turn order.
    """

    __slots__ = (
        "asked",
        "awaiting",
        "choices",
        "discards",
        "floor",
        "hands",
        "last",
        "legal",
        "passes",
        "past",
        "pending",
        "phase",
        "piles",
        "promises",
        "round",
        "seen",
        "setting",
        "since",
        "steps",
        "tables",
        "term",
        "touched",
        "v",
        "waiting",
    )

    tables: Tables
    setting: Setting
    round: int
    phase: str
    awaiting: tuple[str, ...]
    v: list[int]
    """All whole numbers of the world, in the places that the tables give: meters, flags (the value's place), capital,
    how often and in which round last each event happened, the round, row counters, debate points."""
    touched: list[Parents]
    """For each meter, flag, capital and event: the number of the step that changed it last, in a tuple that is empty
    where there is none, so that the parents of what follows from several of them are a sum."""
    last: list[int]
    """The meters at the reading of the round end before."""
    since: dict[int, tuple[int, ...]]
    """For meters whose rise or fall a link watches: the steps on them since the last reading."""
    pending: tuple[Pending, ...]
    waiting: Mapping[str, Waiting]
    piles: dict[str, tuple[str, ...]]
    hands: dict[str, tuple[str, ...]]
    discards: dict[str, tuple[str, ...]]
    passes: Mapping[str, int]
    """How often each role's pile has been made up."""
    choices: dict[str, tuple[Move, ...]]
    """The sealed choices of this step so far."""
    past: tuple[Move, ...] | None
    """The choices that led here, in the order in which they were made; it decides nothing. None where that is not
    known: in what a role may know, in a world made from that, under another model."""
    seen: tuple[Move, ...]
    """Of the choices so far those that lie open to everybody; see :attr:`debate.rules.view.View.seen`."""
    legal: dict[str, tuple[Move, ...]]
    """What is legal for each role, as far as somebody asked; the states of one phase share it. It decides nothing."""
    floor: Floor
    asked: tuple[tuple[str, int], ...]
    """Debrief questions that came up, with the round."""
    promises: tuple[Promised, ...]
    steps: int
    """How many trace steps the game has written."""
    term: State | None
    """Once the game is over: the state at the end of term, before the epilogue."""

    def shallow(self) -> State:
        """A copy that shares everything; whoever uses it replaces what it changes."""
        new = State.__new__(State)
        self.share(new)
        return new

    def share(self, new: State) -> None:
        """Give all that this state holds to ``new``, but for what is legal."""
        new.tables = self.tables
        new.setting = self.setting
        new.round = self.round
        new.phase = self.phase
        new.awaiting = self.awaiting
        new.v = self.v
        new.touched = self.touched
        new.last = self.last
        new.since = self.since
        new.pending = self.pending
        new.waiting = self.waiting
        new.piles = self.piles
        new.hands = self.hands
        new.discards = self.discards
        new.passes = self.passes
        new.choices = self.choices
        new.floor = self.floor
        new.asked = self.asked
        new.promises = self.promises
        new.steps = self.steps
        new.past = self.past
        new.seen = self.seen
        new.term = self.term
        new.legal = {}

    def copy(self) -> State:
        """A copy that may be changed in place; see :meth:`own`."""
        new = self.shallow()
        new.own()
        return new

    def __deepcopy__(self, memo: object) -> State:
        """What :meth:`own` lists is copied; all else in a state is never changed, only replaced."""
        new = type(self).__new__(type(self))
        new.__setstate__(self.__getstate__())
        new.own()
        return new

    def __getstate__(self) -> dict[str, Any]:
        """All but what is legal, which is found again when somebody asks."""
        return {name: getattr(self, name) for name in self._held() if name != "legal"}

    def __setstate__(self, held: dict[str, Any]) -> None:
        for name, value in held.items():
            setattr(self, name, value)
        self.legal = {}

    @classmethod
    def _held(cls) -> tuple[str, ...]:
        return cls.__slots__

    def own(self) -> None:
        """Make the lists and mappings that play changes in place this state's own. All others it replaces."""
        self.v = self.v.copy()
        self.touched = self.touched.copy()
        self.since = self.since.copy()
        self.piles = self.piles.copy()
        self.hands = self.hands.copy()
        self.discards = self.discards.copy()

    @property
    def record(self) -> Record:
        """What was played to come here. ``ValueError`` where it is not known: in the position of a view, in a world
        made from a view, and in a game played again under another model."""
        if self.past is None:
            raise ValueError("how this position was reached is not known, so it has no record")
        return Record(self.tables.deck.digest, self.setting, self.past)

    @property
    def seed(self) -> int:
        return self.setting.seed

    @property
    def over(self) -> bool:
        return self.phase == "over"

    @property
    def to_move(self) -> str | None:
        """The first role whose choice is outstanding; None when the game is over."""
        return self.awaiting[0] if self.awaiting else None

    @property
    def meters(self) -> Reading:
        return Reading(self.tables.meter_places, self.v)

    @property
    def flags(self) -> FlagReading:
        return FlagReading(self.tables, self.v)

    @property
    def capital(self) -> Reading:
        return Reading(self.tables.capital_places, self.v)

    @property
    def points(self) -> Reading:
        """Debate points by role: cases that stood, and answers that beat one."""
        return Reading(self.tables.point_places, self.v)

    @property
    def plays(self) -> Mapping[str, Play]:
        return self.floor.plays

    @property
    def answers(self) -> Mapping[str, tuple[str, str]]:
        return self.floor.answers

    @property
    def extensions(self) -> Mapping[str, tuple[str, str]]:
        return self.floor.extensions

    @property
    def presses(self) -> Mapping[str, str]:
        return self.floor.presses

    @property
    def shown(self) -> Mapping[str, bool]:
        return self.floor.shown

    @property
    def taken(self) -> Mapping[str, bool]:
        return self.floor.taken

    @property
    def rulings(self) -> Mapping[str, str]:
        return self.floor.rulings

    @property
    def motives(self) -> dict[str, str]:
        return dict(zip(self.tables.deck.turn_order, self.setting.motives, strict=True))

    def count(self, event: str) -> int:
        """How often this move or news item has happened."""
        return self.v[self.tables.count_places[event]]

    def latest_round(self, event: str) -> int:
        """The latest round in which this move or news item happened, 0 for never."""
        return self.v[self.tables.count_places[event] + len(self.tables.events)]

    def world_digest(self) -> str:
        """Sixteen hex digits that tell worlds apart, the same on every machine.

        BLAKE2b over lines: round, all values by name, waiting moves by role, pending changes.
        """
        return _hash(self._world_lines())

    def digest(self) -> str:
        """Sixteen hex digits that tell positions apart, the same on every machine: the world and the table.

        Beside what :meth:`world_digest` takes: how often and when events happened, rows, cards, sealed choices, what is
        on the floor, and points.
        """
        lines = self._world_lines()
        lines.append(f"phase={self.phase};{','.join(self.awaiting)}")
        lines.append(f"numbers={self.v}{self.last}")
        for role in self.tables.deck.turn_order:
            cards = (self.piles[role], self.hands[role], self.discards[role])
            lines.append(f"cards.{role}={'/'.join(','.join(c) for c in cards)};{self.passes[role]}")
        for role in sorted(self.choices):
            lines.append(f"chosen={'; '.join(map(str, self.choices[role]))}")
        for name in ("plays", "answers", "presses", "shown", "extensions", "taken", "rulings"):
            entries = getattr(self.floor, name)
            lines += [f"{name}.{role}={_plain(entries[role])}" for role in sorted(entries)]
        return _hash(lines)

    def _world_lines(self) -> list[str]:
        lines = [f"round={self.round}"]
        tables = self.tables
        values = {**self.meters, **{f"capital.{role}": n for role, n in self.capital.items()}}
        named = {**{k: str(n) for k, n in values.items()}, **self.flags}
        lines += [f"{name}={named[name]}" for name in sorted(named)]
        for role in sorted(self.waiting):
            move = self.waiting[role]
            lines.append(f"waiting={role},{move.move},{move.paid},{'yes' if move.taken else 'no'}")
        done = self.round if self.over else self.round - 1
        for item in sorted(self.pending, key=lambda p: (p.lands, p.link, p.fired)):
            changes = ",".join(f"{target}:{tables.shown(target, amount)}" for target, amount in sorted(item.changes))
            lines.append(f"pending={item.lands - done},{item.link},{item.fired},{changes}")
        return lines

    def __repr__(self) -> str:
        return (
            f"<State of {self.tables.deck.id}, round {self.round}, {self.phase}, awaiting {', '.join(self.awaiting)}>"
        )


def _hash(lines: list[str]) -> str:
    return blake2b("\n".join(lines).encode(), digest_size=8).hexdigest()


def _plain(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)
