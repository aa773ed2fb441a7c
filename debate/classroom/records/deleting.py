"""Deleting a class: names, log and files go; its games, in which no name stands, stay as ordinary saved games."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from debate.classroom.room import log as logs
from debate.classroom.room.people_events import Joined
from debate.classroom.room.types import TEACHER
from debate.rules.text import visible
from debate.store import RecordError, Saves
from debate.store.folder import CLASSES


def holds(folder: Path) -> tuple[str, ...]:
    """What lies in the folder of a class, a line each: the log with how many names, and every other file.

    Raises :class:`RecordError` where it cannot be read.
    """
    try:
        names = sorted(entry.name for entry in os.scandir(folder))
    except OSError as problem:
        raise RecordError(f"{visible(str(folder), 200)} cannot be read: {problem.strerror}.") from None
    return tuple(_log_words(folder) if name == logs.NAME else visible(name, 100) for name in names)


def _log_words(folder: Path) -> str:
    people: set[str] = set()
    with suppress(RecordError):
        for event in logs.look(folder / logs.NAME).events:
            people |= {part.person for part in event.parts if isinstance(part, Joined)}
    people.discard(TEACHER)
    return f"the log of the class, with what {len(people)} people were called, chose and voted"


def delete(saves: Saves, folder: Path) -> tuple[str, ...]:
    """Delete the folder of a class and all files in it; what was removed, as :func:`holds` has it.

    Raises :class:`RecordError`, and has deleted nothing then but what could be: where somebody hosts the class now,
    where the folder is none of these saves', and where the system refuses.
    """
    at_home = folder.resolve().parent == (saves.folder / CLASSES).resolve() and not folder.is_symlink()
    if not at_home or not (folder / logs.NAME).is_file():
        raise RecordError(f"{visible(str(folder), 200)} is no class of these saved games, so it is left alone.")
    if not logs.is_free(folder / logs.NAME):
        raise RecordError(logs.OPEN_ELSEWHERE)
    removed = holds(folder)
    try:
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name == logs.NAME):
            os.unlink(entry.path)  # the log last: what is left of a class can be deleted again
        folder.rmdir()
    except OSError as problem:
        raise RecordError(f"{visible(str(problem.filename), 200)} is left: {problem.strerror}.") from None
    return removed
