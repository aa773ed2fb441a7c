"""A question with a few answers to choose from, over whatever is below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from debate.faces.tui.actions import ASK, bindings
from debate.faces.tui.footer import Keys
from debate.faces.tui.listing import Listing, Row
from debate.faces.tui.text import entitle, say


class QuestionScreen(ModalScreen[str | None]):
    """Ends with the id of the answer that was chosen, or None where it was left unanswered."""

    BINDINGS = bindings(ASK, asks=True)

    def __init__(self, title: str, texts: Iterable[str], answers: Sequence[tuple[str, str]]) -> None:
        """``answers``: id and words; the first is marked."""
        super().__init__()
        self.question = title
        self.texts = tuple(texts)
        self.answers = tuple(answers)

    def compose(self) -> ComposeResult:
        with Vertical(id="question"):
            for text in self.texts:
                yield Static(say(text))
            yield Listing(id="answers")
        yield Keys()

    def on_mount(self) -> None:
        entitle(self.query_one("#question"), self.question)
        answers = self.query_one("#answers", Listing)
        answers.show([Row(id_, say(words)) for id_, words in self.answers], mark=self.answers[0][0])
        answers.focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        self._end(message.option_id)

    def action_back(self) -> None:
        self._end(None)

    def _end(self, answer: str | None) -> None:
        """End once: a key pressed again in the same breath would close what lies below."""
        if self.app.screen is self:
            self.dismiss(answer)
