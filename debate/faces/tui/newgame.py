"""A new game: deck, length, who fills each role and with which motive, causal views, seed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, cast

from debate.faces.tui.form import FormScreen
from debate.faces.tui.opening import open_deck
from debate.faces.tui.routes import show
from debate.faces.tui.stage import GameApp
from debate.game.beginning import Chosen
from debate.pages.beginning import Beginning, Setting
from debate.pages.document import Line, Node, quiet, strong
from debate.rules.deck import Deck


class NewGameScreen(FormScreen):
    """The settings of a game to come, as every face has them; here a deck may also be typed, and opponents watched."""

    HEADS: ClassVar[tuple[str, str, str]] = ("New game", "The game", "Start the game")
    GROUPS: ClassVar[dict[str, str]] = {"seat": "Seats", "view": "Causal views, outside the brief"}
    LABELS: ClassVar[dict[str, str]] = {"motive": "  motive", "name": "  name"}

    def __init__(self, deck_name: str = "", deck: Deck | None = None) -> None:
        """``deck``: the only one that may be played."""
        super().__init__(deck_name)
        self._given = deck
        self._beginning: Beginning | None = None

    @property
    def chosen(self) -> Chosen | None:
        """What has been set; None while there is no deck to play."""
        return None if self._beginning is None else self._beginning.chosen

    @property
    def ready(self) -> bool:
        return self._beginning is not None

    def take_deck(self, name: str) -> None:
        self.deck_name = name
        deck = self._given or (open_deck(self.app, name) if name else None)
        self._beginning = None if deck is None else Beginning({name: deck})
        if self.chosen is not None and self._given is not None:
            self.chosen.predicting = False  # whoever writes a deck knows what follows
        elif self.chosen is not None and isinstance(self.app, GameApp):
            self.chosen.predicting = self.app.settings.predictions == "on"
        self.fill()

    def settings(self) -> Iterator[Setting]:
        if self._given is None:
            told = tuple(self._about_deck())
            yield Setting("deck", "Deck", self.deck_name, (), told, "Which deck?")
        if self._beginning is not None:
            yield from self._beginning.settings()

    def _about_deck(self) -> Iterator[Line]:
        if self.chosen is None:
            yield Line("This deck cannot be played. Choose another with ←→, or ⏎ to type a name or a path.")
            return
        deck = self.chosen.deck
        yield strong(deck.title)
        yield Line(deck.question)
        if deck.origin is not None:
            made = f"Made from '{deck.origin.title}' ({deck.origin.year}): one author's model of the world."
            yield quiet(made)
        yield quiet("⏎ to type the name or path of another deck.")

    def about_start(self) -> Iterable[Node]:
        assert self.chosen is not None
        people = [self.chosen.deck.roles[role].name for role in self.chosen.people]
        if not people:
            return (Line("Nobody plays: opponents do, and you watch."), strong("⏎ begins."))
        return (Line(f"You play {', '.join(people)}."), strong("⏎ begins: first the briefing, then the table."))

    def turn(self, setting: Setting, step: int) -> None:
        if setting.id == "deck":
            self.next_deck(step)
        elif setting.id == "seed" and self.chosen is not None:
            self.chosen.seed = max(0, self.chosen.seed + step)
        elif setting.choices and self._beginning is not None:
            self._beginning.set(setting.id, setting.turned(step))

    def type(self, setting: Setting) -> None:
        def typed(text: str | None) -> None:
            if text is not None:
                self.take(setting.id, text)

        help_ = "A name of a shipped deck, or a path to a deck file or folder." if setting.id == "deck" else ""
        help_ = help_ or " ".join(line.text for line in setting.told)
        held = "" if setting.now == "none" else setting.now
        show(self.app, "type", setting.typed, help_, held, then=typed)

    def take(self, id_: str, text: str) -> None:
        """Set what was typed; a note says why where that cannot be."""
        if id_ == "deck":
            self.take_deck(text)
            return
        assert self._beginning is not None
        try:
            self._beginning.set(id_, "", text)
        except ValueError as problem:
            self.app.notify(str(problem), severity="warning", markup=False)
        self.fill(id_)

    def action_start(self) -> None:
        if self.chosen is not None:
            cast("GameApp", self.app).begin(self.chosen.session())
