"""The private name of aiohttp's that this program uses. Nothing else uses one; tests/test_private_names.py looks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def wrap_frame_parser(protocol: Any, wrap: Callable[[Any], Any]) -> None:
    """Put something before the parser that reads the frames of a websocket; nothing where there is none.

    Public instead: a limit of bytes a second, or a hook for what was received, as an argument of ``WebSocketResponse``.
    """
    parser = getattr(protocol, "_payload_parser", None)
    if parser is not None:
        protocol._payload_parser = wrap(parser)
