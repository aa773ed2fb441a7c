"""What the wall shows now. The console sets it, every wall of the room reads it; the game knows nothing of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary, ref

from attrs import define, field

from debate.debrief.narration import STILL
from debate.debrief.rounds import rounds
from debate.faces.tui.floor import round_groups, round_title
from debate.faces.tui.groups import CAPITAL, Group, floor_group
from debate.faces.tui.groups import FLOOR as FLOOR_RESULT
from debate.game.record import GameRecord

if TYPE_CHECKING:
    from debate.classroom.room import Room

AUTO, JOIN, WORLD, FLOOR, PEOPLE, OUTCOME, MESSAGE = "auto", "join", "world", "floor", "people", "outcome", "message"
PAGES = {
    AUTO: "whatever fits the moment",
    JOIN: "how to join: address, code, QR",
    WORLD: "the meters of the world",
    FLOOR: "what is said, and what came of it",
    PEOPLE: "who plays what",
    OUTCOME: "how the games came out",
    MESSAGE: "nothing but the question and your message",
}
"""Pages of the wall, with what each shows."""
ROTATION = 20.0
"""Seconds that each table is on the wall where they take turns."""
LINES, LINES_OF_FLOOR = 3, 5
"""So many consequences are on the wall at a time, and so many results of exchanges."""
NOT_HAPPENED = ("denied", STILL)
DID_NOT_HAPPEN = "What did not happen"
BY_PACE = -1
PACES = (BY_PACE, 0, 6, 10, 15)
"""Seconds for one consequence; 0: the teacher goes on by hand; :data:`BY_PACE`: by hand where the class goes step by
step, else after :data:`USUAL` seconds."""
USUAL = 10


@define
class Telling:
    """What came of a round, being told on the wall a cause at a time."""

    title: str
    groups: list[Group]
    closed: int
    """The last round it tells of."""
    shown: int = 1
    since: float = 0.0
    """When the latest of them came up."""

    @property
    def last(self) -> bool:
        """Whether all of it is on the wall."""
        return self.shown >= len(self.groups)


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
    new_console: Callable[[], str] | None = None
    """Makes an address that opens the teacher's console in a browser, once; None where the host gives out none."""
    clock: Callable[[], float] = time.monotonic
    _told: dict[int, int] = field(factory=dict)
    _again: set[int] = field(factory=set)
    """Tables whose latest round the teacher wants to be told once more."""
    _tellings: dict[int, Telling] = field(factory=dict)
    _publics: dict[int, tuple[int, GameRecord]] = field(factory=dict)
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
        title, groups = told_groups(session, range(first, closed + 1))
        if not groups:
            self._told[table] = closed
            return None
        found = self._tellings[table] = Telling(title, groups, closed, since=self.clock())
        return found

    @property
    def every(self) -> int:
        """Seconds for one consequence; 0: the teacher goes on by hand."""
        if self.seconds == BY_PACE:
            return 0 if self.room.settings.pace == "steps" else USUAL
        return self.seconds

    @property
    def now(self) -> int:
        """The number of the table that is on the wall; in turns, only those where somebody sits."""
        tables = self.room.tables
        if 0 < self.table <= len(tables):
            return self.table
        played = [table for table in tables if table.judges or any(table.teams.values())] or list(tables)
        telling = [table.number for table in played if self.telling(table.number) is not None]
        among = telling or [table.number for table in played]
        return among[int(self.clock() / ROTATION) % len(among)]

    # What the teacher does.

    def show(self, page: str | None = None, table: int | None = None, seconds: int | None = None) -> None:
        """Show this page, this table, at this pace from now on; None leaves it as it is."""
        self.page = self.page if page is None else page
        self.table = self.table if table is None else table
        self.seconds = self.seconds if seconds is None else seconds
        self.changed()

    def step(self, table: int) -> bool:
        """The next consequence of this table; after the last, the table itself. False: nothing to tell."""
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
        """Let time pass: the next consequence, where a pace is set and it is due."""
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


def told_groups(session: GameRecord, numbers: range) -> tuple[str, list[Group]]:
    """What these rounds brought, as everybody may know it: a title, and groups each of which fits a wall."""
    deck, steps = session.deck, session.visible(None)
    records = [record for record in rounds(session.played, None) if record.number in numbers]
    found: list[Group] = []
    for record in records:
        groups = [
            floor_group(deck, record.exchanges, None),
            *round_groups(deck, steps, record.number, session.view(None).pending),
        ]
        for group in groups:
            if group.title == CAPITAL:
                continue
            title = group.title if record is records[0] else f"{round_title(deck, record)}: {group.title}"
            found += _portions(group, title)
    title = round_title(deck, records[0]) if records else ""
    return (f"{title} and what came later" if len(records) > 1 else title), found


def _portions(group: Group, title: str) -> list[Group]:
    """A group in parts that fit the wall; what did not happen comes last, on its own."""
    most = LINES_OF_FLOOR if any(line.kind == FLOOR_RESULT for line in group.lines) else LINES
    changes = [line for line in group.lines if line.kind not in NOT_HAPPENED]
    denials = [line for line in group.lines if line.kind in NOT_HAPPENED]
    found = [Group(title, group.event, group.head, changes[n : n + most]) for n in range(0, len(changes), most)]
    if not changes and group.head is not None:
        found.append(Group(title, group.event, group.head))
    for n in range(0, len(denials), LINES):
        found.append(Group(DID_NOT_HAPPEN, group.event, group.head, denials[n : n + LINES]))
    return found
