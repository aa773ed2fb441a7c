"""Safe text: shown whole, never markup, never wider than counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debate.faces.tui.text import bar, cut, fit, fold, say, settled, width
from debate.rules.text import refused

HONEST = "[The US] will act"


@pytest.mark.parametrize("text", [HONEST, "[@click=app.quit]x[/]", "[/i]", "a [b]c", "$100 [red]", "\\[x]"])
def test_brackets_are_text(text: str) -> None:
    """Nothing is read as markup: the text stands there as it is, without spans of its own."""
    content = say(text)
    assert content.plain == text
    assert not content.spans


def test_nothing_steers_the_terminal() -> None:
    """Escapes, bidirectional and zero-width characters become question marks; line breaks become blanks."""
    assert settled("a\x1b[31mb\u202ec\u200bd\ne\tf") == "a?[31mb?c?d e f"


def test_what_drifts_is_made_plain() -> None:
    """Variation selectors, keycaps and skin tones go; flags become letters: terminals disagree about their width."""
    assert settled("\u2764\ufe0f 1\ufe0f\u20e3 \U0001f1fa\U0001f1f8 \U0001f44d\U0001f3fd") == "\u2764 1 US \U0001f44d"


@given(st.text(max_size=80), st.integers(0, 40))
def test_cutting_keeps_to_the_cells(text: str, cells: int) -> None:
    """Never more cells than asked for, whatever the letters; filled up it has exactly so many."""
    assert width(cut(text, cells)) <= cells
    if cells:
        assert width(fit(text, cells)) == cells
    assert refused(settled(text)) is None


@given(st.text(max_size=120), st.integers(2, 40))
def test_folding_loses_nothing(text: str, cells: int) -> None:
    """Every line fits, and together they hold all letters in order."""
    lines = fold(text, cells)
    assert all(width(line) <= cells for line in lines)
    assert "".join("".join(lines).split()) == "".join(settled(text).split())


def test_figures() -> None:
    """Bars are empty only at 0 and full only at 100."""
    assert [bar(n, 4) for n in (0, 1, 50, 99, 100)] == ["▁▁▁▁", "▂▁▁▁", "▆▆▁▁", "▆▆▆▅", "▆▆▆▆"]


@pytest.mark.parametrize(
    ("text", "drawn"),
    [("a\u2e3bb", "a-b"), ("\U0001242b!", "?!"), ("\ufdfa", "صلى الله عليه وسلم"), ("ﷲ", "الله")],
)
def test_what_fonts_draw_wider_than_it_is_counted_is_spelt_out(text: str, drawn: str) -> None:
    """Nothing pushes what stands to its right out of its column."""
    assert settled(text) == drawn
