"""Chromium beside the class: a terminal page that is played, the wall, and pictures of it all."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pyte

from tests.classroom.page.browser import Browser, browsing
from tests.classroom.whole.seen import Seen, html

ROWS = "[...document.querySelectorAll('.xterm-rows > div')].map((row) => row.textContent).join('\\n')"
NAMES = {"\r": "Enter", "\x1b": "Escape", "\x1b[A": "ArrowUp", "\x1b[B": "ArrowDown", "\x1b[C": "ArrowRight",
         "\x1b[H": "Home", " ": "Space"}  # fmt: skip


class Shared(Browser):
    """One browser for several at once, each waiting for the other's answer."""

    def __init__(self, browser: Browser) -> None:
        super().__init__(browser._process)
        self._turn = asyncio.Lock()

    async def __call__(self, do: str, page: str = "", **given: object) -> Any:
        async with self._turn:
            return await super().__call__(do, page, **given)


@asynccontextmanager
async def shared(home: Path) -> AsyncIterator[Shared]:
    """A browser for all that need one."""
    async with browsing(home) as browser:
        yield Shared(browser)


class _Shown(Seen):
    """What the browser draws, read from its rows."""

    def __init__(self) -> None:
        super().__init__(80, 24)
        self.words = ""

    @property
    def text(self) -> str:
        return self.words

    def show(self, text: str) -> None:
        text = "\n".join(line.replace("\xa0", " ").rstrip() for line in text.split("\n"))
        if text != self.words:
            self.words, self.drawn, self._changed = text, time.monotonic(), True


class Window:
    """The terminal page in a browser, as a device for a student."""

    def __init__(self, browser: Browser, page: str) -> None:
        self.browser, self.page = browser, page
        self.seen = _Shown()

    @property
    def text(self) -> str:
        return self.seen.text

    async def type(self, keys: str) -> None:
        with suppress(AssertionError):
            await self.browser("press", self.page, key=NAMES.get(keys, keys))
            await asyncio.sleep(0.1)
            await self.look()

    async def look(self) -> None:
        self.seen.show(await self.browser("run", self.page, code=ROWS))

    async def follow(self) -> None:
        """Read it every now and then, until cancelled."""
        while True:
            with suppress(AssertionError):
                await self.look()
            await asyncio.sleep(0.4)


class Pictures:
    """Pictures into a folder; none where there is no folder or no browser."""

    def __init__(self, folder: Path | None, browser: Browser | None) -> None:
        self.folder, self.browser = folder, browser
        self.count = 0
        self._opened = False
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)

    async def page(self, page: str, name: str) -> None:
        """A window of the browser as it is."""
        if self.folder is not None and self.browser is not None:
            await self.browser("shot", page, path=str(self._path(name)))

    async def screen(self, screen: pyte.Screen, name: str) -> None:
        """A terminal's screen."""
        if self.folder is None or self.browser is None:
            return
        wide, high = int(screen.columns * 9.1 + 24), int(screen.lines * 17.3 + 24)
        if not self._opened:
            self._opened = True
            await self.browser("open", "picture", url="about:blank", width=wide, height=high)
        await self.browser("size", "picture", width=wide, height=high)
        shown = f"document.documentElement.innerHTML = {json.dumps(html(screen))}"
        await self.browser("run", "picture", code=shown)
        await self.browser("shot", "picture", path=str(self._path(name)))

    def _path(self, name: str) -> Path:
        assert self.folder is not None
        self.count += 1
        return self.folder / f"{self.count:02} {name}.png"
