"""A front end for tests of the host that sends as much as it is told to; and waiting for something to be so."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Loud:
    """A front end that sends as much as it is told to, and fails when it is told to."""

    def __init__(self) -> None:
        self.fed: list[object] = []
        self.send: Callable[..., bool | None] | None = None
        self.fails = ""
        self.stopped = self.started = 0

    async def start(self) -> None:
        self.started += 1
        if self.fails == "start":
            raise ZeroDivisionError("a secret")

    def feed(self, frame: object) -> None:
        self.fed.append(frame)
        if self.fails == "feed":
            raise ZeroDivisionError("a secret")

    def attach(self, send: Callable[..., bool | None]) -> None:
        self.send = send
        send(b"painted")

    def detach(self) -> None:
        self.send = None

    async def stop(self) -> None:
        self.stopped += 1


async def until(true: Callable[[], object], within: float = 5.0) -> None:
    """Wait until this is true."""
    async with asyncio.timeout(within):
        while not true():
            await asyncio.sleep(0.01)
