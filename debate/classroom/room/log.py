"""The log of a class on disk: one line an event, each on disk before what it says is acknowledged.

It is a checked log as a game's record is (see :mod:`debate.store.checked`). A line that is not what was written makes
it damaged, and nothing after it is believed.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from attrs import frozen

from debate.classroom.room.events import Event
from debate.classroom.room.forms import from_value, to_value
from debate.rules.text import visible
from debate.store.checked import Appender, RecordError, follow, lock, sealed, take_hold, why
from debate.store.fields import Malformed, to_json
from debate.store.files import FILES, Files, read_path
from debate.store.folder import CLASS_LOG
from debate.store.writer import write_new

FORMAT = 2
READS = (1, 2)
"""Form 1 goes on as it is; new lines in it have form 2, and an older program refuses them."""
NAME = CLASS_LOG
MAX_BYTES = 64 * 1024 * 1024
MAX_LINE = 1024 * 1024
FIRST = "debate-class"
_MAGIC = b'{"debate-class":'
OPEN_ELSEWHERE = "This class is being hosted by another program on this machine; stop that one first."


@frozen
class Found:
    """What a log holds: its header, its events, the bytes of its good lines, the checksum of the last of them."""

    header: dict[str, Any]
    events: tuple[Event, ...]
    length: int
    chain: str
    missing_end: bool = False


def read(raw: bytes, name: str = NAME) -> Found:
    """All that a log says. Raises :class:`RecordError` where it is damaged or none; a torn end is left out."""
    if not raw.startswith(_MAGIC):
        raise RecordError(f"{visible(name, 100)} is not the log of a class, or its beginning is damaged.")
    if len(raw) > MAX_BYTES:
        raise RecordError(f"{visible(name, 100)} is longer than the log of any class.")
    header: dict[str, Any] = {}
    events: list[Event] = []

    def take(value: object) -> None:
        if header:
            event = from_value(value)
            if event.number != len(events) + 1:
                raise Malformed("it is not the next event")
            events.append(event)
        elif isinstance(value, dict):
            header.update(value)

    found = follow(raw, FIRST, take, MAX_LINE)
    if header and header.get(FIRST) not in READS:
        raise RecordError(f"{visible(name, 100)} was written by another version of the program.")
    if found.wrong and not (found.torn and header):
        raise RecordError(
            f"Line {found.line} of {visible(name, 100)} is damaged ({found.wrong}), so this class cannot go on from it."
            " Its games are saved by themselves and can be opened."
        )
    return Found(header, tuple(events), found.length, found.chain, found.missing_end)


class Log(Appender):
    """A log that is being written. After the first failure nothing more is written; ``failed`` says why."""

    LIMIT = MAX_BYTES
    CLOSED = "The log of this class has been closed."
    FULL = "The class could not be saved: its log is full."
    UNSAVED = "The class could not be saved: {}."

    def append(self, event: Event, *, wait: bool = True) -> None:
        """Put an event on disk. ``wait``: return only once it is there; else it comes there with the next that does.

        Raises :class:`RecordError`, now and from then on, where that fails.
        """
        self.put(to_json(to_value(event)), wait=wait)


def create(path: Path, header: dict[str, Any], events: tuple[Event, ...] = (), files: Files = FILES) -> Log:
    """A new log with these events in it. Raises :class:`RecordError`."""
    lines, chain = [], FIRST
    for value in ({FIRST: FORMAT, **header}, *map(to_value, events)):
        line, chain = sealed(to_json(value), chain)
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
        file, found, _ = take_hold(path, files, MAX_BYTES, lambda raw: read(raw, path.name), lambda _: True)
    except OSError as problem:
        raise RecordError(f"The class in {visible(str(path.parent), 200)} cannot go on: {why(problem)}.") from None
    if file is None:
        raise RecordError(OPEN_ELSEWHERE)
    return Log(path, file, found.length, found.chain, files), found


def is_free(path: Path, files: Files = FILES) -> bool:
    """Whether nobody hosts from this log now."""
    try:
        file = files.open(path, write=True)
    except OSError:
        return False
    try:
        return lock(files, file) is not False
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
