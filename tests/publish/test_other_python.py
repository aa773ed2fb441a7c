"""The game under Python for browsers, run in Node: whole games come out the same there."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from debate.cli import run
from debate.publish.page import MOST, NoRuntime, Runtime

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PYODIDE = ROOT / ".web" / "node_modules" / "pyodide"


def lacking() -> str:
    """Why this cannot run here; empty where it can."""
    if shutil.which("node") is None:
        return "There is no Node here."
    if not PYODIDE.is_dir():
        return "Pyodide is not there: npm ci --prefix .web"
    try:
        Runtime.find()
    except NoRuntime as problem:
        return str(problem)
    return ""


pytestmark = pytest.mark.skipif(bool(lacking()), reason=lacking())


def compared(tmp_path: Path, games: int) -> None:
    """Every position of so many games of each of three decks has the same digest here and there."""
    site = tmp_path / "site.zip"
    site.write_bytes(gzip.decompress(Runtime.find().files["site.zip"]))
    script = str(HERE / "digests.py")
    there = [str(HERE / "inside.mjs"), str(PYODIDE), str(site), str(ROOT / "decks"), script, str(games)]
    found = subprocess.run(["node", *there], capture_output=True, text=True, check=True).stdout.split("\n")
    here = subprocess.run([sys.executable, script, str(games)], capture_output=True, text=True, check=True, cwd=ROOT)
    assert len(found) == 3 * games + 1
    assert found == here.stdout.split("\n")


def test_some_games_come_out_the_same(tmp_path: Path) -> None:
    """A few games of each deck: the runtime that was built runs, and it runs today's game."""
    compared(tmp_path, 4)


@pytest.mark.torture
def test_three_hundred_games_come_out_the_same(tmp_path: Path) -> None:
    """Of each deck a hundred."""
    compared(tmp_path, 100)


def test_a_page_is_small_enough_to_be_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The largest shipped deck as one file, and the page on which it is written."""
    monkeypatch.setattr("debate.debrief.base_rates.GAMES", 2)
    for more in ((), ("--author",)):
        file = tmp_path / "zte.html"
        assert run(["deck", "publish", "zte", *more, "--html", str(file)]) == 0
        assert 10_000_000 < file.stat().st_size <= MOST
