"""What the host asks of a front end: the picture of the game that it runs for one person.

The host knows nothing else of Textual or of the accessible page; they know nothing of sockets.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

Send = Callable[[bytes | dict[str, object]], bool | None]
"""Takes what goes out to a socket: bytes are terminal output, a dict becomes one JSON frame. Never waits; what comes
after the socket has gone is dropped. Answers False where bytes were not taken because too many wait already to be sent:
a terminal then keeps quiet for a while and draws its whole screen anew."""


class Front(Protocol):
    """One person's front end. It is kept while the person is in the room, through any number of sockets.

    All methods are called in the event loop, never from another thread.
    """

    async def start(self) -> None:
        """Begin, and come back when the first picture can be drawn. Called once, before the first :meth:`attach`."""

    def feed(self, frame: Mapping[str, object]) -> None:
        """A frame that the person's socket sent, its shape already checked: ``keys``, ``size`` or ``look``.

        ``{"t": "keys", "d": text}``, ``{"t": "size", "cols": 20..500, "rows": 5..200}`` or
        ``{"t": "look", "page": name}``.
        A front end passes over kinds that mean nothing to it.
        """

    def attach(self, send: Send) -> None:
        """A socket is there, or another one in its place: draw everything anew through ``send``."""

    def detach(self) -> None:
        """The socket has gone: go on, send nothing."""

    async def stop(self) -> None:
        """The end: the person was removed or the room closes. Called at most once; after it no other method is."""
