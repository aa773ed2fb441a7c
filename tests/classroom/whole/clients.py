"""Clients that are real: sockets that get a terminal's bytes, and programs that run in a terminal of their own."""

from __future__ import annotations

import asyncio
import fcntl
import os
import pty
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import aiohttp

from tests.classroom.host.served import Guest
from tests.classroom.whole.seen import Seen

ROOT = Path(__file__).parents[3]


class Wire(Guest):
    """A seat in a terminal, over the socket as a browser has it: bytes in, keys out, coming back by itself."""

    def __init__(self, http: aiohttp.ClientSession, base: str, name: str, cols: int, rows: int) -> None:
        super().__init__(http, base)
        self.name, self.how = name, "terminal"
        self.seen = Seen(cols, rows)
        self.resets = self.drops = self._since = 0

    @property
    def hello(self) -> dict[str, object]:
        return {"as": "terminal", "cols": self.seen.cols, "rows": self.seen.rows, "reader": False}

    @property
    def painted(self) -> bool:
        return self.seen.bytes - self._since > 1000

    @property
    def text(self) -> str:
        return self.seen.text

    async def _read(self, ws: aiohttp.ClientWebSocketResponse) -> None:
        self.seen.clear()
        self._since = self.seen.bytes
        async for got in ws:
            if got.type is aiohttp.WSMsgType.BINARY:
                self.seen.feed(got.data)
            elif got.type is aiohttp.WSMsgType.TEXT:
                frame = got.json()
                self.told.append(frame)
                if frame["t"] == "welcome":
                    self.token, self.person = frame["token"], frame["person"]
                    await ws.send_json({"t": "kept", "token": self.token})
                elif frame["t"] == "bye":
                    self.bye = frame
            self._news.set()
        self._news.set()

    async def stay(self) -> None:
        """Hold the line, and come back whenever it is gone, until cancelled or sent away for good."""
        while not (self.bye is not None and not self.bye["again"]):
            try:
                await self.back()
            except AssertionError:
                continue  # sent away while it came back
            assert self._reading is not None
            await asyncio.wait({self._reading})
            self.drops += 1
            await asyncio.sleep(0.2)

    async def type(self, keys: str) -> None:
        """Press these keys; what is pressed while the line is down is lost, as in a browser."""
        with suppress(ConnectionError, AssertionError, RuntimeError):
            await self.send({"t": "keys", "d": keys})

    def reset(self) -> None:
        """Cut the line in the middle of whatever it carries."""
        if self.ws is not None and not self.ws.closed and self.ws._response.connection is not None:
            transport = self.ws._response.connection.transport
            if transport is not None:
                self.resets += 1
                transport.abort()


class Terminal:
    """A program of ours in a terminal of its own."""

    def __init__(self, *arguments: str, cols: int = 80, rows: int = 24, env: Mapping[str, str] | None = None) -> None:
        self.name = arguments[0]
        self.seen = Seen(cols, rows)
        self.arguments = arguments
        self.env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})}
        self.pid = 0
        self.started = 0.0
        self.code: int | None = None
        self._file = -1

    @property
    def text(self) -> str:
        return self.seen.text

    def start(self) -> None:
        """Start the program."""
        self.seen.clear()
        self.started, self.code = time.monotonic(), None
        self.pid, self._file = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            os.execve(sys.executable, [sys.executable, "-m", "debate", *self.arguments], self.env)
        size = struct.pack("HHHH", self.seen.rows, self.seen.cols, 0, 0)
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, size)
        os.set_blocking(self._file, False)
        asyncio.get_running_loop().add_reader(self._file, self._come)

    def _come(self) -> None:
        try:
            out = os.read(self._file, 65536)
        except BlockingIOError:
            return
        except OSError:
            out = b""
        if out:
            self.seen.feed(out)
        else:
            self._shut()

    def _shut(self) -> None:
        if self._file >= 0:
            asyncio.get_running_loop().remove_reader(self._file)
            os.close(self._file)
            self._file = -1

    async def type(self, keys: str) -> None:
        with suppress(OSError):
            if self._file >= 0:
                os.write(self._file, keys.encode())

    async def end(self, how: int = signal.SIGKILL) -> int:
        """Send it a signal and wait for its end: its exit code, less than 0 for a signal."""
        if self.code is None and self.pid:
            with suppress(ProcessLookupError):
                os.kill(self.pid, how)
            while True:
                pid, status = os.waitpid(self.pid, os.WNOHANG)
                if pid:
                    self.code = os.waitstatus_to_exitcode(status)
                    break
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.05)
            self._shut()
        return self.code or 0

    def alive(self) -> bool:
        """Whether it still runs."""
        if self.code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)
        return self.code is None

    def memory(self) -> tuple[float, float]:
        """Of the running program, in MB: now, and at most so far."""
        said = Path(f"/proc/{self.pid}/status").read_text()
        found = {
            line.split(":")[0]: line.split()[1] for line in said.splitlines() if line.startswith(("VmRSS", "VmHWM"))
        }
        return int(found["VmRSS"]) / 1024, int(found["VmHWM"]) / 1024
