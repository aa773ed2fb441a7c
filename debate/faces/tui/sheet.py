"""The base of the screens that explain: a framed page over whatever is below, closed with Escape."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget

from debate.faces.tui.actions import READING, bindings
from debate.faces.tui.footer import Keys
from debate.faces.tui.ink import GoalsLine
from debate.faces.tui.page import Line, Page
from debate.faces.tui.routes import look_up
from debate.faces.tui.text import entitle
from debate.game.record import GameRecord
from debate.pages.document import Ref
from debate.rules.deck import Deck

_WIDEST = 108


class Sheet(ModalScreen[None]):
    """A page to read: its title, what stands on it, and a line below. A subclass whose page changes says the same in
    :meth:`heading` and :meth:`lines`."""

    DEFAULT_CSS = f"""
    Sheet {{ align: center top; }}
    Sheet > #sheet {{
        width: 100%; max-width: {_WIDEST}; height: 1fr; background: $surface;
        border: round $accent; border-title-style: bold; border-title-color: $foreground;
        border-subtitle-color: $text-muted;
    }}
    Sheet.roomy > #sheet {{ margin: 1 2 1 2; }}
    """

    COVERS: ClassVar[bool] = True
    """Nothing of the keys of the screen below is seen."""
    BINDINGS = bindings(READING, modal=True)
    AUTO_FOCUS = "Page"

    def __init__(self, title: str = "", lines: Iterable[Line] = (), below: str = "") -> None:
        super().__init__()
        self._heading = title, below
        self._lines = tuple(lines)

    def heading(self) -> tuple[str, str]:
        """The title of the frame, and a line below it."""
        return self._heading

    def lines(self) -> Iterable[Line]:
        """What stands on the page."""
        return self._lines

    def inside(self) -> Iterable[Widget]:
        """What stands in the frame."""
        yield Page()

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield from self.inside()
        yield Keys()

    @property
    def page(self) -> Page:
        return self.query_one(Page)

    def on_mount(self) -> None:
        # What shines through is drawn screen within screen: not where several pages lie upon each other.
        self.set_class(any(isinstance(each, Sheet) for each in self.app.screen_stack if each is not self), "upon")
        self.fill()

    def on_resize(self) -> None:
        self.set_class(self.size.width >= 100 and self.size.height >= 30, "roomy")

    def fill(self, mark: str = "") -> None:
        """Show title and page anew; ``mark``: the key of the line to mark."""
        self.draw_frame()
        self.page.show(self.lines(), mark=mark)
        self.refresh_bindings()

    def draw_frame(self) -> None:
        """Show the title of the frame anew."""
        entitle(self.query_one("#sheet"), *self.heading())

    def has_earlier(self) -> bool:
        """Whether there is a page to go back to on this screen."""
        return False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "earlier":
            return self.has_earlier()
        if action == "open":
            return any(line.leads for page in self.query(Page) for line in page.lines)
        return True

    def action_back(self) -> None:
        self.dismiss()

    def action_open(self) -> None:
        self.page.choose()

    def action_earlier(self) -> None:
        self.dismiss()

    def on_page_opened(self, message: Page.Opened) -> None:
        message.stop()
        if message.line.to is not None:
            self.follow(message.line.to)

    def follow(self, to: Ref) -> None:
        """Go where a line leads."""


class GameSheet(Sheet):
    """A page about a game in progress or over, as ``role`` may know it (None: as everybody may). The role's goals stand
    above it."""

    DEFAULT_CSS = """
    GameSheet > GoalsLine { background: $background; }
    /* Where there is room it lies on that of the table below, which is seen then. */
    GameSheet.roomy > GoalsLine { margin: 1 0 0 0; }
    GameSheet.roomy > #sheet { margin: 0 2 1 2; }
    """

    def __init__(
        self, session: GameRecord, role: str | None, title: str = "", lines: Iterable[Line] = (), below: str = ""
    ) -> None:
        super().__init__(title, lines, below)
        self.session = session
        self.role = role

    def compose(self) -> ComposeResult:
        yield GoalsLine()
        yield from super().compose()

    def fill(self, mark: str = "") -> None:
        self.query_one(GoalsLine).tell(self.session, self.role)
        super().fill(mark)

    def room(self) -> tuple[int, int]:
        """Cells and rows that a page has beside goals, frame and keys, and round it where there is room for that."""
        width, height = self.app.size
        around = 2 if self.has_class("roomy") else 0
        return min(_WIDEST, width - 2 * around) - 2, height - around - 5

    @property
    def deck(self) -> Deck:
        """The deck as it is played here."""
        return self.session.deck

    def follow(self, to: Ref) -> None:
        """Go where a line leads: the page of details, why, or an exchange, on top of this one."""
        look_up(self.app, self.session, self.role, to)
