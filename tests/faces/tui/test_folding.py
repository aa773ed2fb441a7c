"""At the smallest window every row stands as it was folded: nothing breaks it a second time, and no word is cut off."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

import debate
from debate.faces.tui.listing import Listing
from debate.faces.tui.page import Page
from debate.game.session import PERSON, Session
from tests.faces.tui.playing import act, asked, playing, screen, until
from tests.faces.tui.reading import SMALL


def zte(role: str, seed: int = 5) -> Session:
    """A game of the ZTE deck: long names, eighteen meters, hidden ones."""
    return Session(debate.load_deck("zte"), {role: PERSON}, seed=seed, draft=(role,))


def broken(pilot: Pilot[None]) -> list[str]:
    """Rows of the lists on this screen that take more lines than they were folded to, with what they say."""
    found = []
    for listing in pilot.app.screen.query(Listing):
        if not listing.display or listing.size.width < 10:
            continue
        heights = listing._line_cache.heights
        for place, row in enumerate(listing.rows):
            lines = row.content.plain.split("\n")
            if place in heights and heights[place] != len(lines):
                found.append(f"{type(pilot.app.screen).__name__} #{listing.id}: {row.content.plain!r}")
    for page in pilot.app.screen.query(Page):
        inside = page.scrollable_content_region.width
        found += [
            f"{type(pilot.app.screen).__name__} page: {pieces!r}"
            for pieces in page._rows._laid.rows
            if sum(piece.cells for piece in pieces) > inside
            or any(piece.gutter + piece.content.cell_length > piece.cells for piece in pieces)
        ]
    return found


async def _settled(pilot: Pilot[None]) -> None:
    await pilot.pause()
    await pilot.pause()


@pytest.mark.parametrize("role", ["congress", "zte"])
async def test_no_panel_breaks_a_row_twice(role: str) -> None:
    """Briefing, every tab of the table, the card and move pages, what came of the round, why, map, flow, timeline."""
    async with playing(zte(role), SMALL) as pilot:
        await screen(pilot, "BriefingScreen")
        await _settled(pilot)
        faults = broken(pilot)
        await pilot.press("enter")
        await asked(pilot)
        for key in "1234":
            await pilot.press(key)
            await _settled(pilot)
            faults += broken(pilot)
        for action in ("why", "causal_map", "flow", "timeline", "help", "glossary", "coming"):
            await act(pilot, action)
            await _settled(pilot)
            faults += broken(pilot)
            await pilot.press("escape")
            await _settled(pilot)
        await act(pilot, "hold")
        await until(pilot, _told(pilot))
        await _settled(pilot)
        faults += broken(pilot)
    assert faults == []


def _told(pilot: Pilot[None]) -> Callable[[], bool]:
    """Whether the game has gone on to another screen than the table, or asks again there."""
    return lambda: type(pilot.app.screen).__name__ != "TableScreen" or getattr(pilot.app.screen, "awaits", False)
