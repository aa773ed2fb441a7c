"""Seats: the terminal game for many people at once, one Textual app a person, all in one process and one event loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from debate.classroom.seats.front import SeatFront

__all__ = ["SeatFront"]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Import Textual only where a seat is made."""
        if name not in __all__:
            raise AttributeError(f"module 'debate.classroom.seats' has no attribute '{name}'")
        from debate.classroom.seats.front import SeatFront

        return SeatFront
