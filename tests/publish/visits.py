"""Windows with a published page in them, for tests in a real browser."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from pathlib import Path

from debate.publish.page import NoRuntime, Runtime
from tests.classroom.page.browser import Browser, missing


def lacking() -> str:
    """Why these tests cannot run here; empty where they can."""
    try:
        Runtime.find()
    except NoRuntime as problem:
        return str(problem)
    return missing()


ROWS = r"""
[...document.querySelectorAll(".xterm-rows > div")].map((row) => row.textContent.replaceAll("\u00a0", " ")).join("\n")
"""

STILL = f"""
const rows = () => {ROWS.strip()};
let text = rows(), since = Date.now();
const look = () => {{
  const now = rows();
  if (now !== text) [text, since] = [now, Date.now()];
  if (Date.now() - since >= 200) done(text);
  else setTimeout(look, 40);
}};
look();
"""
"""Hands the screen to ``done`` once it has been still for a moment."""
OVER = "How it ended"
"""Stands at the top of the screen once a game is over."""


class Visit:
    """One window with the page in it."""

    def __init__(self, browser: Browser, name: str) -> None:
        self.browser, self.name = browser, name

    async def rows(self) -> str:
        return str(await self._asked(ROWS))

    async def until(self, holds: Callable[[str], bool], seconds: float = 60) -> str:
        """What the terminal says once this holds of it."""
        return await self._once(ROWS, holds, seconds)

    async def shows(self, place: str, words: str, seconds: float = 60) -> None:
        """Wait until these words stand in this place of the page."""
        look = f"(document.querySelector({place!r}) || {{}}).textContent || ''"
        await self._once(look, lambda text: words in text, seconds)

    async def _once(self, look: str, holds: Callable[[str], bool], seconds: float) -> str:
        text = ""
        try:
            async with asyncio.timeout(seconds):
                while not holds(text := str(await self._asked(look))):
                    await asyncio.sleep(0.1)
        except TimeoutError:
            line = await self._asked(
                "`${document.getElementById('line').textContent} ${document.body.dataset.failed || ''}`"
            )
            problems = await self.browser("problems", self.name)
            raise AssertionError(f"it is not there; the page says {line!r}, {problems}:\n{text}") from None
        return text

    async def _asked(self, code: str) -> object:
        """What this script says; nothing while the page is being loaded anew."""
        try:
            return await self.browser("run", self.name, code=code)
        except AssertionError as problem:
            if "context was destroyed" in str(problem):
                return ""
            raise

    async def press(self, key: str) -> str:
        """Press a key and wait until the screen has been still for a moment."""
        await self.browser("press", self.name, key=key)
        return await self.still()

    async def still(self) -> str:
        """The screen once it has been still for a moment: keys that come while it is put up are lost."""
        return str(await self._asked(f"new Promise((done) => {{ {STILL} }})"))

    async def banner(self) -> str:
        return str(await self.browser("run", self.name, code='document.getElementById("banner").textContent'))

    async def played(self, rounds: int) -> str:
        """Play on with Enter alone (another row where that changes nothing) until this round begins."""
        text = await self.press("g")
        for _ in range(40 * rounds):
            if re.search(rf"Round {rounds} of ", text):
                return text
            before = text
            text = await self.press("Enter")
            if text == before:
                text = await self.press("Escape")
            if text == before:
                text = await self.press("ArrowDown")
        raise AssertionError(f"round {rounds} was not reached:\n{text}")


async def visit(browser: Browser, name: str, file: Path, **more: object) -> Visit:
    await browser("open", name, url=file.as_uri(), width=1280, height=800, **more)
    found = Visit(browser, name)
    await found.until(lambda text: "You can win the argument" in text)
    return found
