"""What is shown where the window is too small to play in."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from debate.faces.tui.text import say


class SmallScreen(Screen[None]):
    """Covers the game until the window is large enough again; the game behind it stays as it is."""

    DEFAULT_CSS = """
    SmallScreen { align: center middle; }
    SmallScreen > Static { width: 100%; text-align: center; }
    """

    def __init__(self, columns: int, lines: int, *, quits: bool = True) -> None:
        """``quits``: whether a key ends the program."""
        super().__init__()
        self.quits = quits
        self.columns = columns
        self.lines = lines

    def compose(self) -> ComposeResult:
        yield Static()

    def on_mount(self) -> None:
        self._tell()

    def on_resize(self) -> None:
        self._tell()

    def _tell(self) -> None:
        self.query_one(Static).update(
            say(
                f"This window has {self.size.width} columns and {self.size.height} lines; the game needs "
                f"{self.columns} and {self.lines}. Make it larger to go on: nothing is lost."
                + (" (ctrl+q quits)" if self.quits else "")
            )
        )
