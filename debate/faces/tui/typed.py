"""A line to type in: a name, a seed, a path."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from debate.faces.tui.actions import ASK, bindings
from debate.faces.tui.footer import Keys
from debate.faces.tui.text import entitle, say
from debate.rules.text import TextError, clean

LONGEST = 200


class TypeScreen(ModalScreen[str | None]):
    """Ends with the text typed, cleaned, or None."""

    BINDINGS = bindings(ASK)

    def __init__(self, title: str, help_: str, value: str = "") -> None:
        super().__init__()
        self.question = title
        self.help_ = help_
        self.value = value

    def compose(self) -> ComposeResult:
        with Vertical(id="typing"):
            yield Static(say(self.help_))
            line = Input(self.value, id="line", max_length=LONGEST, select_on_focus=True)
            line.cursor_blink = False
            yield line
            yield Static(say("⏎ takes it, esc leaves it as it was."), id="typing-note")
        yield Keys()

    def on_mount(self) -> None:
        entitle(self.query_one("#typing"), self.question)
        self.query_one("#line").focus()

    @on(Input.Submitted)
    def _typed(self, message: Input.Submitted) -> None:
        message.stop()
        try:
            self.dismiss(clean(message.value, limit=LONGEST))
        except TextError as problem:
            self.query_one("#typing-note", Static).update(say(problem.sentence))

    def action_back(self) -> None:
        self.dismiss(None)
