"""How to play, at the real table: the coach's line stands above it."""

from __future__ import annotations

from typing import cast

from textual.app import ComposeResult
from textual.widgets import Static

from debate.deckfile import load_deck
from debate.faces.tui.actions import GUIDE, bindings
from debate.faces.tui.beside import in_place
from debate.faces.tui.confirm import confirm
from debate.faces.tui.game import Game
from debate.faces.tui.played_table import PlayedTable
from debate.faces.tui.routes import screen
from debate.faces.tui.stage import GameApp
from debate.faces.tui.text import say
from debate.pages.lesson import DECK, ROLE, Step, asked_why, coach, lesson
from debate.rules.moves import Move

HOW: dict[Step, str] = {
    (1, "choose"): "Mark it with ↑↓; ←→ turns to another argument for it, ⏎ plays it.",
    (2, "choose"): "w asks why, m what drives what; d holds.",
    (2, "answer"): "i reads a whole card, f shows the debate so far, g explains a word, ? lists all keys.",
    (3, "choose"): "p shows what is on its way.",
}


class HowToScreen(PlayedTable):
    """The table with a coach."""

    DEFAULT_CSS = """
    HowToScreen #coach { height: auto; padding: 0 1; margin: 0; border-left: thick $accent; background: $boost; }
    """
    UNKEPT = True
    """Its game is kept nowhere, and the app knows of no other."""
    BINDINGS = bindings(GUIDE)

    def __init__(self) -> None:
        self.game = lesson(load_deck(DECK))
        super().__init__(self.game, ROLE)

    def compose(self) -> ComposeResult:
        for widget in super().compose():
            yield widget
            if widget.id == "ask":
                yield Static(id="coach")

    def on_mount(self) -> None:
        self.run_worker(Taught(cast("GameApp", self.app), self.game, self).run(), group="lesson", exclusive=True)

    def show(self) -> None:
        super().show()
        if in_place(self, "#coach"):
            self.query_one("#coach", Static).update(say(coach(self.game, HOW)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return False if action in ("keep", "timeline") else super().check_action(action, parameters)

    def action_back(self) -> None:
        """Leave the lesson; once something was chosen in it, ask first."""
        if not any(entry.move.role == ROLE for entry in self.session.entries):
            self.dismiss()
            return
        texts = ["This game is not kept. You can begin the lesson again at any time, and it goes the same way."]
        confirm(self.app, "Leave the lesson?", texts, "Go on with it", "Leave it", self.dismiss)


class Taught(Game):
    """The game of the lesson, at a table that is there already; it ends where it was called from."""

    async def run(self) -> None:
        while not await self._turn():
            pass
        await self._tell(ROLE)
        self.table.turn(ROLE)
        await self._end(ROLE)

    async def _brief(self, role: str) -> Move | None:
        """The coach does it."""
        return None

    def _before_asking(self, role: str) -> str:
        return coach(self.session, HOW)

    async def _end(self, role: str | None) -> None:
        from debate.faces.tui.ending import EndingScreen

        await self.app.push_screen_wait(screen("why", self.session, role, asked_why(self.session)))
        await self.app.push_screen_wait(EndingScreen(self.session, role))
        self.app.call_later(self._leave)

    def _leave(self) -> None:
        """Close the table, once the ending above it is gone."""
        if self.table.is_current:
            self.table.dismiss()
        elif self.table.is_attached:
            self.table.call_after_refresh(self._leave)
