"""The form of a record: lines of JSON, each closed by a checksum over itself and all lines before it.

The first line is the header, then comes one line an entry. A line is JSON, a blank, sixteen hex digits and a line feed;
the digits are BLAKE2b over the digits of the line before and this line's JSON, so no line can be changed, left out,
put in or moved without its being seen.

What :func:`read` finds wrong is one of these:

========  ====================================================================================================
torn      the end of the last line never reached the disk: the entry was never acknowledged and is cut off
damaged   a line is not what was written; what stands before it is good, what stands after it cannot be trusted
newer     written by a later version of the program
foreign   no record at all
========  ====================================================================================================
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b

from attrs import frozen

from debate.store.entry import FORMAT, Advised, Entry, Header, Made, Predicted, Seated, Went
from debate.store.fields import Malformed, entry_fields, from_json, header_fields, read_entry, read_header, to_json

MAX_BYTES = 32 * 1024 * 1024
MAX_LINE = 64 * 1024
MAX_ENTRIES = 20_000
FIRST = "debate-game"
_MAGIC = re.compile(rb'\{"debate-game":(\d{1,9}),', re.ASCII)
_CHECKSUM = 16


@frozen
class Problem:
    """What is wrong with a record: ``torn``, ``damaged``, ``newer`` or ``foreign``, in which line, and in words."""

    kind: str
    line: int
    sentence: str


@frozen
class Read:
    """What a file holds: all that is good, from its beginning.

    ``length``: bytes of the good lines. ``chain``: checksum of the last good line. ``missing_end``: the last good line
    lacks its line feed, which is to be put back before anything is added.
    """

    header: Header | None
    entries: tuple[Entry, ...] = ()
    length: int = 0
    chain: str = FIRST
    missing_end: bool = False
    problem: Problem | None = None


def checksum(before: str, body: bytes) -> str:
    """Of a line, from that of the line before."""
    return blake2b(before.encode() + b" " + body, digest_size=_CHECKSUM // 2).hexdigest()


def header_line(header: Header) -> tuple[bytes, str]:
    """The first line of a record and its checksum."""
    return _line(to_json(header_fields(header)), FIRST)


def entry_line(entry: Entry, chain: str) -> tuple[bytes, str]:
    """The line of an entry and its checksum. ``chain``: the checksum of the line before."""
    return _line(to_json(entry_fields(entry)), chain)


def _line(body: bytes, chain: str) -> tuple[bytes, str]:
    chain = checksum(chain, body)
    return body + b" " + chain.encode() + b"\n", chain


def whole(header: Header, entries: tuple[Entry, ...]) -> bytes:
    """The text of a whole record."""
    first, chain = header_line(header)
    lines = [first]
    for entry in entries:
        line, chain = entry_line(entry, chain)
        lines.append(line)
    return b"".join(lines)


def read(raw: bytes) -> Read:
    """All that can be trusted of a record, and what is wrong with the rest. Raises nothing, whatever ``raw`` holds."""
    problem = _not_ours(raw)
    return Read(None, problem=problem) if problem is not None else _Reader(raw).read()


def _not_ours(raw: bytes) -> Problem | None:
    if not raw:
        return Problem("foreign", 1, "The file is empty.")
    if len(raw) > MAX_BYTES:
        return Problem("foreign", 1, f"The file is longer than any game: more than {MAX_BYTES // 1024 // 1024} MiB.")
    magic = _MAGIC.match(raw)
    if magic is None:
        return Problem("foreign", 1, "This is not a game of this program, or its beginning is damaged.")
    if int(magic[1]) != FORMAT:
        return Problem("newer", 1, f"It is written in form {int(magic[1])}; this program reads form {FORMAT}.")
    return None


class _Reader:
    """Reads one record, a line at a time; what stands in its attributes is good."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._header: Header | None = None
        self._entries: list[Entry] = []
        self._length = 0
        self._chain = FIRST
        self._line = 0

    def read(self) -> Read:
        raw = self._raw
        while self._length < len(raw):
            self._line += 1
            end = raw.find(b"\n", self._length, self._length + MAX_LINE)
            stop = end if end >= 0 else min(len(raw), self._length + MAX_LINE)
            line = raw[self._length : stop]
            wrong = self._take(line)
            if not wrong and end >= 0:
                self._length += 1
                continue
            if end < 0 and stop == len(raw):
                return self._end_missing(wrong, line)
            if b"\0" in line and stop + 1 == len(raw):
                return self._found("torn", self._cut())
            return self._found("damaged", self._damaged(wrong))
        return self._found()

    def _take(self, line: bytes) -> str:
        """Add this line to what is good, or say what is wrong with it."""
        body, chain = line[: -_CHECKSUM - 1], line[-_CHECKSUM:]
        if line[-_CHECKSUM - 1 : -_CHECKSUM] != b" " or checksum(self._chain, body).encode() != chain:
            return "its checksum does not fit"
        try:
            value = from_json(body)
            if self._header is None:
                self._header = read_header(value)
            else:
                entry = read_entry(value)
                wrong = misplaced(entry, self._header, self._entries)
                if wrong:
                    return wrong
                self._entries.append(entry)
        except Malformed as problem:
            return str(problem)
        self._length += len(line)
        self._chain = chain.decode()
        return ""

    def _end_missing(self, wrong: str, line: bytes) -> Read:
        """The last line has no line feed. Where only that, or one wrong byte in its place, is at fault, it counts."""
        if not wrong or not self._take(line[:-1]):
            return self._found("torn", "The line end of the last entry was missing.", missing_end=True)
        if self._header is None:
            return self._found("damaged", self._damaged(wrong))
        return self._found("torn", self._cut())

    def _found(self, kind: str = "", sentence: str = "", missing_end: bool = False) -> Read:
        problem = Problem(kind, self._line, sentence) if kind else None
        return Read(self._header, tuple(self._entries), self._length, self._chain, missing_end, problem)

    def _cut(self) -> str:
        return f"The last entry was not written to its end ({len(self._raw) - self._length} bytes of it are there)."

    def _damaged(self, why: str) -> str:
        if self._header is None:
            return f"The first line is damaged ({why}), so nothing that follows can be trusted."
        good = len(self._entries)
        kept = "the start of the game" if not good else f"everything up to entry {good}"
        return f"Line {self._line} is damaged ({why}); {kept} is good."


def misplaced(entry: Entry, header: Header, before: Sequence[Entry]) -> str:
    """Why this entry cannot follow those before it; empty where it can."""
    if entry.number != len(before) + 1:
        return f"it is numbered {entry.number}"
    if entry.number > MAX_ENTRIES:
        return f"a game has at most {MAX_ENTRIES:,} entries"
    if isinstance(entry, Went) and entry.to:
        if entry.to >= entry.number:
            return f"it goes to entry {entry.to}, which comes after it"
        if not isinstance(before[entry.to - 1], Made):
            return f"it goes to entry {entry.to}, which is no choice"
    if isinstance(entry, Seated) and entry.role not in header.seats:
        return f"nobody plays '{entry.role}' in this game"
    if isinstance(entry, Advised) and (entry.role not in header.seats or entry.move.role != entry.role):
        return f"nobody plays '{entry.role}' in this game, or it is advised another role's choice"
    if isinstance(entry, Predicted) and entry.role and entry.role not in header.seats:
        return f"nobody plays '{entry.role}' in this game"
    return ""
