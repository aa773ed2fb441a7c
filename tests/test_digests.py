"""A game is decided by deck, seed and choices alone: nothing of the process that plays it gets in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.digests import kinds, lines

ROOT = Path(__file__).parent.parent
GAMES = 9


def elsewhere(hash_seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    command = [sys.executable, "-m", "tests.digests", str(GAMES)]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=environment).stdout


def test_the_order_of_sets_decides_nothing() -> None:
    """The same games in this process and in others that hash otherwise, digest for digest."""
    here = "\n".join(lines(GAMES)) + "\n"
    assert len(here.splitlines()) == len(kinds()) + 1
    assert elsewhere("0") == here
    assert elsewhere("4242") == here
