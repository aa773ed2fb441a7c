"""The title: where a game begins."""

from __future__ import annotations

from functools import partial, partialmethod
from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import OptionList, Static

from debate.faces.tui.actions import TITLE, action, bindings
from debate.faces.tui.beside import THREADS
from debate.faces.tui.footer import Keys
from debate.faces.tui.listing import Listing, Row
from debate.faces.tui.routes import show
from debate.faces.tui.stage import GameApp
from debate.faces.tui.text import QUIET, cut, fit, say

if TYPE_CHECKING:
    from debate.store import Saved

CHOICES = (
    "continue_game",
    "new_game",
    "quick_game",
    "saved_games",
    "recall",
    "host_class",
    "how_to_play",
    "watch_game",
    "deck_workshop",
    "settings",
    "help",
    "leave",
)
SOON = 0.05
"""Seconds after which the saved games are looked at: what reads them is imported then, with the title on screen."""
ROOM = 50
"""Cells for what a choice does."""
SHORT = {
    "help": "Show the keys of this screen, and how a game goes.",
    "settings": "Colours, telling speed, predictions, motion, signs.",
}
"""What a choice does, where its own sentence is too long for a line."""


class TitleScreen(Screen[None]):
    """Every way into a game, by key, arrow or mouse."""

    HOME = True
    """Games end here."""

    BINDINGS = bindings(TITLE)
    AUTO_FOCUS = "#choices"

    def __init__(self) -> None:
        super().__init__()
        self._latest: Saved | None = None
        self._due = ""
        """What is to be recalled today, in words."""

    def compose(self) -> ComposeResult:
        with Vertical(id="title"):
            yield Static(say(("D E B A T E", "bold $text-accent")), id="name")
            yield Static(say("You can win the argument and still lose the policy."), id="motto")
            yield Listing(id="choices")
            yield Static(
                say(
                    (
                        "Every deck is one author's model, made from a brief: a claim about the world, not the world. "
                        "Disagree with it, and find out where.",
                        QUIET,
                    )
                ),
                id="caveat",
            )
        yield Keys()

    def on_screen_resume(self) -> None:
        """Show what there is, and look for a game to go on with once that is on screen."""
        self._show()
        if self._game.keeps_games:
            self.set_timer(SOON, partial(self.call_after_refresh, self._look))

    def _look(self) -> None:
        """There may be another game to go on with now."""
        from debate.pages.recall_box import due_words
        from debate.store.learner import Learner

        saves = self._game.saves
        latest = saves.latest() if saves is not None else None
        due = due_words(Learner(saves.folder)) if saves is not None else ""
        if (latest, due) != (self._latest, self._due):
            self._latest, self._due = latest, due
            self._show()

    def _show(self) -> None:
        rows = []
        for id_ in CHOICES:
            item = action(id_)
            help_ = SHORT.get(id_, item.help)
            if id_ == "continue_game" and self._latest is not None:
                help_ = cut(f"{self._latest.name}, round {self._latest.round}", ROOM)
            if id_ == "recall":
                help_ = cut(self._due, ROOM)
            if self.check_action(id_, ()):
                rows.append(Row(id_, say((f"{item.shown:>2}  ", "bold"), fit(item.label, 15), (help_, QUIET))))
        self.query_one("#choices", Listing).show(rows, mark=rows[0].id)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "continue_game":
            return self._latest is not None
        if action == "recall":
            return bool(self._due)
        if action == "saved_games":
            return self._game.keeps_games
        if action == "host_class":
            return self._game.can_host
        if action == "deck_workshop":
            return THREADS  # it follows files and plays games beside the screen
        return True

    @on(OptionList.OptionSelected)
    async def _selected(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        id_ = message.option_id or ""
        await self.app.run_action(id_, self if hasattr(self, f"action_{id_}") else self.app)

    @property
    def _game(self) -> GameApp:
        return cast("GameApp", self.app)

    def action_continue_game(self) -> None:
        if self._latest is not None:
            self._game.open_saved(self._latest.path)

    def action_saved_games(self) -> None:
        if self._game.saves is not None:
            show(self.app, "saved", self._game.saves)

    def action_recall(self) -> None:
        from debate.pages.recall import Recalling
        from debate.store.learner import Learner

        if self._game.saves is not None:
            show(self.app, "dialogue", Recalling(Learner(self._game.saves.folder)))

    def action_new_game(self) -> None:
        show(self.app, "new-game")

    def action_host_class(self) -> None:
        show(self.app, "hosting")

    def action_how_to_play(self) -> None:
        show(self.app, "how-to")

    def action_deck_workshop(self) -> None:
        from debate.workshop.desk import Desk

        def chosen(path: str | None) -> None:
            if path is not None:
                show(self.app, "workshop", Desk(path))

        show(self.app, "workshop-choice", then=chosen)

    def _open(self, people: bool) -> None:
        """Start the default deck at once."""
        from debate.deckfile import first_deck
        from debate.faces.tui.opening import open_deck, quick_session

        deck = open_deck(self.app, first_deck())
        if deck is not None:
            predicting = self._game.settings.predictions == "on"
            self._game.begin(quick_session(deck, people=people, predicting=predicting))

    action_quick_game = partialmethod(_open, people=True)
    action_watch_game = partialmethod(_open, people=False)
