"""The teacher's terminal may know fewer colours than the browsers of the class; neither gets the other's."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from debate.classroom.seats.shared import keep_colours_apart


def _drawn(style: Style, colours: Any) -> str:
    return Strip([Segment("word", style)]).render(Console(color_system=colours, force_terminal=True))


def test_one_style_is_written_for_each_terminal_anew() -> None:
    """You should see 256 colours in the teacher's terminal, and full ones in a browser that draws the same after it."""
    keep_colours_apart()
    style = Style(color="#ffd166", bgcolor="#24303a", bold=True)
    assert "48;5;" in _drawn(style, "256")
    assert "48;2;36;48;58" in _drawn(style, "truecolor")
    assert "48;5;" in _drawn(style, "256")
