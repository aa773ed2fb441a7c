"""A class on the valley: a real room, people without screens, and the teacher's console or a wall to drive."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from debate.classroom.console.app import ConsoleApp
from debate.classroom.console.board import Board, board_of
from debate.classroom.console.live_update import BREATH, Following
from debate.classroom.console.main import ConsoleScreen
from debate.classroom.console.wall import WallApp
from debate.classroom.room import Change, Request, Room
from debate.faces.tui.listing import Listing
from debate.rules.deck import Deck
from debate.rules.moves import Move
from debate.store import Saves
from tests.faces.tui.playing import act, until, valley
from tests.faces.tui.reading import LARGE, SMALL, shown

ADDRESS = "http://192.168.1.20:8420/"
_ids = count(1)


class Class:
    """A room with its people. ``teacher`` is the teacher's id; ``student`` gives the id of the one of this name."""

    def __init__(self, folder: Path, *, deck: Deck | None = None, tables: int = 1, judged: bool = True) -> None:
        self.room = Room.begin(
            deck or valley(),
            Saves(folder),
            tables=tables,
            seed=4,
            preset="short" if deck is None else None,
            judged=judged,
            pace="free",
        )
        self.teacher = self.room.teacher().person
        self.board: Board = board_of(self.room)
        self.board.address = ADDRESS
        self.by_name: dict[str, str] = {}

    def come(self, *names: str) -> None:
        """These students type the code and stand at the door."""
        for name in names:
            ticket = self.room.join(self.room.code, name)
            self.room.enter(ticket.token)
            self.by_name[name] = ticket.person

    def seat(self, *names: str) -> None:
        """They come, are let in under their names, and seats are shared out."""
        self.come(*names)
        self.teach("let-in", person="all")
        self.teach("name", person="all", ok="yes")
        self.teach("share-out")

    def ask(self, person: str, kind: str, /, **fields: str) -> None:
        self.room.do(person, Request(f"t{next(_ids)}", kind, -1, fields))
        self.room.tick()

    def teach(self, kind: str, /, **fields: str) -> None:
        self.ask(self.teacher, kind, **fields)

    def choose(self, role: str, kind: str = "", table: int = 1) -> None:
        """Everybody in this role's team proposes the same: the first legal choice of this kind, else just the first."""
        game = self.room.tables[table - 1]
        legal = game.session.legal(role)
        move = next((move for move in legal if move.kind == kind), legal[0])
        self.propose(role, move, table)

    def propose(self, role: str, move: Move, table: int = 1) -> None:
        """Everybody in the team who is here proposes this, until it is the team's choice."""
        game = self.room.tables[table - 1]
        before = game.version
        for person in game.teams[role]:
            if game.version == before and self.room.people[person].here:
                self.ask(person, "propose", move=str(move))

    def phase(self, table: int = 1) -> None:
        """All people's roles that are awaited choose."""
        for role in self.room.tables[table - 1].session.awaited():
            self.choose(role, table=table)

    def play_on(self, rounds: int, table: int = 1) -> None:
        """Play until this many rounds are behind the table, or it is over."""
        game = self.room.tables[table - 1]
        for _ in range(200):
            if game.ended or game.session.state.round > rounds:
                return
            ballot = game.ballot()
            if ballot is not None:
                for judge in ballot.waiting:
                    self.ask(judge, "vote", speaker=ballot.speaker, ruling="stands")
            if game.held:
                self.teach("next")
            self.phase(table)
        raise AssertionError("the table does not go on")


@contextmanager
def a_class(folder: Path, **given: Any) -> Iterator[Class]:
    """A class that is put away afterwards."""
    klass = Class(folder, **given)
    try:
        yield klass
    finally:
        klass.room.close()


@asynccontextmanager
async def console(klass: Class, size: tuple[int, int] = LARGE) -> AsyncIterator[Pilot[None]]:
    """The teacher's console; what is done with it is followed by the opponents' choices, as with a host."""
    app = ConsoleApp(klass.room, klass.teacher)

    def later(change: Change) -> None:
        app.call_later(klass.room.tick)

    stop = klass.room.listen(later)
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConsoleScreen) and bool(app.screen.query("#people")))
        await pilot.pause(0.1)
        yield pilot
    stop()


@asynccontextmanager
async def wall(klass: Class, size: tuple[int, int] = LARGE) -> AsyncIterator[Pilot[None]]:
    """A wall of the class."""
    ticket = klass.room.join(klass.room.code, "wall", kind="wall")
    klass.teach("let-in", person=ticket.person)
    async with WallApp(klass.room, ticket.person).run_test(size=size) as pilot:
        await pilot.pause(0.2)
        yield pilot


def mark(pilot: Pilot[None], row: str) -> None:
    """Mark this row of the console."""
    screen = pilot.app.screen
    assert isinstance(screen, ConsoleScreen), screen
    part = "tables" if row.startswith("table:") else "people"
    screen.show_part(part)
    listing = screen.query_one(f"#{part}", Listing)
    assert row in {each.id for each in listing.rows}, (row, [each.id for each in listing.rows])
    listing.mark(row)


async def settle(pilot: Pilot[None]) -> str:
    """Let the app catch up with the room; what stands on the screen then."""
    app = pilot.app
    while isinstance(app, Following) and app._changed.is_set():
        await pilot.pause(BREATH / 3)
    for _ in range(2):
        await pilot.pause()
    return shown(pilot)


async def answer(pilot: Pilot[None], id_: str) -> None:
    """Choose this answer of the question that is asked."""
    await until(pilot, lambda: bool(pilot.app.screen.query("#answers")))
    await pilot.pause()
    listing = pilot.app.screen.query_one("#answers", Listing)
    assert id_ in {row.id for row in listing.rows}, [row.id for row in listing.rows]
    listing.mark(id_)
    listing.action_select()
    await settle(pilot)


async def typed(pilot: Pilot[None], text: str) -> None:
    """Type this into the line that is asked for."""
    from textual.widgets import Input

    await until(pilot, lambda: bool(pilot.app.screen.query("#line")))
    line = pilot.app.screen.query_one("#line", Input)
    line.value = text
    await line.action_submit()
    await settle(pilot)


__all__ = [
    "ADDRESS",
    "LARGE",
    "SMALL",
    "Class",
    "a_class",
    "act",
    "answer",
    "console",
    "mark",
    "settle",
    "shown",
    "typed",
    "wall",
]
