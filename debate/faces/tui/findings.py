"""What is wrong with a deck that cannot be opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from debate.debrief.naming import counted
from debate.faces.tui.page import BLANK, QUIET, Line
from debate.faces.tui.sheet import Sheet


class FindingsScreen(Sheet):
    """Every finding, as the reader tells it."""

    def __init__(self, name: str, findings: Iterable[str]) -> None:
        super().__init__()
        self.deck_name = name
        self.findings = tuple(findings)

    def heading(self) -> tuple[str, str]:
        return f"The deck '{self.deck_name}' cannot be played", "esc closes"

    def lines(self) -> Iterator[Line]:
        yield Line(f"{counted(len(self.findings), 'finding')} to put right; then open it again.", QUIET)
        for finding in self.findings:
            yield BLANK
            yield Line(finding)
