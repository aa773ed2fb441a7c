"""What a key in the list of moves costs, beside one static text drawn anew over the whole screen by Textual.

    python -m tests.bench.keys [--times 40]

CPU seconds of this process, the median of so many; both take turns in one run. At most 1.7 times is wanted.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Awaitable, Callable
from statistics import median

from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import Static

import debate
from debate.faces.tui.opening import quick_session
from tests.faces.tui.playing import asked, playing, seated

WANTED = 1.7
SIZES = ((80, 24), (120, 40))


class Plain(App[None]):
    """One text of plain words over the whole screen."""

    CSS = "Static { width: 1fr; height: 1fr; }"

    def compose(self) -> ComposeResult:
        yield Static()

    def fill(self, word: str) -> None:
        """Draw every cell anew."""
        cells = self.size.width * self.size.height
        self.query_one(Static).update(Content((f"{word} " * cells)[:cells]))


async def seconds(do: Callable[[int], Awaitable[None]], times: int) -> float:
    """The median of the CPU seconds that this takes."""
    found = []
    for number in range(times):
        begun = time.process_time()
        await do(number)
        found.append(time.process_time() - begun)
    return median(found)


async def measured(size: tuple[int, int], times: int) -> tuple[float, float]:
    """CPU seconds of (a key in the list of moves, one static text)."""
    session = quick_session(debate.load_deck("zte"), people=True, seed=5, predicting=False)
    async with playing(session, size) as pilot:
        await seated(pilot)
        await asked(pilot)

        async def key(number: int) -> None:
            await pilot.press("down" if number % 8 < 4 else "up")

        await seconds(key, 8)
        keys = await seconds(key, times)
    app = Plain()
    async with app.run_test(size=size) as pilot:

        async def draw(number: int) -> None:
            # The same key, so that both pay for it alike.
            app.fill(("debate", "policy")[number % 2])
            await pilot.press("down")

        await seconds(draw, 8)
        return keys, await seconds(draw, times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=40)
    times = parser.parse_args().times
    for size in SIZES:
        key, text = asyncio.run(measured(size, times))
        both = f"a key {1000 * key:.1f} ms, one static text {1000 * text:.1f} ms"
        print(f"{size[0]}x{size[1]}: {both}: {key / text:.2f} times (at most {WANTED} wanted)")


if __name__ == "__main__":
    main()
