"""Games are kept as they are played: on disk before they are shown, and gone on with later."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from textual.pilot import Pilot

from debate.faces.tui.app import DebateApp
from debate.faces.tui.keeping import Banner, LeavingScreen
from debate.faces.tui.listing import Listing
from debate.faces.tui.table import TableScreen
from debate.faces.tui.title import TitleScreen
from debate.game.session import Session
from debate.store import Saves, read
from debate.store.files import Files
from tests.faces.tui.playing import act, asked, choose, playing, screen, seated, session, until, valley
from tests.faces.tui.reading import shown


class Full(Files):
    """A disk that is full from when ``full`` is set."""

    full = False

    def write(self, file: int, content: bytes) -> int:
        if self.full:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(file, content)


@pytest.fixture
def saves(tmp_path: Path) -> Saves:
    return Saves(tmp_path / "saves", Full())


def on_disk(path: Path) -> str:
    """The digest of the position that the record ends with."""
    found = read(path.read_bytes())
    assert found.header is not None
    assert found.problem is None
    return found.entries[-1].state if found.entries else found.header.state


def only(saves: Saves) -> Path:
    """The one game that is there."""
    (game,) = saves.folder.glob("*.game")
    return game


async def answer(pilot: Pilot[None], kind: str, id_: str) -> None:
    """Choose an answer of a question."""
    question = await screen(pilot, kind)
    listing = question.query_one(Listing)
    listing.mark(id_)
    listing.action_select()
    await pilot.pause()


async def test_every_choice_is_on_disk_before_it_is_shown(saves: Saves) -> None:
    """Whenever the table is drawn, the record already holds the position that it shows."""
    game = session("works")
    seen: list[bool] = []
    drawn = TableScreen.show

    def show(self: TableScreen) -> None:
        if game.kept_at is not None:
            seen.append(on_disk(game.kept_at) == self.session.state.digest())
        drawn(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TableScreen, "show", show)
        async with playing(game, saves=saves) as pilot:
            await seated(pilot)
            for _ in range(4):
                await choose(pilot)
            await asked(pilot)
            assert on_disk(only(saves)) == game.state.digest()
    assert len(seen) > 4
    assert all(seen)


async def test_continue_goes_on_where_the_program_was_killed(saves: Saves) -> None:
    """Nothing is closed: the first program just stops. The next one offers the game, and stands at the same choice;
    of what came before only the latest round is told again."""
    game = session("works")
    async with playing(game, saves=saves) as pilot:
        await seated(pilot)
        while game.state.round < 3:
            await choose(pilot)
            await until(pilot, lambda: "works" in game.state.awaiting)
        await asked(pilot)
    assert game.writer is not None
    game.writer.close()  # as the end of a process does
    async with playing(None, saves=saves) as pilot:
        await screen(pilot, TitleScreen)
        assert "Continue" in shown(pilot)
        await act(pilot, "continue_game")
        told = await screen(pilot, "AccountScreen")
        assert told.tellings[0].title.startswith("Round 2")  # type: ignore[attr-defined]
        table = await asked(pilot)
        assert table.session.state.digest() == game.state.digest()
        assert table.session.moves == game.moves
        await choose(pilot)
        assert len(table.session.moves) > len(game.moves)
        assert on_disk(only(saves)) == table.session.state.digest()


async def test_quitting_says_that_the_game_is_kept(saves: Saves) -> None:
    async with playing(session("works"), saves=saves) as pilot:
        await seated(pilot)
        await choose(pilot)
        await asked(pilot)
        await act(pilot, "leave")
        await screen(pilot, LeavingScreen)
        assert "The game is kept as 'The valley, The waterworks'" in " ".join(shown(pilot).replace("┃", " ").split())
        await answer(pilot, "LeavingScreen", "title")
        await screen(pilot, TitleScreen)
        assert "Continue" in shown(pilot)


async def test_a_game_in_which_nobody_chose_leaves_no_file(saves: Saves) -> None:
    async with playing(session("works", draft=("works",)), saves=saves) as pilot:
        await screen(pilot, "BriefingScreen")
        assert only(saves).exists()
        await act(pilot, "leave")
    assert list(saves.folder.glob("*.game")) == []


async def test_a_hand_that_was_chosen_is_kept_on_the_way_out(saves: Saves) -> None:
    """Leaving right after the briefing names the game that is kept, and its file stays."""
    async with playing(session("works", draft=("works",)), saves=saves) as pilot:
        await screen(pilot, "BriefingScreen")
        await act(pilot, "begin")
        await asked(pilot)
        await act(pilot, "leave")
        await screen(pilot, LeavingScreen)
        assert "The game is kept as 'The valley, The waterworks'" in " ".join(shown(pilot).replace("┃", " ").split())
        await answer(pilot, "LeavingScreen", "quit")
    assert only(saves).exists()


async def test_watched_and_taught_games_are_not_kept(saves: Saves) -> None:
    async with playing(session(), saves=saves) as pilot:
        await screen(pilot, "WatchScreen")
        await act(pilot, "keep")
        assert only(saves).exists()
    async with playing(None, saves=saves) as pilot:
        await act(pilot, "how_to_play")
        table = await screen(pilot, "HowToScreen")
        assert table.check_action("keep", ()) is False
        assert len(list(saves.folder.glob("*.game"))) == 1


async def test_a_full_disk_stops_the_game_until_it_is_saved_elsewhere(saves: Saves, tmp_path: Path) -> None:
    """The choice that could not be saved is not made; a banner says why; the past can be looked at; then the game goes
    on in another folder, with all that was acknowledged before."""
    game = session("works")
    assert isinstance(saves.files, Full)
    async with playing(game, saves=saves) as pilot:
        await seated(pilot)
        await choose(pilot)
        await asked(pilot)
        before = game.moves
        saves.files.full = True
        await choose(pilot)
        await screen(pilot, "UnsavedScreen")
        assert game.moves == before
        assert on_disk(only(saves)) == game.state.digest()
        assert "no space left on device" in shown(pilot)
        await answer(pilot, "UnsavedScreen", "look")
        past = await screen(pilot, "TimelineScreen")
        assert past.query_one(Banner).has_class("-on")
        await act(pilot, "back")
        await answer(pilot, "UnsavedScreen", "elsewhere")
        typing = await screen(pilot, "TypeScreen")
        typing.dismiss(str(tmp_path / "else"))
        table = await asked(pilot)
        assert not table.query_one(Banner).has_class("-on")
        await choose(pilot)
        assert game.moves[: len(before)] == before
        assert len(game.moves) > len(before)
        assert on_disk(only(Saves(tmp_path / "else"))) == game.state.digest()
        await act(pilot, "leave")
        await screen(pilot, LeavingScreen)
        assert "debate --saves" in shown(pilot)


async def test_where_nothing_can_be_saved_a_game_can_be_played_unkept(saves: Saves) -> None:
    """Said before the first choice, and again on leaving."""
    assert isinstance(saves.files, Full)
    saves.files.full = True
    async with playing(session("works"), saves=saves) as pilot:
        await answer(pilot, "UnsavedScreen", "unkept")
        await seated(pilot)
        await choose(pilot)
        await asked(pilot)
        await act(pilot, "leave")
        await screen(pilot, LeavingScreen)
        assert "not kept anywhere" in shown(pilot)


async def test_the_title_is_a_way_out_where_nothing_can_be_saved(saves: Saves) -> None:
    assert isinstance(saves.files, Full)
    saves.files.full = True
    async with playing(session("works"), saves=saves) as pilot:
        await answer(pilot, "UnsavedScreen", "title")
        await screen(pilot, TitleScreen)
        assert "Continue" not in shown(pilot)


async def test_a_game_that_another_window_plays_can_be_looked_at(saves: Saves) -> None:
    """Its past is shown with a banner; going on makes a game of its own."""
    game = session("works")
    async with playing(game, saves=saves) as pilot:
        await seated(pilot)
        await choose(pilot)
        await asked(pilot)
        async with playing(None, saves=Saves(saves.folder)) as other:
            await act(other, "continue_game")
            past = await screen(other, "TimelineScreen")
            assert "open in another window" in shown(other)
            assert past.check_action("go_on_here", ())
            await act(other, "go_on_here")
            await answer(other, "QuestionScreen", "new")
            table = await asked(other)
            assert table.session.state.digest() == game.state.digest()
            app = other.app
            assert isinstance(app, DebateApp)
            assert app.session is not None
            assert app.session.kept_at != game.kept_at
            assert app.session.journal.header.origin is not None


async def test_several_people_keep_their_game_together(saves: Saves) -> None:
    """Hot seat: the record holds both seats; whoever takes up the game stands before a curtain."""
    game = session("works", "town")
    async with playing(game, saves=saves) as pilot:
        for _ in range(2):
            await screen(pilot, "CurtainScreen")
            await act(pilot, "lift")
            await seated(pilot)
            await choose(pilot)
        assert on_disk(only(saves)) == game.state.digest()
    assert game.writer is not None
    game.writer.close()
    async with playing(None, saves=saves) as pilot:
        await act(pilot, "continue_game")
        await screen(pilot, "CurtainScreen")
        app = pilot.app
        assert isinstance(app, DebateApp)
        assert app.session is not None
        assert app.session.people() == game.people()


def test_a_session_without_a_record_is_not_said_to_be_kept() -> None:
    assert Session(valley(), {}, seed=1).kept_at is None


async def test_what_came_of_a_round_waits_until_the_question_is_answered(saves: Saves) -> None:
    """Somebody asks to leave while the others still choose: the story of the round does not cover the question."""
    game = session("works")
    async with playing(game, saves=saves) as pilot:
        await seated(pilot)
        while game.state.round == 1:
            table = await asked(pilot)
            assert table.role is not None
            table.choose(table.session.legal(table.role)[0])
            pilot.app.push_screen(LeavingScreen(game))
            await until(pilot, lambda: game.state.round > 1 or "works" in game.state.awaiting)
            for _ in range(5):
                await pilot.pause()
            assert isinstance(pilot.app.screen, LeavingScreen)
            await answer(pilot, "LeavingScreen", "stay")
        await screen(pilot, "AccountScreen")
