"""Who knocks at the host: codes that are tried out, crowds from one address, what proxies say, bodies that are none."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

import pytest

from debate.classroom.host.gate import read_address
from debate.classroom.host.limits import Limits
from debate.classroom.room import Room
from tests.classroom.host.served import served

OTHER = "BCDFGH"
PLACES = ("", "seat", "page", "wall", "teach", "static/join.js", "static/vendor/xterm.css", "healthz", "nothing", "ws")


async def test_no_address_tells_whether_a_code_is_right(begin: Callable[..., Room]) -> None:
    """Wrong codes are counted where they are typed; the same pages are given out below any six letters."""
    room = begin()
    async with served(room) as at:
        told = []
        for code in (room.code, room.code.lower(), OTHER):
            for page in ("", "seat", "healthz", "static/join.js", "nothing"):
                async with at.http.get(f"{at.base}r/{code}/{page}") as answer:
                    told.append((answer.status, await answer.read()))
        assert told[:5] == told[5:10] == told[10:]
        assert [status for status, _ in told[:5]] == [200, 200, 200, 200, 404]
        async with at.http.get(f"{at.base}r/{OTHER}s/") as answer:
            assert answer.status == 404


@pytest.mark.parametrize("place", PLACES)
async def test_no_answer_can_be_framed_or_run_what_is_not_ours(begin: Callable[..., Room], place: str) -> None:
    """Pages, parts of pages and refusals alike: scripts, styles and sockets from here alone, in no other page's frame.

    Only the page with the terminal may write styles of its own.
    """
    async with served(begin()) as at:
        async with at.http.get(at.base + place) as answer:
            headers = answer.headers
        rules = dict(rule.split(" ", 1) for rule in headers["Content-Security-Policy"].split("; "))
        assert rules["default-src"] == "'self'"
        assert rules["object-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
        assert rules["form-action"] == "'self'"
        assert "script-src" not in rules
        assert ("style-src" in rules) == (place in ("seat", "wall", "teach"))
        port = at.base.split(":")[2].rstrip("/")
        sockets = {"'self'", f"ws://127.0.0.1:{port}", f"wss://127.0.0.1:{port}"}
        assert set(rules.get("connect-src", "'self'").split()) <= sockets
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "Set-Cookie" not in headers
        assert ("no-cache" if place.startswith("static") else "no-store") in headers["Cache-Control"]


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\nHost: loc"])
async def test_a_connection_that_asks_for_nothing_is_cut(begin: Callable[..., Room], said: bytes) -> None:
    """Also one that never ends its request; a person's socket, which said hello, stays."""
    async with served(begin(), Limits(silent=0.2, look=0.05)) as at:
        guest = await at.student()
        reader, writer = await asyncio.open_connection("127.0.0.1", int(at.base.split(":")[2].rstrip("/")))
        writer.write(said)
        with suppress(ConnectionError):
            assert await asyncio.wait_for(reader.read(100), 3) == b""
        writer.close()
        await asyncio.sleep(0.3)
        assert guest.live


async def test_nobody_alone_fills_the_room(begin: Callable[..., Room]) -> None:
    """Who joins again and again is stopped, and told so; tries that come to nothing do not count."""
    room = begin()
    async with served(room, Limits(joins=3, join_rate=0)) as at:
        guest = at.guest()
        body = {"code": room.code, "name": "Ana", "kind": "student"}
        for _ in range(4):
            assert (await guest.post("join", {**body, "name": ""}))[0] == 422
        assert [(await guest.post("join", body))[0] for _ in range(5)] == [200, 200, 200, 429, 429]
        status, said = await guest.post("join", {**body, "kind": "wall"})
        assert (status, said["code"]) == (429, "busy")
        assert len(room.people) == 3


@pytest.mark.parametrize(
    ("said", "counted"),
    [
        (["10.0.0.7"], "10.0.0.7"),
        (["1.2.3.4, 10.0.0.7"], "10.0.0.7"),
        (["1.2.3.4", "10.0.0.7"], "10.0.0.7"),
        (["1.2.3.4", "5.6.7.8, 10.0.0.7"], "10.0.0.7"),
        (["nonsense"], "unknown"),
        (["::ffff:10.0.0.7"], "10.0.0.7"),
        (["2001:db8::1"], "2001:db8::/64"),
        ([], "127.0.0.1"),
    ],
)
async def test_a_proxy_is_believed_for_its_own_word_alone(
    begin: Callable[..., Room], said: list[str], counted: str
) -> None:
    """Some proxies add to the header that a client sent, some add a header of their own: the last one is theirs."""
    seen = []
    async with served(begin(), named=[read_address("play.example")], proxies=frozenset({"127.0.0.1"})) as at:
        ask = at.host._knocks.take

        def take(address: str) -> bool:
            seen.append(address)
            return ask(address)

        at.host._knocks.take = take  # type: ignore[method-assign]
        headers = [("Host", "play.example"), *(("X-Forwarded-For", each) for each in said)]
        async with at.http.get(at.base, headers=headers) as answer:
            assert answer.status == 200
    assert seen == [counted]


async def test_a_body_that_cannot_be_unpacked_is_told_so(
    begin: Callable[..., Room], caplog: pytest.LogCaptureFixture
) -> None:
    """It is the client's mistake, and none of the host's."""
    async with served(begin()) as at:
        headers = {"Origin": at.guest().origin, "Content-Type": "application/json", "Content-Encoding": "gzip"}
        async with at.http.post(f"{at.base}join", data=b"no gzip", headers=headers) as answer:
            assert answer.status == 400
            assert "cannot be unpacked" in await answer.text()
    assert not caplog.records
