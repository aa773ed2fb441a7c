"""The log of a class on disk: one line an event, each on disk before what it says is acknowledged.

The lines have the form of a game's record (see :mod:`debate.store.lines`): JSON, a blank, a checksum over this line
and all before it. A line whose end never reached the disk was never acknowledged and is cut off; a line that is not
what was written makes the log damaged, and nothing after it is believed.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from attrs import frozen

from debate.classroom.room.events import Event
from debate.classroom.room.forms import from_value, to_value
from debate.rules.text import visible
from debate.store.fields import Malformed, from_json, to_json
from debate.store.files import FILES, NO_LOCKS, Files, read_all, read_path, write_all
from debate.store.folder import CLASS_LOG
from debate.store.lines import checksum
from debate.store.writer import RecordError, why, write_new

FORMAT = 2
READS = (1, 2)
"""Form 1 goes on as it is; new lines in it have form 2, and an older program refuses them."""
NAME = CLASS_LOG
MAX_BYTES = 64 * 1024 * 1024
_FIRST = "debate-class"
_MAGIC = b'{"debate-class":'
_CHECKSUM = 16
OPEN_ELSEWHERE = "This class is being hosted by another program on this machine; stop that one first."


@frozen
class Found:
    """What a log holds: its header, its events, the bytes of its good lines, the checksum of the last of them."""

    header: dict[str, Any]
    events: tuple[Event, ...]
    length: int
    chain: str
    missing_end: bool = False


def _line(value: dict[str, Any], chain: str) -> tuple[bytes, str]:
    body = to_json(value)
    chain = checksum(chain, body)
    return body + b" " + chain.encode() + b"\n", chain


def read(raw: bytes, name: str = NAME) -> Found:
    """All that a log says. Raises :class:`RecordError` where it is damaged or none; a torn end is left out."""
    if not raw.startswith(_MAGIC):
        raise RecordError(f"{visible(name, 100)} is not the log of a class, or its beginning is damaged.")
    if len(raw) > MAX_BYTES:
        raise RecordError(f"{visible(name, 100)} is longer than the log of any class.")
    header: dict[str, Any] = {}
    events: list[Event] = []
    length, chain, missing = 0, _FIRST, False
    while length < len(raw):
        end = raw.find(b"\n", length)
        line = raw[length : end if end >= 0 else len(raw)]
        body, sum_ = line[: -_CHECKSUM - 1], line[-_CHECKSUM:]
        if line[-_CHECKSUM - 1 : -_CHECKSUM] != b" " or checksum(chain, body).encode() != sum_:
            if header and (end < 0 or (end == len(raw) - 1 and b"\0" in line)):
                break  # torn: it never reached the disk whole
            raise RecordError(_damaged(name, len(events) + 1 + bool(header), "its checksum does not fit"))
        try:
            value = from_json(body)
            if not header:
                header = _header(value, name)
            else:
                events.append(_next(value, len(events) + 1))
        except Malformed as problem:
            raise RecordError(_damaged(name, len(events) + 1 + bool(header), str(problem))) from None
        chain, missing = sum_.decode(), end < 0
        length += len(line) + (end >= 0)
    if not header:
        raise RecordError(f"{visible(name, 100)} holds no whole line; the class had not begun.")
    return Found(header, tuple(events), length, chain, missing)


def _header(value: object, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Malformed("it is no header")
    if value.get(_FIRST) not in READS:
        raise RecordError(f"{visible(name, 100)} was written by another version of the program.")
    return value


def _next(value: object, number: int) -> Event:
    event = from_value(value)
    if event.number != number:
        raise Malformed("it is not the next event")
    return event


def _damaged(name: str, line: int, reason: str) -> str:
    return (
        f"Line {line} of {visible(name, 100)} is damaged ({reason}), so this class cannot go on from it. Its games are "
        f"saved by themselves and can be opened."
    )


class Log:
    """A log that is being written. After the first failure nothing more is written; ``failed`` says why."""

    def __init__(self, path: Path, file: int, found: Found, files: Files) -> None:
        self.path = path
        self.failed = ""
        self._file: int | None = file
        self._files = files
        self._size = found.length
        self._chain = found.chain

    def append(self, event: Event, *, wait: bool = True) -> None:
        """Put an event on disk. ``wait``: return only once it is there; else it comes there with the next that does.

        Raises :class:`RecordError`, now and from then on, where that fails.
        """
        if self._file is None and not self.failed:
            self.failed = "The log of this class has been closed."
        if self.failed:
            raise RecordError(self.failed)
        line, chain = _line(to_value(event), self._chain)
        assert self._file is not None
        try:
            if self._size + len(line) > MAX_BYTES:
                raise OSError(27, "the log of this class is full")
            write_all(self._files, self._file, line)
            if wait:
                self._files.sync(self._file)
        except OSError as problem:
            with suppress(OSError):
                self._files.cut(self._file, self._size)
            self.failed = f"The class could not be saved: {why(problem)}."
            raise RecordError(self.failed) from None
        except BaseException:
            self.failed = "Saving was interrupted."
            raise
        self._chain = chain
        self._size += len(line)

    def close(self) -> None:
        if self._file is not None:
            file, self._file = self._file, None
            with suppress(OSError):
                self._files.close(file)


def create(path: Path, header: dict[str, Any], events: tuple[Event, ...] = (), files: Files = FILES) -> Log:
    """A new log with these events in it. Raises :class:`RecordError`."""
    line, chain = _line({_FIRST: FORMAT, **header}, _FIRST)
    lines = [line]
    for event in events:
        line, chain = _line(to_value(event), chain)
        lines.append(line)
    try:
        write_new(files, path, b"".join(lines))
        return take_up(path, files)[0]
    except OSError as problem:
        folder = visible(str(path.parent), 200)
        raise RecordError(f"The class could not be saved in {folder}: {why(problem)}.") from None


def take_up(path: Path, files: Files = FILES) -> tuple[Log, Found]:
    """Go on writing a log, its torn end cut off. Raises :class:`RecordError`."""
    try:
        file = files.open(path, write=True)
        kept = False
        try:
            if not _locked(files, file):
                raise RecordError(OPEN_ELSEWHERE)
            found = read(read_all(files, file, MAX_BYTES), path.name)
            if files.facts_of(file).size > found.length:
                files.cut(file, found.length)
            if found.missing_end:
                write_all(files, file, b"\n")
                found = Found(found.header, found.events, found.length + 1, found.chain)
            with suppress(OSError):  # on a stick nothing has an owner
                files.own(file)
            files.sync(file)
            files.sync_folder(path.parent)
            kept = True
            return Log(path, file, found, files), found
        finally:
            if not kept:
                with suppress(OSError):
                    files.close(file)
    except OSError as problem:
        raise RecordError(f"The class in {visible(str(path.parent), 200)} cannot go on: {why(problem)}.") from None


def _locked(files: Files, file: int) -> bool:
    try:
        return files.lock(file)
    except OSError as problem:
        if problem.errno in NO_LOCKS:
            return True
        raise


def is_free(path: Path, files: Files = FILES) -> bool:
    """Whether nobody hosts from this log now."""
    try:
        file = files.open(path, write=True)
    except OSError:
        return False
    try:
        return _locked(files, file)
    except OSError:
        return False
    finally:
        with suppress(OSError):
            files.close(file)


def look(path: Path, files: Files = FILES) -> Found:
    """What a log holds, without going on with it. Raises :class:`RecordError`."""
    try:
        return read(read_path(files, path, MAX_BYTES), path.name)
    except OSError as problem:
        raise RecordError(f"{visible(str(path), 200)} cannot be read: {why(problem)}.") from None
