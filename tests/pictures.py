"""The README's pictures, made anew by ``python -m tests.pictures`` (needs Chromium, Debian's ``chromium``)."""

from __future__ import annotations

import asyncio
import re
import subprocess
import tempfile
from pathlib import Path

from textual.pilot import Pilot

import debate
from debate.faces.tui.ending import EndingScreen
from debate.game.session import PERSON, Session
from debate.opponents import scripted
from tests.faces.tui.playing import act, asked, playing, until

FOLDER = Path(__file__).parent.parent / ".pictures"
SIZE = (120, 40)


def game(until: int | None) -> Session:
    """A hawk's game, played by the script up to the choice of this round, or to its end."""
    session = Session(debate.load_deck("zte"), {"congress": PERSON}, seed=11, motives={"congress": "hawk"})
    while not session.state.over:
        session.advance()
        if until is not None and session.state.round >= until and session.state.phase == "choose":
            break
        for role in session.awaited():
            session.submit(scripted(session.view(role), 0).move)
    return session


def keep(pilot: Pilot[None], name: str) -> None:
    """Write the screen as a picture."""
    svg = re.sub(r"(?s)@font-face \{.*?\}", "", pilot.app.export_screenshot(title="debate"))
    svg = svg.replace("Fira Code", "DejaVu Sans Mono")
    FOLDER.mkdir(exist_ok=True)
    width, height = (round(float(part)) for part in re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)[0])
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "screen.html"
        page.write_text(f"<body style='margin:0;background:#fff'>{svg}</body>", encoding="utf-8")
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={width},{height}"]
        picture = f"--screenshot={FOLDER / name}.png"
        subprocess.run(["chromium", *flags, f"--user-data-dir={folder}", picture, page.as_uri()], check=True)


async def found(pilot: Pilot[None]) -> None:
    """Wait until the ending shows the costliest decision, which is looked for beside it."""
    screen = pilot.app.screen
    assert isinstance(screen, EndingScreen)
    while screen.search is not None and screen.search.found is None:
        await pilot.pause(0.5)
    await pilot.pause(1)


async def main() -> None:
    async with playing(game(4), SIZE) as pilot:
        await pilot.pause(0.5)
        if type(pilot.app.screen).__name__ == "BriefingScreen":
            await act(pilot, "begin")
        await asked(pilot)
        await pilot.press("down", "down")
        keep(pilot, "table")
        await act(pilot, "why")
        await pilot.pause(0.3)
        keep(pilot, "why")
    async with playing(game(None), SIZE) as pilot:
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "EndingScreen")
        await found(pilot)
        keep(pilot, "ending")


if __name__ == "__main__":
    asyncio.run(main())
