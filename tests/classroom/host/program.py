"""``debate host`` as a program of its own, to be killed and started again."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def free_port() -> int:
    """A port that nobody listens at just now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


class Program:
    """A host in a process of its own. ``code`` and ``key`` are read from what it prints."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.base = f"http://127.0.0.1:{port}/"
        self.process: asyncio.subprocess.Process | None = None
        self.code = self.key = ""
        self.said = ""

    async def start(self, *arguments: str, port: bool = True) -> None:
        """Start it and wait until it listens. ``port``: say at which."""
        self.said = ""
        self.process = await asyncio.create_subprocess_exec(
            *(
                sys.executable,
                "-m",
                "debate",
                "host",
                "--no-console",
                "--pace",
                "free",
                "--no-predictions",
                "--no-beliefs",
                "--saves",
                str(self.folder),
            ),
            *(("--port", str(self.port)) if port else ()),
            *arguments,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            cwd=ROOT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        await self._until(r"stops")
        self.code = _found(r"and type\s+(\w{3}) (\w{3})", self.said)
        self.key = _found(r"teach#([0-9a-f]{32})", self.said)

    async def _until(self, pattern: str) -> None:
        assert self.process is not None
        assert self.process.stdout is not None
        async with asyncio.timeout(60):
            while not re.search(pattern, self.said):
                line = await self.process.stdout.readline()
                assert line, self.said
                self.said += line.decode()

    async def end(self, how: int = signal.SIGKILL) -> tuple[int, str]:
        """Send it a signal and wait: its exit code, and what it still said."""
        assert self.process is not None
        assert self.process.stdout is not None
        if self.process.returncode is None:
            self.process.send_signal(how)
        rest = await self.process.stdout.read()
        return await self.process.wait(), rest.decode()


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    assert found, text
    return "".join(found.groups())
