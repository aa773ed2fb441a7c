"""What people are told when they come back, and what the teacher takes home."""

from __future__ import annotations

import csv
import io
from random import Random

import pytest

from debate.classroom.records.facts import of_room
from debate.classroom.records.writing import COLUMNS, contributions
from debate.store.spreadsheet import MARK
from tests.classroom.room.school import DECK, TEACHER, School


def class_of(people: int, **given: int) -> School:
    school = School.open(people, **given)
    for n in range(people):
        school.seat(f"p{n + 1}", ("port", "town")[n % 2] if n < 4 else "judge")
    school.teach("start")
    return school


def test_no_news() -> None:
    """Nothing is told to who was never away, or missed nothing."""
    school = class_of(2)
    assert school.room.news("p1") == ()
    school.room.left("p1")
    assert school.room.news("p1") == ()
    school.enter("p1")
    assert school.room.news("p1") == ()
    assert school.room.news("nobody") == ()


def test_news_of_the_game() -> None:
    """Who was away reads what was chosen openly meanwhile, round by round, and where the game stands."""
    school = class_of(2)
    school.room.left("p1")
    school.teach("opponent", role="port")
    school.propose("p2", 0)
    school.room.tick()
    school.enter("p1")
    news = school.room.news("p1")
    assert any(sentence.startswith("Round 1: ") for sentence in news)
    assert all(sentence.endswith(".") for sentence in news)
    school.teach("message", text="After they came back.")
    assert school.room.news("p1") == news
    school.room.left("p1")
    assert school.room.news("p1") == ()


def test_news_of_the_class() -> None:
    """The beginning, a name, another seat and a message are told."""
    school = School.open(2)
    school.room.left("p1")
    school.seat("p1", "port")
    school.teach("start")
    school.teach("name", person="p1", ok="yes")
    school.teach("message", text="Read the floor.")
    school.enter("p1")
    assert school.room.news("p1") == (
        "The game has begun.",
        "You are called Ada now.",
        f"You play {DECK.roles['port'].name} now.",
        "The teacher says: Read the floor.",
    )


def test_news_after_a_restart() -> None:
    """What was missed before the host stopped is still told after it."""
    school = class_of(2)
    school.room.left("p1")
    school.teach("message", text="Read the floor.")
    school.resumed()
    school.enter("p1")
    assert school.room.news("p1") == ("The teacher says: Read the floor.",)


def test_news_of_a_choice_taken_back() -> None:
    """is told as such; what was taken back is not told as if it stood."""
    school = class_of(2)
    school.room.left("p1")
    school.propose("p2", 0)
    school.teach("undo")
    assert school.room.news("p1") == ("Choices were taken back; the game stands where it was before them.",)


@pytest.mark.parametrize(
    ("chooses", "away"), [("port", "town"), ("port", "judge"), ("town", "port"), ("town", "judge")]
)
def test_news_keep_what_is_sealed(chooses: str, away: str) -> None:
    """Who was away is not told what another role has chosen and nobody may see yet, whoever they are."""
    school = School.open(3)
    for number, role in enumerate(("port", "town", "judge"), 1):
        school.seat(f"p{number}", role)
    school.teach("start")
    people = {"port": "p1", "town": "p2", "judge": "p3"}
    school.room.left(people[away])
    school.propose(people[chooses])
    assert len(school.table().session.entries) == 1
    assert school.room.news(people[away]) == ()
    school.enter(people[away])
    assert school.room.news(people[away]) == ()


@pytest.mark.parametrize("seed", range(12))
def test_news_and_questions_tell_no_secrets(seed: int) -> None:
    """No hand, sealed choice or motive of others is in what a person is asked or told, at any point of a game."""
    school = class_of(6, seed=seed)
    random = Random(seed)
    school.room.left("p1")
    while not school.table().ended:
        school.play(random, 1)
        state = school.table().session.state
        theirs = [DECK.arguments[card].title for card in state.hands["town"]]
        sealed = [DECK.moves[m.move].title for m in state.choices.get("town", ()) if m.move]
        covert = [
            DECK.moves[m.move].title for m in school.table().session.moves if m.move and DECK.moves[m.move].covert
        ]
        if state.over:
            break
        told = " ".join((*school.room.news("p1"), school.room.asking("p1").sentence, school.room.asking("p5").sentence))
        open_ = {m.entry.move.card for m in school.table().session.known("port")}
        for secret in (*sealed, *(t for t in theirs if t not in {DECK.arguments[c].title for c in open_ if c})):
            assert not any(
                secret in part for part in (school.room.asking("p1").sentence, school.room.asking("p5").sentence)
            )
        for secret in covert:
            assert secret not in told or any(
                m.entry.move.move and DECK.moves[m.entry.move.move].title == secret
                for m in school.table().session.known("port")
            )


def test_a_seats_game() -> None:
    """A person gets what their role may know, a judge and the wall what everybody may; it follows the game."""
    school = class_of(5)
    mine = school.room.game("p1")
    assert mine is not None
    assert mine.state.hands["port"]
    assert not mine.state.hands["town"]
    judge = school.room.game("p5")
    assert judge is not None
    assert not any(judge.state.hands.values())
    assert not any(school.room.public(1).state.hands.values())
    school.play(Random(1), 6)
    again = school.room.game("p1")
    assert again is not None
    assert len(again.entries) == len(school.table().session.entries)
    assert school.room.game(TEACHER) is not None
    waiting = school.join()
    assert school.room.game(waiting) is None


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith(MARK)
    return list(csv.DictReader(io.StringIO(text.removeprefix(MARK))))


def test_contributions() -> None:
    """One line each for what a student proposed, answered, supported and voted, in words; no times."""
    school = class_of(6)
    school.propose("p1", 0)
    school.do("p3", "support", proposal=1)
    school.play(Random(2))
    found = rows(contributions(of_room(school.room), False))
    assert found[0]["did"] == "proposed"
    assert found[0]["role"] == DECK.roles["port"].name
    assert found[0]["became the choice"] == "no"
    assert next(row for row in found if row["student"] == "Student 3")["did"] == "supported"
    assert {row["did"] for row in found} <= {"proposed", "supported", "answered", "voted"}
    assert {row["student"] for row in found} == {f"Student {n}" for n in range(1, 7)}
    assert not any(word in column for column in COLUMNS for word in ("time", "second", "speed", "clock"))
    assert str(int(school.now)) not in contributions(of_room(school.room), False)
    assert rows(contributions(of_room(school.room), False)) == rows(contributions(of_room(school.resumed()), False))


def test_votes_are_contributions() -> None:
    """Each vote has a line: on whose case, and how."""
    for seed in range(6):
        school = class_of(6, seed=seed)
        school.play(Random(seed))
        votes = [row for row in rows(contributions(of_room(school.room), False)) if row["did"] == "voted"]
        if votes:
            break
    assert votes
    assert votes[0]["choice"] in ("stands", "beaten")
    assert votes[0]["about"] in {role.name for role in DECK.roles.values()}
    assert votes[0]["role"] == "Judge"


def test_names_only_if_asked_for() -> None:
    """Names are in it where the teacher wants them, and nowhere else; a student without contributions is there too."""
    school = School.open(2)
    school.teach("name", person="p1", name="Zoë")
    assert "Zoë" not in contributions(of_room(school.room), False)
    assert "Zoë" in contributions(of_room(school.room), True)
    assert [row["did"] for row in rows(contributions(of_room(school.room), False))] == ["nothing yet"] * 2


@pytest.mark.parametrize("name", ["=1+1", "+1a", "-1a", "@SUM", "=cmd|' /C calc'!A0"])
def test_no_formulas(name: str) -> None:
    """What a spreadsheet would take for a formula is text."""
    school = School.open(1)
    school.teach("name", person="p1", name=name)
    (row,) = rows(contributions(of_room(school.room), True))
    assert row["student"] == f"'{name}"
