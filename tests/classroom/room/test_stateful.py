"""Anybody asks for anything in any order, sockets come and go, the host dies and the power fails: the room holds."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from debate.classroom.room import Refused, Request, Room
from debate.classroom.room.log import NAME
from debate.classroom.room.room import LEARNERS as STUDENTS
from debate.classroom.room.room import TEACHERS
from debate.store.files import read_path
from debate.store.lines import MAX_BYTES
from tests.classroom.room.school import DECK, TEACHER, School, snapshot
from tests.store.disk import Disk, applied

CODES = ("name", "locked", "kicked", "unknown", "not-yours", "not-now", "stale", "illegal", "paused")
WORDS = """
1 2 3 all yes no on off open shut ask steps free majority captain anyone judge none scripted novice stands beaten Bo =1
+30 60 p1 p2 p3 p4
"""
VALUES = st.sampled_from(["", "x" * 21, "a\x1b[2J", *WORDS.split(), *DECK.turn_order])
NAMES = [
    "person",
    "table",
    "role",
    "to",
    "ok",
    "name",
    "seconds",
    "ruling",
    "speaker",
    "text",
    "who",
    "proposal",
    "move",
]
PEOPLE = st.sampled_from(["p1", "p2", "p3", "p4", "p5", "p6", TEACHER, "p99"])


class Class(RuleBasedStateMachine):
    """A class of two tables and up to six people."""

    @initialize(people=st.integers(0, 4))
    def begin(self, people: int) -> None:
        self.school = School.open(people, tables=2)
        self.random = Random(people)
        self.acknowledged: dict[tuple[str, str], object] = {}
        self.count = 0

    def tried(self, person: str, kind: str, at: int, fields: dict[str, str], id: str = "") -> None:
        """Ask for it; a refusal has a code and a sentence and changes nothing."""
        self.count += 1
        request = Request(id or f"h{self.count}", kind, at, fields)
        before = snapshot(self.school.room)
        done = refusal = None
        try:
            done = self.school.room.do(person, request)
        except Refused as refused:
            refusal = refused
        if refusal is not None:
            assert refusal.code in CODES
            assert refusal.sentence.isprintable()
            assert refusal.sentence.endswith((".", "!", "?"))
            assert snapshot(self.school.room) == before
            return
        known = self.acknowledged.setdefault((person, request.id), done)
        assert known == done
        if known is not done:
            assert snapshot(self.school.room) == before

    @precondition(lambda self: self.school.room.phase != "closed")
    @rule(name=st.sampled_from(["Ada", "Bo", "ADA"]), kind=st.sampled_from(["student", "student", "wall"]))
    def join(self, name: str, kind: str) -> None:
        if len(self.school.room.people) < 7:
            if self.school.room.settings.locked:
                with pytest.raises(Refused, match="locked"):
                    self.school.join(name, kind=kind)
            else:
                self.school.join(name, kind=kind)

    @rule(
        person=PEOPLE,
        kind=st.sampled_from([*sorted({*TEACHERS, *STUDENTS}), "fly"]),
        at=st.sampled_from([-1, -1, 0, 3, 10**6]),
        fields=st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=4),
    )
    def anything(self, person: str, kind: str, at: int, fields: dict[str, str]) -> None:
        if kind in ("close", "end", "kick") and self.random.random() < 0.7:
            return
        self.tried(person, kind, at, fields)

    @rule(kind=st.sampled_from(["let-in", "share-out", "start", "resume", "next", "undo"]))
    def teach(self, kind: str) -> None:
        self.tried(TEACHER, kind, -1, {} if kind == "let-in" else {"table": "1"} if kind == "undo" else {})

    @rule(person=PEOPLE, which=st.integers(0, 5), back=st.integers(0, 2))
    def choose(self, person: str, which: int, back: int) -> None:
        """Somebody chooses what their role may choose, perhaps having seen an earlier game."""
        known = self.school.room.people.get(person)
        if known is not None and known.place is not None and known.place.role:
            choices = self.school.choices(person)
            at = max(-1, self.school.table(known.place.table).version - back)
            if choices:
                self.tried(person, "propose", at, {"move": choices[which % len(choices)]})

    @rule(person=PEOPLE, which=st.integers(0, 2))
    def agree(self, person: str, which: int) -> None:
        known = self.school.room.people.get(person)
        if known is not None and known.place is not None and known.place.role:
            proposals = self.school.table(known.place.table).proposals(known.place.role)
            if proposals:
                self.tried(person, "support", -1, {"proposal": str(proposals[which % len(proposals)].number)})

    @rule(seed=st.integers(0, 9), many=st.integers(1, 12))
    def play(self, seed: int, many: int) -> None:
        """Everybody does what is asked of them for a while."""
        self.school.play(Random(seed), many)

    @precondition(lambda self: self.acknowledged)
    @rule(data=st.data())
    def again(self, data: st.DataObject) -> None:
        """A request that was done is sent again, whatever it holds now."""
        person, id_ = data.draw(st.sampled_from(sorted(self.acknowledged)))
        known = self.school.room.people.get(person)
        if known is not None and known.status != "out":
            self.tried(person, "withdraw", -1, {}, id_)

    @rule(person=PEOPLE, kept=st.booleans(), seconds=st.integers(0, 20))
    def socket(self, person: str, kept: bool, seconds: int) -> None:
        """A socket goes or comes; its client may lose the new token."""
        room, token = self.school.room, self.school.tokens.get(person)
        self.school.now += seconds
        if token is None:
            return
        if room.people[person].here and kept:
            room.left(person)
            return
        if room.people[person].status == "out" or room.phase == "closed":
            with pytest.raises(Refused, match=r"taken you out|over"):
                room.enter(token)
            return
        ticket = room.enter(token)
        if kept:
            room.kept(person, ticket.token)
            self.school.tokens[person] = ticket.token

    @rule()
    def tick(self) -> None:
        self.school.room.tick()

    @rule(power=st.booleans(), seed=st.integers(0, 99))
    def restart(self, power: bool, seed: int) -> None:
        """The host dies, perhaps with the machine; everybody is there again."""
        before = snapshot(self.school.room)
        log = self.school.room._log
        assert log._file is not None
        log._files.sync(log._file)  # what waits for the next line to be synced
        if power:
            self.school.disk.power_lost(Random(seed))
        assert snapshot(self.school.resumed()) == before

    @invariant()
    def the_log_is_the_room(self) -> None:
        """What is on disk now, taken up by another program, is this room."""
        school = self.school
        copy = Disk()
        _copied(school.disk._root, copy._root)
        copy._count = school.disk._count
        again = School(disk=copy, now=school.now)
        room = Room.resume(school.room.folder, again.saves, clock=lambda: school.now)
        assert snapshot(room) == snapshot(school.room)
        assert read_path(copy, room.folder / NAME, MAX_BYTES)

    @invariant()
    def everybody_is_asked_something(self) -> None:
        room = self.school.room
        for person in room.people.values():
            asking = room.asking(person.id)
            assert asking.sentence.isprintable()
            assert asking.sentence.endswith((".", "?"))
            if person.place is None or not person.place.role:
                assert asking.proposals == ()
            for proposal in asking.proposals:
                assert person.place is not None
                assert proposal.move.role == person.place.role
            assert all(sentence.endswith(".") for sentence in room.news(person.id))

    @invariant()
    def nobody_sits_twice_or_is_somebody_else(self) -> None:
        room = self.school.room
        seated = [p for table in room.tables for team in (*table.teams.values(), table.judges) for p in team]
        assert len(seated) == len(set(seated))
        names = [person.name.casefold() for person in room.people.values() if person.status != "out"]
        assert len(names) == len(set(names))
        for table in room.tables:
            for role, captain in table.captains.items():
                assert captain in table.teams[role]


def _copied(one: Any, other: Any) -> None:
    """The folder as it is in the system's memory, in another disk."""
    for name, node in one.now.items():
        if hasattr(node, "now") and isinstance(node.now, dict):
            folder = type(node)(node.number)
            _copied(node, folder)
            other.now[name] = other.durable[name] = folder
        else:
            other.now[name] = other.durable[name] = type(node)(node.number, applied(node.now, []), node.now)


def test_class() -> None:
    """Some classes, each of a few dozen requests."""
    run_state_machine_as_test(
        Class,
        settings=settings(
            max_examples=15, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


@pytest.mark.torture
def test_many_classes() -> None:
    """Many more, and longer ones."""
    run_state_machine_as_test(
        Class,
        settings=settings(
            max_examples=60, stateful_step_count=60, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
