"""The guided game at the real table: the coach's line above it, what it asks, and the why at its end."""

from __future__ import annotations

from pathlib import Path

from debate.faces.tui.howto import HowToScreen
from debate.game.session import Session
from debate.pages.lesson import ROLE
from debate.store import Saves
from tests.faces.tui.playing import act, playing, screen, session, until
from tests.faces.tui.reading import on_stage, shown


async def test_it_plays_at_the_real_table() -> None:
    """The coach's line stands above the table and changes with the phase."""
    room = HowToScreen()
    async with on_stage(room) as pilot:
        page = " ".join(shown(pilot).split())
        assert "CHOOSE. You play The head" in page
        assert "Lock the box" in page
        room.choose(next(m for m in room.session.legal(ROLE) if m.card))
        await pilot.pause()
        await pilot.pause()
        assert "ANSWER. Now both moves lie open" in " ".join(shown(pilot).split())


async def test_escape_asks_once_something_was_chosen() -> None:
    """At the beginning Escape leaves; later it asks, and again it goes on."""
    room = HowToScreen()
    async with on_stage(room) as pilot:
        room.choose(next(m for m in room.session.legal(ROLE) if m.card))
        await pilot.pause()
        await pilot.pause()
        await pilot.press("escape")
        asked = await screen(pilot, "QuestionScreen")
        assert getattr(asked, "question", "") == "Leave the lesson?"
        await pilot.press("escape")
        await screen(pilot, HowToScreen)
        await pilot.press("escape")
        await screen(pilot, "QuestionScreen")
        await pilot.press("down", "enter")
        await pilot.pause()
        assert pilot.app.screen is not room
    room = HowToScreen()
    async with on_stage(room) as pilot:
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is not room


async def test_it_asks_what_will_come_and_ends_with_the_why() -> None:
    """Before the world of the first round moves the question stands on the screen, with what to answer; after the last
    round the why of that meter comes before the debrief."""
    room = HowToScreen()
    async with on_stage(room) as pilot:
        for _ in range(60):
            await pilot.pause()
            top = type(pilot.app.screen).__name__
            if top == "PredictScreen":
                if room.session.withheld == 1:
                    assert "This first time answer what everybody would" in " ".join(shown(pilot).split())
                await pilot.press("escape")
            elif top == "AccountScreen":
                await pilot.press("s")
            elif top == "WhyScreen":
                break
            elif legal := room.session.legal(ROLE):
                room.choose(legal[0])
        assert type(pilot.app.screen).__name__ == "WhyScreen"
        assert room.session.state.over


async def test_the_key_that_quits_asks_in_the_lesson_as_in_a_game() -> None:
    """Once something was chosen ^q asks, as it does in a game in progress; before that it quits."""
    async with playing(None) as pilot:
        await act(pilot, "how_to_play")
        room = await screen(pilot, HowToScreen)
        assert isinstance(room, HowToScreen)
        await until(pilot, lambda: room.awaits)
        room.choose(next(m for m in room.session.legal(ROLE) if m.card))
        await until(pilot, lambda: len(room.session.entries) > 1)
        await pilot.press("ctrl+q")
        await screen(pilot, "LeavingScreen")
        assert "not kept anywhere" in " ".join(shown(pilot).split())
        await pilot.press("down", "enter")
        await screen(pilot, "TitleScreen")
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert pilot.app._exit


def finished() -> Session:
    """A short game that the works played to its end."""
    game = session("works")
    game.advance()
    while not game.state.over:
        game.submit(game.legal("works")[-1])
        game.advance()
    return game


async def test_escape_pressed_on_and_on_stays_at_the_ending(tmp_path: Path) -> None:
    """Out of a page of the ending and on: the ending asks before it is left, whether it is kept or not, and escape
    answers that with no. ^q asks where the ending would be lost."""
    for saves in (None, Saves(tmp_path)):
        game = finished()
        async with playing(game, saves=saves) as pilot:
            await screen(pilot, "EndingScreen")
            await act(pilot, "timeline")
            for _ in range(5):
                await pilot.press("escape")
                await pilot.pause()
                assert type(pilot.app.screen).__name__ in ("EndingScreen", "QuestionScreen")
            if type(pilot.app.screen).__name__ == "QuestionScreen":
                await pilot.press("escape")
            await screen(pilot, "EndingScreen")
            if saves is None:
                await pilot.press("ctrl+q")
                await screen(pilot, "LeavingScreen")
