"""Writing a record so that nothing that was acknowledged is ever lost.

An entry counts once :meth:`Writer.append` has returned: it is on disk then. Whoever drives the game keeps to this
order: validate, append (write and fsync), acknowledge, show. A new file is written under a hidden name, synced, given
its name, and the folder is synced.

After the first write or sync that fails nothing more is acknowledged: what the disk holds is not known any more (a
second fsync may succeed for data that is gone). The game can then be saved elsewhere, from memory.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path

from attrs import evolve

from debate.rules.text import visible
from debate.store.entry import Entry
from debate.store.files import FILES, NO_LOCKS, Files, ensure_folder, publish, read_all, write_all
from debate.store.journal import Journal
from debate.store.lines import MAX_BYTES, Read, entry_line, read, whole

HIDDEN = ".new-"
"""How the names of files begin that are being written."""
PLAYED_ELSEWHERE = "This game is open in another window. Here it can be looked at, not played."
NO_LOCK_HERE = "This folder cannot lock files: take care that the game is not played in two windows at once."


class RecordError(ValueError):
    """Nothing was recorded and nothing acknowledged; ``sentence`` says why, for people."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def why(problem: OSError) -> str:
    """What the system says, in lower case and safe to show: ``no space left on device``."""
    return visible(problem.strerror or str(problem), 120).lower()


def write_new(files: Files, path: Path, content: bytes) -> None:
    """A new file with this content, whole and on disk or not there at all.

    Raises:
        FileExistsError: the name is taken.
        OSError: it could not be written; nothing of it is left where that was possible.
    """
    ensure_folder(files, path.parent)
    hidden = path.parent / f"{HIDDEN}{secrets.token_hex(8)}"
    file = files.create(hidden)
    try:
        try:
            write_all(files, file, content)
            files.sync(file)
        finally:
            files.close(file)
        publish(files, hidden, path)
    except OSError:
        with suppress(OSError):
            files.remove(hidden)
        raise
    try:
        files.sync_folder(path.parent)
    except OSError:
        with suppress(OSError):
            files.remove(path)
        raise


class Writer:
    """A record that is being written. Only one process has a writer for a file at a time."""

    def __init__(self, path: Path, file: int, found: Read, files: Files, notice: str = "") -> None:
        self.path = path
        self.failed = ""
        """Why nothing can be recorded any more; empty while all is well."""
        self.notice = notice
        self._file: int | None = file
        self._chain = found.chain
        self._size = found.length
        self._files = files

    def append(self, entry: Entry) -> None:
        """Put the next entry on disk. Raises :class:`RecordError`, now and from then on, where that fails."""
        if self._file is None and not self.failed:
            self.failed = "The record of this game has been closed."
        if self.failed:
            raise RecordError(self.failed)
        line, chain = entry_line(entry, self._chain)
        if self._size + len(line) > MAX_BYTES:
            self._fail("The record of this game is full. Go on in a new one.")
        assert self._file is not None
        try:
            write_all(self._files, self._file, line)
            self._files.sync(self._file)
        except OSError as problem:
            # After a failed sync the system may show a line that is not on disk and will never be: take it out again,
            # or whoever opens the game next would go on from it.
            with suppress(OSError):
                self._files.cut(self._file, self._size)
            self._fail(f"The game could not be saved: {why(problem)}. Save it in another place to go on.")
        except BaseException:  # interrupted between write and sync: what is on disk is not known
            self.failed = "Saving was interrupted."
            raise
        self._chain = chain
        self._size += len(line)

    def _fail(self, sentence: str) -> None:
        self.failed = sentence
        raise RecordError(sentence)

    def close(self) -> None:
        """Let go of the file and its lock."""
        if self._file is not None:
            file, self._file = self._file, None
            with suppress(OSError):
                self._files.close(file)


def create(path: Path, journal: Journal, files: Files = FILES) -> Writer:
    """A new record with all that the journal holds, and its writer.

    Raises:
        FileExistsError: there is a file of this name.
        RecordError: it could not be written.
    """
    content = whole(journal.header, journal.entries)
    try:
        write_new(files, path, content)
        opened = open_to_write(path, files)
    except FileExistsError:
        raise
    except OSError as problem:
        raise RecordError(f"The game could not be saved in {visible(str(path.parent), 200)}: {why(problem)}.") from None
    if isinstance(opened, Read):
        raise RecordError(PLAYED_ELSEWHERE)
    writer, found = opened
    if found.length != len(content):
        writer.close()
        raise RecordError("The game could not be saved: what was written is not what the disk holds.")
    return writer


def open_to_write(path: Path, files: Files = FILES) -> tuple[Writer, Read] | Read:
    """A writer for a record that is there, and what it holds. Only what it holds, where no writer may be had.

    That is so where another process has the game open, and where the record is damaged or not ours; such a file is not
    touched. A torn end is cut off. What is read is on disk before it is returned, also where the process that wrote it
    was killed before it had synced it. Raises ``OSError`` where the file cannot be written.
    """
    while True:
        file = files.open(path, write=True)
        kept = False
        try:
            free, notice = _lock(files, file)
            if files.facts(path).identity != files.facts_of(file).identity:
                continue  # it was renamed or replaced before the lock was ours
            found = read(read_all(files, file, MAX_BYTES))
            if not free or (found.problem is not None and found.problem.kind != "torn"):
                return found
            if found.problem is not None:
                files.cut(file, found.length)
                if found.missing_end:
                    write_all(files, file, b"\n")
                    found = evolve(found, length=found.length + 1, missing_end=False)
            with suppress(OSError):  # on a stick nothing has an owner
                files.own(file)
            files.sync(file)
            files.sync_folder(path.parent)
            kept = True
            return Writer(path, file, found, files, notice), found
        finally:
            if not kept:
                with suppress(OSError):
                    files.close(file)


def _lock(files: Files, file: int) -> tuple[bool, str]:
    try:
        return files.lock(file), ""
    except OSError as problem:
        if problem.errno in NO_LOCKS:
            return True, NO_LOCK_HERE
        raise
