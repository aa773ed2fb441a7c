"""Writing a record so that nothing that was acknowledged is ever lost.

An entry counts once :meth:`Writer.append` has returned: it is on disk then. Whoever drives the game keeps to this
order: validate, append (write and fsync), acknowledge, show. A new file is written under a hidden name, synced, given
its name, and the folder is synced.

After the first write or sync that fails nothing more is acknowledged: what the disk holds is not known any more (a
second fsync may succeed for data that is gone). The game can then be saved elsewhere, from memory.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from debate.rules.text import visible
from debate.store.checked import Appender, RecordError, take_hold, why
from debate.store.entry import Entry
from debate.store.files import FILES, OWN_FILE, Files, ensure_folder, publish, write_all
from debate.store.journal import Journal
from debate.store.lines import MAX_BYTES, Read, entry_body, read, whole

HIDDEN = ".new-"
"""How the names of files begin that are being written."""
PLAYED_ELSEWHERE = "This game is open in another window. Here it can be looked at, not played."
NO_LOCK_HERE = "This folder cannot lock files: take care that the game is not played in two windows at once."


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


def write_over(path: Path, content: bytes, mode: int = OWN_FILE) -> None:
    """This content in place of what is there: whole and on disk, or what was there stays as it was.

    A link leads to the file that it names; a device or a pipe is written into. ``mode``: who may use a file that is
    new, less what the person's own mask takes away; one that is there keeps its mode. Raises ``OSError``, and
    ``ValueError`` for a path that no system can hold.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    hidden = path.with_name(f"{HIDDEN}{secrets.token_hex(8)}")
    try:
        with open(os.open(hidden, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(content)
            file.flush()
            FILES.sync(file.fileno())
        with suppress(FileNotFoundError):
            hidden.chmod(path.stat().st_mode & 0o777)
        hidden.replace(path)
    except OSError:
        with suppress(OSError):
            hidden.unlink()
        raise
    with suppress(OSError):
        FILES.sync_folder(path.parent)


class Writer(Appender):
    """A record that is being written. Only one process has a writer for a file at a time."""

    LIMIT = MAX_BYTES
    CLOSED = "The record of this game has been closed."
    FULL = "The record of this game is full. Go on in a new one."
    UNSAVED = "The game could not be saved: {}. Save it in another place to go on."

    def __init__(self, path: Path, file: int, found: Read, files: Files, notice: str = "") -> None:
        super().__init__(path, file, found.length, found.chain, files)
        self.notice = notice

    def append(self, entry: Entry) -> None:
        """Put the next entry on disk. Raises :class:`RecordError`, now and from then on, where that fails."""
        self.put(entry_body(entry))


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
    file, found, locked = take_hold(path, files, MAX_BYTES, read, lambda found: found.sound)
    return found if file is None else (Writer(path, file, found, files, "" if locked else NO_LOCK_HERE), found)
