"""An app that follows a room: it is told of changes and shows the room anew, a few times a second at most."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import App
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from debate.classroom.seats.turns import Rank, changes

if TYPE_CHECKING:
    from debate.classroom.console.board import Board
    from debate.classroom.room import Room

BREATH = 0.06
"""Seconds between two times that the room is shown anew."""


def put(screen: Screen[None], place: str, content: Content) -> None:
    """Show this text in the Static at ``place``, a selector; where it stands already nothing is drawn anew."""
    text = screen.query_one(place, Static)
    now = text.content
    if not isinstance(now, Content) or (now.plain, now.spans) != (content.plain, content.spans):
        text.update(content)


class Following(App[None]):
    """A room may tell of a change in anybody's turn of the event loop, in which this app must not be touched. So its
    listener only sets a flag, and a task of the app's own sees to it."""

    def follow(self, room: Room, board: Board) -> None:
        """Show the room anew from now on whenever it, or what the wall shows, has changed."""
        self._changed = asyncio.Event()
        self._changed.set()
        self._stop: list[Callable[[], None]] = [
            room.listen(lambda change: self._changed.set()),
            board.listen(self._changed.set),
        ]
        self.run_worker(self._follow(), group="room", exclusive=True)

    async def _follow(self) -> None:
        try:
            while True:
                await self._changed.wait()
                async with changes().take(Rank.FIRST):
                    self._changed.clear()
                    self.show()
                await asyncio.sleep(BREATH)
        finally:
            for stop in self._stop:
                stop()

    def show(self) -> None:
        """Show the room as it stands."""
