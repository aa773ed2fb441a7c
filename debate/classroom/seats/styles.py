"""Style sheets read once for all apps, and colours kept apart where one terminal shows fewer than the others.

Each app has a sheet of its own; what is read from them is the same for the same colours. What a style is written as
is another matter: Rich and Textual write it once per style, whichever terminal comes first. A class has many in one
process, and the teacher's own may know 256 colours or 16, where everybody else has all.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rich.color import ColorSystem
from rich.style import Style
from textual.strip import Strip

from debate.classroom.seats.rich_private import kept_codes, link_of
from debate.faces.tui.textual_private import keep_rules, variables

if TYPE_CHECKING:
    from textual.app import App
    from textual.css.stylesheet import Stylesheet

Rules = dict[tuple[Any, ...], Any]
_read: dict[tuple[tuple[str, str], ...], Rules] = {}
"""The colours and measures of a theme -> source -> the rules read from it. As many as there are themes."""


class SharedRules:
    """Stands in for the cache of one style sheet's rules, which are never changed once they were read."""

    def __init__(self, sheet: Stylesheet) -> None:
        self._sheet = sheet
        self._now: Rules | None = None

    @property
    def _rules(self) -> Rules:
        if self._now is None:
            self._now = _read.setdefault(tuple(sorted(variables(self._sheet).items())), {})
        return self._now

    def __getitem__(self, key: tuple[Any, ...]) -> Any:
        return self._rules[key]

    def __setitem__(self, key: tuple[Any, ...], rules: Any) -> None:
        self._rules[key] = rules

    def __contains__(self, key: object) -> bool:
        return key in self._rules

    def clear(self) -> None:
        """The app has another theme: from now on that theme's rules."""
        self._now = None


def share_rules(app: App[Any]) -> None:
    """Let the app use the rules that other apps have read."""
    keep_rules(app.stylesheet, SharedRules(app.stylesheet))


@lru_cache(maxsize=8192)
def _fewer(style: Style, colours: ColorSystem) -> str:
    """A style as it is written for a terminal with fewer colours. It is worked out on a copy, which keeps it."""
    return Strip.render_ansi(style.copy(), colours)


def _written(style: Style, text: str, color_system: ColorSystem) -> str:
    """A styled text for a terminal, in place of Textual's own: only full colours are kept with the style."""
    if color_system is not ColorSystem.TRUECOLOR:
        codes = _fewer(style, color_system)
    else:
        kept = kept_codes(style)
        codes = Strip.render_ansi(style, color_system) if kept is None else kept
    found = f"\x1b[{codes}m{text}\x1b[0m" if codes else text
    id_, address = link_of(style)
    return f"\x1b]8;id={id_};{address}\x1b\\{found}\x1b]8;;\x1b\\" if address else found


def keep_colours_apart() -> None:
    """From now on each terminal gets the colours that it knows. To be called before anything is drawn."""
    Strip.render_style = staticmethod(_written)  # type: ignore[method-assign]
