"""A published deck in Firefox, from a file and over HTTP: whole games in the terminal and on buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from debate.cli import run
from tests.publish.firefox import Fox, browsing, lacking
from tests.publish.visits import OVER, OVER_ON_BUTTONS, next_key, offered

pytestmark = [pytest.mark.torture, pytest.mark.skipif(bool(lacking()), reason=lacking())]
KEYS = {"Enter": "\ue007", "ArrowDown": "\ue015", "Escape": "\ue00c", "Space": " "}


@pytest.fixture
def fox(tmp_path: Path) -> Iterator[Fox]:
    with browsing(tmp_path) as found:
        yield found


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page made from a deck that somebody has just begun."""
    folder = tmp_path_factory.mktemp("published with blanks")
    assert run(["deck", "new", str(folder / "bus"), "--yes"]) == 0
    assert run(["deck", "publish", str(folder / "bus"), "--html", str(folder / "a bus.html")]) == 0
    return folder / "a bus.html"


@pytest.mark.parametrize("way", ["file", "http"])
def test_a_whole_game_in_the_terminal(fox: Fox, file: Path, way: str) -> None:
    """From the title to the end with the keys alone; after a reload in the middle *Continue* goes on; the buttons show
    the same game; no network was there."""
    with offered(file, way) as address:
        fox.open(address)
        fox.shows("Quick game")
        text, visits, still = fox.press("g"), 0, 0
        for _ in range(400):
            if visits == 0 and re.search("Round 2 of ", text):
                visits = 1
                fox.again()
                fox.shows("Continue")
                text = fox.press("c")
            if OVER in text:
                break
            before = text
            text = fox.press(KEYS[next_key(text, still)])
            still = still + 1 if text == before else 0
    assert visits == 1
    assert OVER in text, text
    fox.run("document.getElementById('other-face').click()")
    fox.until(lambda: OVER_ON_BUTTONS in fox.run("return document.getElementById('buttons').innerText"))
    assert fox.run("return document.getElementById('banner').textContent") == ""


@pytest.mark.parametrize("way", ["file", "http"])
def test_a_whole_game_on_buttons(fox: Fox, file: Path, way: str) -> None:
    """The same with buttons alone; the page begins with them again after a reload."""
    with offered(file, way) as address:
        fox.open(address)
        fox.run("document.getElementById('other-face').click()")
        fox.choices("New game")
        title, visits = "", 0
        for _ in range(300):
            title = fox.on_buttons()
            if title == OVER_ON_BUTTONS:
                break
            if visits == 0 and "Round 2 " in fox.run("return document.getElementById('status').textContent"):
                visits = 1
                fox.again()
                fox.choices("Continue")
    assert title == OVER_ON_BUTTONS
    assert visits == 1
    assert fox.run("return document.getElementById('banner').textContent") == ""
