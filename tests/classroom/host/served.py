"""A room that is served for a test, and people who are scripts: they join, hold a socket, ask, and come back."""

from __future__ import annotations

import asyncio
import itertools
import json
import socket
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from typing import Any

import aiohttp

from debate.classroom.host.gate import Gate, Named
from debate.classroom.host.host import Host
from debate.classroom.host.limits import Limits
from debate.classroom.host.serve import open_runner
from debate.classroom.room import Room

HELLO = {"as": "script", "cols": 80, "rows": 24, "reader": False}
SOON = 60.0
"""Seconds after which a test gives up waiting; nothing should come near it."""


class Guest:
    """Somebody at the other end. ``told``: all that came, frames and bytes; ``bye``: the goodbye, if there was one."""

    _ids = itertools.count(1)

    def __init__(self, http: aiohttp.ClientSession, base: str) -> None:
        self.http, self.base = http, base
        self.token = self.person = ""
        self.how = "script"
        """How it is drawn for: ``script`` (not at all), ``page`` or ``terminal``."""
        self.told: list[dict[str, Any] | bytes] = []
        self.bye: dict[str, Any] | None = None
        self.ws: aiohttp.ClientWebSocketResponse | None = None
        self.answers: dict[str, dict[str, Any]] = {}
        self.tokens: list[str] = []
        self._reading: asyncio.Task[None] | None = None
        self._news = asyncio.Event()
        self._coming = asyncio.Lock()

    @property
    def origin(self) -> str:
        return "/".join(self.base.split("/")[:3])

    @property
    def hello(self) -> dict[str, object]:
        return {**HELLO, "as": self.how}

    @property
    def painted(self) -> bool:
        """Whether a whole screen or page was shown since the socket opened."""
        shown = sum(len(said) for said in self.told if isinstance(said, bytes))
        return shown > 1000 or self.of("page") is not None

    async def post(self, where: str, body: object, **headers: str) -> tuple[int, dict[str, Any]]:
        """Post JSON; the status and what was answered."""
        sent = {"Origin": self.origin, **headers}
        async with self.http.post(self.base + where, json=body, headers=sent) as answer:
            text = await answer.text()
            return answer.status, json.loads(text) if answer.content_type == "application/json" else {"text": text}

    async def join(self, code: str, name: str = "Somebody", kind: str = "student") -> Guest:
        """Ask for a token."""
        status, said = await self.post("join", {"code": code, "name": name, "kind": kind})
        assert status == 200, said
        self.token = said["token"]
        self.tokens.append(self.token)
        return self

    async def open(self, token: str | None = None, **hello: object) -> Guest:
        """Open a socket and say hello; back once there was a welcome or a goodbye."""
        await self.connect()
        await self.send({"t": "hello", "token": self.token if token is None else token, **self.hello, **hello})
        await self.until(lambda: self.bye is not None or self.closed or self.of("welcome") is not None)
        return self

    async def connect(self) -> None:
        """Open a socket and say nothing."""
        if self._reading is not None:
            self._reading.cancel()
        if self.ws is not None and not self.ws.closed:
            transport = self.ws._response.connection.transport if self.ws._response.connection else None
            if transport is not None:
                transport.abort()
        self.told, self.bye, self._reading = [], None, None
        address = self.base.replace("http", "ws", 1) + "ws"
        self.ws = await self.http.ws_connect(address, origin=self.origin, max_msg_size=0, autoclose=True)
        self._reading = asyncio.create_task(self._read(self.ws))

    async def _read(self, ws: aiohttp.ClientWebSocketResponse) -> None:
        async for got in ws:
            if got.type is aiohttp.WSMsgType.BINARY:
                self.told.append(got.data)
            elif got.type is aiohttp.WSMsgType.TEXT:
                frame = json.loads(got.data)
                self.told.append(frame)
                if frame["t"] == "welcome":
                    self.token, self.person = frame["token"], frame["person"]
                    self.tokens.append(self.token)
                    await ws.send_json({"t": "kept", "token": self.token})
                elif frame["t"] == "bye":
                    self.bye = frame
                elif frame["t"] in ("done", "refused"):
                    self.answers[frame["id"]] = frame
            self._news.set()
        self._news.set()

    @property
    def closed(self) -> bool:
        return self._reading is None or self._reading.done()

    @property
    def live(self) -> bool:
        """Whether it is in, with a socket that works."""
        return not self.closed and self.bye is None and self.of("welcome") is not None

    def of(self, kind: str) -> dict[str, Any] | None:
        """The latest frame of this kind."""
        found = [frame for frame in self.told if isinstance(frame, dict) and frame["t"] == kind]
        return found[-1] if found else None

    async def until(self, true: Callable[[], Any], within: float = SOON) -> None:
        """Wait until something that came makes this true."""
        async with asyncio.timeout(within):
            while not true():
                self._news.clear()
                await self._news.wait()

    async def send(self, frame: object) -> None:
        assert self.ws is not None
        await self.ws.send_str(frame if isinstance(frame, str) else json.dumps(frame))

    async def do(self, kind: str, at: int = -1, id: str | None = None, **fields: str) -> dict[str, Any]:
        """Have the room do something; its answer. Keys of two words are written with an underscore."""
        id = id or f"{self.person}-{next(self._ids)}"
        self.answers.pop(id, None)
        await self.send({"t": "do", "id": id, "kind": kind, "at": at, "fields": fields})
        await self.until(lambda: id in self.answers or self.closed)
        return self.answers.get(id, {"t": "gone"})

    async def insist(self, kind: str, at: int = -1, **fields: str) -> dict[str, Any]:
        """As :meth:`do`, over as many sockets as it takes: the same request again until it is answered."""
        id = f"{self.person}-{next(self._ids)}"
        while True:
            if not self.live:
                await self.back()
            with suppress(ConnectionError, TimeoutError):
                answer = await asyncio.wait_for(self.do(kind, at, id, **fields), 3)
                if answer["t"] != "gone" and answer.get("code") != "busy":
                    return answer
            await asyncio.sleep(0.05)

    async def back(self) -> None:
        """Come back with the token kept last, as often as it takes."""
        async with self._coming:
            while not self.live:
                with suppress(ConnectionError, TimeoutError, aiohttp.ClientError):
                    await asyncio.wait_for(self.open(), 3)
                if not self.live:
                    assert self.bye is None or self.bye["again"], self.bye
                    await asyncio.sleep(0.05)

    async def leave(self) -> None:
        """The socket goes without a word."""
        if self.ws is not None:
            await self.ws.close()
        if self._reading is not None:
            await self._reading

    async def gone(self) -> dict[str, Any]:
        """Wait for the end of the socket; the goodbye that came before it."""
        assert self._reading is not None
        await asyncio.wait_for(self._reading, SOON)
        return self.bye or {}


class Served:
    """A room with its host and guests."""

    def __init__(self, room: Room, host: Host, base: str, http: aiohttp.ClientSession) -> None:
        self.room, self.host, self.base, self.http = room, host, base, http

    def guest(self) -> Guest:
        return Guest(self.http, self.base)

    async def teacher(self, **hello: Any) -> Guest:
        """The teacher, come in with the key."""
        guest = self.guest()
        status, said = await guest.post("teach", {"key": self.host.new_key()})
        assert status == 200, said
        guest.token = said["token"]
        guest.tokens.append(guest.token)
        return await guest.open(**hello)

    async def student(self, name: str = "Somebody", **hello: Any) -> Guest:
        """Somebody who has joined and has a socket; whether they are let in is another matter."""
        return await (await self.guest().join(self.room.code, name)).open(**hello)


@asynccontextmanager
async def served(
    room: Room, limits: Limits | None = None, named: Iterable[Named] = (), **given: Any
) -> AsyncIterator[Served]:
    """Serve this room at a free port of this machine."""
    with socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 128 * 1024)
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
        host = Host(room, Gate(port, named=named), limits=limits, **given)
        runner = await open_runner(host, [one])
        working = asyncio.create_task(host.run())
        jar = aiohttp.DummyCookieJar()
        connector = aiohttp.TCPConnector(limit=0, force_close=True)
        async with aiohttp.ClientSession(cookie_jar=jar, connector=connector) as http:
            try:
                yield Served(room, host, f"http://127.0.0.1:{port}/", http)
            finally:
                await runner.cleanup()
                working.cancel()
                await asyncio.gather(working, return_exceptions=True)
