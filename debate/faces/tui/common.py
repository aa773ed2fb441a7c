"""What every app of the game shares: its look, help, the command palette, notes, and windows that are too small."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import ClassVar

from attrs import evolve
from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.command import CommandPalette, Provider
from textual.geometry import Size
from textual.screen import Screen
from textual.theme import ThemeProvider
from textual.widgets import Static

from debate.faces.kit.tokens import DARK, THEMES
from debate.faces.tui.actions import ANYWHERE, RoomCommands, bindings, places
from debate.faces.tui.ink import AsciiOnly, colours
from debate.faces.tui.letter_keys import advice, plain_key
from debate.faces.tui.text import say, settled
from debate.faces.tui.textual_private import Palette, SharedSheet, filters, leaving, paint_what_changed
from debate.settings import Settings

SMALLEST = (80, 24)
ADVICE_AGAIN = 20.0
"""Seconds after which the advice about letters of another script is given again."""


def shows_unicode() -> bool:
    """Whether the terminal takes more than ASCII."""
    encoding = getattr(sys.__stdout__, "encoding", None) or "utf-8"
    return encoding.lower().replace("-", "").startswith("utf")


class CommonApp(App[None]):
    """An app of the game. A subclass pushes its first screen when it is mounted, and says what leaving means."""

    TITLE = "Debate"
    CSS_PATH = Path(__file__).parent / "styles" / "app.tcss"
    BINDINGS = bindings(
        ANYWHERE,
        # What a terminal is left with elsewhere; Textual's screens would take the key for copying.
        Binding("ctrl+c", "interrupt", show=False, priority=True),
    )
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {RoomCommands}
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    QUITS: ClassVar[bool] = True
    """Whether a person can end the program from inside."""
    STEPWISE: ClassVar[bool] = False
    """Whether what came of a round may appear thing by thing here: not over a network, nor in a page."""
    SMALLEST: ClassVar[tuple[int, int]] = SMALLEST
    """Columns and lines without which nothing is shown."""

    _advised = -math.inf
    """When somebody was last told about letters of another script."""

    def __init__(self) -> None:
        super().__init__()
        self.stylesheet = SharedSheet(variables=self.get_css_variables())
        paint_what_changed()
        for theme in THEMES.values():
            self.register_theme(colours(theme))
        for name in [name for name in self.available_themes if name not in THEMES]:
            self.unregister_theme(name)
        self.settings = Settings()
        self.theme = DARK.name
        self._ascii = AsciiOnly()
        if not shows_unicode():
            filters(self).append(self._ascii)

    # What a person chose for every game.

    def set_settings(self, settings: Settings) -> None:
        """Use these settings from now on. An app that has a place for them keeps them."""
        self.settings = settings
        self.theme = settings.theme
        self.animation_level = "full" if settings.motion == "on" else "none"
        wanted = settings.letters == "ASCII only" or not shows_unicode()
        if wanted != self.ascii_only:
            (filters(self).append if wanted else filters(self).remove)(self._ascii)
            if self.is_running:
                self.screen.refresh(layout=True)

    @property
    def ascii_only(self) -> bool:
        """Whether each sign is drawn as its ASCII twin."""
        return self._ascii in filters(self)

    @property
    def stepwise(self) -> bool:
        """Whether what came of a round appears thing by thing; not where nobody looks on."""
        return self.STEPWISE and self.settings.motion == "on" and not self.is_headless

    def watch_theme(self, theme: str) -> None:
        """Colours that were chosen in another way are a setting like any other."""
        if theme in THEMES and theme != self.settings.theme:
            self.set_settings(evolve(self.settings, theme=theme))

    def action_settings(self) -> None:
        from debate.faces.tui.settings import SettingsScreen

        if not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen(lambda: self.settings, self.set_settings))

    async def on_event(self, event: events.Event) -> None:
        """Take what happens; a key is first brought to the form that bindings know, unless it is text that is typed. A
        key that comes while the program ends means nothing: it would open a screen that is taken away half made; and so
        does one that comes before a screen stands, whose parts are not there yet."""
        if isinstance(event, events.Key) and (leaving(self) or not any(on.is_mounted for on in self.screen_stack[-1:])):
            return
        if isinstance(event, events.Key) and not event.is_forwarded:
            if self._types(event):
                event = events.Key(event.key, event.character)
            else:
                event = plain_key(event) or event
                self._advise(event)
        await super().on_event(event)

    def _types(self, event: events.Key) -> bool:
        """Whether whatever has the focus takes this key as text."""
        return self.focused is not None and self.focused.check_consume_key(event.key, event.character)

    def _advise(self, event: events.Key) -> None:
        told = advice(event)
        if told and monotonic() - self._advised >= ADVICE_AGAIN:
            self._advised = monotonic()
            self.say(told)

    async def action_quit(self) -> None:
        await self.action_leave()

    async def action_leave(self) -> None:
        """Leave the program."""
        self.exit()

    @property
    def can_suspend(self) -> bool:
        """Whether there is a shell to go back to: not in a browser, not over the network, not on Windows."""
        driver = self._driver
        return driver is not None and driver.can_suspend and sys.platform != "win32"

    def action_suspend(self) -> None:
        """Stop the program as Ctrl+Z does everywhere; the shell's ``fg`` goes on with it."""
        self.action_suspend_process()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.can_suspend if action == "suspend" else super().check_action(action, parameters)

    async def action_interrupt(self) -> None:
        """Copy what is selected; with nothing selected the key asks to leave, as it does in every other program."""
        selected = self.screen.get_selected_text()
        if selected:
            self.copy_to_clipboard(selected)
        else:
            await self.action_leave()

    def action_help(self) -> None:
        from debate.faces.tui.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            below = self.screen
            self.push_screen(HelpScreen(places(type(below)), lambda item: below.check_action(item.id, ()) is not False))

    def action_command_palette(self) -> None:
        if self.use_command_palette and not any(isinstance(each, CommandPalette) for each in self.screen_stack):
            self.push_screen(Palette())

    def search_themes(self) -> None:
        self.push_screen(Palette(providers=[ThemeProvider], placeholder="Search for themes…"))

    def say(self, text: str, *, warning: bool = False) -> None:
        """A short note in the corner, never read as markup."""
        self.notify(settled(text), severity="warning" if warning else "information", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        self.mind_size(event.size)

    def mind_size(self, size: Size | None = None) -> None:
        """Cover the game where the window (of this size, else of its last known) is too small, and only there."""

        size = size or self.size
        least = self.SMALLEST
        small = size.width < least[0] or size.height < least[1]
        if small and not isinstance(self.screen, SmallScreen):
            self.push_screen(SmallScreen(*least, quits=self.QUITS))
        elif not small and isinstance(self.screen, SmallScreen):
            self.pop_screen()


class SmallScreen(Screen[None]):
    """Covers the game until the window is large enough again; the game behind it stays as it is."""

    DEFAULT_CSS = """
    SmallScreen { align: center middle; }
    SmallScreen > Static { width: 100%; text-align: center; }
    """

    def __init__(self, columns: int, lines: int, *, quits: bool = True) -> None:
        """``quits``: whether a key ends the program."""
        super().__init__()
        self.quits = quits
        self.columns = columns
        self.lines = lines

    def compose(self) -> ComposeResult:
        yield Static()

    def on_mount(self) -> None:
        self._tell()

    def on_resize(self) -> None:
        self._tell()

    def _tell(self) -> None:
        self.query_one(Static).update(
            say(
                f"This window has {self.size.width} columns and {self.size.height} lines; the game needs "
                f"{self.columns} and {self.lines}. Make it larger to go on: nothing is lost."
                + (" (ctrl+q quits)" if self.quits else "")
            )
        )
