"""What if: another choice in a past turn, and the two games that follow side by side."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from debate.faces.tui.actions import ASK, bindings
from debate.faces.tui.drawn import unfolded
from debate.faces.tui.footer import Keys
from debate.faces.tui.listing import Listing, Row
from debate.faces.tui.page import Line
from debate.faces.tui.panels import rows_of
from debate.faces.tui.sheet import GameSheet
from debate.faces.tui.text import entitle, say
from debate.game.record import GameRecord
from debate.pages.compared import what_if
from debate.pages.past import NAMES, option_words, otherwise
from debate.pages.reader import Reader
from debate.store import WhatIf

APART = "≠"
"""Marks the second of two lines that differ."""


class OtherChoiceScreen(ModalScreen[None]):
    """All that could have been chosen in place of choice number ``at`` (from 0)."""

    BINDINGS = bindings(ASK, asks=True)

    def __init__(self, session: GameRecord, role: str | None, at: int) -> None:
        super().__init__()
        self.session = session
        self.role = role
        self.at = at
        self.made = session.moves[at]
        self.others = otherwise(session, at)

    def compose(self) -> ComposeResult:
        with Vertical(id="other-choice"):
            yield Static(id="other-made")
            yield Listing(id="others")
        yield Keys()

    def on_mount(self) -> None:
        deck = self.session.deck
        who = deck.roles[self.made.role].name
        entitle(self.query_one("#other-choice"), f"What if {who} had chosen otherwise?")
        words = f"It chose: {option_words(deck, self.made)}. "
        words += "⏎ on another choice plays the rest again." if self.others else "It had no other choice."
        self.query_one("#other-made", Static).update(say(words))
        listing = self.query_one("#others", Listing)
        cells = max(30, min(self.size.width, 100) - 10)
        listing.show(Row(str(move), rows_of([option_words(deck, move)], cells)) for move in self.others)
        listing.focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        if self.app.screen is not self:
            return  # it was chosen a moment ago
        move = next(move for move in self.others if str(move) == message.option_id)
        found = self.session.what_if(self.at, move)
        self.dismiss()
        self.app.push_screen(ComparedScreen(self.session, self.role, found))

    def action_back(self) -> None:
        self.dismiss()


class ComparedScreen(GameSheet):
    """Both runs: where they part, how they end, two lines a meter, and the choices that came out otherwise."""

    DEFAULT_CSS = """
    ComparedScreen > #sheet { max-width: 132; }
    """

    def __init__(self, session: GameRecord, role: str | None, found: WhatIf) -> None:
        super().__init__(session, role)
        self.found = found

    def heading(self) -> tuple[str, str]:
        return "What if", f"{NAMES[0]}: as it was · {NAMES[1]}: with the other choice · {APART} differs"

    def lines(self) -> list[Line]:
        return unfolded(what_if(Reader(self.session, self.role), self.found, NAMES), self.deck)
