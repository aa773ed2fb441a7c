"""Asked before a game in progress is left."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from debate.tui.actions import ASK, bindings
from debate.tui.footer import Keys
from debate.tui.listing import Listing, Row
from debate.tui.text import entitle, say


class LeavingScreen(ModalScreen[str | None]):
    """Ends with ``title`` (drop the game, go to the title), ``quit`` (drop it and leave), or None: play on."""

    PLACES: ClassVar[tuple[str, ...]] = (ASK,)
    BINDINGS = bindings(ASK)

    def compose(self) -> ComposeResult:
        with Vertical(id="leaving"):
            yield Static(
                say("This game is not kept anywhere: if you leave, it is lost. What would you like to do?")
            )
            yield Listing(id="leave-choices")
        yield Keys()

    def on_mount(self) -> None:
        entitle(self.query_one("#leaving"), "Leave the game?")
        choices = self.query_one("#leave-choices", Listing)
        choices.show(
            [
                Row("stay", say("Play on")),
                Row("title", say("Drop this game and go to the title")),
                Row("quit", say("Drop this game and quit")),
            ],
            mark="stay",
        )
        choices.focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        self.dismiss(None if message.option_id == "stay" else message.option_id)

    def action_back(self) -> None:
        self.dismiss(None)
