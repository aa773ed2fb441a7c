"""What goes wrong in a host, written down in the room's folder: the place in the program, and nothing else."""

from __future__ import annotations

import logging
from io import TextIOWrapper
from pathlib import Path

from debate.classroom.host.host import LOG
from debate.store.files import private


def note_faults(path: Path) -> None:
    """Where something goes wrong, the place in the program is written down in the room's folder, and nothing else."""
    LOG.propagate = False
    logging.raiseExceptions = False
    handler = _PrivateLog(path, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    handler.addFilter(_without_traceback)
    LOG.addHandler(handler)


class _PrivateLog(logging.FileHandler):
    """A log that only its owner can read: it may name students and where they come from. Where it cannot be written, as
    in a folder that is gone, what was to be noted is lost, and nothing else fails."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            super().emit(record)
        except OSError:
            self.handleError(record)

    def _open(self) -> TextIOWrapper:
        return TextIOWrapper(open(self.baseFilename, "ab", opener=private), self.encoding, self.errors)


def _without_traceback(record: logging.LogRecord) -> bool:
    """A traceback may quote what somebody typed."""
    record.exc_info = record.exc_text = record.stack_info = None
    return True
