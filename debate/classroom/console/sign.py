"""The sign at the door: address, code and QR code, as large as the window allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from debate.classroom.console.board import board_of
from debate.classroom.console.wall_pages import join_page
from debate.faces.tui.actions import DOOR_SIGN, bindings
from debate.faces.tui.footer import Keys
from debate.faces.tui.ink import content
from debate.faces.tui.text import entitle

if TYPE_CHECKING:
    from debate.classroom.room import Room


class SignScreen(ModalScreen[None]):
    """Covers the console while everybody types the code; escape goes back."""

    DEFAULT_CSS = """
    SignScreen #sign {
        height: 1fr; padding: 0 1; background: $surface; border: round $accent; border-title-style: bold;
    }
    SignScreen #sign > Static { height: auto; width: 1fr; }
    """
    BINDINGS = bindings(DOOR_SIGN, modal=True)

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="sign"):
            yield Static()
        yield Keys()

    def on_mount(self) -> None:
        entitle(self.query_one("#sign"), "Join in", "esc goes back")

    def on_resize(self) -> None:
        self.call_after_refresh(self.show)

    def show(self) -> None:
        """Show the sign as things stand."""
        inside = self.query_one("#sign").size
        drawn = join_page(self.room, board_of(self.room), inside.width - 2, inside.height)
        self.query_one(Static).update(content(drawn))

    def action_back(self) -> None:
        self.dismiss(None)
