"""What is kept of a learner beside the games: beliefs about a deck's question, and what is to be recalled.

Small files in a folder of the saved games, readable by their owner alone. A file is replaced as a whole. One that is
damaged is set aside under another name, so that nothing of it is lost, and said in a sentence.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from debate.rules.text import visible
from debate.store.fields import Malformed, from_json
from debate.store.writer import write_over

FOLDER = "learning"
MAX_BYTES = 2 * 1024 * 1024


class Learner:
    """``folder``: where the saved games are; None: nothing outlasts this object.

    ``problem``: what was wrong with a file when it was read or written last, as a sentence; empty for nothing.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = None if folder is None else folder / FOLDER
        self.problem = ""
        self._kept: dict[str, dict[str, Any]] = {}

    def read(self, name: str) -> dict[str, Any]:
        """What is kept under this name; empty where nothing is."""
        if self.folder is None:
            return self._kept.get(name, {})
        path = self.folder / f"{name}.json"
        try:
            with path.open("rb") as file:
                raw = file.read(MAX_BYTES + 1)
        except FileNotFoundError:
            return {}
        except OSError as problem:
            self.problem = f"{visible(path.name, 60)} cannot be read: {visible(problem.strerror or '', 80).lower()}."
            return {}
        try:
            found = from_json(raw) if len(raw) <= MAX_BYTES else None
        except Malformed:
            found = None
        if isinstance(found, dict):
            return found
        self._set_aside(path)
        return {}

    def _set_aside(self, path: Path) -> None:
        aside = path.with_name(f"{path.stem}-damaged-{secrets.token_hex(4)}.json")
        try:
            path.rename(aside)
            self.problem = f"{path.name} was damaged; it is kept as {aside.name}, and a new one is begun."
        except OSError:
            self.problem = f"{path.name} is damaged, and nothing is kept in it."

    def write(self, name: str, content: Mapping[str, Any]) -> bool:
        """Keep this under the name, in place of what was there. False: it could not be; see :attr:`problem`."""
        if self.folder is None:
            self._kept[name] = dict(content)
            return True
        path = self.folder / f"{name}.json"
        raw = json.dumps(content, ensure_ascii=False, indent=1).encode()
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_over(path, raw)
        except OSError as problem:
            self.problem = f"{path.name} cannot be written: {visible(problem.strerror or '', 80).lower()}."
            return False
        return True
