"""The game under Python for browsers, run in Node: whole games come out the same there."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from debate.publish.page import NoRuntime, Runtime

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PYODIDE = ROOT / ".web" / "node_modules" / "pyodide"
GAMES = 100
"""Of each of three decks."""


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


@pytest.mark.torture
@pytest.mark.skipif(bool(lacking()), reason=lacking())
def test_three_hundred_games_come_out_the_same(tmp_path: Path) -> None:
    """Every position of 300 games of three decks has the same digest here and under Python for browsers."""
    site = tmp_path / "site.zip"
    site.write_bytes(gzip.decompress(Runtime.find().files["site.zip"]))
    script = str(HERE / "digests.py")
    there = [str(HERE / "inside.mjs"), str(PYODIDE), str(site), str(ROOT / "decks"), script, str(GAMES)]
    found = subprocess.run(["node", *there], capture_output=True, text=True, check=True).stdout.split("\n")
    here = subprocess.run([sys.executable, script, str(GAMES)], capture_output=True, text=True, check=True, cwd=ROOT)
    assert len(found) == 3 * GAMES + 1
    assert found == here.stdout.split("\n")
