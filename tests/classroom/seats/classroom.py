"""A class in memory: a real room, seats on real wires, and terminals that read their bytes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pyte

from debate.classroom.room import Request, Room, Table
from debate.classroom.seats.app import SeatApp, SeatFront
from debate.deckfile import load_deck
from debate.rules.deck import Deck
from debate.store import Saves

MINI = Path(__file__).parents[2] / "decks" / "mini.yaml"


class Terminal:
    """A client that draws what it is sent. ``slow``: it takes nothing while that is set."""

    def __init__(self, cols: int = 80, rows: int = 24) -> None:
        self.screen = pyte.Screen(cols, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.got: list[bytes] = []
        self.frames: list[dict[str, object]] = []
        self.slow = False

    def send(self, out: bytes | dict[str, object]) -> bool | None:
        if isinstance(out, dict):
            self.frames.append(out)
            return None
        if self.slow:
            return False
        self.got.append(out)
        self.stream.feed(out)
        return True

    @property
    def bytes(self) -> bytes:
        return b"".join(self.got)

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def cells(self) -> list[tuple[object, ...]]:
        """Every cell with its colours."""
        size = self.screen
        return [tuple(size.buffer[y][x] for x in range(size.columns)) for y in range(size.lines)]


def judged(table: Table) -> str:
    """Whose case is being judged."""
    ballot = table.ballot()
    assert ballot is not None
    return ballot.speaker


class Seat:
    """A student with a terminal."""

    def __init__(self, room: Room, name: str, cols: int = 80, rows: int = 24) -> None:
        ticket = room.join(room.code, name)
        self.room, self.id, self.token = room, ticket.person, ticket.token
        self._enter()
        self.front = SeatFront(room, self.id, cols, rows)
        self.terminal = Terminal(cols, rows)

    def _enter(self) -> None:
        fresh = self.room.enter(self.token)
        self.room.kept(fresh.person, fresh.token)
        self.token = fresh.token

    def come_back(self) -> None:
        """Another socket of the same person, with a terminal that has nothing on it."""
        self._enter()
        self.terminal = Terminal(self.terminal.screen.columns, self.terminal.screen.lines)
        self.front.attach(self.terminal.send)

    @property
    def app(self) -> SeatApp:
        assert isinstance(self.front.app, SeatApp)
        return self.front.app

    @property
    def text(self) -> str:
        return self.terminal.text

    async def start(self) -> Seat:
        await self.front.start()
        self.front.attach(self.terminal.send)
        return self

    def type(self, keys: str) -> None:
        self.front.feed({"t": "keys", "d": keys})

    async def until(self, *words: str, gone: str = "", seconds: float = 60.0) -> str:
        """The screen once it shows all of these words (and not ``gone``)."""

        def there() -> bool:
            return all(word in self.text for word in words) and not (gone and gone in self.text)

        await until(there, seconds, lambda: f"not on screen: {words} (gone: {gone!r})\n{self.text}")
        return self.text

    async def settled(self) -> str:
        """The screen once nothing has come for a while."""
        count = -1
        while count != len(self.terminal.got):
            count = len(self.terminal.got)
            await asyncio.sleep(0.15)
        return self.text


async def until(holds: Callable[[], bool], seconds: float = 60.0, told: Callable[[], str] = str) -> None:
    for _ in range(int(seconds / 0.02)):
        if holds():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(told())


class Class:
    """A room with a teacher, and the seats that were taken."""

    def __init__(self, folder: Path, deck: Deck | str = "zte", **given: object) -> None:
        loaded = load_deck(deck) if isinstance(deck, str) else deck
        self.room = Room.begin(loaded, Saves(folder), **{"pace": "free", **given})  # type: ignore[arg-type]
        self.teacher = self.room.teacher().person
        self.seats: list[Seat] = []
        self._count = 0

    def ask(self, kind: str, **fields: str) -> None:
        """The teacher does this, and opponents choose where they are awaited."""
        self.only(kind, **fields)
        self.room.tick()

    def only(self, kind: str, **fields: str) -> None:
        """The teacher does this, and no opponent chooses yet."""
        self._count += 1
        self.room.do(self.teacher, Request(f"t{self._count}", kind, -1, fields))

    def tick(self) -> None:
        self.room.tick()

    async def join(self, *names: str, cols: int = 80, rows: int = 24) -> list[Seat]:
        """Let these students in, each with a screen."""
        new = [Seat(self.room, name, cols, rows) for name in names]
        self.ask("let-in", person="all")
        for seat in new:
            if self.room.people[seat.id].wish:
                self.ask("name", person=seat.id, ok="yes")
        await asyncio.gather(*(seat.start() for seat in new))
        self.seats += new
        return new

    def place(self, seat: Seat, role: str, table: int = 1) -> None:
        self.ask("seat", person=seat.id, table=str(table), role=role)

    async def close(self) -> None:
        await asyncio.gather(*(seat.front.stop() for seat in self.seats))
        self.room.close()
