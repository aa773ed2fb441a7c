"""Rows of styled text: cut, filled, framed, always as wide as said."""

from __future__ import annotations

import pytest

from debate.faces.kit.frames import DASHED, DOUBLE, HEAVY, ROUND, framed
from debate.faces.kit.rows import beside, cells_of, cut_at_word, fold, folded, padded, plain, row

WIDE = "界面 words"


@pytest.mark.parametrize("cells", range(-3, 16))
def test_a_row_is_as_wide_as_said(cells: int) -> None:
    """Cut or filled, also through the middle of a letter two cells wide; where a frame leaves it less than no room,
    nothing."""
    assert cells_of(padded(row((WIDE, "bold"), ("and more", "quiet")), cells)) == max(0, cells)


@pytest.mark.parametrize("kind", [ROUND, HEAVY, DASHED, DOUBLE])
def test_a_frame_is_never_broken(kind: str) -> None:
    """Long titles and long rows are cut with an ellipsis, and every row of the frame is equally wide."""
    rows = framed([row("x" * 50), row(WIDE)], 20, title="t" * 30, below="b" * 30, kind=kind, height=3)
    assert [cells_of(each) for each in rows] == [20] * 5
    assert plain(rows[0]).count("…") == plain(rows[1]).count("…") == plain(rows[-1]).count("…") == 1


def test_blocks_stand_beside_each_other() -> None:
    assert [plain(each) for each in beside([[row("a")], [row("b"), row("c")]], [2, 2], gap=1)] == ["a  b ", "   c "]


def test_names_are_cut_at_a_word_and_texts_with_an_ellipsis() -> None:
    assert cut_at_word("Penalties taken seriously", 17) == "Penalties taken"
    assert cut_at_word("Incomprehensibilities", 9) == "Incompre…"
    assert cut_at_word("farmers of the meadows", 18) == "farmers"
    assert folded("one two three four five", 9, 2) == ["one two", "three fo…"]


def test_a_number_and_its_sign_stay_together() -> None:
    """A text is broken at blanks, but not before a per cent sign; more than one blank is one."""
    assert fold("would rise;  70 % sure", 16) == ["would rise; 70 %", "sure"]
    assert fold("would rise; 70 % sure", 15) == ["would rise;", "70 % sure"]
    assert fold("", 5) == [""]
