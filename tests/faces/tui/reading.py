"""A bare app for screens that explain, and what can be read on it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from debate.faces.tui.common import CommonApp

SMALL, LARGE = (80, 24), (120, 40)


class Stage(CommonApp):
    """Shows one screen and nothing else."""

    def __init__(self, first: Screen[Any]) -> None:
        super().__init__()
        self.first = first

    def on_mount(self) -> None:
        self.push_screen(self.first)


@asynccontextmanager
async def on_stage(screen: Screen[Any], size: tuple[int, int] = SMALL) -> AsyncIterator[Pilot[None]]:
    """The screen, shown in a window of this size."""
    async with Stage(screen).run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot


def shown(pilot: Pilot[None]) -> str:
    """What stands on the screen, row by row."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)
