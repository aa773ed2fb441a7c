"""Colours kept apart where one terminal shows fewer than the others.

Rich and Textual write a style once, whichever terminal comes first. A class has many in one process, and the teacher's
own may know 256 colours or 16, where everybody else has all.
"""

from __future__ import annotations

from functools import lru_cache

from rich.color import ColorSystem
from rich.style import Style
from textual.strip import Strip

from debate.classroom.seats.rich_private import kept_codes, link_of


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
