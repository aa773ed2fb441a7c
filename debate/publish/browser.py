"""Only inside a page: what Python for browsers lacks, and the start of the game there."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

SAVES = "/home/player/saves"
DECK = "/home/player/deck"


def make_whole() -> None:
    """Supply what the event loop of Pyodide asks of :mod:`asyncio` and this Python does not have any more."""
    tasks: Any = asyncio.tasks
    if not hasattr(tasks, "_set_task_name"):

        def set_name(task: asyncio.Task[Any], name: str | None) -> None:
            if name is not None:
                task.set_name(name)

        tasks._set_task_name = set_name


def start(page: Any, saved: Mapping[str, Any], cols: int, rows: int, rates: str = "[]") -> Any:
    """Begin the game on this page. ``saved``: path -> content of what the page has kept, as the page's own arrays;
    ``rates``: base rates that came with the decks, as JSON."""
    make_whole()
    from debate.publish.inside import start as begin

    def prepare() -> None:
        from debate.publish.rates import learn

        learn(json.loads(rates))
        tell_progress(bridge)

    kept = {name: bytes(content) for name, content in saved.items()}
    bridge = Bridge(page)
    return begin(bridge, SAVES, cols, rows, kept, prepare)


def write(page: Any, files: Mapping[str, Any], cols: int, rows: int) -> Any:
    """Open the workshop on this page. ``files``: path -> content of the deck, as the page's own arrays."""
    make_whole()
    from debate.publish.author import start as begin

    bridge = Bridge(page)
    tell_progress(bridge)
    return begin(bridge, DECK, cols, rows, {name: bytes(content) for name, content in files.items()})


def tell_progress(bridge: Bridge) -> None:
    """Have what takes long here tell the page how far it is: meanwhile nothing else runs."""
    from debate.faces.tui.beside import tell_progress as of_works
    from debate.opponents.planner import tell_progress as of_choices

    of_works(bridge.thinking)
    of_choices(bridge.thinking)


class Bridge:
    """The page, called with values that JavaScript has too."""

    def __init__(self, page: Any) -> None:
        self._page = page

    def paint(self, content: bytes) -> None:
        self._page.paint(_array(content))

    def frame(self, text: str) -> None:
        self._page.frame(text)

    def kept(self, path: str, content: bytes | None) -> None:
        self._page.kept(path, None if content is None else _array(content))

    def thinking(self, share: float) -> None:
        self._page.thinking(share)

    def ended(self, sentence: str) -> None:
        self._page.ended(sentence)


def _array(content: bytes) -> Any:
    from pyodide.ffi import to_js  # part of Python for browsers

    return to_js(content)
