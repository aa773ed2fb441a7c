"""A whole lesson with a real host and real clients, from the empty room to the file that the teacher takes home.

With a browser where there is one: see :mod:`tests.classroom.page.browser`. By hand, with pictures:
``python -m tests.classroom.whole --pictures FOLDER``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.classroom.whole.course import whole

pytestmark = pytest.mark.torture


async def test_thirty_students_play_a_lesson(tmp_path: Path) -> None:
    """Through lines that are cut, a pause, somebody sent out, a late-comer, a host that is killed, and an undo, to the
    debrief: nobody is stuck, nothing acknowledged is lost or done twice, no screen names what others hold, and all are
    back after the host."""
    report = await whole(tmp_path, 30, 1)
    print("\n".join(report.lines))
    assert not report.stuck, report.stuck[0]
    assert not report.lost, report.lost
    assert not report.leaks, report.leaks


async def test_a_lesson_that_ends_before_the_game(tmp_path: Path) -> None:
    """The teacher ends it in the third round: opponents play on, and everybody sees how it ended. Before
    the world moves all say what they think will come."""
    report = await whole(tmp_path, 12, 2, pace=0.5, cut=3, predictions=True)
    print("\n".join(report.lines))
    assert not report.stuck, report.stuck[0]
    assert not report.lost, report.lost
    assert not report.leaks, report.leaks
