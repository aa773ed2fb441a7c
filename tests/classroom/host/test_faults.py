"""What goes wrong in a school: bad networks, a full disk. Nothing acknowledged is lost, nothing is done twice."""

from __future__ import annotations

import asyncio
import errno
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from debate.classroom.host.gate import read_address
from debate.classroom.room import Room
from debate.rules.deck import Deck
from debate.store import Saves
from debate.store.files import Files
from tests.classroom.host.faulty import Faulty, faulty
from tests.classroom.host.moves import answer, gathered
from tests.classroom.host.served import Guest, served


async def play(guest: Guest, room: Room, moves: int, chance: Random, done: Counter[str]) -> None:
    """Answer whatever is asked, or change one's name, until so many requests were acknowledged."""
    while done[guest.person] < moves:
        asked = answer(room, guest.person, chance) or ("rename", -1, {"name": f"Ana {chance.randrange(10**6)}"})
        said = await guest.insist(asked[0], asked[1], **asked[2])
        if said["t"] == "done":
            done[guest.person] += 1
            done[said["id"]] += 1
        await asyncio.sleep(0.005)


async def through_faults(room: Room, people: int, moves: int, resets: int, seed: int) -> tuple[Counter[str], Faulty]:
    """Everybody plays through a faulty proxy; what was acknowledged to whom."""
    tickets = gathered(room, people, decide="anyone")
    done: Counter[str] = Counter()
    chance = Random(seed)
    with_port = read_address("127.0.0.1:9")
    async with served(room, named=[with_port]) as at, faulty(at.host.gate.port, chance) as proxy:
        at.host.gate = type(at.host.gate)(at.host.gate.port, named=[read_address(f"127.0.0.1:{proxy.port}")])
        guests = [Guest(at.http, f"http://127.0.0.1:{proxy.port}/") for _ in tickets]
        for guest, ticket in zip(guests, tickets, strict=True):
            guest.token, guest.person = ticket.token, ticket.person
        playing = asyncio.gather(*(play(g, room, moves, Random(f"{seed} {g.person}"), done) for g in guests))
        while not playing.done():
            if proxy.resets < resets:
                proxy.reset()
            await asyncio.sleep(0.01)
        await playing
        for guest in guests:
            with suppress(TimeoutError):
                await asyncio.wait_for(guest.leave(), 1)
        return done, proxy


def check_nothing_lost_or_doubled(room: Room, done: Counter[str], people: int, moves: int) -> None:
    """Each acknowledged request is in the log once, and every choice in a game is one that somebody asked for."""
    logged = Counter(e.done.id for e in room._events if e.done is not None and e.by != "teacher")
    assert not [id_ for id_, count in logged.items() if count > 1]
    acknowledged = {key for key in done if "-" in key}
    assert len(acknowledged) == people * moves
    assert acknowledged <= logged.keys()
    asked = sum(event.do == "propose" and bool(event.acts) for event in room._events)
    asked += sum(event.do == "due" for event in room._events)
    played = sum(
        entry.chosen is None and entry.move.role != "judge" for table in room.tables for entry in table.session.entries
    )
    assert asked >= played > 0


async def test_through_a_bad_network_nothing_is_lost_and_nothing_doubled(
    begin: Callable[..., Room], saves: Saves
) -> None:
    """Eight people, twelve requests each, twenty-five resets; the same again when the room is taken up."""
    room = begin(tables=2)
    done, proxy = await through_faults(room, 8, 12, 25, seed=1)
    assert proxy.resets >= 20
    check_nothing_lost_or_doubled(room, done, 8, 12)
    await taken_up_the_same(room, saves)


@pytest.mark.torture
async def test_thirty_people_through_two_hundred_resets(begin: Callable[..., Room], saves: Saves) -> None:
    """Thirty people, forty requests each."""
    room = begin(tables=7)
    done, proxy = await through_faults(room, 30, 40, 200, seed=2)
    assert proxy.resets >= 200
    check_nothing_lost_or_doubled(room, done, 30, 40)
    await taken_up_the_same(room, saves)


async def taken_up_the_same(room: Room, saves: Saves) -> None:
    """Everybody has the same seat, every table the same game, when the room is taken up again."""
    places = {person.id: (person.place, person.name) for person in room.people.values()}
    games = [[entry.move for entry in table.session.entries] for table in room.tables]
    states = [table.session.state.digest() for table in room.tables]
    room.close()
    again = Room.resume(room.folder, saves)
    assert {person.id: (person.place, person.name) for person in again.people.values()} == places
    assert [[entry.move for entry in table.session.entries] for table in again.tables] == games
    assert [table.session.state.digest() for table in again.tables] == states
    again.close()


class FullDisk(Files):
    """A disk that is full from a moment on."""

    full = False

    def write(self, file: int, content: bytes) -> int:
        if self.full:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(file, content)


async def test_a_full_disk_stops_the_play_and_everybody_is_told(zte: Deck, tmp_path: Path) -> None:
    """What comes then is refused with a reason, the class stays in, and what was acknowledged is there afterwards."""
    disk = FullDisk()
    saves = Saves(tmp_path / "saves", disk)
    room = Room.begin(zte, saves, preset="class", seed=5, pace="free")
    tickets = gathered(room, 4, decide="anyone")
    chance = Random(4)
    async with served(room) as at:
        guests = []
        for ticket in tickets:
            guests.append(await at.guest().open(ticket.token))
        asked = answer(room, guests[0].person, chance)
        assert asked is not None
        assert (await guests[0].do(asked[0], asked[1], **asked[2]))["t"] == "done"
        moves = room.tables[0].session.moves
        disk.full = True
        for guest in guests[1:]:
            asked = answer(room, guest.person, chance) or ("rename", -1, {"name": "Bea"})
            said = await guest.do(asked[0], asked[1], **asked[2])
            assert (said["t"], said["code"]) == ("refused", "unsaved")
            assert "nothing was done" in said["sentence"].lower() or "not done" in said["sentence"]
            assert room.asking(guest.person).what == "unsaved"
        assert all(guest.live for guest in guests)
        back = at.guest()
        await back.open(guests[1].token)
        assert back.live
        assert room.tables[0].session.moves == moves
    room.close()
    disk.full = False
    again = Room.resume(room.folder, saves)
    assert again.tables[0].session.moves == moves
    again.close()
