"""The host is killed in the middle of a round and started again: all are back, and nothing acknowledged is lost."""

from __future__ import annotations

import asyncio
import signal
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

import aiohttp
import pytest

from debate.classroom.room import Request, Room
from debate.classroom.room.setup import unfinished
from debate.rules.deck import Deck
from debate.store import Saves
from tests.classroom.host.moves import answer
from tests.classroom.host.program import Program, free_port
from tests.classroom.host.served import Guest

SETTINGS = (("doors", "open"), ("names", "open"), ("decide", "anyone"))


class Class:
    """Thirty people and a teacher on a host that is a program, and a room here that does what was acknowledged."""

    def __init__(self, program: Program, shadow: Room, http: aiohttp.ClientSession) -> None:
        self.program, self.shadow, self.http = program, shadow, http
        self.teacher = Guest(http, program.base)
        self.guests: list[Guest] = []
        self.done: Counter[str] = Counter()

    async def gather(self, people: int, how: Sequence[str] = ("script",)) -> None:
        """Everybody joins, has a seat, and the game begins."""
        status, said = await self.teacher.post("teach", {"key": self.program.key})
        assert status == 200, said
        self.teacher.token = said["token"]
        await self.teacher.open()
        self.shadow.teacher()
        for kind, to in SETTINGS:
            await self._both(self.teacher, kind, to=to)
        for number in range(people):
            name = f"Ana {chr(65 + number // 26)}{chr(65 + number % 26)}"
            guest = await Guest(self.http, self.program.base).join(self.program.code, name)
            guest.how = how[number % len(how)]
            self.guests.append(await guest.open())
            assert self.shadow.join(self.shadow.code, name).person == guest.person
        await self._both(self.teacher, "share-out")
        await self._both(self.teacher, "start")
        self.shadow.tick()

    async def _both(self, guest: Guest, kind: str, at: int = -1, **fields: str) -> None:
        """Have it done by the host; once that is acknowledged, here too."""
        said = await guest.insist(kind, at, **fields)
        assert said["t"] == "done", said
        self.shadow.do(guest.person, Request(said["id"], kind, at, fields))
        self.shadow.tick()
        self.done[guest.person] += 1

    async def play(self, chance: Random, stop: asyncio.Event) -> None:
        """One choice after the other, by whoever is asked, until told to stop."""
        while not stop.is_set():
            guest = chance.choice(self.guests)
            asked = answer(self.shadow, guest.person, chance) or (
                "rename",
                -1,
                {"name": f"Bo {chance.randrange(10**6)}"},
            )
            await self._both(guest, asked[0], asked[1], **asked[2])


async def killed(
    zte: Deck, folder: Path, *, people: int, tables: int, kills: int, seed: int, how: Sequence[str] = ("script",)
) -> list[float]:
    """Kill and start the host so many times while people play; seconds from each start until all were back, and whoever
    looks at something has it before them again."""
    port, times = free_port(), []
    program = Program(folder / "real", port)
    arguments = ("--preset", "class", "--seed", "5", "--tables", str(tables))
    shadow = Room.begin(zte, Saves(folder / "shadow"), preset="class", seed=5, tables=tables, pace="free")
    chance = Random(seed)
    connector = aiohttp.TCPConnector(limit=0, force_close=True)
    async with aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar()) as http:
        await program.start(*arguments)
        group = Class(program, shadow, http)
        try:
            await group.gather(people, how)
            for _ in range(kills):
                stop = asyncio.Event()
                playing = asyncio.create_task(group.play(chance, stop))
                await asyncio.sleep(0.1 + chance.random() * 0.3)
                await program.end(signal.SIGKILL)
                before = {guest: guest.person for guest in group.guests}
                started = time.monotonic()
                await program.start("--resume")
                await asyncio.gather(*(guest.back() for guest in (*group.guests, group.teacher)))
                looking = [guest for guest in group.guests if guest.how != "script"]
                await asyncio.gather(*(guest.until(lambda g=guest: g.painted, 30) for guest in looking))  # type: ignore[misc]
                times.append(time.monotonic() - started)
                assert all(guest.live and guest.person == person for guest, person in before.items())
                stop.set()
                await playing
            code, said = await program.end(signal.SIGINT)
            assert code == 0, said
            assert "nothing is lost" in said
            assert "Traceback" not in said
        finally:
            await program.end(signal.SIGKILL)
        check(shadow, Saves(folder / "real"), group)
    return times


def check(shadow: Room, saves: Saves, group: Class) -> None:
    """The room on disk is the one in which just the acknowledged requests were done."""
    real = Room.resume(unfinished(saves)[0], saves)
    for guest in group.guests:
        person, other = real.people[guest.person], shadow.people[guest.person]
        assert (person.place, person.name) == (other.place, other.name)
    for one, there in zip(real.tables, shadow.tables, strict=True):
        assert one.session.moves == there.session.moves
        assert one.session.state.digest() == there.session.state.digest()
    assert sum(len(table.session.moves) for table in real.tables) > 0
    log = [path.read_text() for path in saves.folder.rglob("host.log")]
    assert not log
    real.close()
    shadow.close()


async def test_the_host_is_killed_and_everybody_is_back_on_seat_and_hand(zte: Deck, tmp_path: Path) -> None:
    """Twice, with eight people at two tables; each time all are back."""
    assert len(await killed(zte, tmp_path, people=8, tables=2, kills=2, seed=1)) == 2


@pytest.mark.torture
async def test_thirty_people_come_through_fifty_kills(zte: Deck, tmp_path: Path) -> None:
    """Fifty times, with thirty people at seven tables."""
    times = sorted(await killed(zte, tmp_path, people=30, tables=7, kills=50, seed=2))
    print(f"\nback within {times[-1]:.2f} s, half of the times within {times[len(times) // 2]:.2f} s")
    assert len(times) == 50


@pytest.mark.torture
async def test_thirty_screens_and_pages_are_drawn_again_after_a_kill(zte: Deck, tmp_path: Path) -> None:
    """Five times, with twenty-five terminals and five pages: from the start of the host to the last of them drawn."""
    how = (*["terminal"] * 5, "page")
    times = sorted(await killed(zte, tmp_path, people=30, tables=7, kills=5, seed=3, how=how))
    print(f"\ndrawn again within {times[-1]:.2f} s, half of the times within {times[len(times) // 2]:.2f} s")
    assert len(times) == 5
