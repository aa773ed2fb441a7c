"""A form whose lines are turned: settings, one a line, and below them what the marked one means."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partialmethod

from attrs import frozen
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from debate.faces.tui.actions import TURNING, bindings
from debate.faces.tui.footer import Keys
from debate.faces.tui.listing import Listing, Row
from debate.faces.tui.page import QUIET
from debate.faces.tui.text import entitle, fit, rows, say


@frozen
class Turned:
    """One line of a form: what it is, the words for how it stands, what that means, and what turning it does."""

    id: str
    label: str
    value: str
    means: str
    turn: Callable[[int], object]


class TurningScreen(ModalScreen[None]):
    """A form whose lines are turned with ←→ or the space bar; what is turned counts at once."""

    DEFAULT_CSS = """
    TurningScreen { align: center middle; }
    TurningScreen #turning {
        width: 76; max-width: 100%; height: auto; max-height: 100%; background: $surface;
        border: heavy $accent; border-title-style: bold; padding: 0 1;
    }
    TurningScreen #lines { max-height: 16; }
    TurningScreen #means { height: 3; margin: 1 0 0 0; }
    """
    BINDINGS = bindings(TURNING, modal=True)
    AUTO_FOCUS = "#lines"

    def __init__(
        self, title: str, form: Callable[[], Iterable[Turned]], below: str = "←→ changes, esc goes back"
    ) -> None:
        super().__init__()
        self.heading = title, below
        self._form = form
        self._turned: dict[str, Turned] = {}

    def compose(self) -> ComposeResult:
        with Vertical(id="turning"):
            yield Listing(id="lines")
            yield Static(id="means")
        yield Keys()

    def on_mount(self) -> None:
        entitle(self.query_one("#turning"), *self.heading)
        self.show()

    def show(self) -> None:
        """Show the lines as they stand."""
        self._turned = {line.id: line for line in self._form()}
        self.query_one("#lines", Listing).show([Row(line.id, self.line(line)) for line in self._turned.values()])
        self._explain()

    def line(self, line: Turned) -> Content:
        """A line as it is shown."""
        return say(fit(line.label, 24), ("‹ ", QUIET), (line.value, "bold"), (" ›", QUIET))

    @on(OptionList.OptionHighlighted, "#lines")
    def _explain(self) -> None:
        line = self._turned.get(self.query_one("#lines", Listing).marked or "")
        self.query_one("#means", Static).update(rows([(line.means, QUIET)] if line is not None else []))

    @on(OptionList.OptionSelected, "#lines")
    def _selected(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        self.action_turn_setting()

    def action_turn_setting(self, step: int = 1) -> None:
        line = self._turned.get(self.query_one("#lines", Listing).marked or "")
        if line is not None:
            line.turn(step)
            self.show()

    action_turn_setting_back = partialmethod(action_turn_setting, -1)

    def action_back(self) -> None:
        self.dismiss(None)
