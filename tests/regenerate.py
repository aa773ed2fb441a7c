"""Write every golden anew: ``python -m tests.regenerate``. Read the difference before you keep it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

MARKS = ("REGENERATE", "golden.check", "from tests.golden import")


def main() -> int:
    """Run the tests that pin a text, with leave to write it."""
    os.environ["REGENERATE"] = "1"
    here = Path(__file__).parent
    files = [
        str(file) for file in sorted(here.rglob("test_*.py")) if any(mark in file.read_text("utf-8") for mark in MARKS)
    ]
    return int(pytest.main(["-q", "-p", "no:randomly", *files]))


if __name__ == "__main__":
    sys.exit(main())
