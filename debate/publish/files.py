"""Files of saved games inside a page: a file system in memory, of which the page keeps what is written."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

from debate.store.files import Files

FULL = "the browser has no room left, or does not allow pages to keep anything"


class PageFiles(Files):
    """Files of a page: one program and one person.

    ``full``: whether the page could not keep what it was sent: then nothing more is written.
    """

    def __init__(self, full: Callable[[], bool] = lambda: False) -> None:
        super().__init__()
        self.full = full

    def write(self, file: int, content: bytes) -> int:
        if self.full():
            raise OSError(errno.ENOSPC, FULL)
        return super().write(file, content)

    def link(self, old: Path, new: Path) -> None:
        """As a copy: there are no second names here."""
        target = os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        try:
            content = memoryview(old.read_bytes())
            while content:
                content = content[os.write(target, content) :]
        finally:
            os.close(target)

    def lock(self, file: int) -> bool:
        """The page holds a lock for all of its games."""
        return True

    def own(self, file: int) -> None:
        """Nobody else is here."""

    def sync_folder(self, path: Path) -> None:
        """The page keeps whole files."""
