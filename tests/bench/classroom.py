"""A whole class on one machine, beside textual-serve serving the same table screen in the same run.

    python -m tests.bench.classroom [--seats 30] [--tables 1] [--alone]

Clients open real sockets and read real bytes. Memory is what the processes have to themselves, with their share of what
they have in common (PSS). What is compared: memory, and how long it takes until all are painted at the table when all
come at once. Then every seat presses two keys a second, and a move is made while all look on.
``pip install '.[bench]'`` brings textual-serve and psutil.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import aiohttp
import psutil
from attrs import define, field

COLS, ROWS = 120, 32
AT_THE_TABLE = b"2 World"
BRIEFED = (b"takes your seat", b"You are a judge")
KEYS = ("\x1b[B", "\x1b[A")
PATIENCE = 240.0
WANTED = {"memory": 0.2, "paint": 0.5}
MOST = {30: (60, 150), 60: (120, 300)}
"""Seats: milliseconds that 95 of 100 keys may take until something is drawn, and moves until all are."""


@define(eq=False)
class Client:
    """A terminal that only looks at bytes: what has come, and when the latest did."""

    say: Callable[[str], Awaitable[None]]
    seen: set[bytes] = field(factory=set)
    got: list[float] = field(factory=list)
    size: int = 0
    tail: bytes = b""

    async def read(self, out: bytes) -> None:
        self.got.append(time.monotonic())
        self.size += len(out)
        text, self.tail = self.tail + out, out[-40:]
        for word in (*BRIEFED, AT_THE_TABLE):
            if word in text and word not in self.seen:
                self.seen.add(word)
                if word in BRIEFED:
                    await asyncio.sleep(0.2)
                    await self.say("\r" if word == BRIEFED[0] else "\x1b")

    @property
    def painted(self) -> bool:
        return AT_THE_TABLE in self.seen and bool(self.seen & set(BRIEFED))


async def our_client(http: aiohttp.ClientSession, port: int, token: str, clients: list[Client]) -> None:
    base = f"http://127.0.0.1:{port}"
    async with http.ws_connect(f"{base}/ws", origin=base, max_msg_size=0) as socket_:
        hello = {"t": "hello", "token": token, "as": "terminal", "cols": COLS, "rows": ROWS, "reader": False}
        await socket_.send_json(hello)
        client = Client(lambda keys: socket_.send_json({"t": "keys", "d": keys}))
        clients.append(client)
        async for message in socket_:
            if message.type is aiohttp.WSMsgType.BINARY:
                await client.read(message.data)
            elif message.type is aiohttp.WSMsgType.TEXT and '"welcome"' in message.data:
                await socket_.send_json({"t": "kept", "token": json.loads(message.data)["token"]})


async def peer_client(http: aiohttp.ClientSession, port: int, _: str, clients: list[Client]) -> None:
    async with http.ws_connect(f"http://127.0.0.1:{port}/ws?width={COLS}&height={ROWS}", max_msg_size=0) as socket_:
        client = Client(lambda keys: socket_.send_json(["stdin", keys]))
        clients.append(client)
        async for message in socket_:
            if message.type is aiohttp.WSMsgType.BINARY:
                await client.read(message.data)


def memory(server: psutil.Process) -> float:
    """MB of the server and all that it started."""
    found = 0
    for process in (server, *server.children(recursive=True)):
        try:
            found += process.memory_full_info().pss
        except psutil.NoSuchProcess:
            continue
    return found / 1e6


def percentile(values: Sequence[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else float("nan")


async def come(make: Any, port: int, tokens: Sequence[str], tasks: list[asyncio.Task[None]]) -> list[Client]:
    """All come at once; back when all are painted at the table."""
    clients: list[Client] = []
    http = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
    tasks += [asyncio.create_task(make(http, port, token, clients)) for token in tokens]
    tasks.append(asyncio.create_task(_closing(http)))
    begun = time.monotonic()
    while len(clients) < len(tokens) or not all(client.painted for client in clients):
        if time.monotonic() - begun > PATIENCE:
            left = sum(not client.painted for client in clients)
            raise TimeoutError(f"{left} of {len(tokens)} are not painted after {PATIENCE:.0f} s")
        await asyncio.sleep(0.02)
    return clients


async def _closing(http: aiohttp.ClientSession) -> None:
    try:
        await asyncio.Event().wait()
    finally:
        await http.close()


async def press(clients: Sequence[Client], seconds: float) -> list[float]:
    """Every client presses two keys a second; seconds from when each key was due until something is drawn.

    Nobody waits for an answer before the next key, or one halt of the server would make all press together ever after.
    """
    found: list[float] = []

    async def one(client: Client, due: float) -> None:
        for turn in range(int(seconds * 2)):
            await asyncio.sleep(due - time.monotonic())
            count = len(client.got)
            await client.say("\t" if BRIEFED[1] in client.seen else KEYS[turn % 2])
            while len(client.got) == count and time.monotonic() - due < 5:
                await asyncio.sleep(0.001)
            found.append(client.got[count] - due if len(client.got) > count else 5.0)
            due += 0.5

    begun, phases = time.monotonic(), random.Random(len(clients))
    await asyncio.gather(*(one(client, begun + phases.random() * 0.5) for client in clients))
    return found


async def moves(server: subprocess.Popen[str], clients: Sequence[Client], number: int) -> list[list[float]]:
    """The teacher chooses so often; seconds until each client is drawn something."""
    found = []
    for _ in range(number):
        assert server.stdin is not None
        server.stdin.write("move 1\n")
        server.stdin.flush()
        assert server.stdout is not None
        said = json.loads(await asyncio.to_thread(server.stdout.readline))
        await quiet(clients)
        after = [next((at for at in client.got if at > said["at"]), None) for client in clients]
        found.append([at - said["at"] for at in after if at is not None])
        last, room = max(found[-1]) * 1000, said["took"] * 1000
        words = f"{said['kind']} {said.get('move', '')}".strip()
        print(f"  {words}: on {len(found[-1])} screens, last after {last:.0f} ms ({room:.0f} ms of it the room's)")
    return found


async def quiet(clients: Sequence[Client]) -> None:
    """Wait until nothing has come for two seconds; at most fifteen."""
    begun = time.monotonic()
    while time.monotonic() - begun < 15:
        await asyncio.sleep(0.2)
        if time.monotonic() - max([begun, *(client.got[-1] for client in clients if client.got)]) > 2:
            return


def start(*words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.bench.classroom_served", *words]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def most(seats: int) -> tuple[int, int]:
    return MOST[min(MOST, key=lambda number: abs(number - seats))]


async def run_ours(seats: int, tables: int) -> tuple[float, float]:
    key, move = most(seats)
    server = start("ours", str(seats), str(tables))
    tasks: list[asyncio.Task[None]] = []
    try:
        assert server.stdout is not None
        told = json.loads(await asyncio.to_thread(server.stdout.readline))
        process = psutil.Process(server.pid)
        cpu, begun = process.cpu_times(), time.monotonic()
        clients = await come(our_client, told["port"], told["tokens"], tasks)
        painted, used = time.monotonic() - begun, process.cpu_times()
        await asyncio.sleep(2)
        size = memory(process)
        print(f"ours: {seats} seats painted in {painted:.1f} s ({used.user - cpu.user:.1f} s CPU), {size:.0f} MB")
        used = process.cpu_times()
        keys = await press(clients, 15)
        _line("key to repaint", keys, key)
        after = process.cpu_times()
        print(f"  CPU a key: {(after.user + after.system - used.user - used.system) / len(keys) * 1000:.1f} ms")
        shown = await moves(server, clients, 10)
        _line("a move on all screens of a table", [value for each in shown for value in each], move)
        return painted, size
    finally:
        _stop(server, tasks)


async def run_peer(seats: int) -> tuple[float, float]:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    server = start("peer", str(port))
    tasks: list[asyncio.Task[None]] = []
    try:
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                await asyncio.sleep(0.1)
        begun = time.monotonic()
        clients = await come(peer_client, port, [""] * seats, tasks)
        painted = time.monotonic() - begun
        await asyncio.sleep(2)
        size = memory(psutil.Process(server.pid))
        print(f"textual-serve: {seats} clients painted in {painted:.1f} s, {size:.0f} MB")
        _line("key to repaint", await press(clients, 15), most(seats)[0])
        return painted, size
    finally:
        _stop(server, tasks)


def _line(what: str, values: Sequence[float], wanted: float) -> None:
    half, late = percentile(values, 0.5) * 1000, percentile(values, 0.95) * 1000
    print(f"  {what}: p50 {half:.0f} ms, p95 {late:.0f} ms; wanted: at most {wanted:.0f}")


def _stop(server: subprocess.Popen[str], tasks: Sequence[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    for process in psutil.Process(server.pid).children(recursive=True):
        process.kill()
    server.kill()
    server.wait()


async def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.classroom", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--seats", type=int, default=30, help="how many (default: %(default)s)")
    parser.add_argument("--tables", type=int, default=1, help="tables of the class (default: %(default)s)")
    parser.add_argument("--alone", action="store_true", help="leave textual-serve out")
    given = parser.parse_args()
    print(f"load of this machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    ours = await run_ours(given.seats, given.tables)
    if given.alone:
        return
    try:
        import textual_serve  # noqa: F401
    except ImportError:
        print("textual-serve is left out; pip install '.[bench]' brings it")
        return
    peer = await run_peer(given.seats)
    print(f"painted: {ours[0] / peer[0]:.2f} of its time; wanted: at most {WANTED['paint']}")
    print(f"memory: {ours[1] / peer[1]:.2f} of its memory; wanted: at most {WANTED['memory']}")
    print(f"load of this machine after: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    asyncio.run(main())
