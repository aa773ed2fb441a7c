"""A second opinion on a choice, as a sheet over the table."""

from __future__ import annotations

from debate.faces.tui.drawn import drawn
from debate.faces.tui.page import Line
from debate.faces.tui.sheet import GameSheet
from debate.game.record import GameRecord
from debate.opponents import Choice
from debate.pages.opinion import opinion
from debate.pages.reader import Reader


class OpinionScreen(GameSheet):
    """The advice, with its reason."""

    def __init__(self, session: GameRecord, role: str, advice: Choice) -> None:
        super().__init__(session, role)
        self.advice = advice

    def heading(self) -> tuple[str, str]:
        return "A second opinion", ""

    def lines(self) -> list[Line]:
        return drawn(opinion(Reader(self.session, self.role), self.advice))
