"""Everything on the table can be reached with the mouse."""

from __future__ import annotations

from debate.faces.tui.footer import Keys
from tests.faces.tui.playing import asked, playing, screen, seated, session, until
from tests.faces.tui.reading import shown


async def test_a_click_on_a_tab_brings_it_to_the_front() -> None:
    """In a small window."""
    async with playing(session("works")) as pilot:
        table = await seated(pilot)
        assert not table.listing("world").region.area
        await pilot.click("#tab-world")
        await pilot.pause()
        assert table.listing("world").region.area


async def test_a_click_on_a_move_looks_ahead_and_on_a_case_plays() -> None:
    """The first line of each list."""
    game = session("works")
    async with playing(game) as pilot:
        await seated(pilot)
        await pilot.click("#moves", offset=(4, 1))
        await screen(pilot, "PreviewScreen")
        await pilot.click("#cases", offset=(4, 1))
        await until(pilot, lambda: any(move.role == "works" for move in game.moves))


async def test_a_click_on_a_meter_opens_its_page() -> None:
    """In the world."""
    async with playing(session("works")) as pilot:
        await seated(pilot)
        await pilot.click("#tab-world")
        await pilot.pause()
        await pilot.click("#world", offset=(4, 2))
        await screen(pilot, "DetailsScreen")


async def test_a_click_on_a_key_in_the_footer_does_what_the_key_does() -> None:
    """Hold, in the first line of the footer; and a key of the second line."""
    game = session("works")
    async with playing(game) as pilot:
        table = await seated(pilot)
        keys = table.query_one(Keys)
        rows = shown(pilot).splitlines()[keys.region.y :]
        line = next(n for n, row in enumerate(rows) if "Help" in row)
        await pilot.click(Keys, offset=(rows[line].index("Help"), line))
        await screen(pilot, "HelpScreen")
        await pilot.press("escape")
        await asked(pilot)
        await pilot.click(Keys, offset=(rows[0].index("Hold"), 0))
        await until(pilot, lambda: any(move.kind == "hold" and move.role == "works" for move in game.moves))
