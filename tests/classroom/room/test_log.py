"""The log of a class: nothing acknowledged is lost, whether the host is killed, the power fails or the disk is full."""

from __future__ import annotations

import errno
from random import Random

import pytest

from debate.classroom.room import Refused, Request, Room
from debate.classroom.room.log import FIRST, FORMAT, NAME, look
from debate.classroom.room.setup import left_out, unfinished
from debate.store import RecordError, Saves
from debate.store.checked import sealed
from debate.store.fields import to_json
from debate.store.files import read_path
from tests.classroom.room.school import FOLDER, TEACHER, School, snapshot
from tests.store.disk import Killed, Tripwire


def started(people: int = 3, **given: int) -> School:
    """A team of two at the port, the rest at the town, the game begun."""
    school = School.open(people, **given)
    for n in range(people):
        school.seat(f"p{n + 1}", "port" if n < 2 else "town")
    school.teach("start")
    return school


def log_of(school: School) -> bytes:
    return read_path(school.disk, school.room.folder / NAME, 10**8)


def rewritten(school: School, raw: bytes) -> None:
    """The log's file holds this instead."""
    node = school.disk._find(school.room.folder / NAME)
    node.now = node.durable = raw


def test_the_same_room_again() -> None:
    """A room that is taken up after a whole game is the room that it was, with the same answers to old requests."""
    school = started(5)
    school.play(Random(1))
    school.room.left("p1")
    before = snapshot(school.room)
    assert snapshot(school.resumed()) == before
    assert school.room.phase == "debrief"


def test_everybody_is_away_after_a_restart() -> None:
    """and comes back with the token they had, to the same seat."""
    school = started()
    school.resumed()
    assert not any(person.here for person in school.room.people.values())
    for person in ("p1", "p2", "p3", TEACHER):
        school.enter(person)
    assert school.table().teams == {"port": ("p1", "p2"), "town": ("p3",)}


def test_a_decision_waits_for_those_who_come_back() -> None:
    """Right after a restart the first who is back does not decide for all."""
    school = started(4)
    school.seat("p3", "port")
    school.propose("p1")
    school.resumed()
    school.enter("p1")
    school.room.tick()
    assert not school.table().session.moves
    assert len(school.table().proposals("port")) == 1


@pytest.mark.parametrize("step", [29, pytest.param(1, marks=[pytest.mark.ci, pytest.mark.torture])])
def test_cut_at_any_byte(step: int) -> None:
    """A log that ends anywhere in its last three lines is taken up as it was before the line that was cut."""
    school = started()
    states = {len(log_of(school)): snapshot(school.room)}
    school.propose("p1")
    states[len(log_of(school))] = snapshot(school.room)
    school.do("p1", "rename", name="Bo")
    states[len(log_of(school))] = snapshot(school.room)
    school.teach("name", person="p1", ok="yes")
    states[len(log_of(school))] = snapshot(school.room)
    raw = log_of(school)
    for length in range(min(states), len(raw) + 1, step):
        rewritten(school, raw[:length])
        # The end of a line counts though its line feed is missing.
        whole = max(size for size in states if size <= length + 1)
        assert snapshot(school.resumed()) == states[whole], length
        rewritten(school, raw)


def test_cut_before_anything() -> None:
    """A log without a whole first line is no class; one sentence says so."""
    school = started()
    raw = log_of(school)
    for length in (0, 5, 40):
        rewritten(school, raw[:length])
        with pytest.raises(RecordError) as caught:
            school.resumed()
        assert caught.value.sentence.endswith(".")


def test_one_wrong_bit() -> None:
    """A changed byte anywhere is found, and one sentence says which line it is in; the games are left as they are."""
    school = started()
    raw = log_of(school)
    random = Random(5)
    for _ in range(60):
        at = random.randrange(len(raw) - 1)
        changed = bytearray(raw)
        changed[at] ^= 1 << random.randrange(8)
        rewritten(school, bytes(changed))
        with pytest.raises(RecordError) as caught:
            school.resumed()
        assert "damaged" in caught.value.sentence or "not the log" in caught.value.sentence


def test_lines_changed_left_out_or_moved() -> None:
    """No line can be taken out or put elsewhere without its being seen."""
    school = started()
    lines = log_of(school).splitlines(keepends=True)
    for wrong in (lines[:3] + lines[4:], [*lines[:3], lines[4], lines[3], *lines[5:]], [*lines[:2], *lines[1:]]):
        rewritten(school, b"".join(wrong))
        with pytest.raises(RecordError, match="Line"):
            school.resumed()


def test_a_missing_game() -> None:
    """A class whose game is gone or damaged says so, and which one."""
    school = started()
    name = school.table().session.writer.path  # type: ignore[union-attr]
    school.disk.killed()
    school.disk.rename(name, name.with_name("elsewhere.game"))
    with pytest.raises(RecordError, match="class"):
        school.resumed()


def test_one_host_at_a_time() -> None:
    """While one program hosts the class no other can, and it is not among the unfinished ones."""
    school = started()
    assert unfinished(school.saves) == ()
    with pytest.raises(RecordError, match="another program"):
        Room.resume(school.room.folder, school.saves)
    school.propose("p3")
    school.disk.killed()
    assert unfinished(school.saves) == (school.room.folder,)


def test_why_one_is_left_out() -> None:
    """One that is hosted, that another version wrote, or that is damaged: the sentence is for whoever looks for it."""
    school = started()
    assert "hosted by another program" in left_out(school.saves)
    school.room.close()
    assert left_out(school.saves) == ""
    found = look(school.room.folder / NAME, school.disk)
    whole = log_of(school)
    rewritten(school, sealed(to_json({**found.header, FIRST: FORMAT + 1}), FIRST)[0])
    assert unfinished(school.saves) == ()
    assert "was written by another version of the program" in left_out(school.saves)
    rewritten(school, whole.replace(b"port", b"part", 1))
    assert unfinished(school.saves) == ()
    assert "is damaged" in left_out(school.saves)
    with pytest.raises(RecordError, match="is damaged"):
        school.resumed()


@pytest.mark.parametrize("games", [[], "x.game", [7], ["../x.game"], ["a\\x.game"], [".x.game"], [""]])
def test_games_lie_beside_the_class(games: object) -> None:
    """A log that names files elsewhere, or none, opens nothing."""
    school = started()
    found = look(school.room.folder / NAME, school.disk)
    rewritten(school, sealed(to_json({**found.header, "games": games}), FIRST)[0])
    with pytest.raises(RecordError, match="does not say which games"):
        school.resumed()


def test_unfinished() -> None:
    """Classes that were left can be taken up; those that were closed, or never had anybody, cannot."""
    school = School.open()
    folder = school.room.folder
    school.room.close()
    assert unfinished(school.saves) == ()
    assert [name for name in school.disk.names(FOLDER) if name.endswith(".game")] == []
    school.begin()
    assert school.room.folder != folder
    school.join()
    school.room.close()
    assert unfinished(school.saves) == (school.room.folder,)
    school.resumed()
    school.tokens[TEACHER] = school.room.teacher().token
    school.teach("close")
    school.room.close()
    assert unfinished(school.saves) == ()


def test_classes_are_not_games() -> None:
    """The list of saved games has the class's game and nothing else of it."""
    school = started()
    assert [saved.name for saved in school.saves.listing()] == [f"The harbour, class {school.room.code}"]


# What goes wrong with disks.


def test_disk_full() -> None:
    """The class is told, play stops, nothing acknowledged is lost; saved elsewhere, the class goes on."""
    school = started()
    school.propose("p1")
    before = snapshot(school.room)
    school.disk.room = 40
    assert school.refused("p2", "propose", move=school.choices("p2")[1]) == "unsaved"
    for person in ("p1", "p3", TEACHER):
        assert school.room.asking(person).what == "unsaved"
    assert school.refused(TEACHER, "pause") == "unsaved"
    with pytest.raises(Refused, match="saved"):
        school.room.join(school.room.code, "Bo")
    school.room.tick()
    school.enter("p1")
    school.tokens[TEACHER] = school.room.teacher().token
    school.enter(TEACHER)
    before = snapshot(school.room)
    assert school.refused(TEACHER, "save") == "unsaved"
    school.disk.room = None
    assert school.refused("p1", "rename", name="Bo") == "unsaved"
    done = school.teach("save", folder="/stick/saves")
    assert "/stick/saves" in done.words
    after = snapshot(school.room)
    assert (after["tables"], after["games"]) == (before["tables"], before["games"])
    school.do("p2", "support", proposal=1)
    assert school.table().session.moves
    school.room.left("p1")
    latest = snapshot(school.room)
    assert unfinished(school.saves) == ()
    school.disk.killed()
    again = Room.resume(school.room.folder, Saves(FOLDER.parent.parent / "stick" / "saves", school.disk))
    assert snapshot(again) == latest


def test_only_the_game_cannot_be_written() -> None:
    """A choice that is in the log and not in its game is made once the class can be saved, and only once."""
    school = started()
    wire = Tripwire(school.disk)
    school.table().session.writer._files = wire  # type: ignore[union-attr]
    wire.at = 1
    request = Request("mine", "propose", -1, {"move": school.choices("p3")[0]})
    for _ in range(2):
        with pytest.raises(Refused) as caught:
            school.room.do("p3", request)
        assert caught.value.code == "unsaved"
    assert school.table().session.moves == ()
    school.teach("save")
    assert len(school.table().session.moves) == 1
    school.room.do("p3", request)
    assert len(school.table().session.moves) == 1


def test_killed_between_log_and_game() -> None:
    """A choice whose line is in the log when the host dies is made when the class is taken up; its resend is known."""
    for call in range(1, 6):
        school = started()
        wire = Tripwire(school.disk, call, "kill")
        school.table().session.writer._files = wire  # type: ignore[union-attr]
        school.room._log._files = wire
        request = Request("mine", "propose", -1, {"move": school.choices("p3")[0]})
        try:
            school.room.do("p3", request)
        except Killed:
            school.resumed()
        done = school.room.do("p3", request)
        assert done.version == school.table().version == 1
        assert [str(move) for move in school.table().session.moves] == [request.fields["move"]]


@pytest.mark.parametrize("mode", ["kill", "kill-after", "fail-on"])
@pytest.mark.parametrize("power", [False, True])
def test_at_every_system_call(mode: str, power: bool) -> None:
    """Killed, or failing, at any system call of some requests, with or without a loss of power: what was acknowledged
    is there, and each request, sent again, is done exactly once."""
    at = 0
    random = Random(7)
    while True:
        at += 1
        school = started()
        wire = Tripwire(school.disk, 0, mode, errno.ENOSPC)
        for writer in (school.room._log, school.table().session.writer):
            writer._files = wire  # type: ignore[union-attr]
        wire.count, wire.at = 0, at
        requests = [
            ("p3", Request("a", "propose", -1, {"move": school.choices("p3")[0]})),
            ("p1", Request("b", "propose", -1, {"move": school.choices("p1")[0]})),
            ("p2", Request("c", "support", -1, {"proposal": "2"})),
            (TEACHER, Request("d", "message", -1, {"text": "Well done."})),
        ]
        acknowledged = 0
        try:
            for person, request in requests:
                school.room.do(person, request)
                acknowledged += 1
        except (Killed, Refused):
            pass
        if acknowledged == len(requests):
            break
        if power:
            school.disk.power_lost(random)
        school.resumed()
        for known, (person, request) in enumerate(requests):
            assert (request.id in school.room._state.done.get(person, {})) >= (known < acknowledged)
        for person in ("p1", "p2"):
            school.enter(person)
        for person, request in requests:
            school.room.do(person, request)
        assert len(school.table().session.journal.entries) == 2
        assert school.room.message == "Well done."
    assert at > 10


def test_not_begun_on_a_full_disk() -> None:
    """A class that cannot be kept is not begun."""
    school = School()
    school.disk.room = 100
    with pytest.raises(RecordError, match="kept"):
        school.begin()


def test_closed_though_nothing_can_be_written() -> None:
    """The teacher can close a class on a full disk."""
    school = started()
    school.disk.room = 0
    assert school.refused(TEACHER, "pause") == "unsaved"
    school.teach("close")
    assert school.room.phase == "closed"
