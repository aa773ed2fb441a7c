"""A real terminal with ``debate join`` or ``debate project`` in it."""

from __future__ import annotations

import asyncio
import fcntl
import os
import pty
import struct
import sys
import termios
from pathlib import Path

import pyte


class Client:
    """The command in a pseudo terminal, whose screen is read as a person reads it."""

    def __init__(self, folder: Path, *words: str, cols: int = 90, rows: int = 26) -> None:
        self.folder, self.words = folder, words
        self.screen = pyte.Screen(cols, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.bytes = b""
        self.ours, self.theirs = pty.openpty()
        self.process: asyncio.subprocess.Process
        self.resize(cols, rows)
        self.before = termios.tcgetattr(self.theirs)

    async def __aenter__(self) -> Client:
        env = {**os.environ, "XDG_STATE_HOME": str(self.folder), "TERM": "xterm-256color"}
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "debate", *self.words, stdin=self.theirs, stdout=self.theirs, stderr=self.theirs,
            env=env, start_new_session=True,
        )  # fmt: skip
        asyncio.get_running_loop().add_reader(self.ours, self._read)
        return self

    async def __aexit__(self, *problem: object) -> None:
        asyncio.get_running_loop().remove_reader(self.ours)
        if self.process.returncode is None:
            self.process.kill()
            await self.process.wait()
        os.close(self.ours)
        os.close(self.theirs)

    def _read(self) -> None:
        got = os.read(self.ours, 65536)
        self.bytes += got
        self.stream.feed(got)

    def resize(self, cols: int, rows: int) -> None:
        """The window gets another size."""
        self.screen.resize(rows, cols)
        fcntl.ioctl(self.theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))

    def type(self, keys: str) -> None:
        os.write(self.ours, keys.encode())

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def restored(self) -> bool:
        """Whether the terminal is as it was before the command began."""
        return termios.tcgetattr(self.theirs) == self.before

    async def until(self, *words: str, gone: str = "", seconds: float = 15.0) -> None:
        """Wait until all of these words stand there, and ``gone`` does not."""
        for _ in range(int(seconds / 0.05)):
            if all(word in self.text for word in words) and not (gone and gone in self.text):
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"not there: {words}\n{self.text}")

    async def ended(self, seconds: float = 15.0) -> int:
        """The exit code."""
        code = await asyncio.wait_for(self.process.wait(), seconds)
        await asyncio.sleep(0.1)
        return code
