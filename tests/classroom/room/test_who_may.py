"""Every kind of request by everybody: what is not theirs, or not now, is refused and changes nothing."""

from __future__ import annotations

import pytest

from debate.classroom.room import Refused, Request
from debate.classroom.room.room import LEARNERS as STUDENTS
from debate.classroom.room.room import TEACHERS
from tests.classroom.room.school import TEACHER, School, snapshot

FIELDS = {
    "propose": {"move": "port hold"},
    "support": {"proposal": "1"},
    "vote": {"speaker": "port", "ruling": "stands"},
    "rename": {"name": "Bo"},
    "pace": {"to": "steps"},
    "decide": {"to": "anyone"},
    "let-in": {"person": "all"},
    "name": {"person": "p1", "ok": "yes"},
    "kick": {"person": "p2"},
    "seat": {"person": "p2", "table": "1", "role": "port"},
    "captain": {"person": "p2"},
    "opponent": {"role": "town", "who": "novice"},
    "take": {"role": "town"},
    "play": {"move": "town hold"},
    "give-back": {"role": "town"},
    "rule": {"speaker": "port", "ruling": "stands"},
    "time": {"seconds": "60"},
    "hands": {"to": "open"},
    "wall-names": {"to": "off"},
    "names": {"to": "open"},
    "doors": {"to": "open"},
    "message": {"text": "Well done."},
    "predictions": {"to": "off"},
    "foretell": {"question": "round depth", "answer": "rise", "sure": "70"},
    "believe": {"claim": "deep-water-brings-fish", "answer": "no"},
    "say-achieved": {"text": "We won."},
    "write-ticket": {"text": "The fish."},
    "appraise": {"what": "best", "speaker": "port"},
    "pass": {"what": "before"},
    "beliefs": {"to": "on"},
    "offer-move": {"table": "1", "role": "town"},
    "put": {"what": "ticket"},
    "sentence": {"person": "p1"},
}
KINDS = sorted({*TEACHERS, *STUDENTS, "save"})


def school() -> School:
    """p1 and p2 play the port, p3 the town, p4 judges, p5 is out, p6 waits, p7 is a wall, p8 sits nowhere."""
    found = School.open(5)
    for person, role in (("p1", "port"), ("p2", "port"), ("p3", "town"), ("p4", "judge")):
        found.teach("seat", person=person, role=role)
    found.teach("start")
    found.teach("kick", person="p5")
    found.join()
    wall, late = found.join(kind="wall"), found.join()
    found.teach("let-in", person=wall)
    found.teach("let-in", person=late)
    found.teach("seat", person=late, role="none")
    return found


def code(found: School, person: str, kind: str, at: int = -1) -> str:
    """How the room answers this request; ``done`` where it does it. A refusal must change nothing."""
    before = snapshot(found.room)
    try:
        found.room.do(person, Request("request", kind, at, FIELDS.get(kind, {})))
    except Refused as refused:
        assert snapshot(found.room) == before
        return refused.code
    return "done"


@pytest.mark.parametrize("kind", KINDS)
def test_by_strangers(kind: str) -> None:
    """Nobody who is not in the room, was put out, or is a wall, does anything; who waits at the door gives a name."""
    found = school()
    assert code(found, "p99", kind) == "unknown"
    assert code(found, "", kind) == "unknown"
    assert code(found, "p5", kind) == "kicked"
    assert code(found, "p7", kind) == "not-yours"
    assert code(found, "p6", kind) in ({"done"} if kind == "rename" else {"not-now", "not-yours"})


@pytest.mark.parametrize("kind", sorted({*TEACHERS, "save"} - {*STUDENTS}))
def test_the_teachers_by_students(kind: str) -> None:
    """What is the teacher's is refused to every student."""
    found = school()
    for person in ("p1", "p3", "p4", "p8"):
        assert code(found, person, kind) == "not-yours"


@pytest.mark.parametrize("person", ["p3", "p4", "p8"])
@pytest.mark.parametrize("kind", ["propose", "support", "withdraw"])
def test_choosing_for_others(kind: str, person: str) -> None:
    """Nobody chooses for a role that is not theirs; proposals of other teams are out of reach."""
    found = school()
    found.propose("p1")
    assert code(found, person, kind) in ("not-yours", "not-now", "stale")


@pytest.mark.parametrize("kind", KINDS)
def test_before_the_start(kind: str) -> None:
    """Before the game begins there is nothing to choose, to pause, to take back or to end."""
    found = School.open(2)
    found.seat("p1", "port")
    for person in ("p1", TEACHER):
        answer = code(found, person, kind)
        if kind in ("propose", "support", "withdraw", "pause", "resume", "next", "undo", "rule", "end", "time", "play"):
            assert answer in ("not-now", "not-yours"), person
        found = School.open(2)
        found.seat("p1", "port")


@pytest.mark.parametrize("kind", KINDS)
def test_after_the_end(kind: str) -> None:
    """In a closed room nothing is done."""
    found = school()
    found.teach("close")
    for person in ("p1", "p4", TEACHER):
        assert code(found, person, kind) in ("not-now", "not-yours")


@pytest.mark.parametrize("kind", ["propose", "support", "vote"])
def test_too_late(kind: str) -> None:
    """A choice for a question that is answered is refused, with what is new."""
    found = school()
    seen = found.table().version
    found.propose("p1")
    found.do("p2", "support", proposal=1)
    found.propose("p3")
    assert code(found, "p4" if kind == "vote" else "p1", kind, seen) in ("stale", "not-now")
