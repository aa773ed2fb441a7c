"""A real browser, driven from a test: Chromium, by way of playwright-core in a process of Node."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).with_name("drive.mjs")
GET = "npm install --prefix FOLDER playwright-core axe-core, then DEBATE_NODE=FOLDER pytest -m torture"


def missing() -> str:
    """What the browser tests lack here, as a sentence; empty where they can run."""
    if chromium() is None:
        return "There is no Chromium here (Debian: apt-get install chromium; another one: DEBATE_CHROMIUM=path)."
    if shutil.which("node") is None:
        return "There is no Node here (Debian: apt-get install nodejs)."
    folder = os.environ.get("DEBATE_NODE", "")
    if not all((Path(folder) / "node_modules" / name).is_dir() for name in ("playwright-core", "axe-core")):
        return f"DEBATE_NODE names no folder with playwright-core and axe-core: {GET}"
    return ""


def chromium() -> str | None:
    """Where Chromium is."""
    return os.environ.get("DEBATE_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


class Browser:
    """The browser; ``page`` is a name of the test's own for one of its windows, each with a storage of its own."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.pid = process.pid
        """Of the process of Node, whose children are those of the browser."""

    async def __call__(self, do: str, page: str = "", **given: object) -> Any:
        """Have it do something (see ``drive.mjs``); an ``AssertionError`` says what did not work."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"do": do, "page": page, **given}).encode() + b"\n")
        await self._process.stdin.drain()
        line = await asyncio.wait_for(self._process.stdout.readline(), 30)
        said = json.loads(line or b'{"problem": "the browser has ended"}')
        assert "problem" not in said, f"{do} {page} {given}: {said['problem']}"
        return said["value"]

    async def faults(self, page: str) -> list[str]:
        """What axe finds moderate, serious or critical."""
        found = await self("axe", page)
        return [f"{fault['id']}: {fault['nodes']}" for fault in found if fault["impact"] != "minor"]


@asynccontextmanager
async def browsing(home: Path) -> AsyncIterator[Browser]:
    """A browser that keeps nothing of anybody's; ``home``: a folder of the test."""
    env = {**os.environ, "DEBATE_CHROMIUM": chromium() or "", "HOME": str(home)}
    process = await asyncio.create_subprocess_exec(
        "node", str(SCRIPT), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, env=env, limit=1 << 24
    )
    browser = Browser(process)
    try:
        yield browser
    finally:
        if process.returncode is None:
            try:
                await browser("close")
                await asyncio.wait_for(process.wait(), 10)
            except (AssertionError, TimeoutError, ConnectionError):
                process.kill()
                await process.wait()
