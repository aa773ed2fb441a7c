"""The table with nobody at it: opponents play at reading pace, and their reasons stand where the moves would."""

from __future__ import annotations

import asyncio

from textual import on
from textual.widgets import OptionList

from debate.faces.tui.actions import WATCH, bindings
from debate.faces.tui.drawn import drawn
from debate.faces.tui.page import Page
from debate.faces.tui.panels import made_rows
from debate.faces.tui.played_table import PlayedTable
from debate.faces.tui.text import entitle
from debate.game.record import GameRecord
from debate.pages.exchange import reasons
from debate.pages.reader import Reader
from debate.pages.timeline import made_words

PACES = (0.0, 1.0, 3.0, 6.0, 12.0)
"""Seconds that each phase stays on screen."""
BEGINS = {"slow": 12.0, "usual": 6.0, "fast": 3.0}
"""The pace at the beginning by the setting of the telling speed."""


class WatchScreen(PlayedTable):
    """Shows what everybody may know. Space stops the clock, + and - change its pace."""

    BINDINGS = bindings(WATCH)

    def __init__(self, session: GameRecord) -> None:
        super().__init__(session)
        self.pace = PACES.index(BEGINS["usual"])
        self._going = asyncio.Event()
        self._going.set()

    def on_mount(self) -> None:
        settings = getattr(self.app, "settings", None)
        if settings is not None:
            self.pace = PACES.index(BEGINS[settings.telling])

    def prompt(self) -> str:
        if self.session.state.over:
            return "The game is over."
        if not self._going.is_set():
            return "Stopped. Space goes on."
        pace = PACES[self.pace]
        if self._thinking:
            return f"Thinking: {self._thinking}. Space stops, + and - change the pace."
        if not pace:
            return "Opponents play without a stop. Space stops, - slows down."
        return f"Opponents play, {pace:g} seconds a phase. Space stops, + and - change the pace."

    @property
    def stops(self) -> bool:
        """Whether the game stops at round ends until what the round brought is read; not at the fastest pace."""
        return PACES[self.pace] > 0

    async def breathe(self) -> None:
        """Wait as long as the pace says, and while the clock is stopped."""
        waited = 0.0
        while waited < PACES[self.pace] or not self._going.is_set():
            await asyncio.sleep(0.05)
            waited += 0.05 if self._going.is_set() else 0.0

    def action_pause(self) -> None:
        if self._going.is_set():
            self._going.clear()
        else:
            self._going.set()
        self.show()

    def action_faster(self) -> None:
        self.pace = max(0, self.pace - 1)
        self.show()

    def action_slower(self) -> None:
        self.pace = min(len(PACES) - 1, self.pace + 1)
        self.show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("confirm", "hold", "undo", "redo"):
            return False
        return super().check_action(action, parameters)

    # The lower panels.

    def show_asked(self) -> None:
        moves = self.listing("moves")
        self.lay(page=True)
        entitle(moves, "What they chose, the latest first")
        cells = max(20, moves.scrollable_content_region.width - 2)
        rows = made_rows(self.session, cells)
        moves.show(rows, mark=rows[0].id if rows else None)
        self._show_reason()

    def _show_reason(self) -> None:
        marked, page = self.listing("moves").marked, self.query_one("#saying", Page)
        if marked is None:
            page.show(())
            return
        known = self.session.known(None)[int(marked.partition(":")[2])]
        entitle(page, made_words(self.session, known))
        page.show(drawn(reasons(Reader(self.session, None), [known])))

    @on(OptionList.OptionHighlighted, "#moves")
    def _chosen_marked(self) -> None:
        self._show_reason()
