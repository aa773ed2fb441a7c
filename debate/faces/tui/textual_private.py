"""Every private name of Textual's that this program uses. Nothing else uses one; tests/test_private_names.py looks.

With each stands what would make it public. They are looked up in the version that is pinned before it is moved.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from contextlib import AbstractContextManager
from typing import Any, TextIO, cast

from textual import events
from textual._compositor import ChopsUpdate, Compositor
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette
from textual.css.stylesheet import Stylesheet
from textual.filter import LineFilter
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Input, OptionList
from textual.worker import Worker


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


def leaving(app: App[Any]) -> bool:
    """Whether the app was told to end. Public instead: a property beside ``App.is_running``."""
    return app._exit


def filters(app: App[Any]) -> list[LineFilter]:
    """What each line goes through before it is drawn; a list to change. Public instead: ``App.add_line_filter``."""
    return app._filters


_rules: dict[tuple[tuple[str, str], ...], dict[tuple[Any, ...], Any]] = {}
"""The colours and measures of a theme -> source -> the rules read from it. As many as there are themes."""


class SharedSheet(Stylesheet):
    """A style sheet whose rules are read once for all apps of this process: each has a sheet of its own, but what is
    read from them is the same for the same colours, and is never changed once it was read.

    Public instead: where rules are kept as an argument of ``Stylesheet``, which ``reparse`` uses too.
    """

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        self.set_variables(self._variables)

    def set_variables(self, variables: dict[str, str]) -> None:
        self._parse_cache = cast(Any, {})
        super().set_variables(variables)
        self._parse_cache = cast(Any, _rules.setdefault(tuple(sorted(variables.items())), {}))

    def reparse(self) -> None:
        self.parse()


class KeyParser(XTermParser):
    """Textual's parser of terminal input, with a word to say on extended keys.

    Public instead: the parser itself under a public name, with a hook for sequences of one's own.
    """

    def extended_key(self, sequence: str) -> list[events.Key] | None:
        """The keys that a sequence of the kitty protocol stands for; None where it is none."""
        return super()._parse_extended_key(sequence)

    def _parse_extended_key(self, sequence: str) -> list[events.Key] | None:  # type: ignore[override]
        return self.extended_key(sequence)


Drawing = tuple[object, list[Strip], dict[int, Strip]]
"""Of what it is, its lines as the screen takes them, and as the list keeps them."""
MOST_DRAWINGS = 256
_drawings: dict[Hashable, Drawing] = {}


class LinedList(OptionList):
    """A list that knows which of its lines shows which row.

    Public instead: ``OptionList.lines`` and ``OptionList.line_of``, as ``Tree`` has them for its nodes.
    """

    def shared(self) -> object | None:
        """What the list shows, the same object for each list of this process that shows the same rows; None where no
        other list does."""
        return None

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines; drawn once for all lists that show the same rows in the same way.

        Public instead: a strip cache of one's own as an argument of ``Widget``.
        """
        rows, size = self.shared(), self.region.size
        if rows is None or crop.height <= FEW_LINES or crop.column_span != (0, size.width) or self.text_selection:
            return super().render_lines(crop)
        self._update_lines()
        look = self._look(rows)
        found = _drawings.get(look)
        if found is not None and found[0] is rows:
            _, strips, kept = found
            self._styles_cache._width = size.width
            self._styles_cache._cache = dict(kept)
            self._styles_cache._dirty_lines.clear()
            return strips[crop.y : crop.bottom]
        strips = super().render_lines(crop)
        if crop.height == size.height:
            while len(_drawings) >= MOST_DRAWINGS:
                del _drawings[next(iter(_drawings))]
            _drawings[look] = rows, strips, dict(self._styles_cache._cache)
        return strips

    def _look(self, rows: object) -> Hashable:
        """All that the drawing of these rows depends on."""
        styles, app = self.styles, self.app
        return (
            *(id(rows), self.id, self.classes, self.region.size, self.scroll_offset, self.show_vertical_scrollbar),
            *(self.highlighted, self._mouse_hovering_over, self.has_focus, self.is_disabled, self.opacity),
            *(str(self._border_title), str(self._border_subtitle), self.background_colors),
            *(styles.border, styles.padding, app.theme, app.native_ansi_color, *map(type, self.get_line_filters())),
        )

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


FEW_LINES = 3
"""Lines of a widget so near to each other are drawn alone; else all of it that is in sight, which its cache keeps."""


def render_partial_update(self: Compositor) -> ChopsUpdate | None:
    """The changed spans of the screen, drawn; nothing where nothing changed.

    Public instead: see `paint_what_changed`.
    """
    regions = self._dirty_regions.copy()
    self._dirty_regions.clear()
    spans = list(self._regions_to_spans(regions)) if regions else []
    if not spans:
        return None
    cuts = self.cuts
    wanted: dict[int, set[int]] = {}
    for y, left, right in spans:
        found = wanted.setdefault(y, set())
        found.update(at for at, end in zip(cuts[y], cuts[y][1:], strict=False) if at < right and end > left)
    chops: list[dict[int, Strip | None]] = [{}] * len(cuts)
    for y in wanted:
        chops[y] = dict.fromkeys(cuts[y][:-1])
    for widget, (region, clip) in self.visible_widgets.items():
        if not wanted:
            break
        shown = region.intersection(clip)
        left, right = shown.column_span
        lines = [y for y in shown.line_range if y in wanted and any(left <= at < right for at in wanted[y])]
        if not lines:
            continue
        top, end = lines[0], lines[-1] + 1
        if end - top > FEW_LINES:
            top, end = shown.y, shown.bottom
        strips = widget.render_lines(Region(left - region.x, top - region.y, shown.width, end - top))
        for y in lines:
            _fill(chops[y], wanted[y], [cut for cut in cuts[y] if left <= cut <= right], strips[y - top])
            if not wanted[y]:
                del wanted[y]
    return ChopsUpdate(chops, spans, [line[1:] for line in cuts])


def _fill(line: dict[int, Strip | None], wanted: set[int], cuts: list[int], strip: Strip) -> None:
    """Put a widget's line into the parts of the screen's line that nothing in front of it has filled.

    Public instead: see `paint_what_changed`.
    """
    for at, part in zip(cuts, strip.divide([cut - cuts[0] for cut in cuts[1:]]), strict=False):
        if at in wanted:
            line[at] = part
            wanted.discard(at)


_draw = Screen._compositor_refresh


def draw_once(self: Screen[Any]) -> None:
    """Draw what changed, unless all of the screen in front is to be drawn in a moment anyhow: so it is with each screen
    that is opened, which is laid out first.

    Public instead: see `paint_what_changed`.
    """
    if not self._repaint_required or not self.is_current or self.app.is_inline:
        _draw(self)


def paint_what_changed() -> None:
    """Have all screens of this process repaint no more than what has changed; to say it again changes nothing.

    For a partial update Textual has every widget draw all its lines that meet the rectangle around all changes: one
    change at the top and one at the side draw the whole screen anew. Here a widget is asked for no lines but those that
    changed, and only where nothing in front of it has filled them. What stands on the screen is the same, cell by cell.
    A screen that is opened or laid out anew it draws twice, here once.

    Public instead: a compositor that crops each render to the changed spans by itself, and a screen that draws once.
    """
    Compositor.render_partial_update = render_partial_update  # type: ignore[method-assign]
    Screen._compositor_refresh = draw_once  # type: ignore[method-assign]


class Palette(CommandPalette):
    """The list of commands, which takes one choice: ⏎ pressed again in the same breath neither closes what lies below
    nor does the thing twice; and which is searched, paged through and shown only while it stands.

    Public instead: a ``CommandPalette`` that is dismissed once and asks whether its list is there.
    """

    def dismiss(self, result: None = None) -> AwaitComplete:
        if self.app.screen is not self:
            return AwaitComplete()
        self.disable_messages(Input.Submitted, OptionList.OptionSelected)
        return super().dismiss(result)

    @property
    def _stands(self) -> bool:
        """Whether its parts are there: not yet before it is mounted, no more while it goes."""
        return bool(self.query(CommandList))

    def _action_command_list(self, action: str) -> None:
        if self._stands and self.query_one(CommandList).scrollable_content_region:
            super()._action_command_list(action)

    def _action_cursor_down(self) -> None:
        if self._stands:
            super()._action_cursor_down()

    def _gather_commands(self, search_value: str) -> Worker[None] | None:  # type: ignore[override]
        return super()._gather_commands(search_value) if self._stands else None

    def _watch__list_visible(self) -> None:
        if self._stands:
            super()._watch__list_visible()

    async def _watch__show_busy(self) -> None:
        if self._stands:
            await super()._watch__show_busy()
