"""Every private name of Textual's that this program uses. Nothing else uses one; tests/test_private_names.py looks.

With each stands what would make it public. They are looked up in the version that is pinned before it is moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any, TextIO, cast

from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.css.stylesheet import Stylesheet
from textual.filter import LineFilter
from textual.widgets import OptionList


def inside(app: App[Any]) -> AbstractContextManager[None]:
    """A context in which code outside of the app's own tasks may touch it.

    Public instead: an ``App.call_from_thread`` for callers on the app's own loop.
    """
    return app._context()


def whole_screen(app: App[Any]) -> str:
    """All cells of the app's screen as terminal output, with the modal screens' backgrounds.

    Public instead: ``Screen.render_whole``, beside ``App.export_screenshot``, which gives a picture.
    """
    with inside(app):
        update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
        if update is None:
            return ""
        return cast(Any, update).render_segments(app.console)  # type: ignore[no-any-return]


def take_output(app: App[Any], out: TextIO, error: TextIO) -> None:
    """Send what is printed inside the app there. Public instead: arguments of ``App.run_async``."""
    app._capture_stdout, app._capture_stderr = cast(Any, out), cast(Any, error)


def failure(app: App[Any]) -> Exception | None:
    """What stopped the app, if that was a failure. Public instead: ``run_async`` raising it."""
    return app._exception


def filters(app: App[Any]) -> list[LineFilter]:
    """What each line goes through before it is drawn; a list to change. Public instead: ``App.add_line_filter``."""
    return app._filters


def variables(sheet: Stylesheet) -> dict[str, str]:
    """The colours and measures that a style sheet is read with. Public instead: a property beside ``set_variables``."""
    return sheet._variables


def keep_rules(sheet: Stylesheet, kept: object) -> None:
    """Let a style sheet keep the rules that it has read there. Public instead: an argument of ``Stylesheet``."""
    sheet._parse_cache = cast(Any, kept)


class KeyParser(XTermParser):
    """Textual's parser of terminal input, with a word to say on extended keys.

    Public instead: the parser itself under a public name, with a hook for sequences of one's own.
    """

    def extended_key(self, sequence: str) -> list[events.Key] | None:
        """The keys that a sequence of the kitty protocol stands for; None where it is none."""
        return super()._parse_extended_key(sequence)

    def _parse_extended_key(self, sequence: str) -> list[events.Key] | None:  # type: ignore[override]
        return self.extended_key(sequence)


class LinedList(OptionList):
    """A list that knows which of its lines shows which row.

    Public instead: ``OptionList.lines`` and ``OptionList.line_of``, as ``Tree`` has them for its nodes.
    """

    @property
    def lines(self) -> Sequence[tuple[int, int]]:
        """(place of the row, which line of it) of every line."""
        return self._lines

    def first_line(self, place: int | None) -> int | None:
        """The first line of the row at this place; None where it has none."""
        return self._line_cache.index_to_line.get(-1 if place is None else place)

    def height(self, place: int) -> int:
        """How many lines the row at this place takes."""
        return self._line_cache.heights[place]

    @property
    def all_measured(self) -> bool:
        """Whether the height of each row is known."""
        return len(self._line_cache.heights) == len(self._options) > 0

    def measure(self) -> None:
        """Measure the rows whose height is not known. It is asked for with every line that is drawn."""
        super()._update_lines()

    def _update_lines(self) -> None:
        self.measure()
