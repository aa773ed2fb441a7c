"""The screen of a page of the register that has none of its own."""

from __future__ import annotations

from debate.faces.tui.drawn import drawn
from debate.faces.tui.page import Line
from debate.faces.tui.sheet import GameSheet
from debate.game.record import GameRecord
from debate.pages.document import Heading
from debate.pages.reader import Reader
from debate.pages.register import REGISTER


class ReadingScreen(GameSheet):
    """``name``: of the page. ``KeyError`` where there is none."""

    def __init__(self, name: str, session: GameRecord, role: str | None) -> None:
        super().__init__(session, role)
        self._page = REGISTER[name]

    def heading(self) -> tuple[str, str]:
        return self._page.title, ""

    def lines(self) -> list[Line]:
        own = Heading(self._page.title)
        return drawn(node for node in self._page.make(Reader(self.session, self.role)) if node != own)
