"""A game's journal: its entries in order, and the tree that they make.

Each choice follows the one that was the latest when it was made; going back and choosing otherwise begins a branch.
The *line* is the way from the start to where the game stands now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from attrs import frozen

from debate.rules.deck import Deck
from debate.rules.moves import Move
from debate.rules.outcome import outcome
from debate.rules.state import State
from debate.store.entry import (
    Advised,
    Entry,
    Header,
    Made,
    Origin,
    Predicted,
    Predicting,
    Reason,
    Remark,
    Seat,
    Seated,
    Went,
)
from debate.store.lines import MAX_ENTRIES, misplaced

Clock = Callable[[], str]


def utc_now() -> str:
    """The time, as records hold it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@frozen
class Branch:
    """Choices off the line: they left it after entry ``left`` (0: at the start) and end with entry ``tip``."""

    left: int
    tip: int
    choices: tuple[Made, ...]


def header_of(
    deck: Deck, first: State, seats: dict[str, Seat], origin: Origin | None = None, clock: Clock = utc_now
) -> Header:
    """The header of a game of this deck that begins with this position."""
    return Header(
        deck=deck.id,
        title=deck.title,
        digest=deck.digest,
        setting=first.setting,
        seats={role: seats.get(role, Seat()) for role in deck.turn_order},
        called={role: deck.roles[role].name for role in deck.turn_order},
        state=first.digest(),
        at=clock(),
        origin=origin,
    )


class Journal:
    """All that was done in one game, in memory. Only :meth:`add` changes it, and it only adds."""

    def __init__(self, header: Header, entries: Iterable[Entry] = (), clock: Clock = utc_now) -> None:
        self.header = header
        self.clock = clock
        self.seats = dict(header.seats)
        """Who fills each role now."""
        self.head = 0
        """Number of the choice after which the game stands now; 0 for its start."""
        self.predicting = False
        """Whether people are asked what they think will come."""
        self._predicted: dict[int, list[Predicted]] = {}
        self._advised: dict[int, list[Advised]] = {}
        self._entries: list[Entry] = []
        self._parents: dict[int, int] = {}
        self._onward: dict[int, int] = {}
        for entry in entries:
            self.add(entry)

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, entry: Entry) -> None:
        """Add the next entry. Raises ``ValueError`` for one that cannot follow."""
        wrong = misplaced(entry, self.header, self._entries)
        if wrong:
            raise ValueError(f"entry {entry.number} cannot be added: {wrong}")
        self._entries.append(entry)
        if isinstance(entry, Made):
            self._parents[entry.number] = self.head
            self._onward[self.head] = entry.number
            self.head = entry.number
        elif isinstance(entry, Went):
            self.head = entry.to
            for number in self._way(entry.to):
                self._onward[self._parents[number]] = number
        elif isinstance(entry, Seated):
            self.seats[entry.role] = entry.seat
        elif isinstance(entry, Predicting):
            self.predicting = entry.on
        elif isinstance(entry, Predicted):
            self._predicted.setdefault(self.head, []).append(entry)
        elif isinstance(entry, Advised):
            self._advised.setdefault(self.head, []).append(entry)

    def parent(self, number: int) -> int:
        """The choice before this choice, 0 for the start."""
        return self._parents[number]

    def choice(self, number: int) -> Made:
        """The choice of this number. Raises ``KeyError`` where entry ``number`` is none."""
        if number not in self._parents:
            raise KeyError(number)
        entry = self._entries[number - 1]
        assert isinstance(entry, Made)
        return entry

    def line(self, to: int | None = None) -> tuple[Made, ...]:
        """The choices from the start to entry ``to``, by default to where the game stands."""
        return tuple(self.choice(number) for number in self._way(self.head if to is None else to))

    def predicted(self, to: int | None = None) -> tuple[Predicted, ...]:
        """What was predicted along the line to entry ``to``, by default to where the game stands, in order."""
        line = self._way(self.head if to is None else to)
        return tuple(entry for number in line for entry in self._predicted.get(number, ()))

    def predicted_after(self, number: int) -> tuple[Predicted, ...]:
        """What was predicted when this choice had closed a round."""
        return tuple(self._predicted.get(number, ()))

    def onward(self) -> tuple[Made, ...]:
        """The choices that were taken back last and can be made again, in order; empty where there are none."""
        found = []
        number = self._onward.get(self.head)
        while number is not None:
            found.append(self.choice(number))
            number = self._onward.get(number)
        return tuple(found)

    def branches(self) -> tuple[Branch, ...]:
        """All that was played and is not on the line, oldest tip first."""
        on_line = {0, *self._way(self.head)}
        parents = set(self._parents.values())
        found = []
        for tip in self._parents:
            if tip in parents or tip in on_line:
                continue
            way = [number for number in self._way(tip) if number not in on_line]
            found.append(Branch(self._parents[way[0]], tip, tuple(map(self.choice, way))))
        return tuple(found)

    def _way(self, number: int) -> list[int]:
        way = []
        while number:
            way.append(number)
            number = self._parents[number]
        return way[::-1]

    def full(self) -> bool:
        return len(self._entries) >= MAX_ENTRIES

    # Entries to come, not added yet: first they must be on disk.

    def made(self, move: Move, after: State, reason: Reason | None = None) -> Made:
        """The entry for a choice that led to this position."""
        return Made(**self._common(after), move=move, reason=reason)

    def went(self, to: int, after: State) -> Went:
        """The entry for going to entry ``to``, where the game stands in this position."""
        return Went(**self._common(after), to=to)

    def seated(self, role: str, seat: Seat, now: State) -> Seated:
        """The entry for somebody taking over a role."""
        return Seated(**self._common(now), role=role, seat=seat)

    def advised_after(self, number: int) -> tuple[Advised, ...]:
        """The second opinions that were given when this choice was the latest; 0: at the start."""
        return tuple(self._advised.get(number, ()))

    def remarks(self, kind: str) -> tuple[Remark, ...]:
        """All that was written about the game of this kind, in order."""
        return tuple(entry for entry in self._entries if isinstance(entry, Remark) and entry.kind == kind)

    def remark(self, now: State, kind: str, fields: Mapping[str, str]) -> Remark:
        """The entry for something that is written about the game."""
        return Remark(**self._common(now), kind=kind, fields=dict(fields))

    def advice(self, now: State, role: str, move: Move, because: str) -> Advised:
        """The entry for a second opinion."""
        return Advised(**self._common(now), role=role, move=move, because=because)

    def predicting_set(self, on: bool, now: State) -> Predicting:
        """The entry for turning predictions on or off."""
        return Predicting(**self._common(now), on=on)

    def prediction(self, after: State, role: str, asked: int, **said: Any) -> Predicted:
        """The entry for an answer, or for wishing to be asked nothing. ``after``: the position at the end of the round;
        ``said``: as the fields of :class:`Predicted`."""
        return Predicted(**self._common(after), role=role, asked=asked, **said)

    def _common(self, after: State) -> dict[str, Any]:
        ending = ""
        if after.over:
            found = after.tables.deck.endings.get(outcome(after).ending)
            ending = found.title if found is not None else ""
        return {
            "number": len(self._entries) + 1,
            "state": after.digest(),
            "round": after.round,
            "phase": after.phase,
            "ending": ending,
            "at": self.clock(),
        }
