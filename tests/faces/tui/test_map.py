"""The causal map: arrows in and out, blocked ones, lit ones; walking along them."""

from __future__ import annotations

from debate.faces.tui.causal_map import MapScreen
from debate.faces.tui.details import DetailsScreen
from debate.faces.tui.listing import Listing
from debate.faces.tui.why import WhyScreen
from tests.debrief.games import harbour, played
from tests.faces.tui.reading import LARGE, on_stage, shown


async def test_arrows_say_sign_delay_and_whether_they_are_at_work() -> None:
    """Around the mud: a delayed link that has just been set going is lit and drawn broken; background is apart."""
    session = played(harbour(), [["port play dig with ships-pay"]])
    async with on_stage(MapScreen(session, "port", "mud")) as pilot:
        text = pilot.app.screen.page.text  # type: ignore[attr-defined]
        assert "● ▲ ◀┄┄ The channel: +15, a round later" in text
        assert "In the background\n○ ▲ ◀── The river: raises" in text
        assert "─▶ Cargo: -1 for each 5 points it rises" in text


async def test_denials_are_blocked_arrows() -> None:
    """From the channel to the fish there is no way through, and the map says where the brief says so."""
    session = played(harbour(), [["port play dig with ships-pay"]])
    async with on_stage(MapScreen(session, "port", "fish")) as pilot:
        text = pilot.app.screen.page.text  # type: ignore[attr-defined]
        assert "● ⊘ ✕── The channel: does not move it" in text
        assert "The fish stay away. (P1)" in text


async def test_the_map_can_be_walked() -> None:
    """Enter walks to the other end of the arrow and Backspace back; i opens the arrow, w asks why."""
    screen = MapScreen(played(harbour(), []), "port", "mud")
    async with on_stage(screen) as pilot:
        await pilot.press("enter")
        assert screen.subject == "channel"
        assert "Map: The channel" in shown(pilot)
        await pilot.press("backspace")
        assert screen.subject == "mud"
        await pilot.press("i")
        assert isinstance(pilot.app.screen, DetailsScreen)
        assert pilot.app.screen.to.kind == "link"
        await pilot.press("escape", "w")
        assert isinstance(pilot.app.screen, WhyScreen)


async def test_every_thing_has_a_map() -> None:
    """Meters, standing facts, moves and news: each can stand in the middle."""
    screen = MapScreen(played(harbour(), []), "town", "cargo")
    async with on_stage(screen):
        for subject in (*screen.subjects(), "capital.town"):
            screen.subject = subject
            assert list(screen.lines())


async def test_the_list_is_narrowed_by_what_is_typed() -> None:
    """After a slash letters look for a name, also those that are keys elsewhere; enter opens what is left."""
    screen = MapScreen(played(harbour(), []), "port", "cargo")
    async with on_stage(screen, LARGE) as pilot:
        await pilot.press("slash", "m", "u")
        await pilot.pause()
        listing = screen.query_one("#subjects", Listing)
        assert "find: mu" in shown(pilot)
        assert all("mu" in row.content.plain.casefold() for row in listing.rows[1:] if row.enabled)
        await pilot.press("enter")
        assert screen.subject == "mud"
        await pilot.press("w")
        assert isinstance(pilot.app.screen, WhyScreen)
