"""Plots say what the numbers say, in any width."""

from __future__ import annotations

from itertools import pairwise

import pytest

from debate.faces.kit import plots
from debate.faces.kit.glyphs import STEPS
from debate.faces.kit.plots import bar, columns, letters, signed_bar
from debate.faces.kit.rows import cells_of, plain


@pytest.mark.parametrize("cells", [4, 6, 7, 10, 16])
def test_a_bar_never_falls_as_its_value_rises(cells: int) -> None:
    """Every value from 0 to 100: as wide as said, empty only at 0, full only at 100, and never shorter than before."""
    drawn = [plain(bar(value, cells)) for value in range(101)]
    assert {len(each) for each in drawn} == {cells}
    heights = [[STEPS.index(block) for block in each] for each in drawn]
    assert all(sum(a) <= sum(b) for a, b in pairwise(heights))
    assert [n for n, each in enumerate(drawn) if set(each) == {"▁"}] == [0]
    assert [n for n, each in enumerate(drawn) if set(each) == {"▆"}] == [100]


def test_30_and_40_differ_by_a_whole_cell() -> None:
    assert plain(bar(30, 10)) == "▆▆▆▁▁▁▁▁▁▁"
    assert plain(bar(40, 10)) == "▆▆▆▆▁▁▁▁▁▁"


def test_what_was_gained_is_bright() -> None:
    """The part of the bar that is new has a style of its own, and the par a mark that takes one cell."""
    found = bar(50, 10, gained=20, par=70)
    assert plain(found) == "▆▆▆▆▆▁▁┃▁▁"
    assert [text for text, style in found if style == "ink"] == ["▆▆"]


def test_a_signed_bar_says_which_way_without_colour() -> None:
    """Won to the right of the zero in a whole line, lost to the left in a dashed one; nothing is neither."""
    assert plain(signed_bar(15, 15, 16)) == "───────┼━━━━━━━"
    assert plain(signed_bar(-3, 15, 16)) == "──────╍┼───────"
    assert plain(signed_bar(0, 15, 16)) == "───────┼───────"


def test_columns_show_where_it_began_and_which_moves_were_mine() -> None:
    """One row of columns for each eighth of the height; the dotted line at the start; marks before the rounds."""
    rows = columns([40, 40, 74], start=40, rows=3, wide=4, marks=(1,), later=2, wanted=1)
    assert [plain(each) for each in rows] == [
        "     ┊    ║▂▂▂▂ ",
        " ▂▂▂▂┈▂▂▂▂║████┈",
        " ████┊████║████ ",
    ]
    assert {style for text, style in rows[2] if "█" in text} == {"bar", "good"}


def test_a_value_of_nothing_is_no_column_and_a_hidden_one_neither() -> None:
    assert "█" not in "".join(map(plain, columns([0, None], start=0, rows=3, wide=2)))


def test_letters_are_three_rows_of_three_cells() -> None:
    """Every letter of the alphabet, every digit; what has none shows as a question mark."""
    for text in plots._LETTERS:
        assert len(plots._LETTERS[text]) == 11, text
    rows = letters("R8 ok, é")
    assert {cells_of(each) for each in rows} == {4 * 8 - 1}
    assert plain(rows[0]).startswith("█▀█ █▀█")
