"""A proxy between guests and host that delays, slices and resets, as networks do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from random import Random


class Faulty:
    """Passes bytes on, late and in pieces. ``resets``: how many connections it has cut so far."""

    def __init__(self, port: int, chance: Random, delay: float) -> None:
        self.to, self.chance, self.delay = port, chance, delay
        self.port = 0
        self.resets = 0
        self._open: set[asyncio.StreamWriter] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, both ways."""
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.to)
        except OSError:
            writer.transport.abort()
            return
        self._open |= {writer}
        ways = [
            asyncio.create_task(self._pass(reader, far_writer)),
            asyncio.create_task(self._pass(far_reader, writer)),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._open.discard(writer)
            for way in ways:
                way.cancel()
            for end in (writer, far_writer):
                end.transport.abort()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while got := await reader.read(4096):
                while got:
                    cut = self.chance.randrange(1, len(got) + 1) if self.chance.random() < 0.3 else len(got)
                    await asyncio.sleep(self.chance.random() * self.delay)
                    writer.write(got[:cut])
                    got = got[cut:]
                    await writer.drain()

    def reset(self) -> bool:
        """Cut a connection in the middle of whatever it carries; False where there is none."""
        if not self._open:
            return False
        one = self.chance.choice(sorted(self._open, key=id))
        self._open.discard(one)
        one.transport.abort()
        self.resets += 1
        return True


@asynccontextmanager
async def faulty(port: int, chance: Random, delay: float = 0.01) -> AsyncIterator[Faulty]:
    """A proxy in front of this port of this machine."""
    made = Faulty(port, chance, delay)
    server = await asyncio.start_server(made.serve, "127.0.0.1", made.port)
    made.port = server.sockets[0].getsockname()[1]
    async with server:
        yield made
