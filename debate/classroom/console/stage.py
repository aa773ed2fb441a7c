"""What the screens of the console may ask of their app."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from debate.faces.tui.common import CommonApp


class TeachingApp(CommonApp):
    """The console as its screens know it; :class:`debate.classroom.console.app.ConsoleApp` is it."""

    clock: Callable[[], float]

    def do(self, kind: str, fields: Mapping[str, str], at: int = -1) -> bool:
        """Put a request of the teacher's to the room. Whether it was done; a note says what came of it, or why not."""
        raise NotImplementedError

    def look_in(self, table: int) -> None:
        """Show a table as everybody sees it; once it is over, its debrief."""
        raise NotImplementedError

    def play_role(self, table: int, role: str, lent: bool = False) -> None:
        """Show a role that the teacher plays; where hands are being chosen, its briefing first."""
        raise NotImplementedError

    def open_debrief(self, table: int) -> None:
        """Show how the game of a table ended; for one that was stopped before its end, how it stands."""
        raise NotImplementedError

    def compare(self) -> None:
        """Set the outcomes of all tables side by side."""
        raise NotImplementedError

    def take_home(self, kind: str, names: bool) -> None:
        """Write a file of this kind into the room's folder, for this user's eyes only, and say where it is."""
        raise NotImplementedError
