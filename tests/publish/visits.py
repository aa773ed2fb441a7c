"""Windows with a published page in them, for tests in a real browser."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote

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
OVER_ON_BUTTONS = "The game is over"
"""The title of the page of buttons then."""
ON = """
const item = document.querySelector("#choices .choices > li");
const sure = document.getElementById("sure");
const before = document.getElementById("main").innerHTML;
if (item) {
  for (const box of item.querySelectorAll("input[type=checkbox]")) {
    if (/of/.test(item.querySelector("[role=status]").textContent)) box.click();
  }
  item.querySelector("button, a.button").click();
}
if (sure.open) document.getElementById("sure-yes").click();
const since = Date.now();
const look = () => {
  const main = document.getElementById("main");
  if (main.innerHTML !== before || Date.now() - since > 5000) done(document.getElementById("heading").textContent);
  else setTimeout(look, 20);
};
look();
"""
"""Presses the first thing that there is to choose on the page of buttons, and hands the title of the page that comes
to ``done``."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address under which a web server on this machine offers a folder."""
    handler = partial(Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


class Quiet(SimpleHTTPRequestHandler):
    """Tells nobody what was asked for."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def offered(file: Path, way: str) -> Iterator[str]:
    """The address of a page: of the file itself, or over HTTP."""
    if way == "file":
        yield file.as_uri()
        return
    with served(file.parent) as base:
        yield base + quote(file.name)


def next_key(text: str, still: int) -> str:
    """The key that goes on from this screen: Enter in most, another one where that has changed nothing ``still`` times;
    out of what only explains something, and over the screens that tell of a round."""
    keys = text.rstrip().rpartition("\n")[2]
    if "⏎ Open" in keys and "Back" in keys:
        return "Escape"
    if "Skip" in keys:
        return "Space"
    if "↑↓ marks " in " ".join(text.split()):
        return "ArrowDown"
    return ("Enter", "Enter", "Escape", "ArrowDown")[still % 4]


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
        """Begin a quick game, and play until this round begins."""
        return await self.goes_on(await self.press("g"), rf"Round {rounds} of ")

    async def goes_on(self, text: str, until: str) -> str:
        """Play on from this screen until this stands there: a regular expression."""
        still = 0
        for _ in range(400):
            if re.search(until, text):
                return text
            before = text
            text = await self.press(next_key(text, still))
            still = still + 1 if text == before else 0
        raise AssertionError(f"{until} was not reached:\n{text}")

    async def on_buttons(self) -> str:
        """Press the first thing that can be chosen on the page of buttons; the title of what comes."""
        return str(await self._asked(f"new Promise((done) => {{ {ON} }})"))


async def visit(browser: Browser, name: str, file: Path | str, **more: object) -> Visit:
    """The title screen of the page in this file or at this address."""
    url = file if isinstance(file, str) else file.as_uri()
    await browser("open", name, url=url, width=1280, height=800, **more)
    found = Visit(browser, name)
    await found.until(lambda text: "You can win the argument" in text)
    return found
