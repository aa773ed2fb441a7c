"""How long a request takes, the disk left out: sixty people at twelve tables."""

from __future__ import annotations

from random import Random
from statistics import median
from time import process_time

from tests.classroom.room.school import School


def test_a_request_takes_under_two_milliseconds() -> None:
    """Choices, support and votes of a full school are done in less than two milliseconds of work each, and to be told
    what is asked takes less than half of one."""
    school = School.open(60, tables=12)
    school.teach("share-out")
    school.teach("start")
    done: list[float] = []
    asked: list[float] = []
    do, asking = school.room.do, school.room.asking

    def timed_do(*given, **named):  # type: ignore[no-untyped-def]
        start = process_time()
        try:
            return do(*given, **named)
        finally:
            done.append(process_time() - start)

    def timed_asking(*given):  # type: ignore[no-untyped-def]
        start = process_time()
        try:
            return asking(*given)
        finally:
            asked.append(process_time() - start)

    school.room.do = timed_do  # type: ignore[method-assign]
    school.room.asking = timed_asking  # type: ignore[method-assign]
    school.play(Random(1), 250)
    assert len(done) == 250
    assert median(done) < 0.002
    assert median(asked) < 0.0005
