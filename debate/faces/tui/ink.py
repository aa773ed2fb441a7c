"""Rows of styled text on a Textual screen: the themes, what a token looks like in each, and widgets that draw rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.theme import Theme as Colours
from textual.widget import Widget

from debate.faces.kit.glyphs import ascii_only
from debate.faces.kit.rows import Row, cells_of, padded
from debate.faces.kit.tokens import DARK, THEMES, TOKENS, Theme

if TYPE_CHECKING:
    from debate.game.record import GameRecord

PLAIN_WORDS = frozenset({"bold", "reverse", "dim", "underline", "italic", "on"})


_OF_A_TERMINAL = {
    "ansi-background": "bg",
    "ansi-foreground": "ink",
    "input-cursor-background": "ink",
    "input-cursor-foreground": "bg",
    "input-selection-foreground": "bg",
    "screen-selection-foreground": "bg",
}
"""What Textual asks for besides where the terminal's own colours are used, with the token that it is."""


def colours(theme: Theme) -> Colours:
    """The theme as Textual knows it. Each token is a variable of its own name for style sheets and Content."""
    named = {token: f"ansi_{theme.ansi[token]}" for token in TOKENS} if theme.ansi else dict(theme.colours)
    ink, line, lit = named["ink"], named["line"], named["lit"]
    touched = named["bar"] if theme.ansi else lit
    return Colours(
        name=theme.name,
        primary=touched,
        secondary=named["role2"],
        accent=named["ink"],
        warning=named["bad"],
        error=named["bad"],
        success=named["good"],
        foreground=ink,
        background=named["bg"],
        surface=named["bg"],
        panel=named["panel"],
        boost=named["panel"],
        dark=theme.dark,
        ansi=bool(theme.ansi),
        text_alpha=1.0,
        variables={
            **named,
            "text-muted": named["quiet"],
            "text-accent": ink,
            "text-primary": ink,
            "border": line,
            "border-blurred": line,
            "block-cursor-foreground": named["bg"] if theme.ansi else ink,
            "block-cursor-background": touched,
            "block-cursor-blurred-foreground": ink,
            "block-cursor-blurred-background": named["panel"],
            "input-selection-background": touched,
            "screen-selection-background": touched,
            "scrollbar": line,
            "scrollbar-background": named["bg"],
            **({name: named[token] for name, token in _OF_A_TERMINAL.items()} if theme.ansi else {}),
        },
    )


@cache
def rich_style(words: str, theme: str) -> Style:
    """What these words of style look like in the theme of this name (the dark one for a theme that is not ours)."""
    chosen = THEMES.get(theme, DARK)
    fore, back, flags = "ink", "bg", []
    behind = False
    for word in words.split():
        if word == "on":
            behind = True
        elif behind:
            back, behind = word, False
        elif word in PLAIN_WORDS:
            flags.append(word)
        else:
            fore = word
    if back == "lit" and not chosen.lights:
        back = "bg"
        flags.append("bold")
    return Style(
        color=_colour(chosen, fore),
        bgcolor=_colour(chosen, back),
        bold="bold" in flags,
        reverse="reverse" in flags,
        dim="dim" in flags,
        underline="underline" in flags,
        italic="italic" in flags,
    )


def _colour(theme: Theme, token: str) -> str:
    if token.startswith("#"):
        return token
    return theme.ansi[token] if theme.ansi else theme.colours[token]


@cache
def content_style(words: str) -> str:
    """The same words for Content: tokens become variables of the theme."""
    return " ".join(word if word in PLAIN_WORDS or word.startswith("#") else f"${word}" for word in words.split())


def content(rows: Iterable[Row]) -> Content:
    """Rows as one Content, for widgets that take nothing else."""
    return Content("\n").join(
        [Content.assemble(*((text, content_style(style)) for text, style in each)) for each in rows]
    )


class AsciiOnly(LineFilter):
    """The last thing before the terminal: each glyph as its ASCII twin, of the same width."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            segment if segment.control or segment.text.isascii() else Segment(ascii_only(segment.text), segment.style)
            for segment in segments
        ]


class Drawn(Widget):
    """Draws rows that a pure function makes for its size. Nothing in it can be marked; a click is told."""

    DEFAULT_CSS = "Drawn { height: auto; width: 1fr; }"

    class Clicked(Message):
        """Somebody clicked on this row and cell of the drawing."""

        def __init__(self, drawn: Drawn, x: int, y: int) -> None:
            super().__init__()
            self.drawn = drawn
            self.x = x
            self.y = y

        @property
        def control(self) -> Drawn:
            return self.drawn

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._make: Callable[[int, int], Sequence[Row]] = lambda cells, rows: ()
        self._rows: tuple[Row, ...] = ()
        self._made_for: tuple[int, int] | None = None

    def draw(self, make: Callable[[int, int], Sequence[Row]]) -> None:
        """Show what this function returns for a width and a height in cells, from now on."""
        self._make = make
        self._made_for = None
        if self.is_attached and self.size.width:
            before = self._rows
            self._fill()
            if len(self._rows) != len(before):
                self.refresh(layout=bool(self.styles.auto_dimensions))
            else:
                draw_lines(self, altered(before, self._rows))
        elif self.is_attached:
            self.refresh()  # what is hidden keeps the lines that it showed, until they are wanted anew

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is drawn now."""
        self._fill()
        return self._rows

    def _fill(self) -> None:
        size = (self.content_size.width, self.content_size.height)
        if size != self._made_for:
            self._made_for = size
            self._rows = tuple(self._make(*size)) if size[0] else ()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max(1, len(self._make(width, 0)))

    def render_lines(self, crop: Region) -> list[Strip]:
        self._fill()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        rows = self._rows
        return strip_of(rows[y] if y < len(rows) else (), self._made_for[0] if self._made_for else 0, self.app.theme)

    def on_click(self, event: object) -> None:
        self.post_message(self.Clicked(self, getattr(event, "x", 0), getattr(event, "y", 0)))


def altered(before: Sequence[Row], after: Sequence[Row]) -> set[int]:
    """The places of the rows that are not what they were."""
    return {n for n, (old, new) in enumerate(zip_longest(before, after)) if old != new}


def draw_lines(widget: Widget, lines: Iterable[int]) -> None:
    """Have these lines of a widget drawn anew and no others; what did not change costs nothing."""
    top, cells = widget.gutter.top, widget.outer_size.width
    regions = [Region(0, top + line, cells, 1) for line in lines]
    if regions:
        widget.refresh(*regions)


def strip_of(spans: Row, cells: int, theme: str) -> Strip:
    """One row as Textual draws it, in exactly so many cells."""
    if cells_of(spans) != cells:
        spans = padded(spans, cells)
    return Strip([Segment(text, rich_style(style, theme)) for text, style in spans], cells)


class GoalsLine(Drawn):
    """Score, par and wants in one row; nothing at all where nobody's goals may be told."""

    DEFAULT_CSS = "GoalsLine { height: 1; }"

    def tell(self, session: GameRecord, role: str | None) -> None:
        """Show the goals of this role as the game stands."""
        from debate.faces.kit.goals import goals_of, goals_row

        found = goals_of(session, role)
        self.display = found is not None
        if found is not None:
            self.draw(lambda cells, rows: [goals_row(found, cells)])
