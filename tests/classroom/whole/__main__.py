"""A whole lesson: ``python -m tests.classroom.whole [--clients 30] [--tables 1] [--pictures FOLDER] [--end ROUND]``.

Needs Chromium, Node and two packages for the browser part, which is left out, with a line that says so, where they are
missing: see :mod:`tests.classroom.page.browser`.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from tests.classroom.whole.course import whole

FEWEST = 8
"""Students with whom every part of the lesson has somebody to happen to: lines, readers, and one who is sent out."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.classroom.whole", description=__doc__)
    parser.add_argument("--clients", type=int, default=30, help="students (default: 30)")
    parser.add_argument("--tables", type=int, default=1, help="tables (default: 1)")
    parser.add_argument("--pictures", type=Path, default=None, help="a folder for pictures")
    parser.add_argument("--end", type=int, default=0, help="the teacher ends the game in this round (default: never)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pace", type=float, default=0.8, help="seconds that a student thinks, about")
    parser.add_argument("--predictions", action="store_true", help="ask what will come before the world moves")
    given = parser.parse_args()
    if given.clients < FEWEST:
        parser.error(f"--clients: a lesson in which one is sent out wants {FEWEST} students or more")
    with tempfile.TemporaryDirectory() as folder:
        report = asyncio.run(
            whole(
                Path(folder),
                given.clients,
                given.tables,
                pictures=given.pictures,
                seed=given.seed,
                pace=given.pace,
                cut=given.end,
                predictions=given.predictions,
            )
        )
    print("\n".join(report.lines))
    for stuck in report.stuck[:6]:
        print(f"\nSTUCK {stuck}")
    return 1 if report.stuck or report.leaks or report.lost else 0


sys.exit(main())
