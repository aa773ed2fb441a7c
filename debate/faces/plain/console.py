"""Lines out, lines in; and what is typed there: numbers, and a word for every way to let things be."""

from __future__ import annotations

import shutil
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO

from debate.rules.moves import Kind
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
        self._room: int | None = None
        """How many lines go on before it waits; None: it does not wait."""
        self._enough = False
        self._typed = ""
        """What was typed where more was offered, and answers the next question."""

    @property
    def width(self) -> int:
        columns = self._width or shutil.get_terminal_size((80, 24)).columns
        return min(max(columns, NARROWEST), WIDEST)

    def say(self, text: str = "", indent: int = 0) -> None:
        """One paragraph; its further lines stand two columns deeper than the first."""
        if not text:
            self._print(("",))
            return
        first = " " * min(indent, self.width // 2)
        lines = textwrap.wrap(
            text,
            self.width - 1,
            initial_indent=first,
            subsequent_indent=first + "  ",
            break_on_hyphens=False,
        )
        self._print(lines)

    def _print(self, lines: Iterable[str]) -> None:
        for line in lines:
            if self._room == 0:
                self.ask("Enter for more, q for no more: ", more=True)
            if self._enough:
                return
            print(line, file=self.out)
            self._room = self._room and self._room - 1

    @contextmanager
    def paged(self) -> Iterator[None]:
        """Where a person reads in a window, let what is written meanwhile wait whenever the window is full."""
        outer, self._room = self._room, self._lines if self.interactive else None
        try:
            yield
        finally:
            self._room, self._enough = outer, False

    @property
    def _lines(self) -> int:
        return max(5, shutil.get_terminal_size((80, 24)).lines - 2)

    def head(self, text: str) -> None:
        """A heading: an empty line, then the text in capitals."""
        self.say()
        self.say(text.upper())

    def ask(self, prompt: str, more: bool = False) -> str:
        """The next line of input without blanks at its ends. Raises ``EOFError`` at the end of input. ``more``: asked
        between two lines that are written, of which none come any more where something is answered; what is more than
        a word for no more answers the next question."""
        if self._typed and not more:
            answer, self._typed = self._typed, ""
            print(f"{prompt}{visible(answer, 200)}", file=self.out)
            return answer
        self.out.write(prompt)
        self.out.flush()
        line = self.source.readline()
        answer = " ".join(line.split())
        self._enough = more and (bool(answer) or not line)
        self._typed = answer if more and plain_word(answer) not in LEAVES else ""
        self._room = self._lines if self._room is not None else None
        if not line and not more:
            print(file=self.out)
            raise EOFError
        if not self.interactive:
            print(visible(answer, 200), file=self.out)
        return answer

    def put_back(self, answer: str) -> None:
        """Let what was typed answer the next question."""
        self._typed = answer

    def pause(self, prompt: str) -> None:
        """Wait for Enter where a person is reading; nothing in a pipe."""
        if self.interactive and not self._typed:
            self.ask(prompt)


PASSES: Mapping[Kind, str] = {
    "hold": "hold",
    "let-stand": "stand",
    "rest": "rest",
    "withhold": "withhold",
    "wait": "wait",
    "decline": "decline",
}
"""The word that is typed for each way to let things be."""
HINTED = 2
"""In so many rounds it is said how things are typed, and that there are commands too."""
LEAVES = ("quit", "q", "exit")
"""The words that leave, at every prompt."""
ONLY: Mapping[Kind, str] = {
    "let-stand": "You hold no card that answers a case here, so the cases stand.",
    "rest": "You hold no card against the answer, so you say no more.",
    "withhold": "You cannot pay for showing the ground of your case, so you keep it to yourself.",
    "wait": "You cannot pay for your beaten case, so its move does not go on now.",
}
"""Why nothing is asked where this is the one choice."""


def number_of(answer: str) -> int | None:
    return int(answer) if answer.isdecimal() and len(answer) < 4 else None


def plain_word(text: str) -> str:
    """What was typed as a word, however it is written: no capitals, no full-width letters."""
    return unicodedata.normalize("NFKC", text).casefold()


def numbers_to(last: int, word: str) -> str:
    """What can be typed where the choices run from 1 to ``last``, or are passed over with ``word``."""
    return f"Type a number from 1 to {last}, or '{word}'." if last > 1 else f"Type 1 or '{word}'."
