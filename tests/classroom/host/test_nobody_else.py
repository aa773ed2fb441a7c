"""Nobody is somebody else: tokens, kinds of requests, one socket a person, names and pages of other sites."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from debate.classroom.host.frames import SHAPES
from debate.classroom.room import Room
from debate.classroom.room.people import PEOPLE
from debate.classroom.room.room import LEARNERS as STUDENTS
from debate.classroom.room.teacher import COURSE
from debate.store import Saves
from tests.classroom.host.served import Guest, Served, served
from tests.classroom.host.test_frames import GOOD

OF_TEACHERS = sorted({*PEOPLE, *COURSE} - set(STUDENTS))
FIELDS: dict[str, Any] = {
    "table": "1",
    "role": "congress",
    "to": "open",
    "person": "p1",
    "who": "novice",
    "text": "x",
    "seconds": "5",
    "move": "congress pass",
}
BAD_TOKENS = ("stale", "kicked", "foreign", "made up", "a name", "none")


async def bad_token(kind: str, at: Served, begin: Callable[..., Room]) -> str | None:
    """A token that is no good in this room, of one of the kinds; None: no hello is sent at all."""
    if kind == "none":
        return None
    if kind == "made up":
        return "0" * 32
    if kind == "a name":
        return "p1".ljust(32, "0")
    if kind == "foreign":
        async with served(begin(seed=6)) as other:
            return (await other.student()).token
    guest = await at.student()
    if kind == "stale":
        stale = guest.tokens[0]
        await guest.until(lambda: len(guest.tokens) == 2)
        await guest.do("rename", name="Somebody")
        return stale
    teacher = await at.teacher()
    assert (await teacher.do("kick", person=guest.person))["t"] == "done"
    await guest.gone()
    await teacher.leave()
    return guest.token


@pytest.mark.parametrize("kind", BAD_TOKENS)
async def test_without_a_good_token_no_frame_of_any_kind_is_taken(begin: Callable[..., Room], kind: str) -> None:
    """The socket is closed with a sentence, nothing is welcomed or done, and the room is as it was."""
    async with served(begin()) as at:
        token = await bad_token(kind, at, begin)
        before = (at.room.settings, dict(at.room.people), at.room.phase)
        for frame in SHAPES:
            guest = at.guest()
            await guest.connect()
            if token is not None:
                await guest.send({"t": "hello", **GOOD["hello"], "token": token})
            if frame != "hello" or token is not None:
                await guest.send({"t": frame, **GOOD[frame]})
            else:
                await guest.ws.send_bytes(b"hello")  # type: ignore[union-attr]
                await guest.send({"t": "ping"})
            bye = await guest.gone()
            assert bye["again"] is False
            assert {said["t"] for said in guest.told if isinstance(said, dict)} <= {"bye", "refused"}
        assert (at.room.settings, dict(at.room.people), at.room.phase) == before


@pytest.mark.parametrize("kind", OF_TEACHERS)
async def test_a_student_cannot_ask_for_what_is_the_teachers(begin: Callable[..., Room], kind: str) -> None:
    """Each of the teacher's requests is refused, and the room is as it was."""
    async with served(begin()) as at:
        guest = await at.student()
        before = (at.room.settings, dict(at.room.people), at.room.phase, at.room.message)
        answer = await guest.do(kind, **FIELDS)
        assert answer["t"] == "refused", answer
        assert (at.room.settings, dict(at.room.people), at.room.phase, at.room.message) == before


async def test_somebody_else_cannot_be_claimed(begin: Callable[..., Room]) -> None:
    """Frames have no place for a person, joining has none for a seat, and a wrong kind is refused."""
    async with served(begin()) as at:
        guest = await at.student()
        await guest.send({"t": "do", **GOOD["do"], "person": "p2"})
        await guest.until(lambda: guest.of("refused"))
        wrong: list[Any] = [
            {"code": at.room.code, "name": "Eve", "kind": "teacher"},
            {"code": at.room.code, "name": "Eve", "kind": "student", "seat": "congress"},
            {"code": at.room.code, "name": "Eve", "kind": "student", "person": guest.person},
            {"code": at.room.code, "name": "Eve"},
            [],
            "Eve",
            {"code": 7, "name": "Eve", "kind": "student"},
        ]
        for body in wrong:
            status, said = await guest.post("join", body)
            assert (status, said["code"]) == (400, "frame")
        assert len([p for p in at.room.people.values() if p.kind == "student"]) == 1


async def test_a_second_socket_closes_the_first_with_a_word(begin: Callable[..., Room]) -> None:
    """The new one is welcomed; the old one is told why and not to come back by itself."""
    async with served(begin()) as at:
        first = await at.student()
        second = at.guest()
        await second.open(first.token)
        assert second.live
        assert second.person == first.person
        bye = await first.gone()
        assert "another window" in bye["sentence"]
        assert bye["again"] is False
        assert at.room.people[second.person].here
        assert (await second.do("rename", name="Bea"))["t"] == "done"


async def test_the_old_token_holds_until_the_new_one_was_kept(begin: Callable[..., Room]) -> None:
    """A welcome that never arrived locks nobody out; once it is said to be kept, the old one is dead."""
    async with served(begin()) as at:
        guest = await at.guest().join(at.room.code)
        first = guest.token
        lost = at.guest()
        await lost.connect()
        await lost.send({"t": "hello", **GOOD["hello"], "as": "script", "token": first})
        assert lost.ws is not None
        await lost.ws.close()
        again = await at.guest().open(first)
        assert again.live
        await again.do("rename", name="Bea")
        dead = await at.guest().open(first)
        assert not dead.live


async def test_the_teachers_key_is_good_once(begin: Callable[..., Room]) -> None:
    """A second use, an old key and a wrong one are refused; a new key is good again."""
    async with served(begin()) as at:
        guest, old = at.guest(), at.host.key
        key = at.host.new_key()
        for wrong in (old, "", "0" * 32, "é"):
            assert (await guest.post("teach", {"key": wrong}))[0] == 403
        assert (await guest.post("teach", {"key": key}))[0] == 200
        assert (await guest.post("teach", {"key": key}))[0] == 403
        assert (await guest.post("teach", {"key": at.host.new_key()}))[0] == 200


async def test_wrong_codes_are_heard_ten_times_a_minute(begin: Callable[..., Room]) -> None:
    """The eleventh try is refused, even with the right code."""
    async with served(begin()) as at:
        guest = at.guest()
        body = {"code": "BBBBBB", "name": "Eve", "kind": "student"}
        assert [(await guest.post("join", body))[0] for _ in range(10)] == [403] * 10
        status, said = await guest.post("join", {**body, "code": at.room.code})
        assert (status, said["code"]) == (429, "busy")
        assert said["sentence"].endswith(".")


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "https://127.0.0.1", "http://localhost"])
async def test_pages_of_other_sites_get_nothing(begin: Callable[..., Room], origin: str | None) -> None:
    """Neither posts nor sockets come through without our own origin."""
    async with served(begin()) as at:
        headers = {} if origin is None else {"Origin": origin}
        for where, body in (("join", {"code": at.room.code, "name": "E", "kind": "student"}), ("teach", {"key": "x"})):
            async with at.http.post(at.base + where, json=body, headers=headers) as answer:
                assert answer.status == 421
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await at.http.ws_connect(at.base.replace("http", "ws") + "ws", headers=headers)
        assert not [p for p in at.room.people.values() if p.kind == "student"]


async def test_other_names_for_this_machine_get_nothing(begin: Callable[..., Room]) -> None:
    """Every address refuses a host name that is not ours: pages, files, posts, the socket."""
    async with served(begin()) as at:
        for where in ("", "seat", "page", "wall", "teach", "static/join.js", "healthz", "ws", "nothing"):
            async with at.http.get(at.base + where, headers={"Host": "evil.example"}) as answer:
                assert answer.status == 421
        async with at.http.post(
            at.base + "join", json={}, headers={"Host": "evil.example", "Origin": at.base}
        ) as answer:
            assert answer.status == 421


async def test_tokens_are_in_nobody_elses_bytes_and_in_no_file(
    begin: Callable[..., Room], saves: Saves, tmp_path: Path
) -> None:
    """After people joined, came back, were put out and played: each token was seen by its own socket only."""
    async with served(begin()) as at:
        teacher = await at.teacher()
        guests = [await at.student(f"Ana {number}", **{"as": "terminal"} if number else {}) for number in range(2)]
        await teacher.do("let-in", person="all")
        back = at.guest()
        await back.open(guests[0].token)
        await guests[1].do("rename", name="Bea")
        await teacher.do("kick", person=guests[1].person)
        everybody: list[Guest] = [teacher, back, *guests]
        for guest in everybody:
            others = [token for other in everybody if other.person != guest.person for token in other.tokens]
            heard = json.dumps([said if isinstance(said, dict) else said.decode("latin1") for said in guest.told])
            assert others
            assert not [token for token in others if token in heard]
        tokens = [token for guest in everybody for token in guest.tokens]
        written = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
        assert written
        assert not [token for token in tokens if any(token.encode() in raw for raw in written)]
        assert not [token for token in tokens if token in repr(at.room.people)]
