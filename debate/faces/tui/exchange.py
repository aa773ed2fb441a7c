"""The screen of one exchange."""

from __future__ import annotations

from collections.abc import Iterable

from debate.faces.tui.drawn import drawn
from debate.faces.tui.page import Line
from debate.faces.tui.sheet import GameSheet
from debate.game.record import GameRecord
from debate.pages.exchange import exchanged
from debate.pages.reader import Reader


class ExchangeScreen(GameSheet):
    """What one role had on the floor in one round."""

    def __init__(self, session: GameRecord, role: str | None, number: int, speaker: str) -> None:
        super().__init__(session, role)
        self.number = number
        self.speaker = speaker

    def heading(self) -> tuple[str, str]:
        return f"Round {self.number}: {self.deck.roles[self.speaker].name}", ""

    def lines(self) -> Iterable[Line]:
        return drawn(exchanged(Reader(self.session, self.role), self.number, self.speaker))
