"""Lists whose rows are given anew."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.pilot import Pilot

from debate.faces.tui.listing import Listing, Row
from debate.faces.tui.text import say


class Two(App[None]):
    """A list that keeps its place, and one that is as high as its rows."""

    CSS = "#keeps { height: 5; } #grows { height: auto; max-height: 9; border: none; }"

    def compose(self) -> ComposeResult:
        yield Listing(id="keeps")
        yield Listing(id="grows")


def rows(count: int) -> list[Row]:
    return [Row(f"row:{n}", say(f"Row {n}")) for n in range(count)]


async def laid_out(pilot: Pilot[None], id_: str, count: int) -> int:
    """How often the screen is laid out anew for so many rows in this list."""
    times = 0

    def again(_: object) -> None:
        nonlocal times
        times += 1

    signal = pilot.app.screen.screen_layout_refresh_signal
    signal.subscribe(pilot.app.screen, again, immediate=True)
    pilot.app.query_one(f"#{id_}", Listing).show(rows(count))
    await pilot.pause()
    await pilot.pause()
    signal.unsubscribe(pilot.app.screen)
    return times


async def test_more_rows_lay_out_only_what_they_move() -> None:
    """Another number of rows in a list that keeps its place leaves the screen as it is, until a scrollbar comes; a list
    as high as its rows makes room for itself."""
    async with Two().run_test(size=(60, 24)) as pilot:
        await laid_out(pilot, "keeps", 1)
        assert await laid_out(pilot, "keeps", 3) == 0
        assert await laid_out(pilot, "keeps", 2) == 0
        keeps = pilot.app.query_one("#keeps", Listing)
        assert not keeps.show_vertical_scrollbar
        assert await laid_out(pilot, "keeps", 12) > 0
        assert keeps.show_vertical_scrollbar
        keeps.scroll_end(animate=False)
        await pilot.pause()
        assert keeps.max_scroll_y == keeps.scroll_offset.y > 0
        await laid_out(pilot, "grows", 2)
        grows = pilot.app.query_one("#grows", Listing)
        assert grows.size.height == 2
        await laid_out(pilot, "grows", 4)
        assert grows.size.height == 4


async def test_a_page_further_is_nowhere_in_a_list_that_is_not_shown() -> None:
    """Page up and page down do nothing in a list without rows, or in one that is folded away when the key comes; with
    rows to be seen they mark one."""
    async with Two().run_test() as pilot:
        listing = pilot.app.query_one("#keeps", Listing)
        listing.action_page_down()
        assert listing.marked is None
        listing.display = False
        await pilot.pause()
        listing.show(rows(30))
        listing.action_page_down()
        listing.action_page_up()
        listing.display = True
        await pilot.pause()
        listing.action_page_down()
        assert listing.marked is not None
