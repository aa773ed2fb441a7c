"""The line in which a finding stands, with a mark below the place."""

from __future__ import annotations

import unicodedata

from debate.deckfile.finding import Finding
from debate.rules.text import escaped, refused_in

WIDTH = 72


def quote(text: str, finding: Finding, width: int = WIDTH) -> tuple[str, str] | None:
    """The line of ``text`` (the whole file) and a line of carets to print below it; None where there is nothing to see.

    Long lines are cut around the place to about ``width`` cells. What a terminal must not get is spelt as an escape.
    """
    lines = text.split("\n")
    if "\0" in text or not 1 <= finding.line <= len(lines):
        return None
    line = lines[finding.line - 1]
    at = min(finding.column - 1, len(line))
    if not line.strip():
        return None
    marked = len(finding.wrong) if finding.wrong and line.startswith(finding.wrong, at) else 1
    start = len(line) - len(line.lstrip(" "))
    before, after = "", ""
    if at + marked - start > width - 6 and at - start > width // 2:
        start, before = at - width // 2, "..."
    shown, mark, used = before, " " * len(before), len(before)
    refused = set(refused_in(line))
    for index in range(start, len(line)):
        spelt = escaped(line[index]) if index in refused else line[index]
        if used + cells(spelt) > width - 3:
            after = "..."
            break
        shown += spelt
        used += cells(spelt)
        mark += ("^" if at <= index < at + marked else " ") * cells(spelt)
    if "^" not in mark:
        mark += "^"
    return shown + after, mark.rstrip()


def cells(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
