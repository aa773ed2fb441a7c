"""The front ends of everybody in the room, kept while their sockets come and go."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from attrs import define, frozen

from debate.classroom.front import Front

if TYPE_CHECKING:
    from debate.classroom.room import Person, Room


@frozen
class Wish:
    """What a socket said in its hello about how it is to be drawn for."""

    how: str
    """``terminal``, ``page`` or ``script``."""
    cols: int = 80
    rows: int = 24


Make = Callable[["Room", "Person", Wish], Front]


class Scripted:
    """The front end of a program: it is shown nothing, and uses the frames that the host answers itself."""

    async def start(self) -> None: ...

    def feed(self, frame: Mapping[str, object]) -> None: ...

    def attach(self, send: object) -> None: ...

    def detach(self) -> None: ...

    async def stop(self) -> None: ...


def make_front(room: Room, person: Person, wish: Wish) -> Front:
    """The front end that fits this person."""
    if wish.how == "script":
        return Scripted()
    if person.kind == "teacher":
        from debate.classroom.console.fronts import ConsoleFront

        return ConsoleFront(room, person.id, wish.cols, wish.rows)
    if person.kind == "wall":
        from debate.classroom.console.fronts import WallFront

        return WallFront(room, person.id, wish.cols, wish.rows)
    if wish.how == "page":
        from debate.classroom.page import PageFront

        return PageFront(room, person.id)
    from debate.classroom.seats.app import SeatFront

    return SeatFront(room, person.id, wish.cols, wish.rows)


@define(eq=False)
class _Kept:
    how: str
    starting: asyncio.Task[Front]
    size: tuple[int, int]


class Fronts:
    """One front end for each person. Only so many start at a time: more of them would all be late."""

    def __init__(self, room: Room, make: Make, starts: int) -> None:
        self._room, self._make = room, make
        self._turns = asyncio.Semaphore(starts)
        self._kept: dict[str, _Kept] = {}
        self._stopping: set[asyncio.Task[None]] = set()

    async def take(self, person: Person, wish: Wish) -> Front:
        """The front end of this person, started. What it raises while starting is raised here, and it is forgotten.

        One that was kept is told the size of the new socket's window. One of another kind is stopped for it.
        """
        kept = self._kept.get(person.id)
        if kept is not None and kept.how != wish.how:
            self.drop(person.id)
            kept = None
        if kept is None:
            starting = asyncio.create_task(self._started(person, wish))
            kept = self._kept[person.id] = _Kept(wish.how, starting, (wish.cols, wish.rows))
        try:
            # The socket may go while its front end starts; the next one finds it.
            front = await asyncio.shield(kept.starting)
        except Exception:
            if self._kept.get(person.id) is kept:
                del self._kept[person.id]
            raise
        if kept.size != (wish.cols, wish.rows):
            kept.size = (wish.cols, wish.rows)
            front.feed({"t": "size", "cols": wish.cols, "rows": wish.rows})
        return front

    def sized(self, person: str, cols: int, rows: int) -> None:
        """The window of this person's socket has changed."""
        if person in self._kept:
            self._kept[person].size = (cols, rows)

    async def _started(self, person: Person, wish: Wish) -> Front:
        async with self._turns:
            front = self._make(self._room, person, wish)
            await front.start()
            return front

    def drop(self, person: str) -> None:
        """Stop this person's front end, if there is one; it ends by itself in a moment."""
        kept = self._kept.pop(person, None)
        if kept is not None:
            task = asyncio.create_task(_stopped(kept.starting))
            self._stopping.add(task)
            task.add_done_callback(self._stopping.discard)

    async def close(self) -> None:
        """Stop them all and wait for it."""
        for person in tuple(self._kept):
            self.drop(person)
        await asyncio.gather(*self._stopping, return_exceptions=True)

    def __len__(self) -> int:
        return len(self._kept)


async def _stopped(starting: asyncio.Task[Front]) -> None:
    try:
        front = await starting
    except Exception:
        return
    await front.stop()
