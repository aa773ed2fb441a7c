"""Pages: folding, walking with two keys, the mouse, and text that is not ours."""

from __future__ import annotations

from collections.abc import Iterator

from textual.geometry import Offset

from debate.faces.tui.page import BLANK, Columns, Line, Page, Rows, labelled, section, tidy
from debate.faces.tui.sheet import Sheet
from debate.pages.document import Ref
from tests.faces.tui.reading import on_stage, shown

HOSTILE = "[The US] will act [@click=app.exit()]now[/] [/i] [b]"


class Sample(Sheet):
    """Three references, the last far below; text between."""

    opened: list[Ref]

    def heading(self) -> tuple[str, str]:
        return HOSTILE, HOSTILE

    def lines(self) -> Iterator[Line]:
        yield Line(HOSTILE, to=Ref("move", "a"), key="a")
        yield Line("words", to=Ref("move", "b"), key="b")
        yield from (Line(f"row {number}") for number in range(40))
        yield Line("last", to=Ref("move", "c"), key="c")

    def follow(self, to: Ref) -> None:
        self.opened = [*getattr(self, "opened", []), to]


def plain(line: Line, cells: int) -> list[str]:
    return [row.plain for row in line.rows(cells)]


def test_a_lead_keeps_its_column() -> None:
    """The rows that follow are set in by as much as the lead is wide, or by what hangs before them."""
    assert plain(Line("one two three", lead="P1  "), 12 + 4) == ["P1  one two", "    three"]
    assert plain(Line("one two three four", lead="long lead  ", hang="  "), 20) == [
        "long lead  one two",
        "  three four",
    ]


def test_columns_are_equally_wide() -> None:
    """Each cell folds in its own column; every row is as wide as the page."""
    row = Columns(cells=((("a case that is long", ""), ("stands", "bold")), (("an answer", ""),)))
    assert plain(row, 23) == [
        "a case     │ an answer ",
        "that is    │           ",
        "long       │           ",
        "stands     │           ",
    ]


def test_nothing_stands_twice_blank() -> None:
    """A page neither begins nor ends with a blank line, and an empty section leaves no heading."""
    assert tidy([BLANK, Line("a"), BLANK, BLANK, Line("b"), BLANK]) == [Line("a"), BLANK, Line("b")]
    assert section("Nothing", []) == []
    assert [line.lead for line in labelled("Label", [Line("a", lead="- "), Line("b", lead="- ")], 7)] == [
        "Label  - ",
        "       - ",
    ]


async def test_two_keys_read_and_walk() -> None:
    """Down goes to the reference in sight, then scrolls, and marks the last one once it comes into sight."""
    async with on_stage(Sample()) as pilot:
        page = pilot.app.screen.query_one(Page)
        assert page.marked is not None
        assert page.marked.key == "a"
        page.action_walk(1)
        assert page.marked.key == "b"
        page.action_walk(1)
        await pilot.pause()
        assert page.scroll_offset.y == 1
        for _ in range(40):
            page.action_walk(1)
            await pilot.pause()
        assert page.marked.key == "c"
        page.action_leap(1)
        assert page.marked.key == "a"


async def test_keys_and_mouse_follow_a_line() -> None:
    """Enter follows what is marked; a click follows the line below the pointer."""
    sample = Sample()
    async with on_stage(sample) as pilot:
        await pilot.press("down", "enter")
        await pilot.click(Page, offset=Offset(6, 0))
        await pilot.pause()
        assert sample.opened == [Ref("move", "b"), Ref("move", "a")]
        await pilot.press("escape")
        assert pilot.app.screen is not sample


async def test_brackets_are_only_text() -> None:
    """Text of a deck shows whole in page, title and foot, and a click on it runs nothing of it."""
    sample = Sample()
    async with on_stage(sample, (120, 40)) as pilot:
        assert shown(pilot).count(HOSTILE) == 3
        await pilot.click(Page, offset=Offset(24, 0))
        await pilot.pause()
        assert pilot.app.screen is sample


async def test_a_key_that_comes_before_the_mark_counts() -> None:
    """Lines are drawn and the mark comes a moment later: ⏎ in between opens the line that will be marked."""
    async with on_stage(Sample()) as pilot:
        sheet = pilot.app.screen
        assert isinstance(sheet, Sample)
        page = sheet.page
        page.show(list(sheet.lines()), mark="b")
        page.query_one(Rows).render()
        assert page.marked is None
        page.choose()
        await pilot.pause()
        assert sheet.opened == [Ref("move", "b")]
        assert page.marked is not None
        assert page.marked.key == "b"


async def test_enter_brings_into_sight_what_it_would_open() -> None:
    """Where nothing that leads on is in sight, the next that does is marked; pressed again it is opened."""
    sample = Sample()
    async with on_stage(sample) as pilot:
        sample.page.scroll_to(y=10, animate=False, force=True)
        await pilot.pause()
        assert not sample.page.in_sight()
        await pilot.press("enter")
        await pilot.pause()
        assert sample.page.marked is not None
        assert sample.page.marked.key == "c"
        assert not hasattr(sample, "opened")
        await pilot.press("enter")
        await pilot.pause()
        assert sample.opened == [Ref("move", "c")]
