"""What works on every screen: leaving asks, small windows, keys, palette, themes, the title and a new game."""

from __future__ import annotations

import asyncio
import inspect
import os
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
from textual import events
from textual.command import CommandPalette
from textual.screen import Screen

import debate.faces.tui
from debate.faces.kit.tokens import THEMES
from debate.faces.tui.actions import ACTIONS, ANYWHERE, action, actions, places
from debate.faces.tui.app import DebateApp
from debate.faces.tui.common import SmallScreen
from debate.faces.tui.keeping import LeavingScreen
from debate.faces.tui.listing import Listing
from debate.faces.tui.newgame import NewGameScreen
from debate.faces.tui.table import TableScreen
from debate.faces.tui.textual_private import Palette, failure
from debate.faces.tui.title import TitleScreen
from debate.game.session import PERSON
from tests.faces.tui.playing import PATIENCE, VALLEY, act, asked, playing, screen, seated, session, until
from tests.faces.tui.reading import LARGE, SMALL, shown


async def test_leaving_a_game_asks_first() -> None:
    """Quitting shows three ways: playing on keeps the game, the title drops it; nothing is lost unasked."""
    game = session("works")
    async with playing(game) as pilot:
        await seated(pilot)
        await act(pilot, "leave")
        asking = await screen(pilot, LeavingScreen)
        assert "lost" in shown(pilot)
        asking.query_one(Listing).action_select()
        await pilot.pause()
        assert isinstance(pilot.app.screen, TableScreen)
        await pilot.press("ctrl+q")
        await screen(pilot, LeavingScreen)
        pilot.app.screen.query_one(Listing).mark("title")
        pilot.app.screen.query_one(Listing).action_select()
        await screen(pilot, TitleScreen)


async def test_quitting_from_the_guard_ends_the_program() -> None:
    """The third way leaves."""
    async with playing(session("works")) as pilot:
        await seated(pilot)
        await act(pilot, "leave")
        await screen(pilot, LeavingScreen)
        pilot.app.screen.query_one(Listing).mark("quit")
        pilot.app.screen.query_one(Listing).action_select()
        await pilot.pause()
        assert not pilot.app.is_running


async def test_quitting_at_the_title_asks_nothing() -> None:
    """There is nothing to lose."""
    async with playing(None) as pilot:
        await act(pilot, "leave")
        assert not pilot.app.is_running


async def test_a_small_window_says_how_large_it_must_be() -> None:
    """Below 80 x 24 a message stands in place of the game; larger again, the game is as it was."""
    async with playing(session("works")) as pilot:
        table = await seated(pilot)
        await pilot.resize_terminal(70, 20)
        await screen(pilot, SmallScreen)
        assert "80" in shown(pilot)
        assert "24" in shown(pilot)
        await pilot.resize_terminal(*SMALL)
        await pilot.pause()
        assert pilot.app.screen is table


@pytest.mark.parametrize("first", [SMALL, LARGE])
async def test_a_window_made_next_to_nothing_takes_no_game_along(first: tuple[int, int]) -> None:
    """With a move looked at, drawn beside its sheet and the hand, the window shrinks to a few cells and grows again."""
    async with playing(session("works"), first) as pilot:
        table = await seated(pilot)
        await pilot.press("down")
        for size in ((20, 5), (9, 30), (1, 1)):
            await pilot.resize_terminal(*size)
            await screen(pilot, SmallScreen)
            await pilot.resize_terminal(*first)
            await until(pilot, lambda: pilot.app.screen is table)


async def test_the_list_of_commands_minds_nothing_before_it_stands_and_after() -> None:
    """What a key, a search or the end of one asks of it while its parts are not there yet, or no more, ends no game."""
    async with playing(session("works")) as pilot:
        await seated(pilot)
        palette = Palette()
        for early in (palette._action_cursor_down, palette._watch__list_visible):
            early()
        await palette._watch__show_busy()
        await pilot.press("ctrl+p")
        await screen(pilot, "Palette")
        late = pilot.app.screen
        assert isinstance(late, Palette)
        await late.remove_children()
        late._list_visible = late._show_busy = True
        late._action_command_list("page_down")
        late._action_cursor_down()
        assert late._gather_commands("theme") is None
        await pilot.pause()
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TableScreen))


async def test_a_question_opens_help_and_waits_for_it() -> None:
    """Over a question the key of help shows the keys of it; closed, it is asked still."""
    async with playing(session("works")) as pilot:
        await seated(pilot)
        await pilot.press("ctrl+q")
        asked = await screen(pilot, "LeavingScreen")
        await pilot.press("question_mark")
        await screen(pilot, "HelpScreen")
        await pilot.press("escape")
        assert await screen(pilot, "LeavingScreen") is asked


async def test_there_is_one_list_of_commands() -> None:
    """Asked for again where another screen has come over it, or in the same breath in which it was closed, it ends no
    game: it stands there once, or not at all."""
    async with playing(session("works")) as pilot:
        await seated(pilot)
        await pilot.press("ctrl+p")
        await screen(pilot, "Palette")
        await pilot.resize_terminal(70, 20)
        await screen(pilot, SmallScreen)
        await pilot.press("ctrl+p")
        await pilot.resize_terminal(*SMALL)
        await screen(pilot, "Palette")
        for key in ("escape", "ctrl+p", "escape", "ctrl+p"):
            pilot.app.post_message(events.Key(key, None))
        await pilot.pause()
        assert sum(isinstance(each, CommandPalette) for each in pilot.app.screen_stack) <= 1


@pytest.mark.parametrize("gap", [1, 3, 6])
async def test_keys_before_a_screen_stands_end_no_game(gap: int) -> None:
    """The space bar held down at the curtain: the page of hands that comes next may not have its cards yet."""
    async with playing(session("works", "town", draft=("works", "town"))) as pilot:
        await screen(pilot, "CurtainScreen")
        for key in ("enter", "space"):
            pilot.app.post_message(events.Key(key, None))
        for _ in range(gap):
            await asyncio.sleep(0)
        for _ in range(12):
            pilot.app.post_message(events.Key("space", " "))
            await asyncio.sleep(0)
        await pilot.pause()
        assert failure(pilot.app) is None


async def test_stepping_before_the_timeline_has_its_rows_ends_no_game() -> None:
    """The timeline asked for, and a step in the same breath."""
    async with playing(session("works")) as pilot:
        await seated(pilot)
        pilot.app.post_message(events.Key("l", "l"))
        for _ in range(60):
            pilot.app.post_message(events.Key("right", None))
            await asyncio.sleep(0)
        await pilot.pause()
        assert failure(pilot.app) is None


async def test_the_table_follows_the_window() -> None:
    """Wide, the panels stand side by side; narrow, in tabs."""
    async with playing(session("works"), LARGE) as pilot:
        table = await seated(pilot)
        assert table.board("world").region.area
        assert table.listing("moves").region.area
        await pilot.resize_terminal(*SMALL)
        await pilot.pause()
        assert not table.board("world").region.area
        assert "2 World" in shown(pilot)


def rooms() -> list[type[Screen[Any]]]:
    """Every screen of the game that offers actions."""
    found = []
    for module in iter_modules(debate.faces.tui.__path__):
        for _, item in inspect.getmembers(import_module(f"debate.faces.tui.{module.name}"), inspect.isclass):
            inside = item.__module__.startswith("debate.faces.tui")
            if issubclass(item, Screen) and inside and places(item) != (ANYWHERE,):
                found.append(item)
    return list(dict.fromkeys(found))


def test_every_action_of_a_place_has_its_method() -> None:
    """No key, palette entry or line of help leads nowhere."""
    for item in actions(ANYWHERE):
        assert hasattr(DebateApp, f"action_{item.id}"), item.id
    for room in rooms():
        missing = [item.id for item in actions(*places(room)[:-1]) if not hasattr(room, f"action_{item.id}")]
        assert missing == [], room.__name__


def test_no_key_of_a_place_is_taken_twice() -> None:
    """Two actions of one screen never share a key, nor take one that works everywhere."""
    for room in rooms():
        keys = [key for item in actions(*places(room)) for key in item.keys]
        assert len(keys) == len(set(keys)), (room.__name__, sorted(key for key in keys if keys.count(key) > 1))


def test_ids_are_unique_and_browser_keys_left_alone() -> None:
    """Function keys and ctrl+w, ctrl+t, ctrl+n belong to others."""
    assert len({item.id for item in ACTIONS}) == len(ACTIONS)
    taken = {key for item in ACTIONS for key in item.keys}
    assert not taken & {"ctrl+w", "ctrl+t", "ctrl+n", *(f"f{n}" for n in range(1, 13))}
    assert action("why").keys == ("w",)


async def test_the_palette_offers_what_the_table_can_do() -> None:
    """Every action of the table that works now, by its name."""
    async with playing(session("works"), LARGE) as pilot:
        await seated(pilot)
        await act(pilot, "command_palette")
        await pilot.pause(0.3)
        seen = shown(pilot)
        for word in ("Hold", "Why", "Map", "Flow", "Coming"):
            assert word in seen


async def test_the_themes_are_those_of_the_game() -> None:
    """Dark, light, high contrast and 16 colours, and none whose contrast nobody measured; each can be drawn."""
    async with playing(session("works")) as pilot:
        await seated(pilot)
        assert set(pilot.app.available_themes) == set(THEMES)
        for name in THEMES:
            pilot.app.theme = name
            await pilot.pause()
            assert "Score" in shown(pilot)


async def test_no_color_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    """With NO_COLOR set every colour on screen is a shade of grey."""
    monkeypatch.setenv("NO_COLOR", "1")
    assert os.environ["NO_COLOR"]
    async with playing(session("works"), LARGE) as pilot:
        await seated(pilot)
        filters = pilot.app._filters
        assert any(type(one).__name__ in ("Monochrome", "NoColor") for one in filters)


async def test_a_new_game_is_put_together() -> None:
    """Deck by path, seat, motive, view, length and seed, all through the form; Start begins it."""
    async with playing(None, LARGE) as pilot:
        pilot.app.push_screen(NewGameScreen(str(VALLEY)))
        form = await screen(pilot, NewGameScreen)
        assert isinstance(form, NewGameScreen)
        settings = form.query_one("#settings", Listing)

        async def turn(id_: str, times: int = 1) -> None:
            settings.mark(id_)
            for _ in range(times):
                await act(pilot, "turn_on")

        await turn("length")
        await turn("seat works")
        await turn("seat town", 2)
        assert form.chosen is not None
        await turn("view dam-helps")
        form.take("seed", "41")
        while form.chosen.seats["town"] != PERSON:
            await turn("seat town")
        await turn("motive town")
        await act(pilot, "start")
        await screen(pilot, "BriefingScreen")
        app = pilot.app
        assert isinstance(app, DebateApp)
        game = app.session
        assert game is not None
        assert game.people() == ("town",)
        setting = game.state.setting
        assert (setting.seed, setting.preset, setting.views) == (41, "short", ("dam-helps",))
        assert game.view("town").motive == "light"


async def test_a_deck_that_cannot_be_played_says_why() -> None:
    """Its findings are shown, and another can be chosen."""
    async with playing(None) as pilot:
        pilot.app.push_screen(NewGameScreen("no-such-deck"))
        await screen(pilot, "Sheet")
        assert "no deck of this name" in " ".join(shown(pilot).split())
        await act(pilot, "back")
        await screen(pilot, NewGameScreen)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_title_leads_everywhere(size: tuple[int, int]) -> None:
    """Each way in is listed with its key; the author's model is named as such."""
    async with playing(None, size) as pilot:
        await screen(pilot, TitleScreen)
        for word in ("New game", "Quick game", "How to play", "Watch", "one author's model"):
            assert word in shown(pilot)


async def test_help_tells_the_keys_of_the_screen_below() -> None:
    """From the table: its own keys first."""
    async with playing(session("works")) as pilot:
        await seated(pilot)
        await act(pilot, "help")
        await screen(pilot, "HelpScreen")
        assert "Hold" in shown(pilot)
        await act(pilot, "back")
        await asked(pilot)


async def test_keys_after_the_one_that_quits_mean_nothing() -> None:
    """q, and in the same breath a word with a t: the list of themes, which would be taken away before it stands, is not
    opened, and the program ends without a fault."""
    async with playing(None) as pilot:
        await screen(pilot, TitleScreen)
        for letter in "quest":
            pilot.app.post_message(events.Key(letter, letter))
        for _ in range(PATIENCE * 10):
            await asyncio.sleep(0)
    assert failure(pilot.app) is None


async def test_the_list_of_commands_takes_one_choice() -> None:
    """⏎ pressed on and on over the list of themes: one is taken, and what lies below stays; page down before the list
    stands does nothing."""
    async with playing(session("works")) as pilot:
        table = await seated(pilot)
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, CommandPalette))
        for key in ("pagedown", *["enter"] * 6):
            pilot.app.post_message(events.Key(key, None))
        await pilot.pause()
        while pilot.app.screen is not table:
            assert isinstance(pilot.app.screen, CommandPalette)
            for _ in range(6):
                pilot.app.post_message(events.Key("enter", None))
            await pilot.pause()
        await pilot.pause()
        assert pilot.app.screen is table
        assert all(move.role != "works" for move in table.session.moves)


async def test_a_question_is_answered_once() -> None:
    """⏎ pressed on and on over a question: what lies below it stays."""
    async with playing(session("works")) as pilot:
        table = await seated(pilot)
        await act(pilot, "leave")
        question = await screen(pilot, "LeavingScreen")
        for _ in range(4):
            question.query_one("#answers", Listing).action_select()
        await until(pilot, lambda: pilot.app.screen is table)
        await pilot.pause()
        assert pilot.app.screen is table
