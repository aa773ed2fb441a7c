"""The part of YAML that decks are written in, from text to nodes in one pass.

PyYAML's parser is exact and slow: it took two thirds of the time that a deck needed. This one reads what nearly all
files of decks consist of, and gives up at all else: at what is wrong, at what is rare and at what is unclear. Such a
file is read by PyYAML from its start, which also knows what to say. So decks have one language on every machine, and
the same nodes either way; the tests hold both against each other. libyaml takes other texts, and browsers have none.
"""

from __future__ import annotations

import re
from typing import NoReturn

from debate.deckfile.yaml.nodes import MAX_DEPTH, MAX_NODES, MAX_QUOTED, Entry, Map, Node, Scalar, Seq, Source

_FOREIGN = ("\t", "\x85", "\u2028", "\u2029", "\ufeff", "\n---", "\n...", "\n%")
"""What begins a document, and signs that this reader leaves alone wherever they stand."""
# Empty lines and comments; group 1 is the indentation of the line after them.
_TO_LINE = re.compile(r"(?: *+(?:#[^\n]*+)?\n)*+( *+)")
_KEY = re.compile(r"(\w[\w.+/-]{0,99}): *+")
_ENDED = re.compile(r"(?: ++#[^\n]*+| *+)\n")
_DASH = re.compile(r"- ++")
# Texts without quotes: runs without blanks and colons, colons inside words, blanks before more.
_PLAIN_BLOCK = re.compile(r"(?:[^ \n:]++|:(?![ \n])| ++(?![\n#]))++")
_PLAIN_FLOW = re.compile(r"(?:[^ \n:,?\[\]{}]++|:(?![ \n,\[\]{}])| ++(?![\n#]))++")
_NO_BEGINNING = frozenset("-?:,[]{}#&*!|>'\"%@` \n")
# What most of a deck is: a key with a text on one line, before a line that may be its neighbour; the same in brackets.
_BEGINNING = r"(?:[^-?:,\[\]{}#&*!|>'\"%@` \n]|-(?=\w))"
_LINE = re.compile(rf"(\w[\w.+/-]{{0,99}}): ({_BEGINNING}(?:[^ \n:]++|:(?![ \n])| ++(?![\n#]))*+)\n( *+)(?=[^ #\n])")
_PAIR = re.compile(
    rf"(\w[\w.+/-]{{0,99}}): ({_BEGINNING}(?:[^ \n:,?\[\]{{}}]++|:(?![ \n,\[\]{{}}])| ++(?![\n#,}}]))*+)(?=[,}}])"
)
_QUOTED = re.compile(r"'(?:[^']|'')*+'|\"(?:[^\"\\]|\\[\"\\])*+\"")
_BLOCK = re.compile(r"([|>])(-?)(?: ++#[^\n]*+| *+)\n( ++)(?=[^ \n])")
_FLOW_GAP = re.compile(r"(?:[ \n]|(?<=[ \n])#[^\n]*+)*+")
_MORE = re.compile(r"\n(?: *+\n)*+( ++)(?=[^ #\n])")
_FOLD = re.compile(r" *+\n((?: *+\n)*+) *+")


class Unsure(Exception):
    """Something that is for PyYAML to read, or to complain of."""


def read_quickly(source: Source) -> list[Entry]:
    """The entries at the top of a file whose text is decoded. Raises :class:`Unsure`."""
    text = source.text
    if not text.endswith("\n") or any(sign in f"\n{text}" for sign in _FOREIGN):
        raise Unsure
    reader = _Reader(source)
    if reader.next_line() != 0:
        raise Unsure
    entries = reader.block_map(0).entries
    if reader.at < len(text) or reader.nodes > MAX_NODES:
        raise Unsure
    return entries


class _Reader:
    """``at`` is where it reads; ``line`` (from 1) and ``start`` (its first index) are those of the line there."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.at = 0
        self.line = 1
        self.start = 0
        self.depth = 0
        self.nodes = 0

    def unsure(self) -> NoReturn:
        raise Unsure

    def to(self, at: int) -> None:
        """Go on to ``at``, counting lines."""
        lines = self.text.count("\n", self.at, at)
        if lines:
            self.line += lines
            self.start = self.text.rfind("\n", self.at, at) + 1
        self.at = at

    def next_line(self) -> int:
        """Go to the next line with something in it; how far it is indented, -1 at the end of the text."""
        match = _TO_LINE.match(self.text, self.at)
        assert match is not None
        begin, end = match.span(1)
        if begin > self.at:
            self.line += self.text.count("\n", self.at, begin)
            self.start = begin
        self.at = end
        return end - self.start if end < len(self.text) else -1

    def end_line(self) -> None:
        """Nothing but a comment may follow in the line."""
        end = self.at + 1
        if self.text[self.at] != "\n":
            match = _ENDED.match(self.text, self.at)
            if match is None:
                raise Unsure
            end = match.end()
        self.at = self.start = end
        self.line += 1

    def open(self, node: Map | Seq) -> None:
        self.nodes += 1
        self.depth += 1
        if self.depth > MAX_DEPTH - 2 or self.nodes > MAX_NODES:
            raise Unsure

    # Blocks: each begins and ends at the first sign of a line.

    def block_map(self, indent: int) -> Map:
        node = Map(self.source, self.line, self.at - self.start + 1)
        self.open(node)
        seen: set[str] = set()
        while True:
            match = _LINE.match(self.text, self.at)
            whole = match is not None and len(match[3]) <= indent
            match = match if whole else _KEY.match(self.text, self.at)
            if match is None or match[1] in seen or self.nodes > MAX_NODES:
                raise Unsure
            seen.add(match[1])
            key = self.scalar(match[1], self.at, match.end(1))
            if whole:
                node.entries.append((key, self.scalar(match[2], *match.span(2))))
                self.line += 1
                self.start, self.at = match.span(3)
                if self.at - self.start < indent:
                    break
                continue
            self.at = match.end()
            if self.text[self.at] == "\n" or self.text[self.at] == "#":
                value = self.below(indent, key.end + 1)
            elif match.end() == key.end + 1:
                raise Unsure
            else:
                value = self.block_value(indent)
            node.entries.append((key, value))
            if not self.goes_on(indent):
                break
        self.depth -= 1
        return node

    def goes_on(self, indent: int) -> bool:
        """Whether the next line stands in the same column. One further in is nothing that decks are written in."""
        found = self.next_line()
        if found > indent:
            raise Unsure
        return found == indent

    def below(self, indent: int, colon: int) -> Node:
        """What stands on the lines below a key."""
        self.at = colon
        self.end_line()
        found = self.next_line()
        if found >= indent and self.text.startswith("- ", self.at):
            return self.block_seq(found)
        return self.block_map(found) if found > indent else self.unsure()

    def block_seq(self, indent: int) -> Seq:
        node = Seq(self.source, self.line, self.at - self.start + 1)
        self.open(node)
        while True:
            match = _DASH.match(self.text, self.at)
            if match is None:
                break  # a key of the mapping around it
            self.at = match.end()
            node.items.append(self.block_map(self.at - self.start) if self.has_key() else self.block_value(indent))
            if not self.goes_on(indent):
                break
        self.depth -= 1
        return node

    def has_key(self) -> bool:
        match = _KEY.match(self.text, self.at)
        return match is not None and match.end() > match.end(1) + 1

    def block_value(self, indent: int) -> Node:
        """A value that begins in this line; ``indent`` is that of the mapping or list around it."""
        sign = self.text[self.at]
        node: Node
        if sign in "{[":
            node = self.flow()
        elif sign in "'\"":
            node = self.quoted(False)
        elif sign in "|>":
            return self.block_text(indent)
        else:
            node = self.plain(_PLAIN_BLOCK, indent)
        self.end_line()
        return node

    def block_text(self, indent: int) -> Scalar:
        """A text after ``|`` or ``>``."""
        match = _BLOCK.match(self.text, self.at)
        if match is None or len(match[3]) <= indent:
            raise Unsure
        begin, own = match.start(3), len(match[3])
        lines = re.compile(rf" {{{own}}}[^\n]*+\n| {{0,{own - 1}}}\n")
        end = begin
        while line := lines.match(self.text, end):
            end = line.end()
        rows = [row[own:] for row in self.text[begin:end].rstrip("\n").split("\n")]
        if any(row[:1] == " " or row[-1:] == " " for row in rows) or not rows[-1]:
            raise Unsure
        text = "\n".join(rows)
        if match[1] == ">":
            text = _FOLD.sub(_folded, text)
        node = self.scalar(text if match[2] else text + "\n", self.at, 0, plain=False)
        self.to(end)
        return node

    # Values.

    def scalar(self, text: str, begin: int, end: int, plain: bool = True, flow: bool = False) -> Scalar:
        self.nodes += 1
        return Scalar(self.source, self.line, begin - self.start + 1, text, plain, flow, end)

    def plain(self, pattern: re.Pattern[str], indent: int, flow: bool = False) -> Scalar:
        """A text without quotes; in a block its next lines are indented further than what it stands in."""
        text, at = self.text, self.at
        match = pattern.match(text, at)
        if match is None or (text[at] in _NO_BEGINNING and not (text[at] == "-" and text[at + 1].isalnum())):
            raise Unsure
        part = match[0].rstrip(" ")
        node = self.scalar(part, at, at + len(part), flow=flow)
        end = match.end()
        while text[end] == "\n":
            more = _MORE.match(text, end)
            if more is None or not (flow or len(more[1]) > indent):
                break
            match = pattern.match(text, more.end())
            if match is None:
                break
            part = match[0].rstrip(" ")
            node.text += ("\n" * (text.count("\n", end, more.end()) - 1) or " ") + part
            node.end, end = match.start() + len(part), match.end()
        self.to(end)
        return node

    def quoted(self, flow: bool) -> Scalar:
        """A text in quotes."""
        match = _QUOTED.match(self.text, self.at)
        if match is None or len(match[0]) > MAX_QUOTED:
            raise Unsure
        text = match[0][1:-1]
        if "\n" in text:
            text = _FOLD.sub(_folded, text)
        if match[0][0] == "'":
            text = text.replace("''", "'")
        elif "\\" in text:
            text = re.sub(r"\\(.)", r"\1", text)
        node = self.scalar(text, self.at, match.end(), False, flow)
        self.to(match.end())
        return node

    def gap(self) -> str:
        """Go over blanks, line ends and comments inside brackets; the sign there."""
        sign = self.text[self.at]
        if sign == " ":
            self.at += 1
            sign = self.text[self.at]
        if sign in " \n#":
            match = _FLOW_GAP.match(self.text, self.at)
            assert match is not None
            self.to(match.end())
            sign = self.text[self.at] if self.at < len(self.text) else self.unsure()
        return sign

    def flow(self) -> Node:
        """What stands in brackets, or one value among others there."""
        sign = self.text[self.at]
        if sign == "{":
            return self.flow_map()
        if sign == "[":
            return self.flow_seq()
        return self.quoted(True) if sign in "'\"" else self.plain(_PLAIN_FLOW, 0, True)

    def flow_map(self) -> Map:
        node = Map(self.source, self.line, self.at - self.start + 1, flow=True)
        self.open(node)
        seen: set[str] = set()
        self.at += 1
        sign = self.gap()
        while sign != "}":
            if (match := _PAIR.match(self.text, self.at)) and match[1] not in seen:
                seen.add(match[1])
                name = self.scalar(match[1], *match.span(1), flow=True)
                node.entries.append((name, self.scalar(match[2], *match.span(2), flow=True)))
                self.at = match.end()
                sign = self.next_in("}")
                continue
            line = self.line
            key = self.flow()
            if not isinstance(key, Scalar) or key.text in seen or self.line != line or len(key.text) > 100:
                raise Unsure
            if self.text[self.at : self.at + 2] != ": " or key.text == "<<":
                raise Unsure
            seen.add(key.text)
            self.at += 1
            if self.gap() in ",}":
                raise Unsure
            node.entries.append((key, self.flow()))
            sign = self.next_in("}")
        self.at += 1
        self.depth -= 1
        return node

    def flow_seq(self) -> Seq:
        node = Seq(self.source, self.line, self.at - self.start + 1, flow=True)
        self.open(node)
        self.at += 1
        sign = self.gap()
        while sign != "]":
            node.items.append(self.flow())
            sign = self.next_in("]")
        self.at += 1
        self.depth -= 1
        return node

    def next_in(self, closing: str) -> str:
        """Go over the comma after a value in brackets; the sign after it, or the closing bracket."""
        sign = self.gap()
        if sign == ",":
            self.at += 1
            return self.gap()
        return sign if sign == closing else self.unsure()


def _folded(match: re.Match[str]) -> str:
    """What a line end inside a text stands for: a blank, or as many line ends as there were empty lines."""
    return "\n" * match[1].count("\n") or " "
