"""The workshop of an author's page, without a page: what it answers, and a trial game that goes on."""

from __future__ import annotations

import asyncio
import base64
import io
import json
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from debate.cli import run
from debate.faces.tui.briefing import BriefingScreen
from debate.game.session import PERSON
from debate.publish.author import Author, TrialApp, start
from debate.publish.command import for_author

DECK = "deck.yaml"


class Page:
    """Takes what the workshop sends."""

    def __init__(self) -> None:
        self.painted = asyncio.Event()
        self.over: asyncio.Queue[str] = asyncio.Queue()

    def paint(self, content: bytes) -> None:
        self.painted.set()

    def ended(self, sentence: str) -> None:
        self.over.put_nowait(sentence)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, bytes]:
    """The files of a deck that somebody has just begun."""
    assert run(["deck", "new", str(tmp_path / "bus"), "--yes"]) == 0
    return dict(for_author(str(tmp_path / "bus")).files)


@pytest.fixture
async def author(tmp_path: Path, files: dict[str, bytes]) -> AsyncIterator[Author]:
    made = start(Page(), str(tmp_path / "page"), 100, 30, files)
    yield made
    made._leave()
    if made.playing is not None:
        await asyncio.wait_for(made.playing, 60)


def ask(author: Author, do: str, files: dict[str, bytes] | None = None, **more: object) -> Any:
    return json.loads(author.ask(json.dumps({"do": do, **more}), files))


def files_of(answer: Any) -> dict[str, bytes]:
    return {path: base64.b64decode(letters) for path, letters in answer["files"].items()}


async def briefed(author: Author) -> TrialApp:
    """The trial game once its first page is there."""
    app = author.app
    assert app is not None
    async with asyncio.timeout(60):
        while not isinstance(app.screen_stack and app.screen, BriefingScreen):
            await asyncio.sleep(0.01)
    return app


async def test_what_is_found_follows_what_is_written(author: Author, files: dict[str, bytes]) -> None:
    """The new deck plays; a misspelt key is a finding with its file, line and cure; put right, it is gone."""
    first = ask(author, "look")
    assert first["playable"]
    assert first["first"] == DECK
    assert [name for _, name in first["roles"]] == ["The council", "The shops"]
    text = files[DECK].decode()
    wrong = ask(author, "write", path=DECK, text=text.replace("\nmeters:", "\nmetres:"))
    assert not wrong["playable"]
    found = next(each for each in wrong["findings"] if each["severity"] == "error" and "metres" in each["wrong"])
    assert (found["file"], found["right"]) == (DECK, "meters")
    assert text.split("\n")[found["line"] - 1].startswith("meters:")
    assert "means" in ask(author, "explain", code=found["code"])["text"] or ask(author, "explain", code=found["code"])
    assert ask(author, "write", path=DECK, text=text)["playable"]


async def test_the_map_is_a_picture_and_words(author: Author) -> None:
    """Of the whole deck and around one thing; while nothing can be drawn, a sentence."""
    ask(author, "look")
    whole = ask(author, "map", center="")
    assert base64.b64decode(whole["svg"]).startswith(b"<svg")
    subject, name = ask(author, "look")["subjects"][0]
    assert name in ask(author, "map", center=subject)["words"]
    ask(author, "open", {"x.yaml": b"format: 1\n"})
    assert "no map" in ask(author, "map", center="")["problem"]


async def test_the_trial_game_goes_on_in_what_is_written(author: Author, files: dict[str, bytes]) -> None:
    """A choice is made, the deck's title changed: the same choices in the new deck. With an error in it, the game
    goes on in the version before."""
    role = ask(author, "look")["roles"][0][0]
    assert ask(author, "play", role=role) == {}
    await briefed(author)
    assert author.rehearsal is not None
    session = author.rehearsal.session
    assert session.seats[role].who == PERSON
    session.submit(session.legal(role)[0])
    made = [each.move for each in session.journal.line()]
    text = files[DECK].decode()
    ask(author, "write", path=DECK, text=text.replace("title: ", "title: Another "))
    assert session.source.title.startswith("Another ")
    assert [each.move for each in session.journal.line()][: len(made)] == made
    ask(author, "write", path=DECK, text=text.replace("\nmeters:", "\nmetres:"))
    assert author.rehearsal.behind
    assert session.source.title.startswith("Another ")


async def test_a_trial_game_that_is_left_ends(author: Author) -> None:
    """Leaving the game closes its terminal and tells the page; another one can be begun."""
    ask(author, "play", role="")
    (await briefed(author)).exit()
    assert await asyncio.wait_for(author.page.over.get(), 60) == ""
    assert author.rehearsal is None
    assert ask(author, "play", role="") == {}
    await briefed(author)


async def test_decks_come_and_go_as_files(author: Author, files: dict[str, bytes]) -> None:
    """A dropped folder takes the place of what was open, and comes back out of the download byte for byte."""
    brought = {f"my bus/{path}": raw for path, raw in files.items()} | {
        "my bus/notes.doc": b"x",
        "my bus/.git/a.yaml": b"x",
    }
    opened = files_of(ask(author, "open", brought, said="opened"))
    assert opened == files
    saved = ask(author, "save")
    assert saved["name"] == "bus.zip"
    packed = base64.b64decode(saved["letters"])
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            f"bus/{p}": raw for p, raw in files.items()
        }
    assert files_of(ask(author, "open", {"bus.zip": packed})) == files
    alone = {"one.yaml": files[DECK]}
    assert files_of(ask(author, "open", alone)) == alone
    assert ask(author, "save") == {"name": "one.yaml", "letters": base64.b64encode(files[DECK]).decode()}


async def test_a_new_deck(author: Author) -> None:
    """From answers, as the command makes one; a name that none can have is refused in a sentence."""
    made = files_of(ask(author, "new", given={"name": "tram", "question": "Should the town build a tram?"}))
    found = ask(author, "open", made)
    assert found["playable"]
    assert found["title"] == "Tram"
    assert "zte" in ask(author, "new", given={"name": "zte"})["problem"]
    assert "small letters" in ask(author, "new", given={"name": "A B"})["problem"]


@pytest.mark.parametrize(
    ("brought", "told"),
    [
        ({"../deck.yaml": b"x"}, "leads out of the deck"),
        ({"a.zip": b"PK no"}, "cannot be unpacked"),
        ({"notes.txt": b"x"}, "no deck among these"),
        ({"deck.yaml": b"\xff\xfe\x00"}, "not text in UTF-8"),
        ({f"d/{number}.yaml": b"x" for number in range(101)}, "at most 100 files"),
    ],
)
async def test_what_is_no_deck_is_refused(
    author: Author, files: dict[str, bytes], brought: dict[str, bytes], told: str
) -> None:
    """A sentence, and what was open stays open."""
    assert told in ask(author, "open", brought)["problem"]
    assert set(author._files()) == set(files)


async def test_a_packed_way_out_is_refused(author: Author) -> None:
    """An archive with a path that climbs out of its folder opens nothing."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("bus/../../evil.yaml", "x")
    assert "leads out" in ask(author, "open", {"bus.zip": packed.getvalue()})["problem"]
