"""The guided game at the real table: the coach's line above it, what it asks, and the why at its end."""

from __future__ import annotations

from debate.faces.tui.howto import HowToScreen
from debate.pages.lesson import ROLE
from tests.faces.tui.playing import screen
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
