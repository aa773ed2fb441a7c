"""The screen of what is coming, how things stand, and who sits at the table."""

from __future__ import annotations

from collections.abc import Iterable

from debate.faces.tui.drawn import drawn
from debate.faces.tui.page import Line
from debate.faces.tui.sheet import GameSheet
from debate.pages.reader import Reader
from debate.pages.table import coming, table
from debate.pages.world import standing


class PendingScreen(GameSheet):
    """Pending changes, the soonest first; standing facts; seats."""

    def heading(self) -> tuple[str, str]:
        seen = self.session.view(self.role)
        return "Coming, and how things stand", f"it is round {seen.round} of {self.deck.rounds.count}"

    def lines(self) -> Iterable[Line]:
        reader = Reader(self.session, self.role)
        return drawn([*coming(reader), *standing(reader), *table(reader)])
