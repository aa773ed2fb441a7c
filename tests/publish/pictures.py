"""The README's pictures of a published page, made anew: ``DEBATE_NODE=FOLDER python -m tests.publish.pictures``.

FOLDER: see tests/classroom/page/browser.py; the runtime of pages must be built.
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from debate.cli import run
from tests.classroom.page.browser import browsing
from tests.pictures import FOLDER
from tests.publish.visits import Visit, lacking, visit


async def taken(work: Path) -> None:
    file = work / "zte.html"
    assert run(["deck", "publish", "zte", "--html", str(file)]) == 0
    async with browsing(work) as browser:
        page = await visit(browser, "table", file)
        await page.played(2)
        await browser("shot", "table", path=str(FOLDER / "web.png"))
        await browser("open", "phone", url=file.as_uri(), width=400, height=800)
        page = Visit(browser, "phone")
        await page.shows("#choices", "New game")
        for _ in range(3):
            await page.on_buttons()
        await browser("run", "phone", code="scrollTo(0, 0)")
        await browser("shot", "phone", path=str(FOLDER / "web-buttons.png"), whole=False)


def main() -> None:
    if why := lacking():
        raise SystemExit(why)
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(taken(Path(folder)))


if __name__ == "__main__":
    main()
