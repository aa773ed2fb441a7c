"""The YAML parser of decks: PyYAML's own, in Python, on every machine.

libyaml and PyYAML's parser accept different texts, so a deck that loads on one machine could fail on another. Only the
second is always there, hence it is the one used, also where libyaml is installed. What decks may not use is refused
here, where the parser meets it; the methods that take most of the time are written anew with the same results, which
halves the time for a large deck. The tests hold them against the originals.
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
from yaml.tokens import ScalarToken

MAX_DEPTH = 16
MAX_QUOTED = 100_000
"""Characters of a text in quotes, its escapes included; reading them one by one takes long."""

# Blanks, comments and line ends up to the next token; group 1 tells that a line ended.
_TO_TOKEN = re.compile(r"(?: ++|#[^\n\0]*+|(\n))*+")
# The rest of an unquoted text on one line: runs without blanks and colons, colons inside words, blanks before more.
_PLAIN_BLOCK = re.compile(r"(?:[^\0 \t\n:]++|:(?![\0 \t\n])| ++(?![\0\t\n#]))*+")
_PLAIN_FLOW = re.compile(r"(?:[^\0 \t\n:,?\[\]{}]++|:(?![\0 \t\n,\[\]{}])| ++(?![\0\t\n#]))*+")
_QUOTED = re.compile(r"'(?:[^']|'')*+'|\"(?:[^\"\\]|\\[\s\S])*+\"")

_FETCHED_BY = {
    "[": "fetch_flow_sequence_start",
    "{": "fetch_flow_mapping_start",
    "]": "fetch_flow_sequence_end",
    "}": "fetch_flow_mapping_end",
    ",": "fetch_flow_entry",
}
"""Signs that begin a token of one kind wherever they stand."""


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
        self._refuse("feature", "'*' is an alias, which decks do not have", "put a text that begins with * in quotes")

    def fetch_tag(self) -> None:
        self._refuse("feature", "'!' is a tag, which decks do not have", "put a text that begins with ! in quotes")

    def fetch_directive(self) -> None:
        self._refuse("feature", "'%' begins a directive, which decks do not have", "leave the line out")

    def fetch_key(self) -> None:
        if self.flow_level:
            sentence = "inside { } a '?' in an unquoted text is read differently by the two YAML parsers"
            self._refuse("question-mark", sentence, "put the text in quotes")
        self._refuse("feature", "'? ' begins a key of several lines, which decks do not have", "write 'key: value'")

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

    # The same results in less time.

    def peek(self, index: int = 0) -> str:
        at = self.pointer + index
        return self.buffer[at] if at < len(self.buffer) else "\0"

    def forward(self, length: int = 1) -> None:
        start = self.pointer
        self.pointer = end = min(start + length, len(self.buffer))
        self.index += end - start
        lines = self.buffer.count("\n", start, end)
        if lines:
            self.line += lines
            self.column = end - self.buffer.rfind("\n", start, end) - 1
        else:
            self.column += end - start

    def fetch_more_tokens(self) -> Any:
        self.scan_to_next_token()
        self.stale_possible_simple_keys()
        self.unwind_indent(self.column)
        sign = self.buffer[self.pointer]
        if sign.isalnum():
            return self.fetch_plain()
        if sign in _FETCHED_BY:
            return getattr(self, _FETCHED_BY[sign])()
        if sign == ":" and self.check_value():
            return self.fetch_value()
        return super().fetch_more_tokens()

    def check_token(self, *choices: Any) -> bool:
        if not self.tokens or self.possible_simple_keys:
            while self.need_more_tokens():
                self.fetch_more_tokens()
            if not self.tokens:
                return False
        return isinstance(self.tokens[0], choices) if choices else True

    def need_more_tokens(self) -> bool:
        if self.done:
            return False
        if not self.tokens:
            return True
        if not self.possible_simple_keys:
            return False
        self.stale_possible_simple_keys()
        return any(key.token_number == self.tokens_taken for key in self.possible_simple_keys.values())

    def stale_possible_simple_keys(self) -> None:
        for level, key in list(self.possible_simple_keys.items()):
            if key.line != self.line or self.index - key.index > 1024:
                if key.required:
                    super().stale_possible_simple_keys()
                del self.possible_simple_keys[level]

    def scan_to_next_token(self) -> None:
        match = _TO_TOKEN.match(self.buffer, self.pointer)
        assert match is not None
        if match.end() > self.pointer:
            if match[1] and not self.flow_level:
                self.allow_simple_key = True
            self.forward(match.end() - self.pointer)

    def scan_plain(self) -> Any:
        """An unquoted text of one line; the original reads those that go on."""
        buffer, start = self.buffer, self.pointer
        match = (_PLAIN_FLOW if self.flow_level else _PLAIN_BLOCK).match(buffer, start)
        assert match is not None
        end = match.end()
        while end > start and buffer[end - 1] == " ":
            end -= 1
        rest = _after_blanks(buffer, end)
        if end == start:
            return super().scan_plain()
        ended = buffer[rest] == "\n"
        if ended:
            if self.flow_level:
                return super().scan_plain()
            line = rest
            while buffer[rest] == "\n":
                line = rest + 1
                rest = _after_blanks(buffer, line)
            if buffer[rest] not in "\0#" and rest - line > self.indent:
                return super().scan_plain()
        start_mark = self.get_mark()
        self.forward(end - start)
        end_mark = self.get_mark()
        self.forward(rest - end)
        self.allow_simple_key = ended
        return ScalarToken(buffer[start:end], True, start_mark, end_mark)


def _after_blanks(buffer: str, at: int) -> int:
    while buffer[at] == " ":
        at += 1
    return at
