"""The flow sheet: a column for each role, a row for each exchange; answers stand across from what they answer."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from debate.faces.tui.actions import FLOW, bindings
from debate.faces.tui.drawn import drawn
from debate.faces.tui.page import STRONG, Columns, Line, Page, Rows
from debate.faces.tui.sheet import GameSheet
from debate.pages.floor import flow
from debate.pages.reader import Reader


class FlowScreen(GameSheet):
    """The whole debate so far. Dropped arguments are marked once the game is over, never before."""

    DEFAULT_CSS = """
    FlowScreen > #sheet { max-width: 160; }
    FlowScreen Rows#roles { height: auto; padding: 0 2 0 1; border-bottom: solid $accent; }
    FlowScreen Page > Rows { height: auto; }
    """
    BINDINGS = bindings(FLOW)

    def heading(self) -> tuple[str, str]:
        below = "" if self.session.state.over else "what was dropped is told in the debrief"
        return f"Flow: {self.deck.question}", below

    def inside(self) -> Iterable[Widget]:
        names = ((role, self.deck.roles[role].name) for role in self.deck.turn_order)
        cells = tuple(((f"{name} (you)" if role == self.role else name, STRONG),) for role, name in names)
        yield Rows([Columns(cells=cells)], id="roles")
        yield Page()

    def lines(self) -> list[Line]:
        return drawn(flow(Reader(self.session, self.role)))
