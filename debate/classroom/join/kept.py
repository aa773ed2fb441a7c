"""The seat that was taken from this computer, kept so that the same command comes back to it."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path

from debate.store.files import FILES, ensure_folder
from debate.store.writer import write_over

MOST = 40
"""So many rooms are remembered."""


class Kept:
    """The token of one room, in a file that only this user can read. Where it cannot be written, nothing is kept."""

    def __init__(self, base: str, code: str, kind: str, folder: Path | None = None) -> None:
        if folder is None:
            from platformdirs import user_state_path

            folder = user_state_path("debate")
        self.path = folder / "class-seats.json"
        self.key = f"{base} {code} {kind}"
        self.token = self._all().get(self.key, "")

    def keep(self, token: str) -> None:
        """From now on this one is good."""
        self.token = token
        found = self._all()
        found.pop(self.key, None)
        self._write({**dict(list(found.items())[1 - MOST :]), self.key: token})

    def _all(self) -> dict[str, str]:
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {str(key): token for key, token in found.items() if re.fullmatch("[0-9a-f]{32}", str(token))}

    def _write(self, found: dict[str, str]) -> None:
        with suppress(OSError):
            ensure_folder(FILES, self.path.parent)
            write_over(self.path, json.dumps(found, indent=1).encode())
