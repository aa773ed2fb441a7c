"""After the lesson: what the files say, beside what everybody was told and saw."""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from attrs import frozen

from debate import saves as saved
from debate.classroom.room.events import Event, MoveMade
from debate.classroom.room.log import NAME, look
from debate.classroom.room.state import RoomState, TableState
from debate.classroom.room.team_events import ProposalMade, ProposalSupported, VoteCast
from debate.classroom.room.types import Person
from debate.game.session import Session
from debate.rules.state import State
from debate.store import Made, Saves, Stop
from debate.store.lines import read
from debate.store.replay import replay

REFERENCE = re.compile(
    r"(?:(?:Argument|Move|Meter|Source|Passage): |› ◇ ).*esc (?:Back|No answer)|Backed by .*Where it comes from",
    re.DOTALL,
)
"""A page on something of the deck, on screen (its heading may be scrolled away, the list of cards that back a move is
not) or as text: it names cards by what they are for, whoever holds them."""
NEAR = 2.0
"""Seconds by which the clocks of screen and record may differ."""


@frozen
class Played:
    """A table's game with every position that it ever had, and when."""

    session: Session
    times: tuple[float, ...]
    states: tuple[State, ...]
    opened: dict[str, float]
    """Card -> when it lay open first."""
    chosen: frozenset[tuple[str, str]]
    """[role, round] of every choice that was ever made, those included that were taken back."""

    def around(self, at: float) -> tuple[State, ...]:
        """The positions that may have stood then."""
        first = max(1, bisect_right(self.times, at - NEAR))
        return self.states[first - 1 : bisect_right(self.times, at + NEAR) or 1]


class Records:
    """What lies in the folder of saved games after a class. Raises ``AssertionError`` where something is not sound."""

    def __init__(self, folder: Path) -> None:
        self.saves = Saves(folder)
        (log,) = (folder / "classes").glob(f"*/{NAME}")
        self.folder = log.parent
        found = look(log, self.saves.files)
        self.events: tuple[Event, ...] = found.events
        self.games = [folder / name for name in found.header["games"]]
        self.room = RoomState([TableState() for _ in self.games])
        for event in self.events:
            event.apply(self.room)
        self.played = [self._played(path) for path in self.games]

    def _played(self, path: Path) -> Played:
        opened = saved.open_game(self.saves, path)
        assert opened.session is not None, opened.told
        session = opened.session
        assert session.state.over, f"{path.name} is not over"
        assert not session.read_only, session.read_only
        session.close()
        raw = read(path.read_bytes())
        replayed = replay(session.source, raw)
        assert not isinstance(replayed, Stop), replayed.sentence
        times, states, open_ = [0.0], [replayed.states[0]], dict[str, float]()
        sealed: list[tuple[str, tuple[int, str]]] = []
        journal = session.journal
        for entry in journal.entries:
            if not isinstance(entry, Made):
                continue
            at = datetime.fromisoformat(entry.at.replace("Z", "+00:00")).timestamp()
            times.append(at)
            states.append(replayed.states[entry.number])
            if entry.move.card:
                before = replayed.states[journal.parent(entry.number)]  # which is an earlier one after an undo
                sealed.append((entry.move.card, (before.round, before.phase)))
            for card, phase in tuple(sealed):
                if (entry.round, entry.phase) != phase:
                    open_.setdefault(card, at)
                    sealed.remove((card, phase))
        made = [entry for entry in journal.entries if isinstance(entry, Made)]
        chosen = {(e.move.role, str(replayed.states[journal.parent(e.number)].round)) for e in made}
        return Played(session, tuple(times), tuple(states), open_, frozenset(chosen))

    # None lost, none doubled.

    def once(self, acked: Iterable[tuple[str, str]]) -> int:
        """Each acknowledged request, [who, id], stands in the log exactly once; how many were looked for."""
        counted = Counter((event.by, event.done.id) for event in self.events if event.done is not None)
        assert not [key for key, count in counted.items() if count > 1], "a request was done twice"
        looked = 0
        for key in acked:
            looked += 1
            assert counted[key] == 1, f"{key} was acknowledged and is not in the log"
        return looked

    def games_fit(self) -> int:
        """Each choice of a person is in its game's record once for each time that the log says so; how many."""
        told: Counter[int] = Counter()
        for event in self.events:
            told.update(act.table for act in event.acts if isinstance(act, MoveMade))
        for number, played in enumerate(self.played, 1):
            made = [e for e in played.session.journal.entries if isinstance(e, Made) and e.reason is None]
            own = sum(e.move.role == "judge" for e in made) if not self.judges(number) else 0
            ended = self.room.tables[number - 1].ended is not None
            assert len(made) - told[number] <= (own or 99 * ended), f"table {number}: {len(made)} and {told[number]}"
            assert len(made) >= told[number]
        return sum(told.values())

    def judges(self, table: int) -> bool:
        return any(isinstance(part, VoteCast) and part.table == table for e in self.events for part in e.parts)

    def shown(self, name: str, acts: Iterable[tuple[float, str, str, str]]) -> tuple[int, list[str]]:
        """Choices that this person's screen acknowledged: how many, and those that are not in the log."""
        person = self.person(name)
        lost, count = [], 0
        for _, kind, mark, screen in acts:
            round_ = mark.split(" ")[1]
            if not round_:
                continue
            count += 1
            if kind == "chosen":
                place = person.place
                if place is not None and (place.role, round_) not in self.played[place.table - 1].chosen:
                    lost.append(f"{name}: {mark}\n{screen}")
                continue
            wanted = VoteCast if kind == "vote" else ProposalMade | ProposalSupported
            found = [
                part
                for event in self.events
                for part in event.parts
                if event.by == person.id
                and isinstance(part, wanted)
                and (kind == "vote" or str(getattr(part, "round", "")) == round_)
            ]
            if not found:
                lost.append(f"{name}: {mark}\n{screen}")
        return count, lost

    def person(self, name: str) -> Person:
        return next(person for person in self.room.people.values() if person.name == name or person.wish == name)

    # Hidden stays hidden.

    def leaks(self, name: str, past: Iterable[tuple[float, str]]) -> list[str]:
        """Cards of others that this person's screen named before they lay open."""
        person = self.person(name)
        place = person.place
        if place is None:
            return []
        played = self.played[place.table - 1]
        deck = played.session.source
        mine = {card for state in played.states for card in state.hands.get(place.role, ())}
        over = next((at for at, state in zip(played.times, played.states, strict=True) if state.over), played.times[-1])
        found = []
        for at, text in past:
            if at > over - NEAR or REFERENCE.search(text):
                continue
            states = played.around(at)
            others = set.intersection(
                *(
                    {card for role, hand in state.hands.items() if role != place.role for card in hand}
                    for state in states
                )
            )
            for card in others - mine:
                argument, hidden = deck.arguments[card], played.opened.get(card, at + 99) > at + NEAR
                if hidden and (argument.title in text or argument.claim in text):
                    place_ = max(text.find(argument.title), text.find(argument.claim))
                    near = text[max(0, place_ - 300) : place_ + 300]
                    found.append(f"{name} saw '{argument.title}': {text[:200]} [...] {near}")
        return found

    # Taken home.

    def contributions(self) -> list[dict[str, str]]:
        """The rows of the file that the console wrote."""
        (path,) = self.folder.glob("contributions-*.csv")
        return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
