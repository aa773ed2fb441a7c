"""A form: settings one a line, each turned through what it can be, and beside them what the marked one means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partialmethod
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static

from debate.faces.tui.actions import NEW_GAME, bindings
from debate.faces.tui.drawn import drawn
from debate.faces.tui.footer import Keys
from debate.faces.tui.listing import Listing, Row
from debate.faces.tui.opening import deck_names
from debate.faces.tui.page import QUIET, Page
from debate.faces.tui.text import cut, entitle, fit, say
from debate.pages.beginning import Setting
from debate.pages.document import Node

START = "start"
_ROOM = 16
"""Cells of the name of a setting."""


class FormScreen(Screen[None]):
    """Walked with ↑↓ and turned with ←→; ⏎ on the first line begins. Subclasses say what stands there."""

    BINDINGS = bindings(NEW_GAME)
    AUTO_FOCUS = "#settings"
    HEADS: ClassVar[tuple[str, str, str]] = ("", "", "")
    """What the form is called, its panel, and the line that begins."""
    GROUPS: ClassVar[Mapping[str, str]] = {}
    """The kind of a setting (what stands before the blank in its id) -> the title above the first of them."""
    LABELS: ClassVar[Mapping[str, str]] = {}
    """The kind of a setting that stands below another -> what it is called there."""

    def __init__(self, deck_name: str = "") -> None:
        super().__init__()
        from debate.deckfile import first_deck

        self.names = list(deck_names())
        self.deck_name = deck_name or first_deck()
        self._settings: dict[str, Setting] = {}

    def compose(self) -> ComposeResult:
        title, panel, _ = self.HEADS
        words = "↑↓ goes up and down, ←→ changes, ⏎ on Start begins."
        yield Static(say(f" {title}   ", (words, "bold")), id="new-head")
        with Horizontal(id="new"):
            yield Listing(id="settings", classes="panel", title=panel)
            yield Page(id="explained", classes="panel", beside=True)
        yield Keys()

    def on_mount(self) -> None:
        entitle(self.query_one("#explained"), "What this means")
        self.take_deck(self.deck_name)

    def on_resize(self) -> None:
        self.set_class(self.size.width >= 110, "-wide")
        self.call_after_refresh(self.fill)

    # What a form says.

    def settings(self) -> Iterator[Setting]:
        """All that can be set, the line that begins not among it."""
        yield from ()

    def take_deck(self, name: str) -> None:
        """Go on with the deck of this name."""

    @property
    def ready(self) -> bool:
        """Whether it can begin."""
        return True

    def about_start(self) -> Iterable[Node]:
        """What beginning means."""
        return ()

    def turn(self, setting: Setting, step: int) -> None:
        """Set it to what comes so many further on."""

    def type(self, setting: Setting) -> None:
        """Ask for it, where it is typed."""

    def action_start(self) -> None:
        """Begin."""

    # How it is shown and turned.

    def fill(self, mark: str | None = None) -> None:
        listing = self.query_one("#settings", Listing)
        cells = max(30, listing.scrollable_content_region.width - 2)
        self._settings = {setting.id: setting for setting in self.settings()}
        found = [Row(START, say((f" {self.HEADS[2]} ", "bold reverse")))] if self.ready else []
        group = ""
        for setting in self._settings.values():
            kind = setting.id.partition(" ")[0]
            if (title := self.GROUPS.get(kind, "")) and title != group:
                group = title
                found.append(Row(f"group {kind}", say((title, "bold underline")), enabled=False))
            found.append(Row(setting.id, self._line(setting, kind, cells)))
        listing.show(found, mark)
        self._explain()
        self.refresh_bindings()

    def _line(self, setting: Setting, kind: str, cells: int) -> Content:
        if kind == "view":
            return say(f"[{'x' if setting.at == 'on' else ' '}] ", (cut(setting.label, cells - 4), "bold"))
        label = fit(self.LABELS.get(kind, setting.label), _ROOM)
        return say(label, " ", ("◂ ", QUIET), (cut(setting.now, cells - _ROOM - 5), "bold"), (" ▸", QUIET))

    @property
    def marked(self) -> str:
        return self.query_one("#settings", Listing).marked or ""

    def _turn(self, step: int) -> None:
        setting = self._settings.get(self.marked)
        if setting is not None:
            self.turn(setting, step)
            self.fill(setting.id)

    action_turn_back = partialmethod(_turn, -1)
    action_turn_on = partialmethod(_turn, 1)

    @on(OptionList.OptionSelected, "#settings")
    def _selected(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        setting = self._settings.get(message.option_id or "")
        if message.option_id == START:
            self.action_start()
        elif setting is not None and setting.typed:
            self.type(setting)
        elif setting is not None:
            self._turn(1)

    @on(OptionList.OptionHighlighted, "#settings")
    def _explain(self) -> None:
        setting = self._settings.get(self.marked)
        nodes = setting.explained if setting is not None else self.about_start() if self.ready else ()
        self.query_one("#explained", Page).show(drawn(nodes))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.ready if action == "start" else True

    def action_back(self) -> None:
        self.dismiss(None)

    def next_deck(self, step: int) -> None:
        """Go on with the shipped deck so many further on."""
        if self.names:
            place = self.names.index(self.deck_name) if self.deck_name in self.names else 0
            self.take_deck(self.names[(place + step) % len(self.names)])
