"""Keys of other layouts in a real browser: in the terminal of a published page and in that of a class."""

from __future__ import annotations

from pathlib import Path

import pytest

from debate.classroom.room import Room
from debate.cli import run
from debate.deckfile import load_deck
from debate.store import Saves
from tests.classroom.host.served import served
from tests.classroom.page.browser import Browser, browsing, missing
from tests.publish.visits import Visit, lacking, visit

pytestmark = pytest.mark.torture
N = (
    {"key": "n", "code": "KeyN"},
    {"key": "N", "code": "KeyN"},  # Caps Lock
    {"key": "т", "code": "KeyN"},  # Russian
    {"key": "Т", "code": "KeyN", "shift": True},
    {"key": "ν", "code": "KeyN"},  # Greek
    {"key": "מ", "code": "KeyN"},  # Hebrew
)
"""What the key N sends, on several layouts."""


async def every_n(browser: Browser, page: Visit, closed: str, opened: str) -> None:
    """Each of them, and full-width letters of an input method, open what ``n`` opens."""
    for key in N:
        await page.still()
        await browser("key", page.name, **key)
        await page.until(lambda text: opened in text, 15)
        await page.press("Escape")
        await page.until(lambda text: opened not in text and closed in text, 15)
    for letter in "ｎＮ":
        await page.still()
        await browser("written", page.name, text=letter)
        await page.until(lambda text: opened in text, 15)
        await page.press("Escape")
        await page.until(lambda text: opened not in text and closed in text, 15)


async def pasted(browser: Browser, page: Visit, words: str) -> None:
    """Ctrl with the key V, which writes м: what was copied elsewhere stands in the open field."""
    await browser("clipboard", page.name, text=words)
    await browser("key", page.name, key="м", code="KeyV", ctrl=True, command="Paste")
    await page.until(lambda text: words in text, 15)


async def copied(browser: Browser, page: Visit, words: str) -> None:
    """Ctrl with the key C, which writes с: what is marked is copied, and the game takes no notice."""
    before = await page.rows()
    await browser("run", page.name, code="term.selectAll()")
    await browser("key", page.name, key="с", code="KeyC", ctrl=True, command="Copy")
    assert words in await browser("clipboard", page.name)
    assert await page.rows() == before


@pytest.mark.skipif(bool(lacking()), reason=lacking())
async def test_keys_of_a_published_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The key N opens a new game with every layout; the shortcuts for paste and copy are those of the key."""
    assert run(["deck", "publish", "phones", "--html", str(tmp_path / "p.html")]) == 0
    async with browsing(tmp_path) as browser:
        page = await visit(browser, "one", tmp_path / "p.html")
        await every_n(browser, page, "Quick game", "Start the game")
        await copied(browser, page, "Quick game")
        await browser("run", "one", code="term.clearSelection()")
        await browser("key", "one", key="з", code="KeyP", ctrl=True)
        await pasted(browser, page, "quick brown fox")


@pytest.mark.skipif(bool(missing()), reason=missing())
async def test_keys_of_the_terminal_of_a_class(tmp_path: Path) -> None:
    """A student in the anteroom: the key N asks for another name with every layout, which can be pasted."""
    room = Room.begin(load_deck("zte"), Saves(tmp_path / "saves"), preset="class", seed=5)
    async with served(room) as host, browsing(tmp_path) as browser:
        await host.teacher()
        await browser("open", "one", url=host.base, width=1280, height=800)
        await browser("fill", "one", label="Room code", text=room.code)
        await browser("fill", "one", label="Your name", text="Ana")
        await browser("check", "one", label="Table")
        await browser("click", "one", name="Let me in")
        page = Visit(browser, "one")
        await page.until(lambda text: "Ana" in text, 20)
        await every_n(browser, page, "Ana", "What shall the class call you")
        await browser("key", "one", key="т", code="KeyN")
        await pasted(browser, page, "Anastasia")
    room.close()
