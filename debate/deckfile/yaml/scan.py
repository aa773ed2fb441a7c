"""YAML's exact parser, PyYAML's own in Python, for files that are not read quickly: it knows best what is wrong.

What decks may not use is refused here, where the parser meets it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NoReturn

from yaml.error import Mark, YAMLError
from yaml.events import Event
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from debate.deckfile.yaml.nodes import MAX_DEPTH, MAX_QUOTED

_QUOTED = re.compile(r"'(?:[^']|'')*+'|\"(?:[^\"\\]|\\[\s\S])*+\"")
_TO_TOKEN = re.compile(r" *+(?:#[^\0\n\x85\u2028\u2029]*+)?")


class Refused(YAMLError):
    """Something that YAML has and decks have not."""

    def __init__(self, code: str, sentence: str, mark: Mark, right: str = "", final: bool = False) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.mark = mark
        self.right = right
        self.final = final
        """Nothing after it is worth reading."""


class DeckParser(Reader, Scanner, Parser):
    """Events of one text whose line ends are ``\\n`` and which holds no control character but tabs.

    Raises:
        YAMLError: while iterating, at the first thing that is not YAML, or that decks may not use (:class:`Refused`).
    """

    def __init__(self, text: str, offset: int = 0) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        self.pointer = self.index = offset
        self.line = text.count("\n", 0, offset)
        self.quoted: tuple[Mark, Mark] | None = None
        """Where the last text in quotes begins and ends."""

    def __iter__(self) -> Iterator[Event]:
        while self.check_event():
            yield self.get_event()  # type: ignore[no-untyped-call]

    # What decks may not use.

    def _refuse(self, code: str, sentence: str, right: str = "") -> NoReturn:
        raise Refused(code, sentence, self.get_mark(), right)

    def fetch_anchor(self) -> None:
        self._refuse(
            "feature", "'&' names an anchor, which decks do not have", "put a text that begins with & in quotes"
        )

    def fetch_alias(self) -> None:
        right = "put the text in quotes, without stars: they are shown as they stand"
        if self.peek(1) == " ":
            right = "a list's lines begin with '- '"
        self._refuse("feature", "'*' is an alias, which decks do not have", right)

    def fetch_tag(self) -> None:
        right = "put a text that begins with ! in quotes; what must not hold stands under 'none_of'"
        self._refuse("feature", "'!' is a tag, which decks do not have", right)

    def fetch_directive(self) -> None:
        self._refuse("feature", "'%' begins a directive, which decks do not have", "leave the line out")

    def fetch_key(self) -> None:
        if self.flow_level:
            sentence = "inside { } a '?' in an unquoted text is read in different ways by different programs"
            self._refuse("question-mark", sentence, "put the text in quotes")
        begins = not self.buffer[self.pointer - self.column : self.pointer].strip()
        right = "write 'key: value'" if begins else "put a text that begins with ? in quotes"
        self._refuse("feature", "'? ' begins a key of several lines, which decks do not have", right)

    def fetch_flow_collection_start(self, TokenClass: Any) -> None:
        if self.flow_level >= MAX_DEPTH:
            self._refuse("long", f"brackets are nested more than {MAX_DEPTH} deep")
        super().fetch_flow_collection_start(TokenClass)

    def fetch_flow_scalar(self, style: str) -> None:
        found = _QUOTED.match(self.buffer, self.pointer)
        if found is not None and found.end() - found.start() > MAX_QUOTED:
            self._refuse("long", f"this text is longer than {MAX_QUOTED:,} characters", "share it out")
        start = self.get_mark()
        super().fetch_flow_scalar(style)
        self.quoted = (start, self.get_mark())

    # Each does at once what the original does sign by sign.

    def peek(self, index: int = 0) -> str:
        at = self.pointer + index
        return self.buffer[at] if at < len(self.buffer) else "\0"

    def scan_to_next_token(self) -> None:
        while True:
            found = _TO_TOKEN.match(self.buffer, self.pointer)
            assert found is not None
            self.forward(found.end() - self.pointer)
            if not self.scan_line_break():  # type: ignore[no-untyped-call]
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def forward(self, length: int = 1) -> None:
        start = self.pointer
        self.pointer = self.index = end = min(start + length, len(self.buffer))
        lines = self.buffer.count("\n", start, end)
        self.line += lines
        self.column = end - self.buffer.rfind("\n", start, end) - 1 if lines else self.column + end - start
