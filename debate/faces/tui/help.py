"""Help: every key of the screen it was called from, and how a round goes. It reads the registry of actions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from debate.faces.tui.actions import ANYWHERE, Action, actions
from debate.faces.tui.page import BLANK, QUIET, STRONG, Line, heading
from debate.faces.tui.sheet import Sheet
from debate.faces.tui.text import fit
from debate.pages.words import HOW_IT_GOES as HOW_IT_GOES

SIGNS: tuple[tuple[str, str], ...] = (
    ("▸ ›", "the marked line · a line that leads on"),
    ("▲ ▼", "goes up · goes down"),
    ("⊘", "denied: this does not follow"),
    ("✓ …", "has chosen · is still choosing"),
    ("◆ ◇", "backs this move or answers this case · does not"),
    ("● ○", "capital that is there · room for more"),
    ("P7 K2", "a passage of the brief · evidence from outside it"),
)
_KEY = 12


class HelpScreen(Sheet):
    """Keys of these places (those of the screen below), then those that work everywhere, then the round."""

    def __init__(self, places: Iterable[str]) -> None:
        super().__init__()
        self._places = tuple(place for place in places if place != ANYWHERE)

    def heading(self) -> tuple[str, str]:
        return "Help", "↑↓ read on · esc closes"

    def lines(self) -> Iterator[Line]:
        own = list(actions(*self._places))
        if own:
            yield heading("Keys of this screen")
            yield from map(_key, own)
        yield BLANK
        yield heading("Keys everywhere")
        yield from (_key(item) for item in actions(ANYWHERE) if self._offered(item))
        yield from (
            _words("↑ ↓", "Go from line to line, or scroll."),
            _words("tab", "Go to the next part, or to the next line that leads on."),
            _words("pgup pgdn", "Scroll by a page; home and end go to the top and the bottom."),
            _words("mouse", "Click a line, a key in the footer or a tab; turn the wheel to scroll."),
        )
        yield BLANK
        yield heading("How a round goes")
        yield from (_words(title, text) for title, text in HOW_IT_GOES)
        yield BLANK
        yield heading("Signs")
        yield from (_words(sign, text) for sign, text in SIGNS)
        yield BLANK
        yield Line(
            "The deck is one author's model of the world. Ask of every link: is that so? Press esc to go back.", QUIET
        )

    def _offered(self, item: Action) -> bool:
        """Whether the app lets one do this here."""
        if not self.is_attached:
            return True
        quits = item.id != "leave" or getattr(self.app, "QUITS", True)
        return bool(quits and self.app.check_action(item.id, ()) is not False)


def _key(item: Action) -> Line:
    keys = item.shown
    return _words(keys, f"{item.label}: {item.help}")


def _words(term: str, text: str) -> Line:
    return Line(text, lead=fit(term, _KEY), lead_style=STRONG)
