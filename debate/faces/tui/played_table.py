"""The table of a game that is driven here: choices taken back and made again, a second opinion, keeping, the past."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from textual import work

from debate.faces.tui.actions import PLAYED, bindings
from debate.faces.tui.beside import beside
from debate.faces.tui.keeping import keep_now
from debate.faces.tui.routes import show
from debate.faces.tui.stage import GameApp
from debate.faces.tui.table import TableScreen
from debate.game.session import Session, driven
from debate.rules.moves import Move
from debate.store import RecordError


class PlayedTable(TableScreen):
    """A table with what only those may do who drive the game."""

    BINDINGS = bindings(PLAYED)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "second_opinion":
            return self._may_ask()
        if action == "undo":
            return self._choice is not None and self.session.can_take_back(self.role)
        if action == "redo":
            return self._choice is not None and self.session.can_redo()
        if action == "timeline":
            return bool(self.session.entries)
        if action == "keep":
            return self.session.kept_at is None and not self.session.read_only
        return super().check_action(action, parameters)

    def _may_ask(self) -> bool:
        """Whether a second opinion can be had: something is asked of the player, who has more than one way to go."""
        free = (
            driven(self.session) is not None
            and self._choice is not None
            and not self._choice.done()
            and not self._thinking
        )
        return free and self.role in self.session.awaited() and len(self.session.legal(self.role or "")) > 1

    @work(exclusive=True, group="opinion")
    async def action_second_opinion(self) -> None:
        """Have the planner think beside the screen, and show what it would choose."""
        session = driven(self.session)
        if self.role is None or session is None or not self._may_ask():
            return
        due = session.opinion(self.role)
        self.think("The planner")
        try:
            advice = await beside(due.choose)
        finally:
            self.think("")
        app = cast("GameApp", self.app)
        try:
            noted = session.advise(due, advice)
        except RecordError as problem:
            app.say(problem.sentence, warning=True)
            return
        if noted is not None and self.is_current:
            show(app, "opinion", self.session, due.view.role, noted)

    def action_undo(self) -> None:
        if self._change(Session.undo):
            cast("GameApp", self.app).say("That is taken back. r makes it again.")

    def action_redo(self) -> None:
        self._change(Session.redo)

    def _change(self, change: Callable[[Session], Move | None]) -> bool:
        """Undo or redo, and whether that was done; where it cannot be recorded, nothing was changed, and whoever asks
        the table sees to it."""
        session = driven(self.session)
        try:
            changed = session is not None and change(session) is not None
        except RecordError:
            self.choose(None)
            return False
        if changed:
            self.choose(None)
        return changed

    def action_keep(self) -> None:
        keep_now(self.app, self.session)

    def action_timeline(self) -> None:

        show(self.app, "timeline", self.session, self.role)
