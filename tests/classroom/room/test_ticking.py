"""What happens by itself goes on table by table: others are served in between, and one that fails stops none."""

from __future__ import annotations

import pytest

from tests.classroom.room.school import School


def three() -> School:
    """Three tables that opponents play alone."""
    school = School.open(tables=3)
    school.teach("start")
    return school


def made(school: School) -> list[int]:
    """How many choices were made at each table."""
    return [len(table.session.entries) for table in school.room.tables]


def test_a_table_at_a_time() -> None:
    """After each the host may do something else; a pause in between holds all that come after it."""
    school = three()
    going = school.room.ticks()
    next(going)
    assert [count > 0 for count in made(school)] == [True, False, False]
    next(going)
    school.teach("pause")
    assert list(going) == [None]
    assert [count > 0 for count in made(school)] == [True, True, False]
    school.teach("resume")
    school.room.tick()
    assert all(made(school))


def test_a_class_that_is_closed_in_between() -> None:
    """Nothing more is chosen anywhere."""
    school = three()
    going = school.room.ticks()
    next(going)
    school.teach("close")
    assert list(going) == []
    assert made(school)[1:] == [0, 0]


@pytest.mark.parametrize("end", [False, True])
def test_a_table_that_fails_stops_no_other(end: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others play on, also where the teacher has ended the games, and the host is told what it was."""
    school = three()
    if end:
        school.teach("end", table="all")

    def fails() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(school.table(1).session, "ask", fails)
    for _ in range(200):
        school.room.tick()
    assert [table.session.state.over for table in school.room.tables] == [False, True, True]
    assert isinstance(school.room.fault, ZeroDivisionError)
