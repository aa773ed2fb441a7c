"""Readers that are slow, or take nothing at all: what waits for them is bounded, and nobody waits for them."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Callable

import pytest

from debate.classroom.host.limits import Limits
from debate.classroom.room import Room
from tests.classroom.host.loud import Loud, until
from tests.classroom.host.served import HELLO, served


async def dropped(begin: Callable[..., Room], limits: Limits) -> None:
    """A reader who takes nothing is away in the end, and comes back to what was kept."""
    loud = Loud()
    async with served(begin(), limits, make=lambda *_: loud) as at:
        guest = await at.guest().join(at.room.code)
        _, writer = await deaf(at.base, guest.token)
        await until(lambda: loud.send is not None)
        send = loud.send
        assert send is not None
        # More than the network holds, less than what is too much at once.
        for _ in range(15):
            send({"t": "page", "text": "x" * 60_000})
        await until(lambda: not at.room.people["p1"].here, within=10)
        writer.close()
        assert loud.stopped == 0
        back = at.guest()
        await back.open(guest.token, **{"as": "terminal"})
        await back.until(lambda: b"painted" in back.told)
        assert loud.started == 1


async def test_a_reader_who_takes_nothing_is_dropped(begin: Callable[..., Room]) -> None:
    """In the time set for it; the person is away then, the front end is kept, and coming back paints again."""
    await dropped(begin, Limits(slow=0.4, look=0.05))


@pytest.mark.torture
async def test_a_reader_who_takes_nothing_is_dropped_with_the_limits_of_a_class(begin: Callable[..., Room]) -> None:
    await dropped(begin, Limits())


async def test_what_waits_for_one_socket_is_bounded(begin: Callable[..., Room]) -> None:
    """More than a megabyte of frames at once is not kept for anybody; the socket is cut at once."""
    loud = Loud()
    async with served(begin(), make=lambda *_: loud) as at:
        guest = await at.student()
        await until(lambda: loud.send is not None)
        assert loud.send is not None
        for _ in range(3000):
            if loud.send is not None:
                loud.send({"t": "page", "text": "x" * 1000})
        await guest.gone()


async def test_a_slow_terminal_is_sent_less(begin: Callable[..., Room]) -> None:
    """Output that would come late is not taken, so that it can be drawn anew; frames still are, and nobody is cut."""
    loud = Loud()
    async with served(begin(), Limits(behind=5000), make=lambda *_: loud) as at:
        guest = await at.student()
        await until(lambda: loud.send is not None)
        await guest.until(lambda: b"painted" in guest.told)
        assert loud.send is not None
        taken = [loud.send(b"x" * 1000) for _ in range(3000)]
        assert taken == [True] * 6 + [False] * 2994
        assert loud.send({"t": "title", "d": "still"})
        await guest.until(lambda: guest.of("title"))
        assert sum(len(piece) for piece in guest.told if isinstance(piece, bytes)) == 6000 + len(b"painted")
        assert loud.send(b"again")
        assert (await guest.do("rename", name="Bo"))["t"] == "done"


async def deaf(base: str, token: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A client that says hello and then never reads."""
    host = base.removeprefix("http://").rstrip("/")
    one = socket.socket()
    one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    one.setblocking(False)
    await asyncio.get_running_loop().sock_connect(one, (host.partition(":")[0], int(host.partition(":")[2])))
    reader, writer = await asyncio.open_connection(sock=one, limit=1024)
    key = "AAAAAAAAAAAAAAAAAAAAAA=="
    writer.write(
        f"GET /ws HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
    )
    hello = json.dumps({"t": "hello", "token": token, **HELLO, "as": "terminal"}).encode()
    writer.write(bytes([0x81, 0x80 | 126, *len(hello).to_bytes(2, "big"), 0, 0, 0, 0]) + hello)
    return reader, writer
