"""What the teacher does: seats, pace, pause, opponents, undo, time, the end; and with several tables."""

from __future__ import annotations

from random import Random

import pytest

from debate.classroom.room import Change
from debate.game.session import Session
from tests.classroom.room.school import DECK, TEACHER, School


def two(**given: int) -> School:
    """A game of two, begun."""
    school = School.open(2, **given)
    school.seat("p1", "port")
    school.seat("p2", "town")
    school.teach("start")
    return school


def test_share_out() -> None:
    """Everybody gets a seat: teams of three over all tables, then judges, then larger teams."""
    school = School.open(30, tables=2)
    school.teach("share-out")
    sizes = [(len(t.teams["port"]), len(t.teams["town"]), len(t.judges)) for t in school.room.tables]
    assert sizes == [(6, 6, 3), (6, 6, 3)]
    assert school.refused(TEACHER, "share-out") == "not-now"


def test_start_seats_those_who_wait() -> None:
    """Nobody is left standing when the game begins; roles that nobody has are played by opponents."""
    school = School.open(1)
    school.teach("start")
    assert school.place("p1").role == "port"
    assert school.table().filled_by("town") == "scripted"
    assert school.refused(TEACHER, "start") == "not-now"


def test_late_comers_judge() -> None:
    """Who comes after the start is a judge, at the table that has fewest; the teacher may seat them elsewhere."""
    school = School.open(4, tables=2)
    school.teach("start")
    late = [school.join(), school.join()]
    school.teach("let-in")
    assert [(school.place(p).table, school.place(p).role) for p in late] == [(1, ""), (2, "")]
    school.teach("seat", person=late[0], table=1, role="port")
    assert late[0] in school.table().teams["port"]


def test_nobody_plays_it() -> None:
    """A role whose last player goes waits; everybody reads that, and the teacher gives it to somebody."""
    school = two()
    school.teach("kick", person="p2")
    school.propose("p1")
    school.room.tick()
    assert "Nobody plays" in school.room.asking("p1").sentence
    assert "Nobody plays" in school.room.asking(TEACHER).sentence
    assert school.table().filled_by("town") == "nobody"
    school.teach("opponent", role="town")
    school.room.tick()
    assert school.table().filled_by("town") == "scripted"
    assert "Nobody plays" not in school.room.asking("p1").sentence


def test_an_absent_students_seat() -> None:
    """An opponent plays it until it is given back."""
    school = two()
    school.teach("opponent", role="port", who="novice")
    assert school.room.asking("p1").what == "wait"
    school.room.tick()
    assert any(move.role == "port" for move in school.table().session.moves)
    school.teach("give-back", role="port")
    assert school.table().filled_by("port") == "team"
    assert school.refused(TEACHER, "opponent", role="port", who="nobody") == "illegal"
    assert school.refused(TEACHER, "opponent", role="nobody") == "unknown"


def test_the_teacher_plays() -> None:
    """A role that was taken is the teacher's until it is given back; others are not."""
    school = two()
    move = school.choices("p1")[0]
    assert school.refused(TEACHER, "play", move=move) == "not-yours"
    school.teach("take", role="port")
    assert school.room.asking(TEACHER).what == "choose"
    assert "teacher" in school.room.asking("p1").sentence
    assert school.refused(TEACHER, "play", move="port fly") == "illegal"
    school.teach("play", move=move)
    assert str(school.table().session.moves[-1]) == move
    school.teach("give-back", role="port")
    assert school.table().filled_by("port") == "team"


def test_give_back_to_nobody() -> None:
    """A role without a team goes to an opponent."""
    school = School.open(1)
    school.teach("start")
    school.teach("take", role="town")
    school.teach("give-back", role="town")
    assert school.table().filled_by("town") == "scripted"


def test_roles_given_away_before_the_start() -> None:
    """A role that an opponent or the teacher is to play is left to them when seats are given out."""
    school = School.open(2)
    school.teach("opponent", role="town", who="novice")
    school.teach("start")
    assert school.table().teams == {"port": ("p1", "p2"), "town": ()}
    assert school.table().filled_by("town") == "novice"
    other = School.open(2)
    other.teach("take", role="town")
    other.teach("take", role="port")
    other.teach("give-back", role="port")
    other.teach("start")
    assert (other.table().filled_by("port"), other.table().filled_by("town")) == ("team", "teacher")
    third = School.open(2)
    third.teach("take", role="town")
    third.teach("take", role="port")
    third.teach("share-out")
    assert third.table().judges == ("p1", "p2")


def test_a_seat_that_an_opponent_has() -> None:
    """becomes a person's when one is seated there."""
    school = School.open(1)
    school.teach("start")
    late = school.join()
    school.teach("let-in")
    school.seat(late, "town")
    assert school.table().filled_by("town") == "team"


def test_pause() -> None:
    """Nothing is chosen while the game is paused, by opponents neither."""
    school = School.open(1)
    school.teach("start")
    school.teach("pause")
    assert school.room.asking("p1").what == "paused"
    assert school.refused("p1", "propose", move=school.choices("p1")[0]) == "paused"
    school.room.tick()
    assert school.table().session.moves == ()
    school.teach("resume")
    school.room.tick()
    assert school.table().session.moves


def test_steps() -> None:
    """In steps each change of phase waits for the teacher; the step that runs is not held."""
    school = two()
    school.teach("pace", to="steps")
    assert not school.table().held
    phases = [(1, "choose")]
    random = Random(2)
    while not school.table().ended:
        school.play(random)
        if school.table().held:
            state = school.table().session.state
            phases.append((state.round, state.phase))
            assert school.room.asking("p1").what == "held"
            assert school.room.asking(TEACHER).what == "held"
            if school.choices("p1"):
                assert school.refused("p1", "propose", move=school.choices("p1")[0]) == "paused"
            school.resumed()
            assert school.table().held
            school.enter("p1")
            school.enter("p2")
            school.teach("next")
    assert len(set(phases)) == len(phases) > 5
    assert school.refused(TEACHER, "next") == "not-now"


def test_rounds() -> None:
    """In rounds nothing is held within a round; after it the tables wait for each other, then for the teacher, and the
    sentence names the one that lags and whom it waits for."""
    school = School.open(4, tables=2)
    school.teach("pace", to="rounds")
    for person, table, role in (("p1", 1, "port"), ("p2", 1, "town"), ("p3", 2, "port"), ("p4", 2, "town")):
        school.teach("seat", person=person, table=str(table), role=role)
    school.teach("start")
    first, second = school.room.tables
    while first.session.state.round == 1:
        assert not first.held
        for person in ("p1", "p2"):
            if school.choices(person):
                school.propose(person)
    assert first.held
    assert not second.held
    assert school.room.asking("p1").what == "held"
    assert school.refused("p1", "propose", move=school.choices("p1")[0]) == "paused"
    said = school.room.asking(TEACHER)
    assert said.what == "wait"
    assert said.sentence.startswith("Table 1 waits. Table 2 is still in round 1: ")
    assert school.refused(TEACHER, "next") == "not-now"
    while second.session.state.round == 1:
        for person in ("p3", "p4"):
            if school.choices(person):
                school.propose(person)
    assert first.held
    assert second.held
    assert school.room.asking(TEACHER).what == "held"
    school.resumed()
    assert all(table.held for table in school.room.tables)
    for person in ("p1", "p2", "p3", "p4"):
        school.enter(person)
    school.teach("next")
    assert not any(table.held for table in school.room.tables)
    assert school.choices("p1")


def test_back_to_free() -> None:
    """Nothing is held any more."""
    school = two()
    school.teach("pace", to="steps")
    school.propose("p1")
    school.propose("p2")
    assert school.table().held
    school.teach("pace", to="free")
    assert not school.table().held


def test_undo() -> None:
    """Back to before the latest choice of a person, as often as there is one, also past opponents' choices."""
    school = two()
    school.propose("p1", 0)
    before = school.table().session.state.digest()
    school.propose("p2", 0)
    school.teach("undo")
    assert school.table().session.state.digest() == before
    assert school.room.asking("p2").what == "choose"
    school.teach("undo")
    assert school.table().session.moves == ()
    assert school.refused(TEACHER, "undo") == "not-now"


def test_undo_of_what_was_not_seen() -> None:
    """Somebody chose just before: nothing is taken back, and the teacher reads what is new."""
    school = two()
    school.propose("p1")
    seen = school.table().version
    school.propose("p2")
    assert school.refused(TEACHER, "undo", seen) == "stale"
    school.teach("undo", at=school.table().version)


def test_undo_from_the_end() -> None:
    """A game that is over can be taken back and goes on."""
    school = two()
    school.play(Random(1))
    assert school.room.phase == "debrief"
    school.teach("undo")
    assert school.room.phase == "playing"


def test_undo_leaves_no_proposals() -> None:
    """What was proposed for a question that is asked anew is not proposed for it any more."""
    school = School.open(3)
    school.seat("p1", "port")
    school.seat("p2", "port")
    school.seat("p3", "town")
    school.teach("start")
    school.propose("p3")
    school.propose("p1")
    school.teach("undo")
    assert school.table().proposals("port") == ()


def test_time() -> None:
    """Time is a hint to whoever chooses; it can be lengthened, taken away, and ends with the question."""
    school = two()
    school.teach("time", seconds=90)
    assert school.table().until("port") == school.now + 90
    school.now += 30
    school.teach("time", role="port", seconds="+30")
    assert school.table().until("port") == school.now + 90
    assert school.table().until("town") == school.now + 60
    assert school.room.asking("p1").until == school.now + 90
    school.teach("time", role="town", seconds=0)
    assert school.table().until("town") is None
    school.now += 1_000
    school.room.tick()
    assert school.table().session.moves == ()
    school.propose("p1")
    assert school.table().until("port") is None
    for wrong in ("-1", "1e9", "", "99999999", "+"):
        assert school.refused(TEACHER, "time", seconds=wrong) == "unknown"


def test_message() -> None:
    """A message is one cleaned line that everybody reads, until it is taken away."""
    school = School.open(1)
    school.teach("message", text="Read the floor.")
    assert school.room.message == "Read the floor."
    assert school.refused(TEACHER, "message", text="a\x1b[2J") == "illegal"
    assert school.refused(TEACHER, "message", text="x" * 301) == "illegal"
    school.teach("message", text="")
    assert school.room.message == ""


def test_settings() -> None:
    """Each setting takes its words and no other."""
    school = School.open()
    for kind, to in (
        ("decide", "x"),
        ("pace", ""),
        ("doors", "shut"),
        ("names", "no"),
        ("wall-names", "x"),
        ("hands", ""),
    ):
        assert school.refused(TEACHER, kind, to=to) == "illegal"
    school.teach("wall-names", to="off")
    school.teach("hands", to="open")
    assert not school.room.settings.names_on_wall
    assert school.room.settings.hands_open
    assert school.room.hands(1)["port"]
    school.teach("hands", to="shut")
    assert school.room.hands(1) == {}


def test_several_tables() -> None:
    """Each table has its own game; nothing done at one changes another; outcomes stand side by side."""
    school = School.open(8, tables=3, seed=5)
    school.teach("share-out")
    school.teach("start")
    school.play(Random(4))
    found = school.room.compare()
    assert [outcome.table for outcome in found] == [1, 2, 3]
    assert all(outcome.over and outcome.ending for outcome in found)
    assert len({table.session.state.seed for table in school.room.tables}) == 3
    assert school.refused(TEACHER, "undo", table=4) == "unknown"
    assert school.refused(TEACHER, "undo", table="x") == "unknown"


def test_all_from_one_game() -> None:
    """Tables that go on from one saved game stand where it stood, and say where they come from."""
    origin = Session(DECK, {"port": "person"}, seed=9)
    random = Random(1)
    for _ in range(6):
        if origin.ask() is None:
            origin.submit(random.choice(origin.legal(origin.awaited()[0])))
    school = School()
    school.begin(tables=3, origin=origin)
    assert {t.session.state.digest() for t in school.room.tables} == {origin.state.digest()}
    assert {t.filled_by("port") for t in school.room.tables} == {"nobody"}
    source = school.table().session.journal.header.origin
    assert source is not None
    assert source.game == DECK.title
    school.join()
    assert {t.session.state.digest() for t in school.resumed().tables} == {origin.state.digest()}


@pytest.mark.parametrize("given", [{"tables": 0}, {"tables": 31}, {"preset": "none"}, {"views": ("none",)}])
def test_no_such_class(given: dict[str, object]) -> None:
    """A class of no tables, or of things that the deck does not have, is not begun, and nothing is left of it."""
    school = School()
    with pytest.raises(ValueError, match="has"):
        school.begin(**given)


def test_listeners() -> None:
    """Whoever listens is told what changed, where and about whom; one that fails disturbs nobody; it can stop."""
    school = School.open(2)
    told: list[Change] = []

    def broken(change: Change) -> None:
        raise RuntimeError("a listener that fails")

    school.room.listen(broken)
    stop = school.room.listen(told.append)
    school.seat("p1", "port")
    school.seat("p2", "port")
    assert told[-1] == Change("people", None, "p2")
    school.teach("start")
    told.clear()
    school.propose("p1")
    assert told == [Change("proposals", 1, "p1")]
    school.room.tick()
    told.clear()
    school.do("p2", "support", proposal=1)
    assert Change("game", 1) in told
    school.teach("message", text="Well done.")
    assert told[-1] == Change("message")
    school.teach("end")
    assert Change("over", 1) in told
    assert Change("over") in told
    assert isinstance(school.room.fault, RuntimeError)
    stop()
    told.clear()
    school.teach("message", text="")
    assert told == []
