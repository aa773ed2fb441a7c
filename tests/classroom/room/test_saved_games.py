"""The games of a class among all saved games: to be looked at while the class has not finished them."""

from __future__ import annotations

from random import Random

from debate import saves as saved
from debate.classroom.room.log import NAME
from debate.game.session import PERSON, Session
from tests.classroom.room.school import DECK, School


def test_continue_leaves_out_the_games_of_classes() -> None:
    """*Continue* goes on with the game that was played last by oneself, though a class has played since."""
    school = School()
    alone = Session(DECK, {"port": PERSON}, seed=1)
    saved.begin(school.saves, alone, "alone")
    school.begin(tables=2)
    names = {table.session.kept_at.name for table in school.room.tables if table.session.kept_at is not None}
    assert school.saves.class_games() == names
    latest = saved.latest(school.saves)
    assert latest is not None
    assert latest.name == "alone"
    assert len(school.saves.listing()) == 3


def test_a_game_of_a_class_is_looked_at() -> None:
    """Opened among the saved games it cannot be played, and says what goes on with it; once over it is as any other."""
    school = School.open(2)
    school.seat("p1", "port")
    school.seat("p2", "town")
    school.teach("start")
    school.play(Random(1), 4)
    path = school.table().session.kept_at
    assert path is not None
    opened = saved.open_game(school.saves, path)
    assert opened.session is not None
    assert "debate host --resume" in opened.session.read_only
    assert opened.branch
    school.play(Random(1))
    school.room.close()
    opened = saved.open_game(school.saves, path)
    assert opened.session is not None
    assert opened.session.state.over
    assert not opened.session.read_only


def test_a_damaged_log_hides_no_game() -> None:
    """Games are found also where the log of a class is not what it should be."""
    school = School()
    alone = Session(DECK, {"port": PERSON}, seed=1)
    saved.begin(school.saves, alone, "alone")
    school.begin()
    for text in (b"", b"x", b"{} x\n", b'{"games":3} x\n', b'{"games":[3,"a"]} x\n'):
        file = school.disk.open(school.room.folder / NAME, write=True)
        school.disk.cut(file, 0)
        school.disk.write(file, text)
        school.disk.close(file)
        assert school.saves.class_games() <= {"a"}
        assert saved.latest(school.saves) is not None
