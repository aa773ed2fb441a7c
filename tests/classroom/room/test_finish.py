"""The last round, the bell, eyes up, and the pace that a class begins with."""

from __future__ import annotations

from random import Random

from debate.classroom.room import Room
from tests.classroom.room.school import DECK, TEACHER, School


def playing(people: int = 8, **given: object) -> School:
    """A class at two tables; the game has begun."""
    school = School.open(people, tables=2, judged=False, **given)
    school.teach("decide", to="anyone")
    school.teach("share-out")
    school.teach("start")
    school.room.tick()
    return school


def the_round(school: School) -> None:
    """Everybody chooses, until the round is over at both tables; opponents play on where a game was ended."""
    school.play(Random(3))
    for _ in range(60):
        school.room.tick()


def test_a_class_begins_round_by_round() -> None:
    """Unless somebody says otherwise tables wait for each other after each round; what an old log means is left."""
    assert playing(pace="rounds").room.settings.pace == "rounds"
    school = School()
    assert Room.begin(DECK, school.saves).settings.pace == "rounds"


def test_finish_this_round_then_debrief() -> None:
    """Both tables play the round that is under way; then opponents end the game, and there is a debrief."""
    school = playing(pace="rounds")
    assert "Round 1 is the last" in school.teach("finish").words
    assert school.room.phase == "playing"
    assert not any(table.ended for table in school.room.tables)
    the_round(school)
    assert school.room.phase == "debrief"
    assert [table.cut_short for table in school.room.tables] == [2, 2]
    assert school.room.tables[0].cut_words.startswith("The teacher ended the game after round 1; from there on")


def test_a_last_round_that_is_not_the_last_after_all() -> None:
    """The game goes on after it, and the tables wait for the teacher as before."""
    school = playing(pace="rounds")
    school.teach("finish")
    school.teach("finish", to="go-on")
    the_round(school)
    assert school.room.tables[0].held
    assert not school.room.tables[0].ended


def test_while_the_outcome_is_told_the_round_that_was_is_the_last() -> None:
    """Nothing more is played where nobody has begun the next round."""
    school = playing(pace="rounds")
    the_round(school)
    assert all(table.held for table in school.room.tables)
    assert "Round 1 is the last" in school.teach("finish").words
    for _ in range(60):
        school.room.tick()
    assert school.room.phase == "debrief"


def test_an_end_that_is_taken_back_stays_taken_back() -> None:
    """The last round is forgotten with it, or the game would be ended again at once."""
    school = playing(pace="rounds")
    school.teach("finish")
    the_round(school)
    school.teach("undo", table=1)
    school.room.tick()
    assert not school.room.tables[0].ended


def test_the_bell_is_kept_with_the_class() -> None:
    """Set, taken back, refused in one sentence; a class taken up again knows it."""
    school = playing()
    assert school.room.lesson is None
    assert "The bell rings at" in school.teach("bell", to="23:59").words
    lesson = school.room.lesson
    assert lesson is not None
    assert lesson.now < lesson.bell <= lesson.now + 24 * 3600
    assert (lesson.phase, lesson.round, lesson.begun) == ("playing", 1, school.now)
    assert school.refused("teacher", "bell", to="25:00") == "illegal"
    school.resumed()
    assert school.room.lesson == lesson
    school.teach("bell", to="")
    assert school.room.lesson is None


def test_eyes_up_pauses_and_dims() -> None:
    """Everybody is told to look up; going on ends both."""
    school = playing()
    school.teach("pause", eyes="up")
    assert school.room.paused
    assert school.room.eyes_up
    assert school.room.asking("p1").sentence == "Eyes up: look at your teacher."
    school.teach("resume")
    assert not school.room.paused
    assert not school.room.eyes_up
    school.teach("pause")
    assert not school.room.eyes_up
    assert school.room.asking("p1").sentence == "The teacher has paused the game."


def test_eyes_up_at_any_time() -> None:
    """Before the game and in the debrief, too, all look up; a pause is for a game alone."""
    school = School.open(2)
    assert school.refused(TEACHER, "pause") == "not-now"
    for _ in ("gathering", "debrief"):
        before = school.room.asking("p1").what
        school.teach("pause", eyes="up")
        assert school.room.asking("p1").sentence == "Eyes up: look at your teacher."
        assert school.teach("resume").words == "The class goes on."
        assert school.room.asking("p1").what == before
        if school.room.phase == "gathering":
            school.teach("start")
            school.teach("end")
            for _ in range(90):
                school.room.tick()
    assert school.room.phase == "debrief"
