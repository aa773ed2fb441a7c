"""The list of saved games: what is there, damaged and foreign files too, and what can be done with it."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot

from debate import saves as saved
from debate.faces.tui.dialogue import DialogueScreen
from debate.faces.tui.listing import Listing
from debate.faces.tui.page import Page
from debate.faces.tui.saved import SavedScreen
from debate.game.session import Session
from debate.locations import shipped_saves
from debate.store import Saves
from tests.faces.tui.playing import act, asked, playing, screen, session, until
from tests.faces.tui.reading import LARGE, SMALL, shown


def begun(saves: Saves, name: str, choices: int = 4) -> Session:
    """A game with so many choices, saved and closed."""
    game = session("works")
    game.advance()
    saved.begin(saves, game, name)
    for _ in range(choices):
        game.submit(game.legal(game.awaited()[0])[0])
        game.advance()
    game.close()
    return game


@pytest.fixture
def saves(tmp_path: Path) -> Saves:
    """Two sound games, one damaged in the middle, one with a torn end, one file that is none, one folder."""
    saves = Saves(tmp_path / "saves")
    for name in ("first", "second", "damaged", "torn"):
        begun(saves, name)
    raw = saves.path("damaged").read_bytes()
    saves.path("damaged").write_bytes(raw.replace(b'"n":4', b'"n":5'))
    saves.path("torn").write_bytes(saves.path("torn").read_bytes()[:-20])
    saves.path("foreign").write_text("Dear diary")
    (saves.folder / "holidays").mkdir()
    return saves


async def listed(pilot: Pilot[None], mark: Path | None = None) -> SavedScreen:
    """The screen, its list read, with this file marked."""
    now = await screen(pilot, SavedScreen)
    assert isinstance(now, SavedScreen)
    await until(pilot, lambda: bool(now._games))
    if mark is not None:
        now.query_one("#games", Listing).mark(str(mark))
        await pilot.pause()
    return now


async def typed(pilot: Pilot[None], text: str) -> None:
    (await screen(pilot, "TypeScreen")).dismiss(text)
    await pilot.pause()


async def open_list(pilot: Pilot[None], mark: Path | None = None) -> SavedScreen:
    await act(pilot, "saved_games")
    return await listed(pilot, mark)


async def appears(pilot: Pilot[None], now: SavedScreen, path: Path, there: bool = True) -> None:
    await until(pilot, lambda: (str(path) in now._games) is there)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_everything_is_listed_with_what_is_wrong(saves: Saves, size: tuple[int, int]) -> None:
    """Each file of the folder, sound or not, and the games that come with the program; nothing is hidden."""
    async with playing(None, size, saves) as pilot:
        now = await open_list(pilot)
        rows = "\n".join(row.content.plain for row in now.query_one("#games", Listing).rows)
        for words in (
            "first",
            "The waterworks · round",
            "! damaged",
            "Line 5 is damaged",
            "its last entry torn off",
            "! foreign",
            "This is not a game of this program",
            "! holidays",
            "A folder, not a game.",
            "Games that come with the program",
        ):
            assert words in rows, words
        for id_, item in now._games.items():
            now.query_one("#games", Listing).mark(id_)
            await pilot.pause()
            about = now.query_one("#game", Page).text
            assert (item.problem is None) or item.problem.sentence in about
            assert item.header is None or item.header.title in about


async def test_a_picture_of_an_ending_is_no_damaged_game(saves: Saves) -> None:
    """A picture that was saved beside the games is not listed among them."""
    before = [saved.name for saved in saves.listing()]
    (saves.folder / "The Harbour, The port.svg").write_text("<svg/>", encoding="utf-8")
    assert [saved.name for saved in saves.listing()] == before


async def test_a_game_is_opened_and_played(saves: Saves) -> None:
    async with playing(None, SMALL, saves) as pilot:
        await open_list(pilot, saves.path("second"))
        await act(pilot, "open_game")
        table = await asked(pilot)
        assert table.session.kept_at == saves.path("second")


async def test_the_list_answers_while_a_game_is_opened(saves: Saves, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until it is there it is said that it is being opened, and the key pressed again opens no second one."""
    may, opened, real = Event(), list[Path](), saved.open_game

    def slowly(folder: Saves, path: Path) -> saved.Opened:
        opened.append(path)
        may.wait(20)
        return real(folder, path)

    monkeypatch.setattr(saved, "open_game", slowly)
    monkeypatch.setattr("debate.faces.tui.app.HELD", 0.01)
    async with playing(None, SMALL, saves) as pilot:
        now = await open_list(pilot, saves.path("second"))
        await act(pilot, "open_game")
        await until(pilot, lambda: bool(pilot.app._notifications))
        assert [str(note.message) for note in pilot.app._notifications] == ["Opening the game ..."]
        await pilot.press("up", "enter")
        assert pilot.app.screen is now
        may.set()
        assert (await asked(pilot)).session.kept_at == saves.path("second")
        assert opened == [saves.path("second")]


async def test_a_torn_game_is_told_and_played(saves: Saves) -> None:
    async with playing(None, SMALL, saves) as pilot:
        await open_list(pilot, saves.path("torn"))
        await act(pilot, "open_game")
        table = await asked(pilot)
        assert table.session.kept_at == saves.path("torn")
        assert any("goes on from the last whole one" in str(note.message) for note in pilot.app._notifications)


async def test_a_damaged_game_goes_on_as_a_branch(saves: Saves) -> None:
    """It is refused with the reason, and offered as a new game; the damaged file stays as it was."""
    raw = saves.path("damaged").read_bytes()
    async with playing(None, SMALL, saves) as pilot:
        await open_list(pilot, saves.path("damaged"))
        await act(pilot, "open_game")
        question = await screen(pilot, "QuestionScreen")
        assert "Line 5 is damaged" in " ".join(shown(pilot).replace("┃", " ").split())
        question.query_one(Listing).mark("branch")
        question.query_one(Listing).action_select()
        table = await asked(pilot)
        assert table.session.kept_at == saves.path("damaged 2")
    assert saves.path("damaged").read_bytes() == raw


async def test_a_foreign_file_is_only_listed(saves: Saves) -> None:
    async with playing(None, SMALL, saves) as pilot:
        now = await open_list(pilot, saves.path("foreign"))
        assert [now.check_action(f"{do}_game", ()) for do in ("open", "copy", "export", "branch")] == [False] * 4


async def test_rename_copy_delete(saves: Saves) -> None:
    """A name that is taken is refused with a sentence; deleting asks, and keeps the game unless told otherwise."""
    async with playing(None, SMALL, saves) as pilot:
        now = await open_list(pilot, saves.path("first"))
        await act(pilot, "rename_game")
        await typed(pilot, "second")
        assert any("There is a game called 'second'" in str(note.message) for note in pilot.app._notifications)
        await act(pilot, "rename_game")
        await typed(pilot, "monday")
        await appears(pilot, now, saves.path("monday"))
        assert now.marked is not None
        assert now.marked.name == "monday"
        await act(pilot, "copy_game")
        await typed(pilot, "tuesday")
        await appears(pilot, now, saves.path("tuesday"))
        assert saves.path("tuesday").read_bytes() == saves.path("monday").read_bytes()
        for answer in ("stay", "go"):
            await act(pilot, "delete_game")
            question = await screen(pilot, "QuestionScreen")
            question.query_one(Listing).mark(answer)
            question.query_one(Listing).action_select()
            await listed(pilot)
            await until(pilot, lambda kept=answer == "stay": saves.path("tuesday").exists() is kept)  # type: ignore[misc]
        await appears(pilot, now, saves.path("tuesday"), there=False)


async def test_export_and_import(saves: Saves, tmp_path: Path) -> None:
    """One file goes out; another folder takes it in, and plays it."""
    async with playing(None, SMALL, saves) as pilot:
        await open_list(pilot, saves.path("first"))
        await act(pilot, "export_game")
        await typed(pilot, str(tmp_path / "carried.debate"))
    there = Saves(tmp_path / "there")
    async with playing(None, SMALL, there) as pilot:
        now = await open_list(pilot)
        await act(pilot, "import_game")
        await typed(pilot, str(tmp_path / "carried.debate"))
        await appears(pilot, now, there.path("carried"))
        await act(pilot, "open_game")
        table = await asked(pilot)
        assert table.session.kept_at == there.path("carried")


async def test_games_of_the_program_are_looked_at(saves: Saves) -> None:
    """From their start, choice by choice; they cannot be renamed or deleted."""
    game = next(iter(sorted(shipped_saves().glob("*.game"))))
    async with playing(None, LARGE, saves) as pilot:
        now = await open_list(pilot, game)
        assert now.check_action("rename_game", ()) is False
        assert now.check_action("delete_game", ()) is False
        await act(pilot, "open_game")
        await screen(pilot, "TimelineScreen")
        assert "This game is being looked at" in shown(pilot)


async def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    async with playing(None, SMALL, Saves(tmp_path / "none")) as pilot:
        await open_list(pilot)
        assert "saved here from its first choice on" in shown(pilot)


async def test_the_costliest_decisions_of_a_finished_game(saves: Saves) -> None:
    """y on a game that is over leads to its decisions, of a role that is chosen where several people played; a game
    that runs does not offer it."""
    async with playing(None, LARGE, saves) as pilot:
        await pilot.press("s")
        now = await listed(pilot, saves.path("first"))
        assert now.check_action("retry_game", ()) is False
        shipped = shipped_saves() / "The strategic bargain.game"
        now.query_one("#games", Listing).mark(str(shipped))
        await pilot.pause()
        await pilot.press("y")
        asking = await screen(pilot, DialogueScreen)
        await until(pilot, lambda: "Whose decisions?" in shown(pilot))
        assert isinstance(asking, DialogueScreen)
        assert [option.text for option in asking.dialogue.options()] == [
            "Congress",
            "The White House",
            "Beijing",
            "ZTE",
        ]
