"""Repainting of what changed leaves the same cells on the screen as drawing it whole."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from rich.style import Style
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual.strip import Strip

from debate.faces.tui.textual_private import render_partial_update
from tests.faces.tui.playing import playing, seated, session

KEYS = ("down", "down", "up", "2", "down", "3", "4", "1", "i", "escape", "m", "escape", "question_mark", "escape", "d")


def cells(strip: Strip) -> list[tuple[str, Style | None]]:
    """Each cell of a line, with how it looks. A wide letter stands in the first of its two cells."""
    found: list[tuple[str, Style | None]] = []
    for text, style, control in strip:
        if not control:
            for letter in text:
                found += [(letter, style), *[("", style)] * (cell_len(letter) - 1)]
    return found


def painted(update: ChopsUpdate, y: int, left: int, right: int) -> dict[int, tuple[str, Style | None]]:
    """What the update puts into these columns of a line."""
    found: dict[int, tuple[str, Style | None]] = {}
    for at, strip in update.chops[y].items():
        if strip is not None:
            for column, cell in enumerate(cells(strip), at):
                if left <= column < right:
                    found[column] = cell
    return found


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids="{0[0]}x{0[1]}".format)
async def test_every_repaint_is_what_a_whole_drawing_shows(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through a round of keys each changed span is filled, cell by cell, with what the whole screen has there; and some
    repaint leaves part of the screen alone."""
    spared = 0

    def compared(self: Compositor) -> ChopsUpdate | None:
        nonlocal spared
        update = render_partial_update(self)
        if update is None:
            return None
        whole = self.render_strips()
        for y, left, right in update.spans:
            shown = cells(whole[y])
            seen = painted(update, y, left, right)
            assert seen == {x: shown[x] for x in range(left, min(right, len(shown)))}, (y, left, right)
        spared += len({y for y, _, _ in update.spans}) < self.size.height
        return update

    async with playing(session("town"), size) as pilot:
        monkeypatch.setattr(Compositor, "render_partial_update", compared)
        await seated(pilot)
        for key in KEYS:
            await pilot.press(key)
            await pilot.pause()
    assert spared


async def test_a_screen_that_is_opened_is_drawn_whole_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The help is laid out, then drawn, and no second time."""
    whole: list[str] = []
    render = Compositor.render_full_update

    def counted(self: Compositor, *given: bool, **more: bool) -> LayoutUpdate:
        whole.append(type(self.root).__name__)
        return render(self, *given, **more)

    async with playing(session("town")) as pilot:
        await seated(pilot)
        await pilot.pause()
        monkeypatch.setattr(Compositor, "render_full_update", counted)
        await pilot.press("question_mark")
        await pilot.pause()
    assert whole == ["HelpScreen"]
