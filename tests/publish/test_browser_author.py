"""The workshop in a real browser, opened as a file: written, checked, drawn, played, kept and downloaded."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from debate.cli import run
from debate.publish.page import MOST
from tests.classroom.page.browser import Browser, browsing
from tests.publish.visits import Visit, lacking

pytestmark = [pytest.mark.torture, pytest.mark.skipif(bool(lacking()), reason=lacking())]

ONCE = "new Promise((done) => { const look = () => (%s ? done(true) : setTimeout(look, 50)); look(); })"
DROP = """
(text) => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], "tram.yaml"));
  dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
}
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page for the author of a deck that has just been begun."""
    folder = tmp_path_factory.mktemp("author")
    assert run(["deck", "new", str(folder / "bus"), "--yes"]) == 0
    assert run(["deck", "publish", str(folder / "bus"), "--author", "--html", str(folder / "write.html")]) == 0
    return folder / "write.html"


@pytest.fixture
async def browser(tmp_path: Path) -> AsyncIterator[Browser]:
    async with browsing(tmp_path) as found:
        yield found


async def workshop(browser: Browser, file: Path) -> Visit:
    await browser("open", "one", url=file.as_uri(), width=1600, height=900)
    page = Visit(browser, "one")
    await ready(page)
    return page


async def ready(page: Visit) -> None:
    await page.shows("#line", "The deck can be played")


async def write(browser: Browser, old: str, new: str) -> None:
    """Replace a piece of the open file as if it were typed."""
    code = f"writing.set(writing.text().replace({json.dumps(old)}, {json.dumps(new)}))"
    await browser("run", "one", code=code)


async def test_a_deck_is_written_and_played_in_the_browser(browser: Browser, file: Path) -> None:
    """A misspelt key is marked in the text and listed with its cure; put right, the trial game that was begun goes on
    with the new title; the map is drawn; a reload brings back what was written; the download holds it."""
    assert file.stat().st_size <= MOST
    page = await workshop(browser, file)
    assert await browser.faults("one") == []
    await browser("click", "one", name="Begin a trial game")
    await page.until(lambda text: "The council" in text)
    await page.press("Enter")
    await write(browser, "\nmeters:", "\nmetres:")
    await page.shows("#findings", "metres")
    await page.shows("#line", "cannot be played yet")
    await browser("click", "one", name="deck.yaml:")
    await browser("run", "one", code=ONCE % "document.querySelector('.cm-lintRange-error')")
    await browser("click", "one", name="What '")
    await page.shows("#explained", "Wrong:")
    await write(browser, "\nmetres:", "\nmeters:")
    await ready(page)
    await browser("click", "one", role="tab", name="Map")
    await page.shows("#map-words", "Trade")
    await browser("run", "one", code=ONCE % "document.getElementById('map').naturalWidth")
    await browser("click", "one", role="tab", name="Trial game")
    await write(browser, "title: Bus", "title: A very long bus")
    await page.until(lambda text: "A very long bus" in text or "Deck saved" in text)
    assert await browser.faults("one") == []
    await browser("run", "one", code="location.reload()")
    await page.shows("#line", "The deck can be played")
    assert "A very long bus" in await browser("run", "one", code="writing.text()")
    name, content = await browser("download", "one", name="Download the deck")
    assert name == "bus.zip"
    assert content.startswith("UEsDB")  # a ZIP archive in letters
    assert await browser("hosts") in ([], [""])
    assert await browser("problems", "one") == []


async def test_a_dropped_file_is_opened_and_runs_nothing(browser: Browser, file: Path, tmp_path: Path) -> None:
    """A deck whose texts are markup and script is opened, checked and shown as text."""
    await workshop(browser, file)
    page = Visit(browser, "one")
    text = str(await browser("run", "one", code="writing.text()"))
    nasty = "<img src=x onerror=alert(1)><script>document.title='run'</script>"
    named = text.replace("title: Bus", f"title: {json.dumps(nasty)}", 1)
    assert named != text
    await browser("run", "one", code=f"({DROP})({json.dumps(named)})")
    await page.shows("#line", "The deck was opened")
    await page.shows("#file", "tram.yaml")
    await browser("click", "one", role="tab", name="Map")
    await page.shows("#map-words", "Trade")
    assert await browser("run", "one", code="document.querySelectorAll('img:not(#map)').length") == 0
    assert nasty in await browser("run", "one", code="document.title")
    assert await browser("problems", "one") == []
