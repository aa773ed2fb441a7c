"""Tables that a spreadsheet opens by a double click."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from debate.store.spreadsheet import MARK, harmless, table

FORMULA = tuple("=+-@＝＋－＠")


def test_the_bytes_that_a_spreadsheet_wants() -> None:
    """A byte order mark, so that Zoë is Zoë in Excel; every cell in quotes; line ends of Windows."""
    assert table([("name", "score"), ("Zoë", 7)]).encode() == (b'\xef\xbb\xbf"name","score"\r\n"Zo\xc3\xab","7"\r\n')


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("  =1+1", "'  =1+1"),
        ("a;=1+1", "a;'=1+1"),
        ('a;"=1+1', "a;'\"=1+1"),
        ("a\t=1+1", "a =1+1"),
        ("a\n=1+1", "a =1+1"),
        ("a,@SUM(1)", "a,'@SUM(1)"),
        ("x=1", "x=1"),
        ("a; b - c", "a; b - c"),
        ("one-two", "one-two"),
    ],
)
def test_cells_that_would_be_formulas(cell: str, shown: str) -> None:
    """An apostrophe before what would be calculated, wherever a program may begin a cell; other text stays."""
    assert harmless(cell) == shown


@given(st.lists(st.lists(st.text("ab=+-@;,\t\n\r\"' |＝", max_size=8), min_size=1, max_size=3), max_size=3))
@example([['";=1']])
def test_no_formula_under_any_separator(rows: list[list[str]]) -> None:
    """However a program cuts the text into cells, none of them is calculated: quotes heeded or not."""
    text = table(rows).removeprefix(MARK)
    for separator in ",;\t|":
        cells = [cell for row in csv.reader(io.StringIO(text), delimiter=separator) for cell in row]
        for line in text.splitlines():
            cells += line.split(separator)
        for cell in cells:
            assert not cell.strip("\"' ").startswith(FORMULA) or cell.strip('" ').startswith("'"), (separator, cell)
