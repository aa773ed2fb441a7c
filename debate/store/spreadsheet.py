"""Tables for spreadsheets, as CSV that is opened by a double click and does nothing but show its cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

MARK = "\ufeff"
"""A byte order mark: without it Excel takes the text for one in the old character set of the machine."""
_FORMULA = "=+\\-@＝＋－＠"
_BEGINS = re.compile(rf"[\"'\s]*[{_FORMULA}]")
_AFTER_SEPARATOR = re.compile(rf"([,;\t|])(?=[\"'\s]*[{_FORMULA}])")
_BREAKS = re.compile(r"[\t\r\n\v\f\x85\u2028\u2029]+")


def table(rows: Iterable[Iterable[object]]) -> str:
    """The rows as CSV with commas, a byte order mark before them, every cell in quotes, lines ended as Windows does."""
    out = io.StringIO()
    out.write(MARK)
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    for row in rows:
        writer.writerow([cell if isinstance(cell, int) else harmless(str(cell)) for cell in row])
    return out.getvalue()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, also one that separates cells by something else than a comma.

    Such a program ignores the quotes around the cell, so what follows a semicolon in it begins a cell of its own.
    """
    cell = _BREAKS.sub(" ", cell)
    cell = _AFTER_SEPARATOR.sub(r"\1'", cell)
    return f"'{cell}" if _BEGINS.match(cell) else cell
