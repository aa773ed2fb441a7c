"""Where saved games live. Loads nothing of the game, so that the title is soon on screen."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "DEBATE_SAVES"


def saves_folder(
    given: str | None = None, environment: Mapping[str, str] = os.environ, package: Path | None = None
) -> Path:
    """The folder of saved games, which need not be there yet.

    In this order: ``given`` (the option ``--saves``), the variable ``DEBATE_SAVES``, ``saves/`` beside the package in a
    checkout, and the user's data folder when the program is installed.
    """
    chosen = given or environment.get(VARIABLE)
    if chosen:
        return Path(chosen).expanduser().absolute()
    root = _package(package).parent
    if _is_checkout(root):
        return root / "saves"
    import platformdirs

    return Path(platformdirs.user_data_dir("debate", appauthor=False)) / "saves"


def shipped_saves(package: Path | None = None) -> Path:
    """The folder of the games that come with the program; they are only ever read."""
    inside = _package(package)
    installed = inside / "shipped" / "saves"
    return installed if installed.is_dir() else inside.parent / "saves" / "shipped"


def _package(package: Path | None) -> Path:
    return package or Path(__file__).resolve().parent


def _is_checkout(root: Path) -> bool:
    return (root / "pyproject.toml").is_file() and (root / "decks").is_dir()
