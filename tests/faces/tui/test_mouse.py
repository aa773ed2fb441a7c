"""Everything on the table can be reached with the mouse."""

from __future__ import annotations

from debate.faces.kit.rows import plain
from debate.faces.tui.footer import Keys
from debate.faces.tui.ink import Drawn
from tests.faces.tui.playing import asked, playing, screen, seated, session, until
from tests.faces.tui.reading import shown


async def test_a_click_on_a_tab_brings_it_to_the_front() -> None:
    """In a small window."""
    async with playing(session("works")) as pilot:
        table = await seated(pilot)
        assert not table.board("world").region.area
        await pilot.click("#tab-world")
        await pilot.pause()
        assert table.board("world").region.area


async def test_a_click_on_a_move_marks_it_and_the_words_that_say_so_play_it() -> None:
    """The sheet turns to the move; nothing is played by a first click. A second one on the move would play it too."""
    game = session("works")
    async with playing(game) as pilot:
        table = await seated(pilot)
        await pilot.click("#moves", offset=(4, 2))
        await pilot.pause()
        assert table.listing("moves").highlighted == 1
        assert not any(move.role == "works" for move in game.moves)
        sheet = table.query_one("#move-sheet", Drawn)
        at = next((plain(row).index("play it"), y) for y, row in enumerate(sheet.rows) if "play it" in plain(row))
        await pilot.click("#move-sheet", offset=at)
        await until(pilot, lambda: any(move.role == "works" for move in game.moves))


async def test_what_holding_means_is_told_at_its_row() -> None:
    """It has no page; the key for details says it all the same."""
    async with playing(session("works")) as pilot:
        table = await seated(pilot)
        table.open_row("hold")
        await until(pilot, lambda: "To play no move in a round" in shown(pilot))


async def test_a_click_on_a_meter_opens_its_page() -> None:
    """In the world."""
    async with playing(session("works")) as pilot:
        await seated(pilot)
        await pilot.click("#tab-world")
        await pilot.pause()
        await pilot.click("#world", offset=(4, 2))
        await screen(pilot, "DetailsScreen")


async def test_a_click_on_a_key_in_the_footer_does_what_the_key_does() -> None:
    """Help, and hold."""
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
