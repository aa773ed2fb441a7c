"""The teacher ends games before their last round: opponents play them out, so that there is a debrief."""

from __future__ import annotations

from random import Random

from tests.classroom.room.school import TEACHER, School
from tests.classroom.room.test_teacher import two


def played_out(school: School) -> None:
    """Tick as a host does, until opponents have played all games to their end that were ended."""
    for _ in range(200):
        school.room.tick()


def test_the_end() -> None:
    """One table or all are ended; when all are, the class talks about them; closed, it is over."""
    school = School.open(4, tables=2)
    assert school.refused(TEACHER, "end") == "not-now"
    school.teach("start")
    school.teach("end", table=1)
    assert (school.room.phase, school.table(1).ended, school.table(2).ended) == ("playing", True, False)
    assert school.refused(TEACHER, "end", table=1) == "not-now"
    school.teach("end", table="all")
    assert school.room.phase == "debrief"
    late = school.join()
    school.teach("let-in")
    assert school.room.asking(late).what == "wait"
    played_out(school)
    assert school.room.asking(late).what == "debrief"
    school.teach("close")
    assert school.room.phase == "closed"
    assert school.room.asking("p1").what == "out"
    assert school.refused(TEACHER, "start") == "not-now"


def test_an_ended_game_is_played_to_its_end() -> None:
    """The scripted opponents make all choices that are left, so there is a debrief; everybody is told from where on."""
    school = School.open(6)
    for n, role in enumerate(("port", "port", "town", "town", "judge", "judge")):
        school.seat(f"p{n + 1}", role)
    school.teach("start")
    school.play(Random(3), 6)
    session, made = school.table().session, len(school.table().session.entries)
    round_ = session.state.round
    school.teach("pause")
    assert school.teach("end").words == "The game ends here: opponents make all choices that are left."
    assert {seat.who for seat in session.seats.values()} == {"scripted"}
    assert school.room.asking("p1").what == "wait"
    assert school.refused("p1", "propose", move="port hold") == "not-now"
    played_out(school)
    assert session.state.over
    assert all(entry.chosen is not None or entry.move.role == "judge" for entry in session.entries[made:])
    assert school.room.compare()[0].cut_short == round_
    words = f"The teacher ended the game in round {round_}; from there on opponents made all choices."
    late = school.join()
    school.teach("let-in")
    for person in ("p1", "p5", late, TEACHER):
        assert school.room.asking(person).what == "debrief"
        assert words in school.room.asking(person).sentence
    saved = next(game for game in school.saves.listing() if game.ending)
    chose = {entry.move.role for entry in session.entries[:made] if entry.chosen is None}
    assert chose & {"port", "town"}
    assert set(saved.people) == {session.deck.roles[role].name for role in chose - {"judge"}}
    again = school.resumed()
    assert again.tables[0].cut_words == words
    assert again.phase == "debrief"


def test_an_end_taken_back() -> None:
    """The class is where it was, with the same teams; what opponents chose stays in the record, off the line."""
    school = two()
    school.propose("p1")
    state, made = school.table().session.state, len(school.table().session.entries)
    school.teach("end")
    played_out(school)
    assert school.room.phase == "debrief"
    length = len(school.table().session.journal.entries)
    assert "as if it had not been ended" in school.teach("undo").words
    assert school.room.phase == "playing"
    assert school.table().session.state.digest() == state.digest()
    assert len(school.table().session.entries) == made
    assert len(school.table().session.journal.entries) > length
    assert school.room.asking("p2").what == "choose"
    assert school.room.asking("p1").what == "chosen"
    assert not school.table().cut_words
    assert school.resumed().asking("p2").what == "choose"
    school.play(Random(1))
    assert school.room.phase == "debrief"
    assert not school.table().cut_words


def test_an_end_in_which_the_host_dies() -> None:
    """is gone on with: at any moment of it the room that is taken up again plays the games to their ends."""
    for ticks in range(4):
        school = two(seed=ticks)
        school.teach("end")
        for _ in range(ticks):
            school.room.tick()
        school.resumed()
        assert not school.table().session.bench
        played_out(school)
        assert school.table().session.state.over
        school.teach("undo")
        assert school.table().session.bench
        assert school.table().session.entries == ()
