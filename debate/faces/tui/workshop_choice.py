"""Which deck is to be worked on: one that comes with the program, one of a person's own, or a new one."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from debate.deckfile import shipped_decks
from debate.faces.tui.confirm import QuestionScreen, TypeScreen
from debate.faces.tui.page import QUIET
from debate.faces.tui.stage import GameApp
from debate.faces.tui.text import fit, say
from debate.rules.text import visible
from debate.workshop import beginning

NEW, OWN = "new", "own"


class WorkshopChoiceScreen(QuestionScreen):
    """Ends with the name or the path of the deck that was chosen, or None."""

    def __init__(self) -> None:
        known = [
            (NEW, "New", "a small deck that plays, to be changed"),
            (OWN, "Your own", "the path of a file or a folder"),
            *((f"deck:{name}", name, "comes with the program: to look at") for name in shipped_decks()),
        ]
        texts = ["A deck is text files that you write in an editor; the workshop stands beside it."]
        answers = [(id_, say((fit(name, 12), "bold"), (what, QUIET))) for id_, name, what in known]
        super().__init__("Which deck?", texts, answers)

    def end(self, answer: str | None) -> None:
        if self.app.screen is not self:
            return  # it was chosen a moment ago
        if answer == NEW:
            help_ = "A name such as night-bus, or a path. A folder is made for it."
            self.app.push_screen(TypeScreen("What is it to be called?", help_), self._begin)
        elif answer == OWN:
            help_ = "The path of a deck file, or of a folder of them."
            self.app.push_screen(TypeScreen("Where is it?", help_), self._own)
        else:
            super().end(answer and answer.removeprefix("deck:"))

    def _own(self, text: str | None) -> None:
        if not text:
            return
        path = Path(text).expanduser()
        try:
            there = path.exists()
        except (OSError, ValueError):
            there = False
        if there:
            self.dismiss(str(path))
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
            self.dismiss(str(folder))

    def _say(self, text: str) -> None:
        cast("GameApp", self.app).say(text, warning=True)


def write_new(folder: Path, id: str) -> None:
    """Write a deck to begin with. Raises ``OSError`` or ``ValueError`` where that cannot be."""
    beginning.write(folder, beginning.first_deck(folder, id, {}), beginning.first_playthrough({}))
