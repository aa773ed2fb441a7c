"""What the wall shows now. The console sets it, every wall of the room reads it; the game knows nothing of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary, ref

from attrs import define, field

from debate.classroom.console.wall_told import Page, pages_of
from debate.debrief.verdicts import Verdict, verdicts
from debate.game.record import GameRecord

if TYPE_CHECKING:
    from debate.classroom.room import Room, Table

AUTO, JOIN, PEOPLE, NOW, MESSAGE = "auto", "join", "people", "now", "message"
TABLES, COURSE, PROMISES, DENIED, PREDICTIONS = "tables", "course", "promises", "denied", "predictions"
BELIEFS, WORDS = "beliefs", "words"
PAGES = {
    AUTO: "whatever fits the moment",
    JOIN: "how to join: address, code, QR",
    PEOPLE: "who plays what",
    NOW: "what is asked now, and where the tables stand",
    TABLES: "how the tables came out, side by side",
    COURSE: "how a table's world went, round by round",
    PROMISES: "what became of the promises",
    DENIED: "what did not happen, and how often it was hoped for",
    PREDICTIONS: "what the class said would come, and what came",
    BELIEFS: "what the class believes, before and after",
    WORDS: "what students say that they achieved, one after the other",
    MESSAGE: "nothing but the question and your message",
}
"""Pages of the wall, with what each shows."""
DEBRIEF = (TABLES, COURSE, PROMISES, DENIED, PREDICTIONS)
"""Pages about whole games; what a game would end like is nobody's business before its end."""
ROTATION = 20.0
"""Seconds that each table is on the wall where they take turns."""
BY_PACE = -1
PACES = (BY_PACE, 0, 10, 15, 20, 30)
"""Seconds for one page of what came of a round; 0: the teacher goes on by hand; :data:`BY_PACE`: by hand where the
class goes step by step, else after :data:`USUAL` seconds."""
USUAL = 15


@define
class Telling:
    """What came of a round, being told on the wall in a few large pages."""

    pages: list[Page]
    closed: int
    """The last round it tells of."""
    shown: int = 1
    since: float = 0.0
    """When the latest of them came up."""

    @property
    def page(self) -> Page:
        """What is on the wall of it now."""
        return self.pages[min(self.shown, len(self.pages)) - 1]

    @property
    def last(self) -> bool:
        """Whether all of it was on the wall."""
        return self.shown >= len(self.pages)


@define(eq=False, slots=False)
class Board:
    """The wall of one room. ``table`` 0: the tables take turns. ``seconds``: see :data:`PACES`."""

    _room: ref[Room]
    page: str = AUTO
    table: int = 0
    seconds: int = BY_PACE
    walls: int = 0
    """How many walls are looked at now."""
    address: str = ""
    """What the class types into a browser, as the host knows it; empty where nobody said."""
    others: tuple[str, ...] = ()
    """More addresses that lead here, where the first may not."""
    rehearsal: bool = False
    """Nothing of this class is kept once the host stops."""
    new_console: Callable[[], str] | None = None
    """Makes an address that opens the teacher's console in a browser, once; None where the host gives out none."""
    clock: Callable[[], float] = time.monotonic
    _told: dict[int, int] = field(factory=dict)
    _again: set[int] = field(factory=set)
    """Tables whose latest round the teacher wants to be told once more."""
    _tellings: dict[int, Telling] = field(factory=dict)
    _publics: dict[int, tuple[int, GameRecord]] = field(factory=dict)
    _verdicts: dict[int, tuple[int, tuple[Verdict, ...]]] = field(factory=dict)
    _told_of: dict[int, Callable[[], None]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        for table in self.room.tables:
            self._told[table.number] = closed_rounds(self.public(table.number))

    # What there is to show.

    @property
    def room(self) -> Room:
        """The room whose wall this is. The board lives as long as it does, and does not keep it."""
        room = self._room()
        assert room is not None
        return room

    def public(self, table: int) -> GameRecord:
        """The game of this table as everybody may know it, made anew only when it has changed."""
        version = self.room.tables[table - 1].version
        kept = self._publics.get(table)
        if kept is None or kept[0] != version:
            kept = self._publics[table] = version, self.room.public(table)
        return kept[1]

    def telling(self, table: int) -> Telling | None:
        """What is being told of this table, None where all has been."""
        session = self.public(table)
        closed, told = closed_rounds(session), self._told.get(table, 0)
        if self.room.tables[table - 1].cut_short and table not in self._again:
            # Opponents played on from there, all at once: what counts now is how it came out.
            closed = told = self._told[table] = closed_rounds(session)
        now = self._tellings.get(table)
        if now is not None and now.closed == closed:
            return now
        self._tellings.pop(table, None)
        if closed <= told:
            self._told[table] = closed
            return None
        return self._tell(table, session, last_played(session), closed)

    def _tell(self, table: int, session: GameRecord, first: int, closed: int) -> Telling | None:
        title = f"Table {table} · " if len(self.room.tables) > 1 else ""
        pages = pages_of(session, range(first, closed + 1), self.room.foreseen(table), title)
        if not pages:
            self._told[table] = closed
            return None
        found = self._tellings[table] = Telling(pages, closed, since=self.clock())
        return found

    def verdicts(self, table: int) -> tuple[Verdict, ...] | None:
        """What became of each promise at this table; None while its game runs, since nobody can tell yet."""
        found = self.room.tables[table - 1]
        if not found.session.state.over:
            return None
        kept = self._verdicts.get(table)
        if kept is None or kept[0] != found.version:
            session = found.session
            kept = self._verdicts[table] = found.version, verdicts(session.source, session.to_record())
        return kept[1]

    @property
    def every(self) -> int:
        """Seconds for one page; 0: the teacher goes on by hand."""
        if self.seconds == BY_PACE:
            return 0 if self.room.settings.pace == "steps" else USUAL
        return self.seconds

    @property
    def now(self) -> int:
        """The number of the table that is on the wall; in turns, only those where somebody sits."""
        tables = self.room.tables
        if 0 < self.table <= len(tables):
            return self.table
        played = [table for table in tables if self.played(table)]
        telling = [table.number for table in played if self.telling(table.number) is not None]
        among = telling or [table.number for table in played]
        return among[self.turn % len(among)]

    @property
    def turn(self) -> int:
        """Counts on whenever it is the turn of the next tables."""
        return int(self.clock() / ROTATION)

    def played(self, table: Table) -> bool:
        """Whether people play at this table; all tables count as played where nobody sits anywhere."""
        seated = [each.number for each in self.room.tables if each.judges or any(each.teams.values())]
        return not seated or table.number in seated

    # What the teacher does.

    def show(self, page: str | None = None, table: int | None = None, seconds: int | None = None) -> None:
        """Show this page, this table, at this pace from now on; None leaves it as it is."""
        self.page = self.page if page is None else page
        self.table = self.table if table is None else table
        self.seconds = self.seconds if seconds is None else seconds
        self.changed()

    def step(self, table: int) -> bool:
        """The next page of what came at this table; after the last, the table itself. False: nothing to tell."""
        telling = self.telling(table)
        if telling is None:
            return False
        if telling.last:
            self.skip(table)
        else:
            telling.shown += 1
            telling.since = self.clock()
        self.changed()
        return True

    def skip(self, table: int) -> None:
        """Tell no more of this table's latest rounds."""
        self._tellings.pop(table, None)
        self._again.discard(table)
        self._told[table] = closed_rounds(self.public(table))
        self.changed()

    def again(self, table: int) -> bool:
        """Tell the latest round of this table once more, from the beginning. False: none has closed."""
        session = self.public(table)
        closed = closed_rounds(session)
        if not closed:
            return False
        self._tellings.pop(table, None)
        self._again.add(table)
        self._told[table] = closed - 1
        self.changed()
        return True

    def tick(self) -> None:
        """Let time pass: the next page of what came, where a pace is set and it is due."""
        every = self.every
        for table in self.room.tables if every else ():
            telling = self.telling(table.number)
            if telling is not None and self.clock() - telling.since >= every:
                self.step(table.number)

    # Who looks.

    def listen(self, told: Callable[[], None]) -> Callable[[], None]:
        """Call this whenever the wall is to show something else; the way to stop it comes back."""
        key = id(told)
        self._told_of[key] = told
        return lambda: self._told_of.pop(key, None) and None

    def changed(self) -> None:
        """Tell all that look."""
        for told in tuple(self._told_of.values()):
            told()


_boards: WeakKeyDictionary[Room, Board] = WeakKeyDictionary()


def board_of(room: Room) -> Board:
    """The board of this room: one for all who look at it in this process."""
    board = _boards.get(room)
    if board is None:
        board = _boards[room] = Board(ref(room))
    return board


def closed_rounds(session: GameRecord) -> int:
    """How many rounds are behind this game, those of the epilogue included."""
    return session.state.round if session.state.over else session.state.round - 1


def last_played(session: GameRecord) -> int:
    """The last round that was played to its end; what came after it is the epilogue."""
    return session.state.term.round if session.state.term is not None else closed_rounds(session)
