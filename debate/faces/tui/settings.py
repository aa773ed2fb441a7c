"""The settings that hold for every game on this computer; a change is seen at once and kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Protocol, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from debate.faces.tui.actions import SETTINGS, bindings
from debate.faces.tui.footer import Keys
from debate.faces.tui.listing import Listing, Row
from debate.faces.tui.page import QUIET
from debate.faces.tui.text import entitle, fit, say
from debate.settings import CHOICES, Settings

LABELS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "theme": (
        "Colours",
        (
            "Light letters on a dark ground.",
            "Dark letters on a light ground.",
            "White letters on black, and colours as bright as they go.",
            "The 16 colours that your terminal is set to.",
        ),
    ),
    "telling": (
        "Telling",
        (
            "Where you watch opponents play, each phase stays for 12 seconds.",
            "Where you watch opponents play, each phase stays for 6 seconds.",
            "Where you watch opponents play, each phase stays for 3 seconds.",
        ),
    ),
    "predictions": (
        "Predictions",
        (
            "Before the world moves you are asked what it will do, also in a game that is going on.",
            "You are not asked what the world will do, also in a game that is going on.",
        ),
    ),
    "motion": (
        "Motion",
        (
            "Pages glide, and what came of a round appears line by line. Nothing blinks.",
            "Everything stands there at once.",
        ),
    ),
    "letters": (
        "Signs",
        (
            "Stars, arrows and bars, where your terminal has them.",
            "Plain letters in place of stars, arrows and bars: for where those look wrong.",
        ),
    ),
}
"""Setting -> what it is called, and what each of its choices does."""


class Settled(Protocol):
    """What holds settings: every app of the game."""

    settings: Settings

    def set_settings(self, settings: Settings) -> None: ...


class SettingsScreen(ModalScreen[None]):
    """One line a setting; ←→ or ⏎ turns the marked one."""

    DEFAULT_CSS = """
    SettingsScreen { align: center middle; }
    SettingsScreen > #settings-frame { width: 76; max-width: 100%; height: auto; max-height: 100%; background: $surface;
        border: round $accent; padding: 0 1; }
    SettingsScreen Listing { height: auto; }
    SettingsScreen #about { height: auto; min-height: 3; padding: 1 2 0 2; }
    """
    PLACES: ClassVar[tuple[str, ...]] = (SETTINGS,)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(SETTINGS, modal=True)]
    AUTO_FOCUS = "Listing"

    def compose(self) -> ComposeResult:
        with Vertical(id="settings-frame"):
            yield Listing(id="options")
            yield Static(id="about")
        yield Keys()

    def on_mount(self) -> None:
        entitle(self.query_one("#settings-frame"), "Settings", "for every game on this computer")
        self._show()

    @property
    def _app(self) -> Settled:
        return cast("Settled", self.app)

    def _show(self, mark: str = "theme") -> None:
        rows = [Row(name, self._line(name, label)) for name, (label, _) in LABELS.items()]
        self.query_one("#options", Listing).show(rows, mark=mark)
        self._about()

    def _line(self, name: str, label: str) -> Content:
        """The setting with all that it can be; what it is now stands between the two arrows."""
        now = getattr(self._app.settings, name)
        known = (("◂ ", (each, "bold"), " ▸ ") if each == now else (f"  {each}  ",) for each in CHOICES[name])
        return say((fit(label, 13), "bold"), *(part for parts in known for part in parts))

    def _about(self) -> None:
        marked = self.query_one("#options", Listing).marked
        if marked is not None and marked in LABELS:
            at = CHOICES[marked].index(getattr(self._app.settings, marked))
            self.query_one("#about", Static).update(say((LABELS[marked][1][at], QUIET)))

    @on(OptionList.OptionHighlighted)
    def _marked(self, message: OptionList.OptionHighlighted) -> None:
        message.stop()
        self._about()

    @on(OptionList.OptionSelected)
    def _chosen(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        self._turn(1)

    def action_turn_setting(self) -> None:
        self._turn(1)

    def action_turn_setting_back(self) -> None:
        self._turn(-1)

    def _turn(self, step: int) -> None:
        marked = self.query_one("#options", Listing).marked
        if marked is not None and marked in CHOICES:
            self._app.set_settings(self._app.settings.turned(marked, step))
            self._show(marked)

    def action_back(self) -> None:
        self.dismiss()
