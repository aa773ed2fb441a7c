"""Help: every key of the screen it was called from, and how a round goes. It reads the registry of actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from debate.faces.tui.actions import ANYWHERE, Action, action, actions
from debate.faces.tui.drawn import drawn
from debate.faces.tui.page import Line
from debate.faces.tui.sheet import Sheet
from debate.pages.help import SIGNS, help_page

READING_ON = (
    ("↑ ↓", "Go from line to line, or scroll."),
    ("tab", "Go to the next part, or to the next line that leads on."),
    ("pgup pgdn", "Scroll by a page; home and end go to the top and the bottom."),
    ("mouse", "Click a line, a key in the footer or a tab; turn the wheel to scroll."),
)


class HelpScreen(Sheet):
    """Keys of these places (those of the screen below), then those that work everywhere, then the round.

    ``offered``: whether what an action does can be done now; what cannot stands apart.
    """

    def __init__(self, places: Iterable[str], offered: Callable[[Action], bool] = lambda item: True) -> None:
        super().__init__()
        self._places = tuple(place for place in places if place != ANYWHERE)
        self._can = offered

    def heading(self) -> tuple[str, str]:
        return "Help", "↑↓ read on · esc closes"

    def lines(self) -> list[Line]:
        everywhere = [_told(item) for item in actions(ANYWHERE) if self._offered(item)]
        own = list(actions(*self._places))
        now, later = ([_told(item) for item in own if self._can(item) is can] for can in (True, False))
        return drawn(help_page(now, (*everywhere, *READING_ON), SIGNS, later))

    def _offered(self, item: Action) -> bool:
        """Whether the app lets one do this here."""
        if not self.is_attached:
            return True
        quits = item.id != "leave" or getattr(self.app, "QUITS", True)
        return bool(quits and self.app.check_action(item.id, ()) is not False)


def _told(item: Action) -> tuple[str, str]:
    """The key, or that of the palette for what it alone offers, and what that does."""
    return item.shown or action("command_palette").shown, f"{item.label}: {item.help}"
