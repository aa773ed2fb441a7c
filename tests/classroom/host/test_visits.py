"""One socket: what it may send and how much, how it ends, and that nothing it does breaks anything."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from random import Random
from typing import Any

import aiohttp
import pytest

from debate.classroom.host.limits import Limits
from debate.classroom.room import Change, Request, Room, Ticket
from tests.classroom.host.loud import Loud, until
from tests.classroom.host.moves import answer, gathered
from tests.classroom.host.served import served


async def test_a_socket_that_says_nothing_is_closed(begin: Callable[..., Room]) -> None:
    """After the time for a hello there is a goodbye."""
    async with served(begin(), Limits(hello=0.2)) as at:
        guest = at.guest()
        await guest.connect()
        bye = await guest.gone()
        assert "Open the page again" in bye["sentence"]
        assert bye["again"] is False


async def test_one_that_only_pings_is_closed_too(begin: Callable[..., Room]) -> None:
    """Pings are no hello."""
    async with served(begin(), Limits(hello=0.3)) as at:
        guest = at.guest()
        await guest.connect()
        assert guest.ws is not None
        for _ in range(5):
            await guest.ws.ping()
            await asyncio.sleep(0.05)
        assert (await guest.gone())["again"] is False


async def test_what_is_no_frame_is_answered_ten_times_and_then_the_socket_is_closed(begin: Callable[..., Room]) -> None:
    """Each mistake is answered with what is wrong; the eleventh ends it. The person may come back after a moment."""
    async with served(begin(), Limits(penalty=0.1, pause=0)) as at:
        guest = await at.student()
        for wrong in ("x", "{}", '{"t":"nothing"}', "[]"):
            await guest.send(wrong)
        await guest.until(lambda: sum(said["t"] == "refused" for said in guest.told if isinstance(said, dict)) == 4)
        assert guest.live
        for _ in range(8):
            await guest.send("x")
        assert "cannot be read" in (await guest.gone())["sentence"]
        await asyncio.sleep(0.15)
        assert (await at.guest().open(guest.token)).live


async def test_a_frame_that_is_too_long_closes_the_socket(begin: Callable[..., Room]) -> None:
    """Eight thousand bytes of keys pass, nine thousand do not."""
    async with served(begin()) as at:
        guest = await at.student()
        await guest.send({"t": "keys", "d": "x" * 8000})
        assert (await guest.do("rename", name="Bea"))["t"] == "done"
        await guest.send({"t": "keys", "d": "x" * 9000})
        await guest.gone()
        assert guest.ws is not None
        assert guest.ws.close_code == aiohttp.WSCloseCode.MESSAGE_TOO_BIG


async def test_compression_is_not_spoken(begin: Callable[..., Room]) -> None:
    """It is offered by the client and not taken up."""
    async with served(begin()) as at:
        address = at.base.replace("http", "ws") + "ws"
        async with at.http.ws_connect(address, origin=at.base.rstrip("/"), compress=15) as ws:
            assert not ws.compress


async def test_who_sends_too_much_is_cut_and_waits(begin: Callable[..., Room]) -> None:
    """The goodbye says why; coming back at once is refused for a moment, then it works, and others felt nothing."""
    async with served(begin(), Limits(penalty=0.5, pause=0)) as at:
        flooder, other = await at.student("Eve"), await at.student("Bea")
        ping = json.dumps({"t": "ping"})
        try:
            for _ in range(2000):
                await flooder.send(ping)
        except ConnectionError:
            pass
        bye = await flooder.gone()
        assert "too much" in bye["sentence"]
        assert bye["again"] is True
        assert not (await at.guest().open(flooder.token)).live
        assert (await other.do("rename", name="Bo"))["t"] == "done"
        await asyncio.sleep(0.6)
        assert (await at.guest().open(flooder.token)).live


async def test_requests_are_done_three_a_second_and_then_refused(begin: Callable[..., Room]) -> None:
    """Each is written to disk, so that one person cannot keep the disk busy; nobody is cut for it."""
    async with served(begin(), Limits(deeds=3, deed_rate=5)) as at:
        guest, other = await at.student("Eve"), await at.student("Bea")
        said = [await guest.do("rename", name=f"Eve {letter}") for letter in "abcde"]
        assert [answer.get("code") for answer in said] == [None] * 3 + ["busy"] * 2
        assert (await other.do("rename", name="Bo"))["t"] == "done"
        await asyncio.sleep(0.25)
        assert (await guest.do("rename", name="Eve f"))["t"] == "done"


async def test_coming_and_going_without_end_is_slowed_down(begin: Callable[..., Room]) -> None:
    """After some times the person is told to wait, and nothing is written for that."""
    async with served(begin(), Limits(comings=3, coming_rate=2, pause=0)) as at:
        guest = await at.student("Eve")
        came = []
        for _ in range(4):
            await guest.leave()
            await guest.open()
            came.append(guest.live)
        assert came == [True, True, False, False]
        assert guest.bye is not None
        assert guest.bye["again"] is True
        await asyncio.sleep(0.6)
        assert (await guest.open()).live


async def test_many_small_pieces_of_one_frame_are_too_much_as_well(begin: Callable[..., Room]) -> None:
    """A frame that never ends is cut by its bytes, although no frame is ever there."""
    async with served(begin(), Limits(byte_burst=20_000, byte_rate=1000)) as at:
        guest = await at.student()
        assert guest.ws is not None
        writer = guest.ws._writer
        raw = writer.transport
        assert raw is not None
        # An empty piece of a text frame that is to be continued, masked with zeros.
        raw.write(b"\x01\x80\x00\x00\x00\x00" + b"\x00\x80\x00\x00\x00\x00" * 5000)
        assert "too much" in (await guest.gone())["sentence"]


@pytest.mark.parametrize("fails", ["start", "feed"])
async def test_a_front_end_that_fails_is_begun_anew_and_its_words_are_not_written_down(
    begin: Callable[..., Room], fails: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The person is told and comes back by itself; the log has the place in the program and not the message."""
    made: list[Loud] = []

    def make(*_: object) -> Loud:
        made.append(Loud())
        made[-1].fails = fails if len(made) == 1 else ""
        return made[-1]

    async with served(begin(), make=make) as at:
        guest = await at.student(**{"as": "terminal"})
        if fails == "feed":
            await until(lambda: made[0].send)
            await guest.send({"t": "keys", "d": "secret"})
        bye = await guest.gone()
        assert bye["again"] is True
        back = at.guest()
        await back.open(guest.token, **{"as": "terminal"})
        await back.until(lambda: b"painted" in back.told)
    assert "ZeroDivisionError at loud.py" in caplog.text
    assert "secret" not in caplog.text


async def test_another_way_of_playing_begins_another_front_end(begin: Callable[..., Room]) -> None:
    """From the terminal to the page: the first is stopped, the second painted. The window's size goes along."""
    made = [Loud(), Loud()]
    fronts = iter(made)
    async with served(begin(), make=lambda *_: next(fronts)) as at:
        guest = await at.student(**{"as": "terminal"})
        await until(lambda: made[0].send)
        await guest.leave()
        hello: dict[str, Any] = {"as": "terminal", "cols": 100}
        await guest.open(**hello)
        await until(lambda: made[0].send)
        assert made[0].fed == [{"t": "size", "cols": 100, "rows": 24}]
        await guest.leave()
        await guest.open(**{"as": "page"})
        await guest.until(lambda: b"painted" in guest.told)
        await until(lambda: made[0].stopped == 1)
        assert (made[1].started, made[1].stopped) == (1, 0)


async def test_whoever_is_put_out_goes_at_once(begin: Callable[..., Room]) -> None:
    """The goodbye says who did it; the front end stops; the token is dead."""
    loud = Loud()
    made = [Loud(), loud]
    async with served(begin(), make=lambda *_: made.pop(0)) as at:
        teacher, guest = await at.teacher(), await at.student()
        assert (await teacher.do("kick", person=guest.person))["t"] == "done"
        bye = await guest.gone()
        assert "taken you out" in bye["sentence"]
        assert bye["again"] is False
        assert not (await at.guest().open(guest.token)).live
        await until(lambda: loud.stopped == 1)


async def test_the_end_of_the_room_says_goodbye_to_all(begin: Callable[..., Room]) -> None:
    """Nobody is to come back by itself then."""
    async with served(begin()) as at:
        teacher, guest = await at.teacher(), await at.student()
        assert (await teacher.do("close"))["t"] == "done"
        for somebody in (teacher, guest):
            assert (await somebody.gone())["again"] is False


async def test_when_the_host_stops_everybody_is_to_come_back(begin: Callable[..., Room]) -> None:
    """The goodbye says that nothing is lost."""
    async with served(begin()) as at:
        guest = await at.student()
    bye = await guest.gone()
    assert "Nothing is lost" in bye["sentence"]
    assert bye["again"] is True


async def test_two_hundred_sockets_fit_behind_one_address(begin: Callable[..., Room]) -> None:
    """The next is refused, and there is room again when one goes."""
    async with served(begin(), Limits(sockets=5)) as at:
        assert Limits().sockets == 200
        guests = []
        for _ in range(5):
            guests.append(at.guest())
            await guests[-1].connect()
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await at.guest().connect()
        assert refused.value.status == 429
        await guests[0].leave()
        await at.guest().connect()


async def test_the_answer_comes_before_what_follows_from_it(begin: Callable[..., Room]) -> None:
    """A front end that sends while the room changes does not get before the answer."""
    room = begin()
    tickets = gathered(room, 4)
    loud = Loud()

    def speak(change: Change) -> None:
        if loud.send:
            loud.send({"t": "page"})

    room.listen(speak)
    async with served(room, make=lambda *_: loud) as at:
        guests = [await at.guest().open(ticket.token) for ticket in tickets]
        await until(lambda: loud.send is not None)
        # All share the one front end here; it sends to whoever came last.
        guest = guests[-1]
        asked = answer(room, guest.person, Random(1))
        assert asked is not None
        guest.told.clear()
        await guest.do(asked[0], asked[1], **asked[2])
        await guest.until(lambda: guest.of("page"))
        kinds = [said["t"] for said in guest.told if isinstance(said, dict)]
        assert kinds.index("done") < kinds.index("page")


async def test_junk_of_all_sorts_comes_to_no_traceback(
    begin: Callable[..., Room], caplog: pytest.LogCaptureFixture
) -> None:
    """Thousands of broken frames and requests over many sockets: goodbyes and refusals, and an honest seat works on."""
    await bothered(begin, caplog, sockets=6, frames=300)


@pytest.mark.torture
async def test_a_hundred_thousand_junk_frames_come_to_no_traceback(
    begin: Callable[..., Room], caplog: pytest.LogCaptureFixture
) -> None:
    await bothered(begin, caplog, sockets=50, frames=2000)


async def bothered(begin: Callable[..., Room], caplog: pytest.LogCaptureFixture, *, sockets: int, frames: int) -> None:
    caplog.set_level(logging.DEBUG)
    chance = Random(3)
    ways = Limits(mistakes=10**9, burst=10**9, byte_burst=10**12, knocks=10**6, deeds=10**9, out_frames=10**6)
    async with served(begin(), ways) as at:
        honest = await at.student("Bea")
        for _ in range(sockets):
            guest = await at.student("Eve")
            for _ in range(frames):
                await guest.send(junk(chance))
            await guest.do("rename", name="Eve")
            assert guest.live
            await guest.leave()
        assert (await honest.do("rename", name="Bo"))["t"] == "done"
    assert "Traceback" not in caplog.text
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


def junk(chance: Random) -> str:
    """Something that is no good: bytes at random, or a frame with something odd in it."""
    odd = chance.choice(("\x00", "\ud83d"[:0], "{", "\\ud800", "é" * 50, "[" * 500, "1e999", '"t"', "null", ":" * 9))
    frame = json.dumps(
        {
            "t": chance.choice(("do", "keys", "size", "look", "kept", "hello", "x", "ping")),
            "id": chance.choice(("a", "", "b" * 41, 5)),
            "kind": chance.choice(("propose", "kick", "start", "vote", "\u202e")),
            "at": chance.choice((0, -1, 10**12, "1", None)),
            "fields": chance.choice(({}, {"move": "x"}, {"move": 5}, [], {"person": "p1"})),
        }
    )
    at = chance.randrange(len(frame))
    return chance.choice((odd, frame, frame[:at] + odd + frame[at:], frame[at:]))


async def test_who_is_put_out_before_the_screen_is_there_leaves_none(begin: Callable[..., Room]) -> None:
    """No front end is begun for somebody who has gone again."""
    room, loud = begin(), Loud()
    room.teacher()
    async with served(room, make=lambda *_: loud) as at:
        guest = await at.guest().join(room.code)
        enter = room.enter

        def entered(token: str) -> Ticket:
            ticket = enter(token)
            asyncio.get_running_loop().call_soon(at.host._changed.set)
            room.do("teacher", Request("out", "kick", -1, {"person": ticket.person}))
            return ticket

        room.enter = entered  # type: ignore[method-assign]
        await guest.open()
        assert "taken you out" in (await guest.gone())["sentence"]
        await asyncio.sleep(0.05)
        assert loud.started == len(at.host.fronts) == 0
