"""Which deck is to be worked on: one that comes with the program, one of a person's own, or a new one."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from debate.deckfile import shipped_decks
from debate.faces.tui.actions import ASK, bindings
from debate.faces.tui.footer import Keys
from debate.faces.tui.listing import Listing, Row
from debate.faces.tui.page import QUIET
from debate.faces.tui.stage import GameApp
from debate.faces.tui.text import entitle, fit, say
from debate.rules.text import visible
from debate.workshop import beginning
from debate.workshop.desk import Desk

NEW, OWN = "new", "own"


class WorkshopChoiceScreen(ModalScreen[Desk | None]):
    """Ends with the desk of the deck that was chosen, or None."""

    BINDINGS = bindings(ASK, asks=True)

    def compose(self) -> ComposeResult:
        with Vertical(id="question"):
            yield Static(say("A deck is text files that you write in an editor; the workshop stands beside it."))
            yield Listing(id="answers")
        yield Keys()

    def on_mount(self) -> None:
        entitle(self.query_one("#question"), "Which deck?")
        rows = [
            Row(NEW, say((fit("New", 12), "bold"), ("a small deck that plays, to be changed", QUIET))),
            Row(OWN, say((fit("Your own", 12), "bold"), ("the path of a file or a folder", QUIET))),
        ]
        rows += [
            Row(f"deck:{name}", say((fit(name, 12), "bold"), ("comes with the program: to look at", QUIET)))
            for name in shipped_decks()
        ]
        answers = self.query_one("#answers", Listing)
        answers.show(rows, mark=NEW)
        answers.focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        if self.app.screen is not self:
            return  # it was chosen a moment ago
        kind, _, name = (message.option_id or "").partition(":")
        if kind == "deck":
            self.dismiss(Desk(name))
            return
        from debate.faces.tui.typed import TypeScreen

        if kind == NEW:
            ask = TypeScreen(
                "What is it to be called?", "A name such as night-bus, or a path. A folder is made for it."
            )
            self.app.push_screen(ask, self._begin)
        else:
            self.app.push_screen(
                TypeScreen("Where is it?", "The path of a deck file, or of a folder of them."), self._own
            )

    def _own(self, text: str | None) -> None:
        if not text:
            return
        path = Path(text).expanduser()
        try:
            there = path.exists()
        except (OSError, ValueError):
            there = False
        if there:
            self.dismiss(Desk(str(path)))
        else:
            self._say(f"There is nothing at '{visible(text, 80)}'.")

    def _begin(self, text: str | None) -> None:
        if not text:
            return
        try:
            folder, id = beginning.name_of(str(Path(text).expanduser()))
            write_new(folder, id)
        except beginning.CannotBegin as problem:
            self._say(str(problem))
        except (OSError, ValueError) as problem:
            why = (problem.strerror if isinstance(problem, OSError) else None) or str(problem)
            self._say(f"'{visible(text, 80)}' cannot be written: {visible(why).lower()}.")
        else:
            self.dismiss(Desk(str(folder)))

    def _say(self, text: str) -> None:
        cast("GameApp", self.app).say(text, warning=True)

    def action_back(self) -> None:
        self.dismiss(None)


def write_new(folder: Path, id: str) -> None:
    """Write a deck to begin with. Raises ``OSError`` or ``ValueError`` where that cannot be."""
    beginning.write(folder, beginning.first_deck(folder, id, {}), beginning.first_playthrough({}))
