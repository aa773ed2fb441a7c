"""Findings: what is wrong in a deck, where, and what to write instead; and the line it stands in, with a mark below."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, Protocol

from attrs import frozen

from debate.rules.text import escaped, refused_in, visible

Severity = Literal["error", "warning", "note"]
MOST_FINDINGS = 400
_UNDER = re.compile(r" under (view|preset) '[^']*'")
STRAIGHT = """straight quotes, " or ', and not “ or ”"""
"""What to write instead of the quotes of a word processor, which are letters like others to YAML."""
CURLY = re.compile("[“”„‟‘’‚«»]")
_QUOTED_WRONG = frozenset(("colon", "comma", "hash", "compare", "unknown", "kind", "value", "number", "yesno", "bare"))
_NO_BREAK = re.compile("[\u00a0\u2007\u202f\u3000]")


@frozen
class Finding:
    """One problem at one place. Errors stop play, warnings do not. ``str()`` is one line for a terminal or editor."""

    file: str
    line: int
    column: int
    code: str
    sentence: str
    wrong: str = ""
    right: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        wrong = f": {self.wrong}" if self.wrong else ""
        right = f" -> {self.right}" if self.right else ""
        return f"{self.file}:{self.line}:{self.column} {self.code} {self.sentence}{wrong}{right}"


class DeckError(ValueError):
    """A deck that cannot be played. ``findings`` holds all that was found; ``str()`` gives them one a line."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(findings)
        self.findings = findings

    def __str__(self) -> str:
        return "\n".join(str(finding) for finding in self.findings)


class Placed(Protocol):
    """Anything that stands somewhere in a file."""

    @property
    def file(self) -> str: ...
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


@frozen
class Place:
    """A place that no node marks, such as the end of a file."""

    file: str
    line: int = 1
    column: int = 1


def where(place: Placed, seen_from: Placed) -> str:
    """``line 12``, with its file where that is another one."""
    return f"line {place.line}" + (f" of {place.file}" if place.file != seen_from.file else "")


class Report:
    """Collects findings. The same mistake met again, as when an item is read anew under a view, is kept once."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, int, int, str, str], Finding] = {}
        self._order: dict[str, int] = {}
        self.has_errors = False
        self.left_out = 0
        self.cured: set[str] = set()
        """Ids that findings say to write. What names one of them already is right once that is done."""

    def add_file(self, file: str) -> None:
        """Findings are told in the order in which files are named here."""
        self._order.setdefault(file, len(self._order))

    def error(self, place: Placed, code: str, sentence: str, wrong: str = "", right: str = "") -> None:
        self._add(place, code, sentence, wrong, right, "error")

    def warning(self, place: Placed, code: str, sentence: str, wrong: str = "", right: str = "") -> None:
        self._add(place, code, sentence, wrong, right, "warning")

    def _add(self, place: Placed, code: str, sentence: str, wrong: str, right: str, severity: Severity) -> None:
        self.has_errors = self.has_errors or severity == "error"
        key = (place.file, place.line, place.column, code, _UNDER.sub("", sentence))
        if key in self._found:
            return
        if len(self._found) >= MOST_FINDINGS:
            self.left_out += 1
            return
        if code in _QUOTED_WRONG and CURLY.search(sentence + wrong):
            right = STRAIGHT
        elif code == "unknown" and _NO_BREAK.search(sentence + wrong):
            right = "blanks of the space bar: here stand no-break spaces, which only look like them"
        self._found[key] = Finding(
            visible(place.file, 400),
            place.line,
            place.column,
            code,
            visible(sentence, 400),
            visible(wrong),
            visible(right, 200),
            severity,
        )

    def __len__(self) -> int:
        return len(self._found)

    def order(self, place: tuple[str, int, int]) -> tuple[int, str, int, int]:
        """What to sort places by: file by file, from the top."""
        return (self._order.get(place[0], len(self._order)), *place)

    def findings(self) -> tuple[Finding, ...]:
        """All of them, file by file, from the top."""
        found = sorted(self._found.items(), key=lambda pair: (self.order(pair[0][:3]), pair[0][3:]))
        listed = tuple(finding for _, finding in found)
        if self.left_out and listed:
            note = f"and {self.left_out:,} more; mend these first"
            listed += (Finding(listed[-1].file, listed[-1].line, 1, "more", note, severity="note"),)
        return listed


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
