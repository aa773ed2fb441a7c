"""Style sheets read once for all apps. Each has its own; what is read from them is the same for the same colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

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
            self._now = _read.setdefault(tuple(sorted(self._sheet._variables.items())), {})
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
    app.stylesheet._parse_cache = cast(Any, SharedRules(app.stylesheet))
