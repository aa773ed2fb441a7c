"""The line to the host: asking to be let in, and one WebSocket that opens itself anew."""

from __future__ import annotations

import asyncio
import json
import random
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import aiohttp

from debate.classroom.join.where import origin_of
from debate.command import Exit, Stop
from debate.rules.text import visible

if TYPE_CHECKING:
    from debate.classroom.join.kept import Kept

WAITS = (0.3, 0.7, 1.5, 3.0, 6.0, 10.0)
"""Seconds before each new try; the last for all that follow."""
HEARTBEAT = 15.0
LONGEST = 4 * 1024 * 1024
"""The longest frame that is taken from the host."""


class Line:
    """The host as this client sees it. ``output`` is given what is to be drawn, ``trouble`` a sentence while the line
    is down, and an empty one once it is up again."""

    def __init__(self, base: str, code: str, kind: str, kept: Kept) -> None:
        self.base, self.code, self.kind, self.kept = base, code, kind, kept
        self.output: Callable[[bytes], None] = lambda out: None
        self.trouble: Callable[[str], None] = lambda sentence: None
        self.size: Callable[[], tuple[int, int]] = lambda: (80, 24)
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._sending: set[asyncio.Task[None]] = set()

    async def ask_in(self, name: str) -> str:
        """Join the room under this name; the token. Raises :class:`Stop` where that is refused or nobody answers."""
        body = {"code": self.code, "name": name, "kind": self.kind}
        try:
            async with (
                aiohttp.ClientSession(headers={"Origin": origin_of(self.base)}) as session,
                session.post(f"{self.base}join", json=body, timeout=aiohttp.ClientTimeout(10)) as answer,
            ):
                said = await _object(answer)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
            raise Stop(Exit.PROBLEM, self._nobody()) from None
        token = said.get("token")
        if isinstance(token, str) and token:
            return token
        sentence = said.get("sentence")
        if isinstance(sentence, str) and sentence:
            raise Stop(Exit.PROBLEM, visible(sentence[:1].lower() + sentence[1:], 300))
        raise Stop(Exit.PROBLEM, f"at {visible(self.base, 100)} there is something else than a class of this game.")

    def _nobody(self) -> str:
        return (
            f"nobody answers at {visible(self.base, 100)}. Is the address the one that the teacher shows, and is this "
            "computer in the same network?"
        )

    def send(self, frame: dict[str, object]) -> None:
        """Send a frame if the line is up; what is typed while it is down is lost."""
        socket = self._socket
        if socket is not None and not socket.closed:
            task = asyncio.create_task(_sent(socket, frame))
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)

    async def run(self, token: str) -> tuple[str, bool]:
        """Stay connected until the host says goodbye for good: its sentence, and whether that was a good end."""
        tries = 0
        async with aiohttp.ClientSession(headers={"Origin": origin_of(self.base)}) as session:
            while True:
                was = token
                try:
                    token, bye = await self._once(session, token)
                    if bye is not None:
                        return bye, False
                    tries = 0 if token != was else tries
                except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
                    pass
                self._socket = None
                wait = WAITS[min(tries, len(WAITS) - 1)] * random.uniform(0.7, 1.3)
                tries += 1
                self.trouble("The connection is lost. Trying again: your seat and your cards are kept.")
                await asyncio.sleep(wait)

    async def _once(self, session: aiohttp.ClientSession, token: str) -> tuple[str, str | None]:
        """One socket, from its hello to its end: the token that is good now, and the host's last sentence, if any."""
        cols, rows = self.size()
        async with session.ws_connect(
            f"{self.base}ws", heartbeat=HEARTBEAT, max_msg_size=LONGEST, timeout=aiohttp.ClientWSTimeout(ws_close=2)
        ) as socket:
            hello = {"t": "hello", "token": token, "as": "terminal", "cols": cols, "rows": rows, "reader": False}
            await socket.send_str(json.dumps(hello))
            self._socket = socket
            async for message in socket:
                if message.type is aiohttp.WSMsgType.BINARY:
                    self.output(message.data)
                elif message.type is aiohttp.WSMsgType.TEXT:
                    frame = json.loads(message.data)
                    if not isinstance(frame, dict):
                        raise ValueError("no frame of a class")
                    if frame.get("t") == "welcome":
                        if not re.fullmatch("[0-9a-f]{32}", str(frame.get("token"))):
                            raise ValueError("no token of a class")
                        token = str(frame["token"])
                        self.kept.keep(token)
                        await socket.send_str(json.dumps({"t": "kept", "token": token}))
                        self.trouble("")
                    elif frame.get("t") == "bye" and not frame.get("again"):
                        return token, visible(str(frame.get("sentence", "")), 300)
        return token, None


async def _object(answer: aiohttp.ClientResponse) -> dict[str, Any]:
    """The JSON object that was answered; an empty one where it is something else."""
    if answer.content_type != "application/json":
        return {}
    said = await answer.json()
    return said if isinstance(said, dict) else {}


async def _sent(socket: aiohttp.ClientWebSocketResponse, frame: dict[str, object]) -> None:
    try:
        await socket.send_str(json.dumps(frame))
    except (aiohttp.ClientError, ConnectionError, RuntimeError):
        return
