"""Lines of play: out of a saved game, and to the position where they lead."""

from __future__ import annotations

from pathlib import Path

from debate.rules.deck import Deck
from debate.rules.moves import IllegalMove
from debate.rules.replay import run
from debate.rules.state import Record, State
from debate.rules.text import visible
from debate.store.checked import RecordError, why
from debate.store.files import Files, read_path
from debate.store.journal import Journal
from debate.store.lines import MAX_BYTES, read
from debate.store.names import PORTABLE
from debate.store.portable import MAX_PORTABLE, read_portable_file
from debate.store.replay import strange_setting

__all__ = ["RecordError", "load_record", "position_of"]


def load_record(path: Path) -> Record:
    """The line of play of the game in this file, up to where it stands; what was undone is left out.

    An end that was torn off was never acknowledged and is left out too. Raises :class:`RecordError`.
    """
    name, files = visible(path.name, 100), Files()
    try:
        if path.suffix == PORTABLE:
            raw = read_portable_file(read_path(files, path, MAX_PORTABLE)).record
        else:
            raw = read_path(files, path, MAX_BYTES)
    except (OSError, ValueError) as problem:
        reason = why(problem) if isinstance(problem, OSError) else str(problem)
        raise RecordError(f"{name} cannot be opened: {reason}.") from None
    found = read(raw)
    if found.header is None or (found.problem is not None and found.problem.kind != "torn"):
        assert found.problem is not None
        raise RecordError(f"{name} cannot be used: {found.problem.sentence}")
    line = Journal(found.header, found.entries).line()
    return Record(found.header.digest, found.header.setting, tuple([made.move for made in line]))


def position_of(deck: Deck, record: Record) -> State:
    """Where this line of play leads. Raises :class:`RecordError` where it was played with another deck."""
    title = deck.title
    if record.deck != deck.digest:
        raise RecordError(f"The record was played with another deck than this version of '{title}'.")
    strange = strange_setting(deck, record.setting)
    if strange:
        raise RecordError(f"The record does not fit '{title}': {strange}")
    try:
        return run(deck, record.setting, record.moves).state
    except IllegalMove as problem:
        raise RecordError(f"The record cannot be played with '{title}': {problem.refusal.sentence}") from None
