"""Judging: votes case by case, when a ballot closes, and what decides where there are no votes."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from debate.classroom.room.judging import appraisals, speakers
from debate.debrief.contributed import told
from debate.game.session import Session, own_ruling
from debate.rules.moves import JUDGE
from tests.classroom.room.school import DECK, TEACHER, School, snapshot


def judging(judges: int = 2, seed: int = 0) -> School:
    """A game of two with so many judges, played until a case is judged. The first judge is p3."""
    school = School.open(2 + judges)
    school.seat("p1", "port")
    school.seat("p2", "town")
    for n in range(judges):
        school.teach("seat", person=f"p{n + 3}", role="judge")
    school.teach("start")
    random = Random(seed)
    while school.table().ballot() is None:
        asked = [p for p in ("p1", "p2") if school.room.asking(p).what == "choose"]
        assert asked, "the game was over before a case was answered"
        person = asked[0]
        answers = [choice for choice in school.choices(person) if " with " in choice]
        school.do(person, "propose", move=random.choice(answers or school.choices(person)))
    return school


def rulings(school: School) -> list[str]:
    return [move.ruling for move in school.table().session.moves if move.role == JUDGE]


def test_votes() -> None:
    """The case stands or not as most judges vote, once all who are here have voted; until then it waits."""
    school = judging(3)
    ballot = school.table().ballot()
    assert ballot is not None
    assert ballot.waiting == ("p3", "p4", "p5")
    assert school.room.asking("p3").what == "judge"
    speaker = ballot.speaker
    school.do("p3", "vote", speaker=speaker, ruling="beaten")
    assert school.room.asking("p3").what == "wait"
    school.do("p4", "vote", speaker=speaker, ruling="stands")
    school.room.tick()
    assert rulings(school) == []
    school.do("p5", "vote", speaker=speaker, ruling="beaten")
    assert rulings(school) == ["beaten"]


def test_a_vote_may_change() -> None:
    """until the ballot closes."""
    school = judging(2)
    ballot = school.table().ballot()
    assert ballot is not None
    school.do("p3", "vote", speaker=ballot.speaker, ruling="beaten")
    school.do("p3", "vote", speaker=ballot.speaker, ruling="stands")
    school.do("p4", "vote", speaker=ballot.speaker, ruling="stands")
    assert rulings(school) == ["stands"]


def test_even_votes() -> None:
    """go by the rules' own result."""
    school = judging(2)
    ballot = school.table().ballot()
    assert ballot is not None
    own = own_ruling(school.table().session.state).ruling
    school.do("p3", "vote", speaker=ballot.speaker, ruling="beaten")
    school.do("p4", "vote", speaker=ballot.speaker, ruling="stands")
    assert rulings(school) == [own]


def test_no_judges() -> None:
    """Where nobody judges the rules' own result is the ruling, at once."""
    school = judging(0)
    own = own_ruling(school.table().session.state).ruling
    school.room.tick()
    assert rulings(school)[0] == own


def test_judges_who_are_away() -> None:
    """One who leaves is not waited for after a moment; when all are away, the table waits for them or the teacher."""
    school = judging(2)
    ballot = school.table().ballot()
    assert ballot is not None
    school.do("p3", "vote", speaker=ballot.speaker, ruling="beaten")
    school.room.left("p4")
    school.room.tick()
    assert rulings(school) == []
    school.now += 11
    school.room.tick()
    assert rulings(school) == ["beaten"]
    other = judging(1)
    other.room.left("p3")
    other.now += 60
    other.room.tick()
    assert rulings(other) == []
    assert "away" in other.room.asking("p1").sentence
    other.teach("rule", speaker=ballot.speaker, ruling="stands")
    assert rulings(other) == ["stands"]


def test_refused_votes() -> None:
    """No vote on another case, of another kind, or while nothing is judged."""
    school = judging(1)
    ballot = school.table().ballot()
    assert ballot is not None
    speaker = ballot.speaker
    other = next(role for role in school.room.deck.turn_order if role != speaker)
    assert school.refused("p3", "vote", speaker=other, ruling="stands") == "stale"
    assert school.refused("p3", "vote", speaker=speaker, ruling="maybe") == "illegal"
    assert school.refused("p1", "vote", speaker=speaker, ruling="stands") == "not-yours"
    assert school.refused("p3", "vote", 0, speaker=speaker, ruling="stands") == "stale"
    assert school.refused(TEACHER, "rule", speaker=other, ruling="stands") == "stale"
    school.teach("pause")
    assert school.refused("p3", "vote", speaker=speaker, ruling="stands") == "paused"
    school.teach("resume")
    school.do("p3", "vote", speaker=speaker, ruling="stands")
    if school.table().ballot() is None:
        assert school.refused("p3", "vote", speaker=speaker, ruling="stands") == "not-now"
        assert school.refused(TEACHER, "rule", ruling="stands") == "not-now"


@pytest.mark.parametrize("seed", range(5))
def test_whole_games(seed: int) -> None:
    """Games with judges come to their end, whatever is voted."""
    school = School.open(5, seed=seed)
    for n, role in enumerate(("port", "town", "judge", "judge", "judge"), 1):
        school.teach("seat", person=f"p{n}", role=role)
    school.teach("start")
    school.play(Random(seed))
    assert school.room.phase == "debrief"
    assert school.room.asking("p1").what == "debrief"


def test_a_ruling_is_taken_back() -> None:
    """The teacher's undo takes a ruling back first; without judges it takes the choice before it."""
    school = judging(1)
    ballot = school.table().ballot()
    assert ballot is not None
    school.do("p3", "vote", speaker=ballot.speaker, ruling="stands")
    school.teach("undo")
    assert school.table().ballot() is not None
    assert school.room.asking("p3").what == "judge"
    school.teach("seat", person="p3", role="none")
    school.teach("undo")
    assert school.table().ballot() is None


def test_a_judged_game_without_a_class() -> None:
    """Where nobody judges, as when the game of a class is played on alone, the ruling is made when opponents are asked;
    it may be taken back with the choice before it."""
    session = Session(DECK, {"port": "person"}, judged=True)
    random = Random(1)
    while not session.state.over:
        if session.ask() is None:
            assert session.awaited() == ("port",)
            choices = session.legal("port")
            session.submit(random.choice([move for move in choices if move.card] or choices))
    ruled = [move for move in session.moves if move.role == JUDGE]
    assert ruled
    assert session.undo() is not None
    assert session.redo() is not None
    assert [move for move in session.moves if move.role == JUDGE][: len(ruled) - 1] == ruled[:-1]


def test_a_class_that_does_not_judge() -> None:
    """Rulings are never asked for; those without a role only watch, and read so."""
    school = School.open(3, judged=False)
    for person, role in (("p1", "port"), ("p2", "town"), ("p3", "judge")):
        school.teach("seat", person=person, role=role)
    assert "watch" in school.room.asking("p3").sentence
    school.teach("start")
    assert "watch" in school.room.asking("p3").sentence
    school.play(Random(0))
    assert school.room.phase == "debrief"
    assert rulings(school) == []


def cases_open(judges: int = 1) -> School:
    """A game with two cases on the floor that nobody has answered yet. The first judge is p3."""
    school = School.open(2 + judges)
    school.seat("p1", "port")
    school.seat("p2", "town")
    for n in range(judges):
        school.teach("seat", person=f"p{n + 3}", role="judge")
    school.teach("start")
    random = Random(0)
    while len(speakers(school.table())) < 2:
        person = next(p for p in ("p1", "p2") if school.room.asking(p).what == "choose")
        backed = [choice for choice in school.choices(person) if " play " in choice and " with " in choice]
        school.do(person, "propose", move=random.choice(backed or school.choices(person)))
    return school


def test_a_judge_says_which_case_is_argued_best_once_a_round() -> None:
    """While nothing waits for a vote a judge is asked of the cases that lie open, with a reason; players are not."""
    school = cases_open()
    asked = school.room.asking("p3")
    assert (asked.what, asked.when, set(asked.cases)) == ("appraise", "best", {"port", "town"})
    assert school.refused("p1", "appraise", what="best", speaker="port") == "not-yours"
    assert school.refused("p3", "appraise", what="best", speaker="nobody") == "illegal"
    assert school.refused("p3", "appraise", what="best", speaker="port", reason="meets-not") == "illegal"
    assert school.refused("p3", "appraise", what="press", speaker="port") == "stale"
    school.do("p3", "appraise", what="best", speaker="town", reason="ground")
    assert school.room.asking("p3").what != "appraise"
    (said,) = appraisals(school.room.tables[0])
    assert (said.person, said.speaker, said.reason) == ("p3", "town", "ground")
    before = snapshot(school.room)
    school.resumed()
    assert snapshot(school.room) == before
    (given,) = [one for one in school.room.contributed()["p3"] if one.did == "judged"]
    assert told(DECK, given).startswith(f"found the case of {DECK.roles['town'].name} argued best (It shows ground")
    school.teach("undo")
    assert appraisals(school.room.tables[0]) == ()


def test_a_vote_has_its_reason_in_a_tap_or_a_line() -> None:
    """What was tapped or typed stands beside the vote for the teacher; what is no reason, or no text, is refused."""
    school = judging(2)
    ballot = school.table().ballot()
    assert ballot is not None
    vote: dict[str, Any] = {"speaker": ballot.speaker, "ruling": "beaten"}
    assert school.refused("p3", "vote", **vote, reason="ground") == "illegal"
    assert school.refused("p3", "vote", **vote, words="a\u202eb") == "illegal"
    assert school.refused("p3", "vote", **vote, words="x" * 161) == "illegal"
    school.do("p3", "vote", **vote, reason="meets")
    school.do("p4", "vote", **vote, words="It had no answer to the mud.")
    whys = [one.because for person in ("p3", "p4") for one in school.room.contributed()[person] if one.did == "voted"]
    assert whys == ["The answer meets this very case", "It had no answer to the mud"]
