"""The part of a room that keeps: the log, what has happened, what is owed to the games, and who listens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from debate.classroom.room import keys
from debate.classroom.room import log as logs
from debate.classroom.room.effects import carry_out
from debate.classroom.room.events import Act, Event, Happening
from debate.classroom.room.foretelling import Scores
from debate.classroom.room.lesson import Lesson, set_by
from debate.classroom.room.plan import Desk
from debate.classroom.room.setup import header_of, record, room_folder
from debate.classroom.room.state import RoomState, TableState, Voice
from debate.classroom.room.table import Table
from debate.classroom.room.types import Change, Done, Person, Settings
from debate.game.session import Due, Session
from debate.opponents import Choice
from debate.rules.deck import Deck
from debate.store import RecordError, Saves

if TYPE_CHECKING:
    from debate.game.seat_view import SeatView


class Kept:
    """What is read of a room, and the one way in which it changes: :meth:`_happen`."""

    def __init__(
        self,
        code: str,
        saves: Saves,
        log: logs.Log,
        sessions: tuple[Session, ...],
        events: Iterable[Event],
        clock: Callable[[], float],
    ) -> None:
        self.deck: Deck = sessions[0].source
        self.code = code
        self.think: Callable[[Due], Choice | None] = Due.choose
        """What an opponent that takes its time comes to; None while it thinks, and the room is called again then."""
        self.fault: Exception | None = None
        """The latest error of a listener; it disturbs nobody else."""
        self._saves = saves
        self._log = log
        self._clock = clock
        self._state = RoomState([TableState() for _ in sessions])
        self._tables = tuple(Table(n, session, self._state, clock) for n, session in enumerate(sessions, 1))
        self._events: list[Event] = []
        self._owed: list[Act] = []
        """Acts that are in the log and could not be carried out."""
        self._stuck = ""
        """Why they could not."""
        self.forgotten = False
        """Whether all that names people is to be deleted once the class is closed."""
        self._split: dict[tuple[int, str], object] = {}
        """Table and role -> the disagreement of its team that listeners were told of last."""
        self._rounds: dict[tuple[int, int], float] = {}
        """Table and round -> the clock when it was first seen to play it."""
        self._seated: dict[tuple[int, str | None], SeatView] = {}
        self._scores = Scores()
        self._guesses = keys.Guesses()
        self._listeners: list[Callable[[Change], None]] = []
        for event in events:
            self._remember(event)
        self._bench()

    # What everybody may read.

    @property
    def folder(self) -> Path:
        return self._log.path.parent

    @property
    def saves(self) -> Saves:
        """Where the games lie."""
        return self._saves

    @property
    def phase(self) -> str:
        """``gathering``, ``playing``, ``debrief`` once all tables have ended, or ``closed``."""
        phase = self._state.phase
        return "debrief" if phase == "playing" and all(table.ended for table in self._tables) else phase

    @property
    def paused(self) -> bool:
        return self._state.paused

    @property
    def eyes_up(self) -> bool:
        """Whether all screens are dim, since everybody is to look up."""
        return self._state.eyes_up

    @property
    def now(self) -> float:
        """Seconds since 1970 by the room's own clock, which all times that it tells are measured by."""
        return self._clock()

    @property
    def lesson(self) -> Lesson | None:
        """How far the lesson is; None where nobody has said when it ends."""
        if not self._state.bell:
            return None
        playing = [table for table in self._tables if not table.ended] or self._tables
        slow = min(playing, key=lambda table: table.in_round)
        now, begun = self._clock(), self._state.begun
        since = self._rounds.setdefault((slow.number, slow.in_round), begun if slow.in_round == 1 else now)
        other = set_by(self._clock)  # the bell rings by the clock of the computer as it shows now
        last = slow.kept.last or self.rounds
        return Lesson(
            self._state.bell, now + other, self.phase, begun + other * bool(begun), since + other, slow.in_round, last
        )

    @property
    def message(self) -> str:
        """What the teacher tells everybody; empty for nothing."""
        return self._state.message

    @property
    def settings(self) -> Settings:
        return self._state.settings

    @property
    def rounds(self) -> int:
        """How many rounds this class plays, which may be fewer than the deck has."""
        return self._tables[0].session.deck.rounds.count

    @property
    def people(self) -> Mapping[str, Person]:
        return MappingProxyType(self._state.people)

    @property
    def voices(self) -> Mapping[str, Voice]:
        """What people said beside the game, by their ids; for the teacher."""
        return deepcopy(self._state.voices)

    @property
    def tables(self) -> tuple[Table, ...]:
        return self._tables

    @property
    def unsaved(self) -> str:
        """Why nothing more can be done, as a sentence; empty while all is kept on disk."""
        if self._state.phase == "closed":
            return ""
        games = (table.session.read_only for table in self._tables)
        return self._log.failed or next((sentence for sentence in games if sentence), self._stuck)

    @property
    def _desk(self) -> Desk:
        now = self._clock()
        return Desk(self.deck, self._state, self._tables, now, now + set_by(self._clock))

    def _versions(self) -> tuple[int, ...]:
        return tuple(table.version for table in self._tables)

    # Changing.

    def _happen(self, event: Event, *, wait: bool = True) -> None:
        """Put an event on disk, let it have happened, do what it does to games, and tell everybody.

        ``wait``: only then. Raises :class:`RecordError`: where the event could not be written nothing has happened;
        where a game could not be, the event has, and its acts are owed.
        """
        before = self.phase
        try:
            self._log.append(event, wait=wait)
        except RecordError:
            self._tell([Change("settings")])
            raise
        self._remember(event)
        self._bench()
        self._owed += event.acts
        try:
            self._pay()
        finally:
            self._tell(changes(event, self._tables, before != self.phase))

    def _event(self, do: str, *parts: Happening, by: str = "", done: Done | None = None) -> Event:
        """The next event, now."""
        return Event(len(self._events) + 1, round(self._clock() * 1000), do, by, parts, done)

    def _remember(self, event: Event) -> None:
        event.apply(self._state)
        self._events.append(event)

    def _bench(self) -> None:
        """Cases are judged by the class, also where its judges are away; by the rules in a game that was ended."""
        for table in self._tables:
            table.session.bench = table.kept.ended is None

    def _pay(self) -> None:
        """Carry out what is owed to the games."""
        while self._owed:
            try:
                carry_out(self._tables[self._owed[0].table - 1], self._owed[0])
            except RecordError as problem:
                self._stuck = problem.sentence
                raise
            del self._owed[0]
        self._stuck = ""

    def listen(self, told: Callable[[Change], None]) -> Callable[[], None]:
        """``told`` is called after each change, once it is on disk; call what is returned to stop that."""
        self._listeners.append(told)

        def stop() -> None:
            if told in self._listeners:
                self._listeners.remove(told)

        return stop

    def _tell(self, found: list[Change]) -> None:
        for change in found:
            for told in tuple(self._listeners):
                try:
                    told(change)
                except Exception as fault:
                    self.fault = fault

    def _keep_elsewhere(self, saves: Saves) -> None:
        """Write the class and all its games anew in this folder and go on there. Raises :class:`RecordError`."""
        folder = room_folder(saves, self.code, self._clock())
        games = record(saves, tuple(table.session for table in self._tables), self.code)
        log = logs.create(folder / logs.NAME, header_of(self.deck, self.code, games), tuple(self._events), saves.files)
        old, self._log, self._saves = self._log, log, saves
        old.close()
        with suppress(OSError):  # all of it is in the new one; left there it would look like a class to go on with
            saves.files.remove(old.path)
        self._pay()


def changes(event: Event, tables: tuple[Table, ...], over: bool) -> list[Change]:
    """What listeners are told of an event."""
    found = event.told()
    acted = {act.table for act in event.acts}
    found += [Change("over", table.number) for table in tables if table.number in acted and table.session.state.over]
    return [*found, Change("over")] if over else found
