"""The line to the host: the address and the code as people type them, asking to be let in, the seat that is kept, and
one WebSocket that opens itself anew."""

from __future__ import annotations

import asyncio
import json
import random
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from debate.command import Exit, Stop
from debate.rules.text import visible
from debate.store.files import FILES, ensure_folder
from debate.store.writer import write_over

EXAMPLE = "such as 192.168.1.20:8420 or https://school.example/r/one/"


def base_of(address: str) -> str:
    """The address of the room's pages, with ``http://`` in front and a slash at the end.

    Raises :class:`Stop` for what is no address.
    """
    text = address.strip()
    given = text if "://" in text else f"http://{text}"
    try:
        parts = urlsplit(given)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
        port = parts.port
    except ValueError:
        fine, port = False, None
    if not fine or re.search(r"\s", text) or port == 0:
        raise Stop(Exit.USAGE, f"'{visible(text, 80)}' is no address; write what the teacher shows, {EXAMPLE}.")
    path = re.sub(r"(?:seat|page|wall|teach)?$", "", parts.path) or "/"
    return f"{parts.scheme}://{parts.netloc}{path if path.endswith('/') else path + '/'}"


def origin_of(base: str) -> str:
    """What a browser that shows the pages would give as their origin."""
    parts = urlsplit(base)
    return f"{parts.scheme}://{parts.netloc}"


def code_of(code: str) -> str:
    """The room code without the blanks and hyphens that people put in. Raises :class:`Stop` for what cannot be one."""
    found = re.sub(r"[\s-]", "", code).upper()
    if not re.fullmatch(r"[A-Z]{6}", found):
        raise Stop(Exit.USAGE, f"'{visible(code, 40)}' is no room code: it has six letters, as the teacher shows it.")
    return found


WAITS = (0.3, 0.7, 1.5, 3.0, 6.0, 10.0)
"""Seconds before each new try; the last for all that follow."""
HEARTBEAT = 15.0
LONGEST = 4 * 1024 * 1024
"""The longest frame that is taken from the host."""


class Line:
    """The host as this client sees it. ``output`` is given what is to be drawn, ``frame`` every other frame,
    ``trouble`` a sentence while the line is down, and an empty one once it is up again.

    ``shows``: what is to be sent, a picture for a ``terminal`` or a ``page``. ``tls``: whether certificates are looked
    at."""

    def __init__(
        self, base: str, code: str, kind: str, kept: Kept | None = None, *, shows: str = "terminal", tls: bool = True
    ) -> None:
        self.base, self.code, self.kind, self.kept, self.shows, self.tls = base, code, kind, kept, shows, tls
        self.output: Callable[[bytes], None] = lambda out: None
        self.frame: Callable[[dict[str, Any]], None] = lambda frame: None
        self.trouble: Callable[[str], None] = lambda sentence: None
        self.size: Callable[[], tuple[int, int]] = lambda: (80, 24)
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._sending: set[asyncio.Task[None]] = set()

    async def ask_in(self, name: str) -> str:
        """Join the room under this name; the token. Raises :class:`Stop` where that is refused or nobody answers."""
        body = {"code": self.code, "name": name, "kind": self.kind}
        try:
            async with (
                self._session() as session,
                session.post(f"{self.base}join", json=body, timeout=aiohttp.ClientTimeout(10), ssl=self.tls) as answer,
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

    def _session(self) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(headers={"Origin": origin_of(self.base)})

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
        async with self._session() as session:
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
            f"{self.base}ws",
            heartbeat=HEARTBEAT,
            max_msg_size=LONGEST,
            timeout=aiohttp.ClientWSTimeout(ws_close=2),
            ssl=self.tls,
        ) as socket:
            hello = {"t": "hello", "token": token, "as": self.shows, "cols": cols, "rows": rows, "reader": False}
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
                        if self.kept is not None:
                            self.kept.keep(token)
                        await socket.send_str(json.dumps({"t": "kept", "token": token}))
                        self.trouble("")
                    elif frame.get("t") == "bye" and not frame.get("again"):
                        return token, visible(str(frame.get("sentence", "")), 300)
                    else:
                        self.frame(frame)
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


MOST = 40
"""So many rooms are remembered."""


class Kept:
    """The token of one room, in a file that only this user can read. Where it cannot be written, nothing is kept."""

    def __init__(self, base: str, code: str, kind: str, folder: Path | None = None) -> None:
        if folder is None:
            from platformdirs import user_state_path

            folder = user_state_path("debate")
        self.path = folder / "class-seats.json"
        self.key = f"{base} {code} {kind}"
        self.token = self._all().get(self.key, "")

    def keep(self, token: str) -> None:
        """From now on this one is good."""
        self.token = token
        found = self._all()
        found.pop(self.key, None)
        self._write({**dict(list(found.items())[1 - MOST :]), self.key: token})

    def _all(self) -> dict[str, str]:
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {str(key): token for key, token in found.items() if re.fullmatch("[0-9a-f]{32}", str(token))}

    def _write(self, found: dict[str, str]) -> None:
        with suppress(OSError):
            ensure_folder(FILES, self.path.parent)
            write_over(self.path, json.dumps(found, indent=1).encode())
