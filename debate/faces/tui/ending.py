"""The ending and the debrief: eight pages from the report of the game, turned by key or mouse."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Static

from debate.debrief.foreseen import foreseen
from debate.debrief.report import report
from debate.faces.tui.actions import ENDING, bindings
from debate.faces.tui.ending_pages import EXCHANGE, PAGES, WHY, Debrief, as_text
from debate.faces.tui.footer import Keys
from debate.faces.tui.keeping import keep_now
from debate.faces.tui.page import Page
from debate.faces.tui.routes import show
from debate.faces.tui.stage import GameApp
from debate.faces.tui.text import entitle, say
from debate.game.session import Session

NEW_GAME = "new-game"
"""What the screen is dismissed with when a new game is wanted; None: back to where one came from."""


class _Tab(Static):
    """The handle of a page."""

    def __init__(self, number: int, name: str) -> None:
        super().__init__(say(f"{number + 1} {name}"))
        self._number = number

    def on_click(self, event: events.Click) -> None:
        screen = self.screen
        if isinstance(screen, EndingScreen):
            screen.turn(self._number)


class EndingScreen(Screen[str | None]):
    """How the game ended, for ``role`` (None: for nobody in particular)."""

    DEFAULT_CSS = """
    EndingScreen { align: center top; }
    EndingScreen #ending-head { height: 1; padding: 0 1; text-style: bold; background: $panel; }
    EndingScreen #ending-tabs { height: 1; padding: 0 1; }
    EndingScreen _Tab { width: auto; margin: 0 1 0 0; }
    EndingScreen _Tab.here { text-style: reverse bold; }
    EndingScreen #ending { width: 100%; max-width: 140; height: 1fr; border: round $accent; }
    """
    PLACES: ClassVar[tuple[str, ...]] = (ENDING,)
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(ENDING),
        *(Binding(str(n + 1), f"turn({n})", show=False) for n in range(len(PAGES))),
    ]
    AUTO_FOCUS = "Page"

    def __init__(self, session: Session, role: str | None) -> None:
        super().__init__()
        self.session = session
        self.role = role
        self.number = 0
        self._places: dict[int, str] = {}

    @cached_property
    def debrief(self) -> Debrief:
        session = self.session
        found = report(session.source, session.state.setting, session.played, session.moves)
        said = session.predictions(self.role) if self.role is not None or len(session.people()) > 1 else ()
        return Debrief(session.deck, found, self.role, foreseen=foreseen(session.source, session.to_record(), said))

    @property
    def text(self) -> str:
        """The whole debrief as plain text."""
        return as_text(self.debrief)

    def compose(self) -> ComposeResult:
        yield Static(id="ending-head")
        with Horizontal(id="ending-tabs"):
            for number, (name, _, _) in enumerate(PAGES):
                yield _Tab(number, name)
        with Vertical(id="ending"):
            yield Page()
        yield Keys()

    def on_mount(self) -> None:
        deck = self.session.deck
        self.query_one("#ending-head", Static).update(say(f"{deck.title}: how it ended"))
        self.turn(0)

    def turn(self, number: int) -> None:
        """Show this page."""
        self.number = number % len(PAGES)
        _, title, page = PAGES[self.number]
        for place, tab in enumerate(self.query(_Tab)):
            tab.set_class(place == self.number, "here")
        entitle(self.query_one("#ending"), title, f"page {self.number + 1} of {len(PAGES)} · ← → turn")
        self.query_one(Page).show(page(self.debrief))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "open":
            return any(line.to is not None for page in self.query(Page) for line in page.lines)
        if action == "keep":
            return self.session.kept_at is None and not self.session.read_only
        if action == "retry":
            return self.session.state.over
        if action == "rematch":
            people = self.session.people()
            return self.session.state.over and people == (self.role,) and isinstance(self.app, GameApp)
        return True

    def action_turn(self, number: int) -> None:
        self.turn(number)

    def action_next_page(self) -> None:
        self.turn(self.number + 1)

    def action_page_before(self) -> None:
        self.turn(self.number - 1)

    def action_open(self) -> None:
        self.query_one(Page).choose()

    def on_page_opened(self, message: Page.Opened) -> None:
        to = message.line.to
        if to is None:
            return
        if to.kind == WHY:
            show(self.app, "why", self.session, self.role, to.id)
        elif to.kind == EXCHANGE:
            number, _, speaker = to.id.partition(":")
            show(self.app, "exchange", self.session, self.role, int(number), speaker)
        else:
            show(self.app, "details", self.session, self.role, to)

    def action_why(self) -> None:
        show(self.app, "why", self.session, self.role)

    def action_causal_map(self) -> None:
        show(self.app, "map", self.session, self.role)

    def action_flow(self) -> None:
        show(self.app, "flow", self.session, self.role)

    def action_timeline(self) -> None:
        show(self.app, "timeline", self.session, self.role)

    def action_retry(self) -> None:
        self._onward("retry")

    def action_rematch(self) -> None:
        self._onward("rematch")

    def _onward(self, name: str) -> None:
        """Open what the game leads on to under this name."""
        from debate.pages.afterwards import onward  # nothing before the end of a game needs it

        dialogue = onward(self.session, self.role, name)
        if dialogue is not None:
            show(self.app, "dialogue", dialogue)

    def action_keep(self) -> None:
        keep_now(self.app, self.session)

    def action_glossary(self) -> None:
        show(self.app, "glossary", self.session, self.role)

    def action_new_game(self) -> None:
        self.dismiss(NEW_GAME)

    def action_back(self) -> None:
        self.dismiss(None)
