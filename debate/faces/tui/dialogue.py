"""A page that asks, in the terminal: the lines of the page, then one line for each thing that can be chosen."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

from attrs import evolve
from textual.binding import Binding

from debate.faces.tui.actions import DIALOGUE, bindings
from debate.faces.tui.beside import beside
from debate.faces.tui.drawn import drawn
from debate.faces.tui.page import BLANK, HEADING, QUIET, STRONG, Line, Page
from debate.faces.tui.routes import look_up, show
from debate.faces.tui.sheet import Sheet
from debate.game.record import GameRecord
from debate.game.session import Session
from debate.pages.dialogue import Dialogue, chosen_from
from debate.pages.document import Ref

if TYPE_CHECKING:
    from debate.faces.tui.stage import GameApp

OPTION = "option"
"""The kind of a reference to a choice."""
NUMBERED = 9
"""How many choices have a number that chooses them."""


class DialogueScreen(Sheet):
    """A dialogue, until it is closed; where it leads to a game, that is begun."""

    DEFAULT_CSS = "DialogueScreen > #sheet { max-width: 132; }"
    BINDINGS = bindings(
        DIALOGUE,
        *(Binding(str(n), f"nth_choice({n})", show=False) for n in range(2, NUMBERED + 1)),
    )

    def __init__(self, dialogue: Dialogue) -> None:
        super().__init__()
        self.dialogue = dialogue
        self._done = 0, 1
        self._below = False
        """Whether all that can be chosen is out of sight."""

    def on_mount(self) -> None:
        super().on_mount()
        for what in ("scroll_y", "virtual_size"):
            self.watch(self.page, what, self._look, init=False)
        self.page.first = OPTION
        self._go_on()

    def _go_on(self, mark: str = "") -> None:
        if not self.dialogue.ready:
            self.run_worker(self._work(), exclusive=True)
        self.fill(mark)

    async def _work(self) -> None:
        loop = asyncio.get_running_loop()

        def tell(done: int, whole: int) -> None:
            """Say how far it has come; called from where it runs."""
            loop.call_soon_threadsafe(self._tick, done, max(whole, 1))

        await beside(lambda: self.dialogue.work(tell))
        self.fill()

    def _tick(self, done: int, whole: int) -> None:
        self._done = done, whole
        if not self.dialogue.ready:
            self.fill()

    @property
    def labels(self) -> dict[str, str]:
        """What ⏎ does: most marked lines are answers, some lead to a page; where none is in sight it goes there."""
        marked = self.page.marked
        answers = marked is not None and marked.to is not None and marked.to.kind == OPTION
        return {"open": "Choose"} if answers else {"open": "To the choices"} if self._below and marked is None else {}

    def heading(self) -> tuple[str, str]:
        """Below the frame how to choose, if there is anything, or how to come to it where that is out of sight."""
        any_ = self.dialogue.ready and self.dialogue.options()
        way = "end: the choices below · " if self._below else "⏎ or a number chooses · " if any_ else ""
        return self.dialogue.title, f"{way}esc {'goes back' if self.dialogue.deeper else 'closes'}"

    def action_back(self) -> None:
        """One step back within the dialogue; from its first page back to what lies below."""
        if self.dialogue.deeper:
            self.dialogue.back()
            self._go_on()
        else:
            self.dismiss()

    def fill(self, mark: str = "") -> None:
        if self.query(Page):  # else the work came to its end while this screen is taken away
            super().fill(mark)
            self.call_after_refresh(self._look)

    def _look(self) -> None:
        """Look whether anything to choose is in sight, now and whenever the page is turned."""
        choices = [n for n, line in enumerate(self.page.lines) if line.to is not None and line.to.kind == OPTION]
        below = bool(choices) and not set(choices) & set(self.page.in_sight())
        if below != self._below:
            self._below = below
            self.draw_frame()
            self.refresh_bindings()

    def lines(self) -> Iterator[Line]:
        dialogue = self.dialogue
        if not dialogue.ready:
            yield Line(dialogue.waits, STRONG)
            yield Line("{} of {} done ...".format(*self._done), QUIET)
            return
        there = isinstance(dialogue.game, GameRecord)
        # Where it is about no game no line leads anywhere.
        yield from (line if there else evolve(line, to=None) for line in drawn(dialogue.page()))
        yield BLANK
        group = ""
        for number, option in enumerate(dialogue.options(), 1):
            if option.group != group:
                group = option.group
                yield Line(group, HEADING)
            text = f"{number} {option.text}" if number <= NUMBERED else f"  {option.text}"
            yield Line(text, to=Ref(OPTION, option.id), key=f"{OPTION} {option.id}")

    def on_page_marked(self) -> None:
        self.refresh_bindings()

    def action_nth_choice(self, number: int = 1) -> None:
        options = self.dialogue.options() if self.dialogue.ready else ()
        if number <= len(options):
            self.follow(Ref(OPTION, options[number - 1].id))

    def follow(self, to: Ref) -> None:
        dialogue = self.dialogue
        if to.kind != OPTION:
            if isinstance(dialogue.game, GameRecord):
                look_up(self.app, dialogue.game, dialogue.role, to)
            return
        try:
            option = chosen_from(dialogue.options(), to.id)
        except ValueError:
            self.fill()  # what was asked has been settled meanwhile, by others or by an earlier key
            return
        if not option.typed:
            self._choose(option.id)
            return

        def typed(text: str | None) -> None:
            if text is not None:
                self._choose(option.id, text)

        show(self.app, "type", option.text, option.typed, option.value, then=typed)

    def _choose(self, id_: str, typed: str = "") -> None:
        before = [option.id for option in self.dialogue.options()]
        try:
            self.dialogue.choose(id_, typed)
        except ValueError as problem:
            self._game.say(str(problem), warning=True)
            return
        wished = self.dialogue.wishes()
        if isinstance(wished, Session):
            self._game.begin(wished)
        elif self.dialogue.ready and self.dialogue.over and not any(True for _ in self.dialogue.page()):
            self.dismiss()
        else:
            self._go_on(self._stayed(before, id_))

    def _stayed(self, before: Sequence[str], chosen: str) -> str:
        """The line to mark after a choice that was taken out of a list which is asked again: the one in its place.
        Empty where something else is asked."""
        now = [option.id for option in self.dialogue.options()] if self.dialogue.ready else []
        kept = len(set(before) & set(now))
        if chosen in now or 2 * kept <= len(before):
            return ""
        return f"{OPTION} {now[min(before.index(chosen), len(now) - 1)]}"

    @property
    def _game(self) -> GameApp:
        return cast("GameApp", self.app)
