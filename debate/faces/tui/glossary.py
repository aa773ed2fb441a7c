"""The glossary: words of the deck and of the game, and the brief passage by passage; typing narrows it."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input

from debate.faces.tui.actions import GLOSSARY, bindings
from debate.faces.tui.drawn import drawn
from debate.faces.tui.page import Line, Page
from debate.faces.tui.sheet import GameSheet
from debate.game.record import GameRecord
from debate.pages.glossary import looked_up


class GlossaryScreen(GameSheet):
    """Look up a word. What is typed is looked for in words and explanations; then in the whole deck."""

    DEFAULT_CSS = """
    GlossaryScreen Input { height: 1; border: none; padding: 0 1; background: $boost; }
    GlossaryScreen Input:focus { border: none; background: $boost; text-style: underline; }
    """
    BINDINGS = bindings(
        GLOSSARY,
        Binding("down", "walk(1)", show=False),
        Binding("up", "walk(-1)", show=False),
        # The box that is typed into would take these for itself.
        Binding("pagedown", "turn('page_down')", show=False, priority=True),
        Binding("pageup", "turn('page_up')", show=False, priority=True),
        Binding("end", "turn('scroll_end')", show=False, priority=True),
        Binding("home", "turn('scroll_home')", show=False, priority=True),
    )
    AUTO_FOCUS = "Input"

    def __init__(self, session: GameRecord, role: str | None, word: str = "") -> None:
        super().__init__(session, role)
        self._word = word

    def heading(self) -> tuple[str, str]:
        return "Glossary", "type a word to look for · ↑↓ and ⏎ open"

    def inside(self) -> Iterable[Widget]:
        box = Input(self._word, placeholder="a word", select_on_focus=False)
        box.cursor_blink = False
        yield box
        yield Page()

    def lines(self) -> list[Line]:
        word = self.query_one(Input).value.lstrip("/")
        return drawn(looked_up(self.deck, word))

    def on_input_changed(self) -> None:
        self.fill()

    def on_input_submitted(self) -> None:
        self.page.choose()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "search":
            return not self.query_one(Input).has_focus
        return super().check_action(action, parameters)

    def action_search(self) -> None:
        self.query_one(Input).focus()

    def action_turn(self, how: str) -> None:
        """Scroll the page while the box has the focus."""
        getattr(self.page, f"action_{how}")()

    def action_walk(self, step: int) -> None:
        self.page.action_walk(step)
