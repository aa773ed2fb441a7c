"""A log of lines, each closed by a checksum over itself and all lines before it: its form, its reader, its writer.

A line is JSON, a blank, sixteen hex digits and a line feed; the digits are BLAKE2b over the digits of the line before
and this line's JSON (before the first one stands a word). So no line can be changed, left out, put in or moved without
its being seen. A log is only ever added to. A line whose end never reached the disk was never acknowledged; it is cut
off when the log is taken up again. Records of games and logs of classes are such logs.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import ClassVar, Protocol, TypeVar

from attrs import evolve, frozen

from debate.rules.text import visible
from debate.store.fields import Malformed, from_json
from debate.store.files import NO_LOCKS, Files, read_all, write_all

_CHECKSUM = 16


class RecordError(ValueError):
    """Nothing was recorded and nothing acknowledged; ``sentence`` says why, for people."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def why(problem: OSError) -> str:
    """What the system says, in lower case and safe to show: ``no space left on device``."""
    return visible(problem.strerror or str(problem), 120).lower()


# The form.


def checksum(before: str, body: bytes) -> str:
    """Of a line, from that of the line before."""
    return blake2b(before.encode() + b" " + body, digest_size=_CHECKSUM // 2).hexdigest()


def sealed(body: bytes, chain: str) -> tuple[bytes, str]:
    """The line of this JSON and its checksum. ``chain``: the checksum of the line before, or the first word."""
    chain = checksum(chain, body)
    return body + b" " + chain.encode() + b"\n", chain


@frozen
class Followed:
    """How far a log is good. ``length``: bytes of the good lines; ``chain``: checksum of the last of them.

    ``missing_end``: the last good line lacks its line feed, which is to be put back before anything is added. ``line``:
    the one at which reading stopped. ``wrong``: why it stopped there, with ``torn`` where that line never reached the
    disk whole; empty where all is good.
    """

    length: int
    chain: str
    line: int
    missing_end: bool = False
    torn: bool = False
    wrong: str = ""


def follow(raw: bytes, first: str, take: Callable[[object], None], longest: int) -> Followed:
    """Give each good line's JSON to ``take`` until one is not good. ``longest``: bytes that a line may have.

    ``take`` raises :class:`Malformed` for what cannot follow; ``first`` is the word before the first line.
    """
    length, chain, number = 0, first, 0
    while length < len(raw):
        number += 1
        end = raw.find(b"\n", length, length + longest)
        stop = end if end >= 0 else min(len(raw), length + longest)
        line = raw[length:stop]
        wrong = _taken(line, chain, take)
        last = end < 0 and stop == len(raw)
        if wrong and last and not _taken(line[:-1], chain, take):
            wrong, line = "", line[:-1]  # one wrong byte where the line feed should be
        if wrong:
            torn = last or (b"\0" in line and stop + 1 == len(raw))
            return Followed(length, chain, number, torn=torn, wrong=wrong)
        length, chain = length + len(line), line[-_CHECKSUM:].decode()
        if last:
            return Followed(length, chain, number, missing_end=True)
        if end < 0:
            return Followed(length, chain, number, wrong="it has no end")
        length += 1
    return Followed(length, chain, number)


def _taken(line: bytes, chain: str, take: Callable[[object], None]) -> str:
    """What is wrong with this line; empty where it was taken."""
    body, digits = line[: -_CHECKSUM - 1], line[-_CHECKSUM:]
    if line[-_CHECKSUM - 1 : -_CHECKSUM] != b" " or checksum(chain, body).encode() != digits:
        return "its checksum does not fit"
    try:
        take(from_json(body))
    except Malformed as problem:
        return str(problem)
    return ""


# The file.


class Held(Protocol):
    """What reading a log gives to whoever takes it up."""

    @property
    def length(self) -> int: ...
    @property
    def missing_end(self) -> bool: ...


_Read = TypeVar("_Read", bound=Held)


def lock(files: Files, file: int) -> bool | None:
    """Whether the lock was free and is now held; None where the folder cannot lock files. Raises ``OSError``."""
    try:
        return files.lock(file)
    except OSError as problem:
        if problem.errno in NO_LOCKS:
            return None
        raise


def take_hold(
    path: Path, files: Files, limit: int, read: Callable[[bytes], _Read], sound: Callable[[_Read], bool]
) -> tuple[int | None, _Read, bool]:
    """Open a log to add to it: the open file, what it holds, and whether nobody else can.

    The file is None, and what is there untouched, where another process has it or it is not ``sound``. A torn end is
    cut off. What is read is on disk before it is returned, also where the process that wrote it was killed before it
    had synced it. Raises ``OSError``, and what ``read`` raises.
    """
    while True:
        file = files.open(path, write=True)
        kept = False
        try:
            locked = lock(files, file)
            if files.facts(path).identity != files.facts_of(file).identity:
                continue  # it was renamed or replaced before the lock was ours
            found = read(read_all(files, file, limit))
            if locked is False or not sound(found):
                return None, found, bool(locked)
            if files.facts_of(file).size > found.length:
                files.cut(file, found.length)
            if found.missing_end:
                write_all(files, file, b"\n")
                found = evolve(found, length=found.length + 1, missing_end=False)  # type: ignore[misc]
            with suppress(OSError):  # on a stick nothing has an owner
                files.own(file)
            files.sync(file)
            files.sync_folder(path.parent)
            kept = True
            return file, found, bool(locked)
        finally:
            if not kept:
                with suppress(OSError):
                    files.close(file)


class Appender:
    """A log that is being written. After the first failure nothing more is written; ``failed`` says why."""

    LIMIT: ClassVar[int]
    CLOSED: ClassVar[str]
    FULL: ClassVar[str]
    UNSAVED: ClassVar[str]
    """With ``{}`` for what the system says."""

    def __init__(self, path: Path, file: int, length: int, chain: str, files: Files) -> None:
        self.path = path
        self.failed = ""
        """Why nothing can be recorded any more; empty while all is well."""
        self._file: int | None = file
        self._size, self._chain = length, chain
        self._files = files

    def put(self, body: bytes, *, wait: bool = True) -> None:
        """Put a line on disk. ``wait``: return only once it is there; else it comes there with the next that does.

        Raises :class:`RecordError`, now and from then on, where that fails.
        """
        if self._file is None and not self.failed:
            self.failed = self.CLOSED
        if self.failed:
            raise RecordError(self.failed)
        line, chain = sealed(body, self._chain)
        assert self._file is not None
        try:
            if self._size + len(line) > self.LIMIT:
                raise OSError(errno.EFBIG, "")
            write_all(self._files, self._file, line)
            if wait:
                self._files.sync(self._file)
        except OSError as problem:
            # After a failed sync the system may show a line that is not on disk and will never be: take it out again,
            # or whoever opens the log next would go on from it.
            with suppress(OSError):
                self._files.cut(self._file, self._size)
            full = problem.errno == errno.EFBIG and not problem.strerror
            self.failed = self.FULL if full else self.UNSAVED.format(why(problem))
            raise RecordError(self.failed) from None
        except BaseException:  # interrupted between write and sync: what is on disk is not known
            self.failed = "Saving was interrupted."
            raise
        self._size, self._chain = self._size + len(line), chain

    def close(self) -> None:
        """Let go of the file and its lock."""
        if self._file is not None:
            file, self._file = self._file, None
            with suppress(OSError):
                self._files.close(file)
