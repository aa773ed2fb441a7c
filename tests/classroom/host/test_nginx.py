"""Two hosts behind one stock proxy that tells the rooms apart by their addresses, with nginx as Debian has it."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from tests.classroom.host.program import Program, free_port
from tests.classroom.host.served import Guest

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
pytestmark = [
    pytest.mark.torture,
    pytest.mark.skipif(NGINX is None, reason="There is no nginx here (Debian: apt-get install nginx-light)."),
]

CONFIG = """
daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log {folder}/access.log;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  map $http_upgrade $connection_upgrade {{ default upgrade; '' close; }}
  proxy_http_version 1.1;
  proxy_set_header Host $http_host;
  proxy_set_header X-Forwarded-For $remote_addr;
  proxy_set_header Upgrade $http_upgrade;
  proxy_set_header Connection $connection_upgrade;
  proxy_read_timeout 1h;
  proxy_buffering off;
  server {{
    listen 127.0.0.1:{port};
    location /r/one/ {{ proxy_pass http://127.0.0.1:{one}/; }}
    location /r/two/ {{ proxy_pass http://127.0.0.1:{two}/; }}
  }}
}}
"""


@asynccontextmanager
async def behind_nginx(folder: Path) -> AsyncIterator[tuple[Program, Program]]:
    """Two hosts, each of which says what it is called outside."""
    port, one, two = free_port(), free_port(), free_port()
    config = folder / "nginx.conf"
    config.write_text(CONFIG.format(folder=folder, port=port, one=one, two=two))
    assert NGINX is not None
    nginx = await asyncio.create_subprocess_exec(NGINX, "-p", str(folder), "-c", str(config), stderr=-3)
    programs = [Program(folder / name, inner) for name, inner in (("one", one), ("two", two))]
    try:
        for name, program in zip(("one", "two"), programs, strict=True):
            program.base = f"http://127.0.0.1:{port}/r/{name}/"
            await program.start("--preset", "class", "--address", program.base)
        yield programs[0], programs[1]
    finally:
        for program in programs:
            await program.end()
        nginx.send_signal(signal.SIGTERM)
        await nginx.wait()


async def test_two_rooms_behind_one_proxy(tmp_path: Path) -> None:
    """Pages, joining and sockets work under each address; codes and tokens of one room open nothing in the other;
    one host may be killed and come back while the other goes on; the proxy's log holds no token."""
    jar = aiohttp.DummyCookieJar()
    async with behind_nginx(tmp_path) as (one, two), aiohttp.ClientSession(cookie_jar=jar) as http:
        assert f"Students go to    {one.base}" in one.said
        for program in (one, two):
            for where in ("", "seat", "page", "static/join.js", "static/vendor/xterm.mjs", "healthz"):
                async with http.get(program.base + where) as answer:
                    assert answer.status == 200, where
        guests = [await (await Guest(http, one.base).join(one.code, "Ana")).open()]
        guests.append(await (await Guest(http, two.base).join(two.code, "Ben")).open())
        assert [guest.live for guest in guests] == [True, True]
        body = {"code": one.code, "name": "Eve", "kind": "student"}
        assert (await Guest(http, two.base).post("join", body))[0] == 403
        assert not (await Guest(http, two.base).open(guests[0].token)).live
        direct = Guest(http, f"http://127.0.0.1:{one.port}/")
        assert (await direct.post("join", body, Origin="http://evil.example"))[0] == 421
        await one.end()
        assert (await guests[1].do("rename", name="Bo"))["t"] == "done"
        await one.start("--resume", "--address", one.base)
        await guests[0].back()
        assert (await guests[0].do("rename", name="Anna"))["t"] == "done"
        wrong = {**body, "code": "BBBBBB"}
        tries = [
            (await Guest(http, one.base).post("join", wrong, **{"X-Forwarded-For": f"10.0.0.{n}"})) for n in range(11)
        ]
        assert [status for status, _ in tries] == [403] * 10 + [429]
        tokens = [token for guest in guests for token in guest.tokens]
        assert not [token for token in tokens if token in (tmp_path / "access.log").read_text()]
