"""Goldens: texts that people can read, pinned in ``tests/goldens/``."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "goldens"


def check(name: str, text: str) -> None:
    """The text is the golden of this name. ``python -m tests.regenerate`` writes all of them anew, for you to read."""
    file = FOLDER / name
    if os.environ.get("REGENERATE"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert file.exists(), f"{name} is missing: python -m tests.regenerate"
    assert text == file.read_text(encoding="utf-8"), (
        f"{name} has changed: python -m tests.regenerate, then read the diff"
    )
