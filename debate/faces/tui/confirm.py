"""Small questions over whatever is below: a few answers to choose from, or a line to type in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from textual import on
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static

from debate.faces.tui.actions import ASK, bindings
from debate.faces.tui.footer import Keys
from debate.faces.tui.listing import Listing, Row
from debate.faces.tui.text import Part, entitle, say
from debate.rules.text import TextError, clean


class QuestionScreen(ModalScreen[str | None]):
    """Ends with the id of the answer that was chosen, or None where it was left unanswered."""

    BINDINGS = bindings(ASK, asks=True)

    def __init__(self, title: str, texts: Iterable[str], answers: Sequence[tuple[str, Part]]) -> None:
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
        self.end(message.option_id)

    def action_back(self) -> None:
        self.end(None)

    def end(self, answer: str | None) -> None:
        """End once: a key pressed again in the same breath would close what lies below."""
        if self.app.screen is self:
            self.dismiss(answer)


LONGEST = 200


Answer = tuple[str, Part, Callable[[], object] | None]
"""An answer to choose: its id, its words, and what it does, if anything."""


def ask(
    app: App[Any],
    title: str,
    texts: Iterable[str],
    answers: Sequence[Answer],
    screen: type[QuestionScreen] = QuestionScreen,
) -> None:
    """Ask, and do what was chosen; the first answer is marked."""
    does = {id_: deed for id_, _, deed in answers}

    def answered(answer: str | None) -> None:
        deed = does[answer] if answer is not None else None
        if deed is not None:
            deed()

    app.push_screen(screen(title, texts, [(id_, words) for id_, words, _ in answers]), answered)


def confirm(app: App[Any], title: str, texts: Iterable[str], stay: str, go: str, then: Callable[[], object]) -> None:
    """Ask before something is done: ``stay`` is marked and leaves things as they are, ``go`` does it."""
    ask(app, title, texts, [("stay", stay, None), ("go", go, then)])


def ask_line(app: App[Any], title: str, help_: str, value: str, then: Callable[[str], object]) -> None:
    """Ask for a line, and do something with it where one was typed. ``value`` stands there at first."""

    def typed(text: str | None) -> None:
        if text:
            then(text)

    app.push_screen(TypeScreen(title, help_, value), typed)


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
