"""Imports only go down, and what is pure stays pure: by import-linter, and by what a fresh Python has loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEXTUAL = {"textual", "rich"}
IMPURE = {"asyncio", "logging", "random", "secrets", "socket", "subprocess", "tempfile"}

KEPT_OUT: dict[str, set[str]] = {
    "rules": TEXTUAL | IMPURE | {"yaml", "platformdirs"},
    "opponents": TEXTUAL | IMPURE | {"yaml", "platformdirs"},
    "debrief": TEXTUAL | IMPURE | {"yaml", "platformdirs"},
    "store": TEXTUAL | {"yaml", "asyncio"},
    "deckfile": TEXTUAL | {"asyncio"},
    "game": TEXTUAL | {"yaml", "asyncio"},
    "pages": TEXTUAL | {"yaml", "asyncio"},
    "faces.plain": TEXTUAL,
    "faces.web": TEXTUAL | {"yaml", "asyncio", "aiohttp"},
    "classroom.room": TEXTUAL | {"asyncio", "aiohttp", "socket"},
    "game.seat_view": TEXTUAL | {"asyncio", "aiohttp", "socket"},
    "workshop": TEXTUAL,
}

LOAD = """
import importlib, pkgutil, sys
room = importlib.import_module("debate." + sys.argv[1])
for module in pkgutil.iter_modules(getattr(room, "__path__", ())):
    importlib.import_module(room.__name__ + "." + module.name)
print(*sys.modules)
"""


def loaded(*arguments: str) -> set[str]:
    """The modules that a fresh Python has loaded at the end."""
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, cwd=ROOT, check=True)
    return set(done.stdout.split("\n")[-2].split())


@pytest.mark.parametrize("room", KEPT_OUT)
def test_a_room_loads_only_what_its_floor_may(room: str) -> None:
    """All modules of the room, imported on their own, bring in nothing from above and nothing that it may not use."""
    started_with = loaded("-c", "import sys; print(*sys.modules)")
    modules = loaded("-c", LOAD, room) - started_with
    assert f"debate.{room}" in modules
    assert not KEPT_OUT[room] & modules


@pytest.mark.parametrize("room", ["rules", "opponents", "debrief", "deckfile", "store", "game"])
def test_a_room_loads_nothing_from_above(room: str) -> None:
    """Neither the screens nor the command line come with what lies under them."""
    modules = loaded("-c", LOAD, room)
    above = {"debate.cli", "debate.faces", "debate.workshop", "debate.classroom", "debate.saves"}
    assert not above & modules
    if room == "rules":
        assert {name.split(".")[1] for name in modules if name.startswith("debate.")} == {"rules"}


def test_help_loads_neither_textual_nor_yaml() -> None:
    """``debate --help`` answers at once."""
    code = (
        "import sys\nfrom debate.cli import run\n"
        "try:\n    run(['--help'])\nexcept SystemExit:\n    pass\nprint()\nprint(*sys.modules)"
    )
    modules = loaded("-c", code)
    assert not (TEXTUAL | {"yaml", "asyncio"}) & modules


def test_imports_go_down() -> None:
    """The contracts of ``pyproject.toml`` are kept."""
    from importlinter.cli import lint_imports

    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_the_public_face_is_whole() -> None:
    """Every name that the package promises is there, and nothing of it is loaded before it is asked for."""
    modules = loaded("-c", "import sys, debate; print(*sys.modules)")
    assert not [name for name in modules if name.startswith("debate.")]
    import debate

    assert all(hasattr(debate, name) for name in debate.__all__)
