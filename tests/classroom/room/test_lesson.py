"""The clock of a lesson: what must end when, what fits, what to drop."""

from __future__ import annotations

import time

import pytest
from attrs import evolve

from debate.classroom.room.lesson import Lesson, agenda, bell_at

BELL = 100 * 60.0


def said(when: float) -> str:
    """Minutes since the lesson's clock stood at 0."""
    return f"{when / 60:g}"


def at(minute: float, **more) -> str:
    """What the console says at this minute of a lesson of three rounds that ends at 100."""
    lesson = Lesson(bell=BELL, now=minute * 60, phase="playing", begun=65 * 60, since=65 * 60, round=1, rounds=3)
    return agenda(evolve(lesson, **more), said).shown


def test_before_the_game_it_says_when_to_begin():
    """The rounds are counted back from the debrief, and the debrief from the bell."""
    assert at(60, phase="gathering") == "Begin by 67, debrief by 88, bell 100.  Door, seats and the case: 7 minutes."
    assert at(69, phase="gathering").endswith("Begin now.")
    assert at(73, phase="gathering").endswith("Begin now: 2 rounds of 3 still fit.")
    assert "play another day" in at(86, phase="gathering")


def test_while_all_fits_it_says_what_is_to_spare():
    """Three rounds of seven minutes begun at 65 end at 86, two before the debrief."""
    assert at(65) == "Debrief by 88, bell 100.  2 rounds after this one fit, with 2 minutes to spare."
    assert at(80, round=3, since=79 * 60).endswith("This round is the last; it has 8 minutes.")


def test_the_talk_is_dropped_before_a_round():
    """A little late the talk goes; later the last round; at last all but the one that is played."""
    assert at(69, since=69 * 60, begun=69 * 60).endswith("Tight for 3 more rounds: drop the talk between the steps.")
    assert at(73, since=73 * 60, begun=73 * 60).endswith("Drop round 3: 1 round after this one fits.")
    assert at(82, since=80 * 60, begun=80 * 60).endswith("4 finishes this round, then comes the debrief.")


def test_a_slow_class_is_believed():
    """Rounds that took eleven minutes each will take eleven again; one that took an hour is not believed."""
    slow = {"begun": 54 * 60, "since": 76 * 60, "round": 3, "rounds": 5}
    assert at(76, **slow).endswith("Drop all after round 3: 4 finishes this round, then comes the debrief.")
    quick = {"begun": 68 * 60, "since": 76 * 60, "round": 3, "rounds": 5}
    assert "2 rounds after this one fit" in at(76, **quick)


def test_the_debrief_loses_pages_as_time_runs_out():
    """Denials stay to the last, then the exit ticket, then everybody goes."""
    assert "9 minutes for the debrief" in at(88, phase="debrief")
    assert "Drop scores" in at(91, phase="debrief")
    assert "only what was denied" in at(94, phase="debrief")
    assert "Less than a minute left: only what was denied" in at(96.8, phase="debrief")
    assert "the exit ticket now" in at(97.5, phase="debrief")
    assert at(101, phase="debrief").startswith("The bell rang at 100.")


def test_a_lesson_is_never_told_to_drop_everything_while_time_is_left():
    """At every minute of every course of it there is one line, and the debrief is never given up for a round."""
    for begun in range(40, 95):
        for now in range(begun, 100):
            for round_ in range(1, 6):
                told = at(now, begun=begun * 60, since=now * 60, round=round_, rounds=5)
                assert told.count("\n") == 0
                if now > 88:
                    assert "fit, with" not in told


def test_a_long_first_round_does_not_cost_the_third():
    """Roles are read for the first time in it: nine and a half minutes for it leave room for two more in sixteen, as
    they were measured, and not only for one."""
    said = at(71.9, begun=62.4 * 60, since=71.9 * 60, round=2)
    assert "1 round after this one fits, with 3 minutes to spare" in said


def test_the_bell_is_the_next_time_that_a_clock_shows():
    """Later today, or tomorrow where today's has passed."""
    noon = time.mktime((2026, 3, 2, 12, 0, 0, 0, 0, -1))
    assert bell_at("12:45", noon) == noon + 45 * 60
    assert bell_at("12.45", noon) == noon + 45 * 60
    assert bell_at("8:05", noon) > noon + 12 * 3600


@pytest.mark.parametrize("text", ["", "10", "25:00", "10:60", "10:5", "ten", "-1:00", "10:450", "1\u0662:00"])
def test_what_is_no_time_of_day(text):
    """Refused, with how one is written."""
    with pytest.raises(ValueError, match="10:45"):
        bell_at(text, 0.0)
