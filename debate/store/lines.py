"""The form of a record: a checked log (see :mod:`debate.store.checked`) of a header and one line an entry.

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

from attrs import frozen

from debate.store.checked import Followed, follow, sealed
from debate.store.entry import FORMAT, Advised, Entry, Header, Made, Predicted, Seated, Went
from debate.store.fields import Malformed, entry_fields, header_fields, read_entry, read_header, to_json

MAX_BYTES = 32 * 1024 * 1024
MAX_LINE = 64 * 1024
MAX_ENTRIES = 20_000
FIRST = "debate-game"
_MAGIC = re.compile(rb'\{"debate-game":(\d{1,9}),', re.ASCII)


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

    @property
    def sound(self) -> bool:
        """Whether it can be gone on with; a torn end is cut off then."""
        return self.problem is None or self.problem.kind == "torn"


def entry_body(entry: Entry) -> bytes:
    """What the line of an entry says."""
    return to_json(entry_fields(entry))


def whole(header: Header, entries: tuple[Entry, ...]) -> bytes:
    """The text of a whole record."""
    lines, chain = [], FIRST
    for body in (to_json(header_fields(header)), *map(entry_body, entries)):
        line, chain = sealed(body, chain)
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

    def read(self) -> Read:
        found = follow(self._raw, FIRST, self._take, MAX_LINE)
        problem = self._problem(found)
        return Read(self._header, tuple(self._entries), found.length, found.chain, found.missing_end, problem)

    def _take(self, value: object) -> None:
        """Add what a line says to what is good. Raises :class:`Malformed`."""
        if self._header is None:
            self._header = read_header(value)
            return
        entry = read_entry(value)
        wrong = misplaced(entry, self._header, self._entries)
        if wrong:
            raise Malformed(wrong)
        self._entries.append(entry)

    def _problem(self, found: Followed) -> Problem | None:
        if found.missing_end:
            return Problem("torn", found.line, "The line end of the last entry was missing.")
        if found.torn and self._header is not None:
            left = len(self._raw) - found.length
            return Problem(
                "torn", found.line, f"The last entry was not written to its end ({left} bytes of it are there)."
            )
        return Problem("damaged", found.line, self._damaged(found)) if found.wrong else None

    def _damaged(self, found: Followed) -> str:
        if self._header is None:
            return f"The first line is damaged ({found.wrong}), so nothing that follows can be trusted."
        good = len(self._entries)
        kept = "the start of the game" if not good else f"everything up to entry {good}"
        return f"Line {found.line} is damaged ({found.wrong}); {kept} is good."


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
