"""A published deck in Firefox, from a file: a whole game in the terminal, kept over a visit, and the buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from debate.cli import run
from tests.publish.firefox import Fox, browsing, lacking
from tests.publish.visits import OVER

pytestmark = [pytest.mark.torture, pytest.mark.skipif(bool(lacking()), reason=lacking())]
ENTER, DOWN, ESCAPE = "\ue007", "\ue015", "\ue00c"


@pytest.fixture
def fox(tmp_path: Path) -> Iterator[Fox]:
    with browsing(tmp_path) as found:
        yield found


def test_a_whole_game_in_firefox(fox: Fox, tmp_path: Path) -> None:
    """From the title to the end with the keys alone; after a reload in the middle *Continue* goes on; the buttons show
    the same game; no network was there."""
    assert run(["deck", "new", str(tmp_path / "bus"), "--yes"]) == 0
    assert run(["deck", "publish", str(tmp_path / "bus"), "--html", str(tmp_path / "a bus.html")]) == 0
    fox.open((tmp_path / "a bus.html").as_uri())
    fox.shows("Quick game")
    text, visits = fox.press("g"), 0
    for _ in range(300):
        if visits == 0 and re.search("Round 2 of ", text):
            visits = 1
            fox.driver.refresh()
            fox.until(lambda: fox.run("return document.body.dataset.ready === 'yes'"))
            fox.shows("Continue")
            text = fox.press("c")
        if OVER in text:
            break
        before = text
        text = fox.press(ENTER)
        if text == before:
            text = fox.press(ESCAPE)
        if text == before:
            text = fox.press(DOWN)
    assert visits == 1
    assert OVER in text, text
    fox.run("document.getElementById('other-face').click()")
    fox.until(lambda: "The game is over" in fox.run("return document.getElementById('buttons').innerText"))
    assert fox.run("return document.getElementById('banner').textContent") == ""
