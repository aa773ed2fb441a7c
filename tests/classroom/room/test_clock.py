"""The clock of a room where the computer's own is set in the middle of a lesson."""

from __future__ import annotations

import pytest

from debate.classroom.room.lesson import MINUTE, Steady, clock_time, set_by
from tests.classroom.room.school import School


class Computer:
    """A computer whose clock can be set."""

    def __init__(self) -> None:
        self.shows, self.passed = 1_900_000_000.0, 50.0
        self.clock = Steady(lambda: self.shows, lambda: self.passed)

    def wait(self, seconds: float) -> None:
        self.shows += seconds
        self.passed += seconds


@pytest.mark.parametrize("by", [3600.0, -120.0])
def test_a_hint_of_time_lasts_as_long_as_was_said(by: float) -> None:
    """Ninety seconds are given, the clock is set, thirty pass: a minute is left."""
    computer = Computer()
    school = School()
    school.begin(clock=computer.clock)
    school.teach("start")
    role = school.room.tables[0].session.state.awaiting[0]
    school.teach("time", table="1", role=role, seconds="90")
    computer.shows += by
    computer.wait(30)
    until = school.room.tables[0].until(role)
    assert until is not None
    assert until - school.room.now == pytest.approx(60, abs=0.01)


def test_the_bell_rings_when_the_school_says_so() -> None:
    """A computer that was five minutes slow is set right: five minutes fewer are left until the bell, which keeps its
    time of day; rounds are measured as they passed."""
    computer = Computer()
    school = School()
    school.begin(clock=computer.clock)
    bell = computer.shows - computer.shows % MINUTE + 45 * MINUTE
    school.teach("bell", to=clock_time(bell))
    school.teach("start")
    computer.shows += 5 * MINUTE
    computer.wait(60)
    lesson = school.room.lesson
    assert lesson is not None
    assert lesson.bell == bell
    assert lesson.now == pytest.approx(computer.shows)
    assert lesson.now - lesson.begun == pytest.approx(60)
    assert lesson.now - lesson.since == pytest.approx(60)


def test_any_other_clock_is_taken_as_it_is() -> None:
    """Whoever gives a room a clock of their own decides what time it is."""
    assert set_by(lambda: 5.0) == 0
    assert Computer().clock.set_by == 0
