"""What the screens of a seat may ask of their app."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from textual.screen import Screen

from debate.classroom.room import Place, Room
from debate.faces.tui.common import CommonApp
from debate.game.seat_view import SeatView

Result = TypeVar("Result")


class SeatedApp(CommonApp):
    """One person's app as its screens know it; :class:`debate.classroom.seats.app.SeatApp` is it."""

    room: Room
    person: str
    told: dict[Place, int]
    """At each place the last round whose consequences this person was told."""
    briefed: set[Place]

    def game(self) -> SeatView | None:
        """What the person may know of their game now; None while they are at none."""
        raise NotImplementedError

    async def lay(self, screen: Screen[Any], answered: Callable[[Any], None] | None = None) -> None:
        """Put a screen on top, once nothing else is."""
        raise NotImplementedError

    async def wait_for(self, screen: Screen[Result]) -> Result | None:
        """Put a screen on top and wait for what it ends with."""
        raise NotImplementedError

    def ask_beside(self) -> None:
        """Ask what is asked beside the game: what one believes, what one achieved, the exit ticket."""
        raise NotImplementedError

    def choose_hand(self) -> None:
        """Choose the cards to keep."""
        raise NotImplementedError

    def request(self, kind: str, **fields: str) -> bool:
        """Ask the room; whether it was done. A refusal is said."""
        raise NotImplementedError
