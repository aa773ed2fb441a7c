"""A second opinion: what the strongest opponent would choose in this seat, knowing what the player knows, and why."""

from __future__ import annotations

from collections.abc import Iterable

from debate.faces.tui.page import BLANK, QUIET, STRONG, Line
from debate.faces.tui.sheet import GameSheet
from debate.game.record import GameRecord
from debate.opponents import Choice
from debate.pages.document import Ref
from debate.pages.exchange import choice_words


class OpinionScreen(GameSheet):
    """The advice, with its reason. The player is free to do otherwise."""

    def __init__(self, session: GameRecord, role: str, advice: Choice) -> None:
        super().__init__(session, role)
        self.advice = advice

    def heading(self) -> tuple[str, str]:
        return "A second opinion", ""

    def lines(self) -> Iterable[Line]:
        advice, deck = self.advice, self.session.deck
        yield Line(f"With what you know, the planner would {choice_words(deck, advice.move)}.", STRONG)
        yield BLANK
        yield Line(advice.because)
        for passage in advice.source:
            if passage in deck.passages:
                yield Line(deck.passages[passage].gist, lead=f"{passage}  ", to=Ref("passage", passage))
        if advice.rejected is not None:
            words = f"{choice_words(deck, advice.rejected)}. {advice.rejected_because}"
            yield Line(words, lead="Next best: ", lead_style=STRONG)
        yield BLANK
        yield Line("It costs nothing and changes nothing. The record of the game notes that you asked.", QUIET)
