"""The line of ``debate join`` to something that is no host of a class, or one that has gone mad: it tries again."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from aiohttp import web

from debate.classroom.join import line as lines
from debate.classroom.join.line import Kept, Line

NONSENSE = ("[]", "7", "null", '"x"', "{", '{"t": "welcome"}', '{"t": []}', '{"t": "bye", "again": true}')


async def test_nonsense_from_the_other_side_ends_no_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is taken for a lost connection; the goodbye that comes at last is told, without what no terminal may get."""
    monkeypatch.setattr(lines, "WAITS", (0.001,))
    waiting = list(NONSENSE)

    async def talk(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.receive()
        bye = {"t": "bye", "again": False, "sentence": "The \x1b]0;end.\x07"}
        await socket.send_str(waiting.pop(0) if waiting else json.dumps(bye))
        await socket.close()
        return socket

    app = web.Application()
    app.router.add_get("/ws", talk)
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        base = f"http://127.0.0.1:{runner.addresses[0][1]}/"
        kept = Kept(base, "BCDFGH", "student", tmp_path)
        kept.keep("0" * 32)
        sentence, fine = await asyncio.wait_for(Line(base, "BCDFGH", "student", kept).run(kept.token), 60)
    finally:
        await runner.cleanup()
    assert not waiting
    assert not fine
    assert Kept(base, "BCDFGH", "student", tmp_path).token == "0" * 32
    assert "end" in sentence
    assert "\x1b" not in sentence
