"""The end of the game inside a page: what is chosen reaches the page before what follows from it is drawn."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from debate.deckfile import load_deck
from debate.game.session import PERSON, Session
from debate.publish.files import FULL, PageFiles
from debate.publish.inside import SOON, Inside, Mirror
from debate.saves import begin
from debate.store import Saves


class Recorded:
    """A page that takes down what it is sent, in order."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, object]] = []
        self.files: dict[str, bytes] = {}
        self.drawn = b""
        self.frames: list[dict[str, Any]] = []

    def paint(self, content: bytes) -> None:
        self.sent.append(("paint", None))
        self.drawn += content

    def kept(self, path: str, content: bytes | None) -> None:
        self.sent.append(("kept", path))
        if content is None:
            self.files.pop(path, None)
        else:
            self.files[path] = content

    def frame(self, text: str) -> None:
        frame = json.loads(text)
        self.sent.append(("frame", frame["t"]))
        if frame["t"] == "page":
            self.frames.append(frame)

    def ended(self, sentence: str) -> None:
        self.sent.append(("ended", sentence))


async def until(holds: object, seconds: float = 60.0) -> None:
    """Wait until this holds; the event loop goes on meanwhile."""
    async with asyncio.timeout(seconds):
        while not holds():  # type: ignore[operator]
            await asyncio.sleep(0.01)


async def test_a_game_is_with_the_page_before_it_is_seen(tmp_path: Path) -> None:
    """A quick game: its file reaches the page, and what the page has is a game that another start goes on with."""
    page = Recorded()
    inside = Inside(page, str(tmp_path / "a"), 100, 32, {})
    inside.playing = asyncio.ensure_future(inside.run())
    await until(lambda: b"Quick game" in page.drawn)
    inside.keys("g")
    await until(
        lambda: inside.app.session is not None and inside.app.screen.is_mounted and len(inside.app.screen_stack) > 2
    )
    inside.keys("\r")
    await until(lambda: page.files)
    await until(lambda: page.sent[-1][0] == "paint")
    first = page.sent.index(("kept", next(iter(page.files))))
    assert ("paint", None) in page.sent[first:]
    inside.app.exit()
    await asyncio.wait_for(inside.playing, 60)
    assert page.sent[-1] == ("ended", "")
    again = Inside(Recorded(), str(tmp_path / "b"), 100, 32, dict(page.files))
    assert [saved.name for saved in Saves(again.folder).listing()] == [
        Path(name).stem for name in page.files if name.endswith(".game")
    ]


def test_a_full_page_refuses_to_write(tmp_path: Path) -> None:
    """Once the page could keep no more, nothing is written; the reason is the system's sentence for a full disk."""
    full: list[bool] = []
    files = PageFiles(lambda: bool(full))
    file = files.create(tmp_path / "x")
    assert files.write(file, b"abc") == 3
    full.append(True)
    with pytest.raises(OSError, match=FULL[:20]):
        files.write(file, b"abc")
    files.close(file)
    assert (tmp_path / "x").read_bytes() == b"abc"


def test_a_second_name_is_a_copy_that_takes_no_other(tmp_path: Path) -> None:
    """As where there are links: the content is there under both names, and a name that is taken is refused."""
    (tmp_path / "a").write_bytes(b"1" * 100_000)
    PageFiles().link(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == b"1" * 100_000
    with pytest.raises(FileExistsError):
        PageFiles().link(tmp_path / "a", tmp_path / "b")


def test_the_mirror_tells_changes_once(tmp_path: Path) -> None:
    """New, longer and removed files; what did not change and what is hidden is not told."""
    told: list[tuple[str, bytes | None]] = []
    mirror = Mirror(tmp_path, lambda path, content: told.append((path, content)))
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.game").write_bytes(b"1")
    (tmp_path / ".part").write_bytes(b"1")
    mirror.look()
    mirror.look()
    (tmp_path / "sub" / "a.game").write_bytes(b"12")
    mirror.look()
    (tmp_path / "sub" / "a.game").unlink()
    mirror.look()
    assert told == [("sub/a.game", b"1"), ("sub/a.game", b"12"), ("sub/a.game", None)]


async def test_names_that_lead_out_of_the_folder_are_left_out(tmp_path: Path) -> None:
    """What the browser had kept cannot be written anywhere else."""
    inside = Inside(Recorded(), str(tmp_path / "saves"), 80, 24, {"../../out.game": b"x", "in.game": b"y"})
    assert [path.name for path in tmp_path.rglob("*.game")] == ["in.game"]
    assert inside.imported("evil\x1b[2J.game", b"no game").startswith("evil")


async def test_a_game_that_is_taken_in_keeps_its_name(tmp_path: Path) -> None:
    """It is called as the file that was chosen, made fit for a file name."""
    source = Saves(tmp_path / "elsewhere")
    session = Session(load_deck("phones"), {"head": PERSON}, seed=3)
    content = begin(source, session).read_bytes()
    inside = Inside(Recorded(), str(tmp_path / "saves"), 80, 24, {})
    told = inside.imported("../My  night: bus.game", content)
    assert told.startswith("'My night bus' is among the saved games now")
    assert [saved.path.stem for saved in inside.saves.listing()] == ["My night bus"]
    assert not list((tmp_path / "incoming").iterdir())


LOADED = """
import sys
import debate.publish.inside, debate.faces.tui.title
print(*sys.modules)
"""


def test_the_title_needs_neither_rules_nor_decks() -> None:
    """What stands on the title is imported before it; what the next key needs comes with it on screen."""
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    loaded = {name for name in done.stdout.split() if name.startswith("debate.")}
    assert "debate.faces.tui.title" in loaded
    early = ("debate.rules.play", "debate.deckfile", "debate.opponents", "debate.store", "debate.workshop")
    assert not loaded & {*early, *SOON}


async def test_with_the_title_on_screen_the_next_key_is_made_ready(tmp_path: Path) -> None:
    """Once the title stands still, what was left for later is done, once, without a key."""
    done: list[str] = []
    inside = Inside(Recorded(), str(tmp_path), 100, 32, {}, lambda: done.append("prepared"))
    inside.playing = asyncio.ensure_future(inside.run())
    await until(lambda: done)
    inside.keys("j")
    assert done == ["prepared"]
    inside.app.exit()
    await asyncio.wait_for(inside.playing, 60)


@pytest.mark.parametrize("ask", [lambda inside: inside.keys("g"), lambda inside: inside.face("terminal")])
async def test_what_is_asked_for_early_waits_for_what_it_needs(tmp_path: Path, ask: Callable[[Inside], None]) -> None:
    """Before the title stands, too, nothing is played without the progress and the rates that the page brings."""
    done: list[str] = []
    inside = Inside(Recorded(), str(tmp_path), 100, 32, {}, lambda: done.append("prepared"))
    inside.playing = asyncio.ensure_future(inside.run())
    await until(lambda: inside.app.screen_stack)
    ask(inside)
    assert done == ["prepared"]
    inside.app.exit()
    await asyncio.wait_for(inside.playing, 60)
