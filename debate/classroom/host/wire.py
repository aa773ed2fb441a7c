"""What goes out to one socket: in order, bounded, and never waited for by whoever sends it."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from aiohttp import WSCloseCode, web

from debate.classroom.host.limits import Bucket, Limits

JOINED = 32 * 1024
"""Terminal output that waits is sent together, up to so many bytes in a frame."""


class Wire:
    """The outgoing side of one WebSocket.

    :meth:`send` only queues; :meth:`run` sends. A socket that does not take what is queued, or for which too much is
    queued, is cut: whoever is there comes back and is shown everything anew. One that is only slow is sent less.
    """

    def __init__(self, ws: web.WebSocketResponse, request: web.Request, limits: Limits) -> None:
        self._ws, self._request, self._limits = ws, request, limits
        self._loop = asyncio.get_running_loop()
        self._waiting: deque[bytes | str] = deque()
        self._bytes = 0
        self._more = asyncio.Event()
        self._since: float | None = None
        self._held: list[bytes | Mapping[str, object]] | None = None
        self.closed = False

    def send(self, out: bytes | Mapping[str, object]) -> bool:
        """Queue terminal output or one JSON frame. Nothing happens on a wire that is closed.

        False where it is terminal output and was not taken, since so much waits already that it would come late.
        """
        if isinstance(out, bytes) and self._bytes > self._limits.behind:
            return False
        if self._held is not None:
            self._held.append(out)
        else:
            self._queue(out)
        return True

    def _queue(self, out: bytes | Mapping[str, object]) -> None:
        if self.closed:
            return
        made = out if isinstance(out, bytes) else json.dumps(out, ensure_ascii=False, separators=(",", ":"))
        self._waiting.append(made)
        self._bytes += len(made)
        if self._bytes > self._limits.out_bytes or len(self._waiting) > self._limits.out_frames:
            self.cut()
        elif not self._more.is_set():
            self._more.set()

    @contextmanager
    def held(self) -> Iterator[Callable[[Mapping[str, object]], None]]:
        """Keep back what is sent while the block runs; what is given to the callable goes out before it."""
        first: list[bytes | Mapping[str, object]] = []
        self._held = []
        try:
            yield first.append
        finally:
            kept, self._held = self._held, None
            for out in (*first, *kept):
                self._queue(out)

    @property
    def stuck(self) -> float:
        """Since how many seconds the other side has taken nothing of what is there for it."""
        return 0.0 if self._since is None else self._loop.time() - self._since

    async def run(self) -> None:
        """Send what is queued until the socket goes."""
        try:
            while not self.closed:
                await self._more.wait()
                while self._waiting and not self.closed:
                    out = self._next()
                    self._since = self._loop.time()
                    if isinstance(out, bytes):
                        await self._ws.send_bytes(out)
                    else:
                        await self._ws.send_str(out)
                    self._since = None
                self._more.clear()
        except (ConnectionError, RuntimeError):
            self.closed = True

    def _next(self) -> bytes | str:
        out = self._waiting.popleft()
        self._bytes -= len(out)
        if not isinstance(out, bytes):
            return out
        parts, size = [out], len(out)
        while self._waiting and isinstance(more := self._waiting[0], bytes) and size + len(more) <= JOINED:
            parts.append(more)
            size += len(more)
            self._bytes -= len(more)
            self._waiting.popleft()
        return b"".join(parts) if len(parts) > 1 else out

    async def bye(self, sentence: str, *, again: bool, code: int = WSCloseCode.OK) -> None:
        """Say goodbye and close; ``again``: whether the other side should come back by itself.

        It has half a second to take the sentence; then the connection is cut, whatever is under way.
        """
        if self.closed:
            return
        self.closed = True
        self._waiting.clear()
        transport = self._request.transport
        if transport is None or transport.is_closing():
            return
        # What it still sends stays in the network: somebody who sends without end must not be read to the end.
        transport.pause_reading()
        said = json.dumps({"t": "bye", "sentence": sentence, "again": again}, ensure_ascii=False)
        try:
            async with asyncio.timeout(0.5):
                await self._ws.send_str(said)
                await self._ws.send_frame(code.to_bytes(2, "big"), web.WSMsgType.CLOSE)
                while transport.get_write_buffer_size():
                    await asyncio.sleep(0.02)
        except (ConnectionError, RuntimeError, TimeoutError):
            pass
        finally:
            # The kernel still sends what it holds.
            self._loop.call_later(0.3, self.cut)

    def cut(self) -> None:
        """End the connection at once."""
        self.stop()
        transport = self._request.transport
        if transport is not None:
            transport.abort()

    def stop(self) -> None:
        """The socket is gone: end :meth:`run`."""
        self.closed = True
        self._waiting.clear()
        self._more.set()


class Counted:
    """A WebSocket parser that takes only so many bytes a second, counted as they come from the network.

    Frames can be many and small, or never end; neither is looked at by anybody once there is too much of them.
    """

    def __init__(self, parser: object, bucket: Bucket, over: Callable[[], None]) -> None:
        self._parser, self._bucket, self._over = parser, bucket, over
        self._spent = False

    def feed_data(self, data: bytes) -> tuple[bool, bytes]:
        if self._spent or not self._bucket.take(len(data)):
            if not self._spent:
                self._spent = True
                self._over()
            return False, b""
        fed: tuple[bool, bytes] = self._parser.feed_data(data)  # type: ignore[attr-defined]
        return fed

    def feed_eof(self) -> None:
        self._parser.feed_eof()  # type: ignore[attr-defined]
