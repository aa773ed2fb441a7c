"""A published deck in a real browser, opened as a file: a game, another visit, two tabs, no room, a dead interpreter.

Skipped where there is no browser (:func:`tests.classroom.page.browser.missing` says what is lacking and how to get it)
or where the runtime was not built (``npm ci --prefix .web`` and ``python .web/build.py``).
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from debate.cli import run
from debate.publish.page import MOST
from tests.classroom.page.browser import Browser, browsing
from tests.publish.visits import OVER, OVER_ON_BUTTONS, Visit, lacking, next_key, offered, visit

pytestmark = [pytest.mark.torture, pytest.mark.skipif(bool(lacking()), reason=lacking())]

NO_ROOM = """
const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function () { throw new DOMException("full", "QuotaExceededError"); };
"""
WATCH = """
globalThis.thought = false;
new MutationObserver(() => (thought ||= !document.getElementById("thinking").hidden))
  .observe(document.getElementById("thinking"), { attributes: true });
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page made from a deck that somebody has just begun."""
    folder = tmp_path_factory.mktemp("published with blanks")
    assert run(["deck", "new", str(folder / "bus"), "--yes"]) == 0
    assert run(["deck", "publish", str(folder / "bus"), "--html", str(folder / "bus.html")]) == 0
    return folder / "bus.html"


@pytest.fixture
async def browser(tmp_path: Path) -> AsyncIterator[Browser]:
    async with browsing(tmp_path) as found:
        yield found


async def test_a_game_goes_on_after_the_page_was_closed(browser: Browser, file: Path) -> None:
    """Played into the second round, loaded again, *Continue*: the same round; nothing was asked of any network."""
    assert file.stat().st_size <= MOST
    page = await visit(browser, "one", file)
    await page.played(2)
    await browser("run", "one", code="location.reload()")
    await page.until(lambda text: "Continue" in text and "round" in text)
    await page.press("c")
    await page.until(lambda text: bool(re.search("Round [12]", text)))
    assert await browser("hosts") in ([], [""])
    assert await browser("problems", "one") == []
    assert await page.banner() == ""


READY = (
    "new Promise((done) => { const look = () => document.body.dataset.ready ? done() : setTimeout(look, 50); look(); })"
)


async def page_of_buttons(browser: Browser, address: str) -> Visit:
    """The page as a telephone opens it, with nothing else in reach."""
    await browser("open", "phone", url=address, width=360, height=740, alone=True)
    page = Visit(browser, "phone")
    await page.shows("#choices", "New game")
    return page


@pytest.mark.parametrize("way", ["file", "http"])
async def test_a_whole_game_in_the_terminal(browser: Browser, file: Path, way: str) -> None:
    """From the title to the end, left in the middle and gone on with, with every other host refused: none is asked."""
    with offered(file, way) as address:
        page = await visit(browser, "one", address, alone=True)
        await page.played(2)
        await browser("run", "one", code="location.reload()")
        await page.until(lambda text: "Continue" in text and "round" in text)
        text = await page.goes_on(await page.press("c"), OVER)
    assert OVER in text
    assert set(await browser("hosts")) <= {"", address.removeprefix("http://").partition("/")[0]}
    assert await browser("problems", "one") == []
    assert await page.banner() == ""


@pytest.mark.parametrize("way", ["file", "http"])
async def test_a_whole_game_on_buttons(browser: Browser, file: Path, way: str) -> None:
    """The same with buttons alone; over a reload the page begins with them again, and *Continue* goes on."""
    with offered(file, way) as address:
        page = await page_of_buttons(browser, address)
        title, reloaded = "", False
        for _ in range(300):
            title = await page.on_buttons()
            if title == OVER_ON_BUTTONS:
                break
            status = str(await browser("text", "phone", of="#status"))
            if not reloaded and "Round 2 " in status:
                reloaded = True
                await browser("run", "phone", code="location.reload()")
                await page.shows("#choices", "Continue")
    assert title == OVER_ON_BUTTONS
    assert reloaded
    assert set(await browser("hosts")) <= {"", address.removeprefix("http://").partition("/")[0]}
    assert await browser("problems", "phone") == []
    assert await browser.faults("phone") == []


async def test_an_interpreter_that_hangs_while_the_planner_thinks(browser: Browser, file: Path) -> None:
    """A game against the planner is set up with buttons. Python stops answering while it thinks: the page begins again
    by itself, and *Continue* has the choice that was made last."""
    page = await page_of_buttons(browser, file.as_uri())
    await browser("click", "phone", name="Set up a game")
    await page.shows("#choices", "Begin this game")
    await browser("click", "phone", name="Against:")
    await page.shows("#choices", "Plays the game on in its head")
    await browser("click", "phone", name="Planner opponent")
    await page.shows("#choices", "Against: planner opponent")
    await browser("click", "phone", name="Begin this game")
    await page.shows("#choices", "Keep these")
    await browser("run", "phone", code=WATCH)
    for _ in range(20):
        await page.on_buttons()
        if await browser("run", "phone", code="thought"):
            break
    assert await browser("run", "phone", code="thought")
    await browser("run", "phone", code="worker.terminate(); heard = Date.now() - PATIENCE - 1")
    await page.shows("#choices", "Continue")
    assert await browser("run", "phone", code="document.body.dataset.failed") == "Python does not answer"
    await browser("click", "phone", name="Continue")
    await page.shows("#status", "Round 1")


async def test_the_same_game_on_buttons_and_in_the_terminal(browser: Browser, file: Path) -> None:
    """A telephone begins with buttons: a game is begun there, shown in the terminal, and the choice of face is kept."""
    await browser("open", "phone", url=file.as_uri(), width=360, height=740)
    await Visit(browser, "phone").shows("#choices", "New game")
    assert await browser.faults("phone") == []
    await browser("click", "phone", name="Play ")
    await browser("until", "phone", text="Keep these", of="#choices")
    await browser("click", "phone", name="Show the terminal")
    await browser("size", "phone", width=1280, height=800)
    await Visit(browser, "phone").until(lambda text: "Round 1" in text or "You are" in text)
    assert await browser("problems", "phone") == []


async def test_a_second_tab_says_that_it_keeps_nothing(browser: Browser, file: Path) -> None:
    """The first tab keeps the games; the other one says so at once and can be played."""
    await visit(browser, "one", file)
    other = await visit(browser, "two", file, beside="one")
    assert "open in another tab" in await other.banner()
    await other.press("g")


async def test_no_room_is_told_and_nothing_is_claimed(browser: Browser, file: Path) -> None:
    """Where the browser's store is full, a banner says so, and the game says that it could not be saved."""
    page = await visit(browser, "one", file, before=NO_ROOM)
    text = await page.press("g")
    for _ in range(30):
        if await page.banner():
            break
        text = await page.press(next_key(text, 0))
    assert "no room left" in await page.banner(), text


async def test_a_dead_interpreter_is_begun_again(browser: Browser, file: Path) -> None:
    """The worker fails: the game starts again by itself, and *Continue* offers what was played."""
    page = await visit(browser, "one", file)
    await page.played(2)
    await browser("run", "one", code='worker.onmessage({data: {kind: "failed", sentence: "a test"}})')
    await page.until(lambda text: "Continue" in text)


READ_ALOUD = "document.querySelector('.xterm-accessibility-tree').textContent"


@pytest.mark.parametrize("dark", [False, True])
async def test_small_large_dark_and_read_aloud(browser: Browser, file: Path, dark: bool) -> None:
    """Both faces at 360 points and at 200 %, in light and dark colours: nothing hangs out of the window, axe finds
    nothing at all, and the terminal's switch gives its lines to a screen reader."""
    for name, width, scale in (("narrow", 360, 1), ("zoomed", 1280, 2)):
        await browser("open", name, url=file.as_uri(), width=width, height=740, scale=scale, dark=dark)
        await Visit(browser, name).shows("#choices", "New game")
        for words in ("Show the terminal", "Page with buttons"):
            assert await browser("axe", name) == []
            assert await browser("run", name, code="document.documentElement.scrollWidth <= innerWidth")
            await browser("click", name, name=words)
            if words == "Show the terminal":
                await Visit(browser, name).until(lambda text: "Quick game" in text)
    await browser("click", "zoomed", name="Show the terminal")
    await browser("check", "zoomed", label="Screen reader")
    async with asyncio.timeout(30):
        while "Quick game" not in await browser("run", "zoomed", code=READ_ALOUD):
            await asyncio.sleep(0.1)
