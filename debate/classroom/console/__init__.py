"""The teacher's console and the wall: Textual apps for the host's own terminal, and front ends for everywhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from debate.classroom.console.app import ConsoleApp
    from debate.classroom.console.fronts import ConsoleFront, WallFront
    from debate.classroom.console.wall import WallApp

__all__ = ["ConsoleApp", "ConsoleFront", "WallApp", "WallFront"]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Import Textual only where a console or a wall is made."""
        if name == "ConsoleApp":
            from debate.classroom.console.app import ConsoleApp as found
        elif name == "WallApp":
            from debate.classroom.console.wall import WallApp as found
        elif name in __all__:
            from debate.classroom.console import fronts

            found = getattr(fronts, name)
        else:
            raise AttributeError(f"module 'debate.classroom.console' has no attribute '{name}'")
        return found
