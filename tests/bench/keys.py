"""What a key in the list of moves costs, beside one static text drawn anew over the whole screen by Textual.

    python -m tests.bench.keys [--times 40]

CPU seconds of this process, the median of so many. Both take turns, a few times each: how fast a shared machine is
changes from minute to minute. At most 1.7 times is wanted.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Awaitable, Callable
from statistics import median

from textual import events
from textual.app import App, ComposeResult
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Static

import debate
from debate.faces.tui.opening import quick_session
from tests.faces.tui.playing import asked, playing, seated

WANTED = 1.7
SIZES = ((80, 24), (120, 40))
TURNS = 4


class Plain(App[None]):
    """One text of plain words over the whole screen."""

    CSS = "Static { width: 1fr; height: 1fr; }"

    def compose(self) -> ComposeResult:
        yield Static()

    def fill(self, text: str) -> None:
        """Draw every cell anew."""
        cells = self.size.width * self.size.height
        self.query_one(Static).update(Content((text * cells)[:cells]))


async def press(pilot: Pilot[None], key: str) -> None:
    """Press a key as a terminal does, and give the app time to draw. A pilot's own way asks every widget whether it is
    done, which costs a screen of many widgets more than the key."""
    pilot.app.post_message(events.Key(key, None))
    await asyncio.sleep(0.08)


async def seconds(do: Callable[[int], Awaitable[None]], times: int) -> list[float]:
    """The CPU seconds that this takes, each time."""
    found = []
    for number in range(times):
        begun = time.process_time()
        await do(number)
        found.append(time.process_time() - begun)
    return found


async def drawing(size: tuple[int, int], texts: tuple[str, str], times: int) -> list[float]:
    """CPU seconds of one of these two texts, drawn in turn over the whole screen."""
    app = Plain()
    async with app.run_test(size=size) as pilot:

        async def draw(number: int) -> None:
            # The same key, so that both pay for it alike.
            app.fill(texts[number % 2])
            await press(pilot, "down")

        await seconds(draw, 8)
        return await seconds(draw, times)


async def pressing(size: tuple[int, int], times: int) -> list[float]:
    """CPU seconds of a key in the list of moves."""
    session = quick_session(debate.load_deck("zte"), people=True, seed=5, predicting=False)
    async with playing(session, size) as pilot:
        await seated(pilot)
        await asked(pilot)

        async def key(number: int) -> None:
            await press(pilot, "down" if number % 8 < 4 else "up")

        await seconds(key, 8)
        return await seconds(key, times)


TEXTS = {"words": ("debate ", "policy "), "one letter": ("a", "b")}
"""A screen full of words has to be broken into lines, which costs; one of a single letter costs least."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=40)
    times = parser.parse_args().times
    for size in SIZES:
        keys: list[float] = []
        drawn: dict[str, list[float]] = {name: [] for name in TEXTS}
        for _ in range(TURNS):
            keys += asyncio.run(pressing(size, times // TURNS))
            for name, texts in TEXTS.items():
                drawn[name] += asyncio.run(drawing(size, texts, times // TURNS))
        for name, found in drawn.items():
            key, text = median(keys), median(found)
            both = f"a key {1000 * key:.1f} ms, a screen of {name} {1000 * text:.1f} ms"
            print(f"{size[0]}x{size[1]}: {both}: {key / text:.2f} times (at most {WANTED} wanted)")


if __name__ == "__main__":
    main()
