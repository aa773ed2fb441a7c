"""Lines out, lines in."""

from __future__ import annotations

import shutil
import textwrap
from typing import TextIO

from debate.rules.text import visible

NARROWEST, WIDEST = 30, 110


class Console:
    """Writes wrapped lines to ``out`` and reads answers from ``source``, one a line.

    ``width``: columns to wrap to; None: the terminal's own, 80 where there is none. What is read from a pipe is written
    out again, so that the output is a whole record.
    """

    def __init__(self, source: TextIO, out: TextIO, width: int | None = None) -> None:
        self.source = source
        self.out = out
        self.interactive = source.isatty() and out.isatty()
        self._width = width

    @property
    def width(self) -> int:
        columns = self._width or shutil.get_terminal_size((80, 24)).columns
        return min(max(columns, NARROWEST), WIDEST)

    def say(self, text: str = "", indent: int = 0) -> None:
        """One paragraph; its further lines stand two columns deeper than the first."""
        if not text:
            print(file=self.out)
            return
        first = " " * min(indent, self.width // 2)
        lines = textwrap.wrap(
            text,
            self.width - 1,
            initial_indent=first,
            subsequent_indent=first + "  ",
            break_on_hyphens=False,
        )
        print("\n".join(lines), file=self.out)

    def head(self, text: str) -> None:
        """A heading: an empty line, then the text in capitals."""
        self.say()
        self.say(text.upper())

    def hint(self, text: str) -> None:
        """A line about what can be typed."""
        self.say(text)

    def ask(self, prompt: str) -> str:
        """The next line of input without blanks at its ends. Raises ``EOFError`` at the end of input."""
        self.out.write(prompt)
        self.out.flush()
        line = self.source.readline()
        if not line:
            print(file=self.out)
            raise EOFError
        answer = " ".join(line.split())
        if not self.interactive:
            print(visible(answer, 200), file=self.out)
        return answer

    def pause(self, prompt: str) -> None:
        """Wait for Enter where a person is reading; nothing in a pipe."""
        if self.interactive:
            self.ask(prompt)
