"""Host a class, from the title."""

from __future__ import annotations

import time

import pytest

from debate.classroom.room.lesson import bell_at
from debate.faces.tui.app import DebateApp
from debate.faces.tui.hosting import HostingScreen, bell_times
from debate.faces.tui.listing import Listing
from tests.faces.tui.playing import act, playing, screen
from tests.faces.tui.reading import LARGE, SMALL, shown


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_class_is_wished_for_at_the_title(size: tuple[int, int]) -> None:
    """The form begins with what a lesson needs; what is turned becomes the words of the command."""
    app = DebateApp(can_host=True)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "Host a class" in shown(pilot)
        await pilot.press("o")
        form = await screen(pilot, HostingScreen)
        assert isinstance(form, HostingScreen)
        assert form.words == ("host", "zte", "--preset", "class", "--tables", "1", "--lan")
        seen = shown(pilot)
        for word in ("Open the room", "zte", "everybody in this network"):
            assert word in seen
        settings = form.query_one("#settings", Listing)
        settings.mark("tables")
        await act(pilot, "turn_on")
        settings.mark("network")
        await pilot.pause()
        assert "not encrypted" in shown(pilot)
        await act(pilot, "turn_on")
        assert form.words == ("host", "zte", "--preset", "class", "--tables", "2")
        await act(pilot, "start")
    assert app.wish == ("host", "zte", "--preset", "class", "--tables", "2")


async def test_it_is_not_offered_where_nobody_can_host() -> None:
    """An app that was started otherwise has no such line and no such key."""
    async with playing(None) as pilot:
        assert "Host a class" not in shown(pilot)
        await pilot.press("o")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, HostingScreen)


async def test_the_bell_is_set_before_the_class_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    """←→ turns the bell by five minutes, from twenty minutes on; then as many rounds are played as fit, unless a length
    was chosen."""
    now = bell_at("10:02", 1_800_000_000.0)
    monkeypatch.setattr(time, "time", lambda: now)
    app = DebateApp(can_host=True)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        await pilot.press("o")
        form = await screen(pilot, HostingScreen)
        assert isinstance(form, HostingScreen)
        settings = form.query_one("#settings", Listing)
        settings.mark("bell")
        await pilot.pause()
        assert "When the lesson ends" in shown(pilot)
        for _ in range(2):
            await act(pilot, "turn_on")
        assert form.words == ("host", "zte", "--tables", "1", "--bell", "10:30", "--lan")
        assert "as many rounds as fit" in shown(pilot)
        assert bell_at(form.bell, now) - now == 28 * 60
        await act(pilot, "turn_back")
        assert form.bell == "10:25"
        settings.mark("length")
        await act(pilot, "turn_on")
        assert form.words == ("host", "zte", "--preset", "class", "--tables", "1", "--bell", "10:25", "--lan")
        settings.mark("bell")
        for _ in range(2):
            await act(pilot, "turn_back")
        assert form.bell == bell_times(now)[-1]
    assert len(bell_times(now)) == 36


async def test_no_key_pressed_once_too_often_opens_a_room() -> None:
    """o at the title opens the form, and ⏎ there turns what is marked: the line that opens the room is not marked until
    somebody goes to it."""
    app = DebateApp(can_host=True)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        await pilot.press("o")
        form = await screen(pilot, HostingScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert app.wish == ()
        form.query_one("#settings", Listing).mark("start")
        await pilot.press("enter")
        await pilot.pause()
    assert app.wish[:1] == ("host",)
