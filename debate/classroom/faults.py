"""What goes wrong in a class, written down in the room's folder: the place in the program, and nothing else."""

from __future__ import annotations

import logging
import traceback
from io import TextIOWrapper
from pathlib import Path

LOG = logging.getLogger("debate.classroom")


def failure(problem: BaseException) -> str:
    """What failed, and where in the program. What was said there is left out: it may be somebody's."""
    places = traceback.extract_tb(problem.__traceback__)
    where = " < ".join(f"{Path(place.filename).name}:{place.lineno}" for place in reversed(places[-6:]))
    return f"{type(problem).__name__} at {where}"


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
        from debate.store.files import private

        return TextIOWrapper(open(self.baseFilename, "ab", opener=private), self.encoding, self.errors)


def _without_traceback(record: logging.LogRecord) -> bool:
    """A traceback may quote what somebody typed."""
    record.exc_info = record.exc_text = record.stack_info = None
    return True
