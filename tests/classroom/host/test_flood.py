"""A flood from one seat, measured: the others' moves are still acknowledged at once, and the host does not grow."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path
from random import Random

import aiohttp
import pytest

from debate.classroom.room import Request, Room
from debate.rules.deck import Deck
from debate.store import Saves
from tests.classroom.host.program import ROOT, Program, free_port
from tests.classroom.host.test_killed import Class


def resident(pid: int) -> float:
    """The memory of a process, in megabytes."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise AssertionError("no such process")


async def honest(group: Class, seconds: float, chance: Random) -> list[float]:
    """Every person does something about twice a second; seconds until each was acknowledged."""
    took: list[float] = []
    end = time.monotonic() + seconds

    async def one(number: int) -> None:
        guest = group.guests[number]
        await asyncio.sleep(chance.random() * 0.5)
        while time.monotonic() < end:
            started = time.monotonic()
            said = await guest.do("rename", name=f"Bo {chance.randrange(10**6)}")
            took.append(time.monotonic() - started)
            assert said["t"] == "done", said
            await asyncio.sleep(0.4 + chance.random() * 0.2)

    await asyncio.gather(*(one(number) for number in range(len(group.guests) - 1)))
    return sorted(took)


async def flooded(deck: Deck, folder: Path, people: int, seconds: float) -> dict[str, float]:
    """Figures of a class in which one seat floods."""
    program = Program(folder / "real", free_port())
    shadow = Room.begin(deck, Saves(folder / "shadow"), preset="class", seed=5, tables=7, pace="free")
    connector = aiohttp.TCPConnector(limit=0, force_close=True)
    async with aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar()) as http:
        await program.start("--preset", "class", "--seed", "5", "--tables", "7")
        assert program.process is not None
        try:
            group = Class(program, shadow, http)
            await group.gather(people)
            quiet = await honest(group, seconds, Random(1))
            before = resident(program.process.pid)
            last = group.guests[-1]
            await last.leave()
            flood = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "tests.classroom.host.flooder"),
                *(str(program.port), last.token, str(seconds)),
                stdout=asyncio.subprocess.PIPE,
                cwd=ROOT,
            )
            most = before
            measuring = asyncio.create_task(honest(group, seconds, Random(2)))
            while not measuring.done():
                most = max(most, resident(program.process.pid))
                await asyncio.sleep(0.05)
            during = await measuring
            out, _ = await flood.communicate()
            found = json.loads(out)
            assert all(guest.live for guest in group.guests[:-1])
            assert shadow.do(group.teacher.person, Request("x", "lock"))
            log = [path.read_text() for path in program.folder.rglob("host.log")]
            assert not log
        finally:
            await program.end()
    return {
        "quiet p99 ms": 1000 * quiet[int(len(quiet) * 0.99)],
        "p50 ms": 1000 * during[len(during) // 2],
        "p99 ms": 1000 * during[int(len(during) * 0.99)],
        "moves": len(during),
        "longest cut s": max(found["cuts"]),
        "cuts": len(found["cuts"]),
        "refused": found["refused"],
        "frames a second while it could": found["rate"],
        "grown MB": most - before,
    }


@pytest.mark.torture
async def test_a_flood_keeps_nobody_from_playing(zte: Deck, tmp_path: Path) -> None:
    """Thirty people, one of whom sends without end for ten seconds and comes back whenever it was cut.

    How long the others waited is printed.
    """
    found = await flooded(zte, tmp_path, 30, 10)
    print("\n" + ", ".join(f"{name}: {figure:.1f}" for name, figure in found.items()))
    assert found["cuts"] >= 1
    assert found["grown MB"] < 50
