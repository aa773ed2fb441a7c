"""Hidden stays hidden on the wire: two games that differ only in what a person may not know send them the same."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from random import Random
from typing import Any

import pyte
import pytest

from debate.classroom.room import Request, Room
from debate.game.session import Session
from tests.classroom.host.moves import answer, gathered
from tests.classroom.host.served import Guest, Served, served
from tests.classroom.seated.secrets import behind

QUIET = 0.15
"""Seconds without anything new, after which all is taken to be there."""


def played(begin: Callable[..., Room], seed: int, choices: int, predictions: str = "off") -> tuple[Room, list[Any]]:
    """A room with four people at one table and two judges, stopped after so many choices and with no end of a round
    withheld; a clock that stands."""
    room = begin(seed=seed, clock=lambda: 1_800_000_000.0)
    tickets = gathered(room, 6, decide="anyone", predictions=predictions)
    chance = Random(seed)
    while room.tables[0].withheld or sum(len(table.session.entries) for table in room.tables) < choices:
        asked = [(t.person, found) for t in tickets if (found := answer(room, t.person, chance)) is not None]
        if not asked:
            break
        person, (kind, at, fields) = chance.choice(asked)
        room.do(person, Request(f"{person}-{chance.randrange(10**9)}", kind, at, fields))
        room.tick()
    return room, tickets


def in_its_place(room: Room, other: Session) -> None:
    """The room goes on as if its first table had always been this other game."""
    session = room.tables[0].session
    session._states, session._entries, session._steps = other._states, other._entries, other._steps
    session.journal.header = other.journal.header
    room._seated.clear()


async def quiet(guest: Guest) -> None:
    """Wait until nothing new has come for a while."""
    count = -1
    while count != len(guest.told):
        count = len(guest.told)
        await asyncio.sleep(QUIET)


async def heard(at: Served, token: str, how: str) -> tuple[Guest, list[str]]:
    """All that one person is sent who comes in anew: the page and every page to be read, refusals, or the screen."""
    guest = at.guest()
    await guest.open(token, **{"as": how})
    assert guest.live, guest.bye
    at.host.fronts.drop(guest.person)
    await guest.leave()
    await guest.open(**{"as": how})
    await guest.until(lambda: guest.painted)
    await quiet(guest)
    if how == "page":
        first = guest.of("page")
        assert first is not None
        for read in first["nav"]:
            await guest.send({"t": "look", "page": read["page"]})
            await asyncio.sleep(0.02)
        for role in at.room.deck.turn_order:
            await guest.do("propose", id=f"wrong-{role}", move=f"{role} play {next(iter(at.room.deck.arguments))}")
        await guest.do("propose", id="wrong-x", move="x")
        await guest.do("vote", id="wrong-vote", speaker="congress", ruling="stands", at=10**6)
        await quiet(guest)
        said = [frame for frame in guest.told if isinstance(frame, dict) and frame["t"] != "welcome"]
        return guest, [json.dumps(frame, sort_keys=True) for frame in said]
    screen = pyte.Screen(80, 24)
    stream = pyte.ByteStream(screen)
    for piece in guest.told:
        if isinstance(piece, bytes):
            stream.feed(piece)
    assert any(line.strip() for line in screen.display)
    return guest, list(screen.display)


async def pair(begin: Callable[..., Room], seed: int, how: str, predictions: str = "off") -> int:
    """Play to somewhere, hear one person, put the other game in its place, hear them again: how much was compared."""
    chance = Random(seed)
    room, tickets = played(begin, seed, chance.randrange(1, 24), predictions)
    ticket = tickets[seed % len(tickets)]
    place = room.people[ticket.person].place
    assert place is not None
    async with served(room) as at:
        guest, before = await heard(at, ticket.token, how)
        await guest.leave()
        other = behind(room.tables[0].session, place.role or None, chance)
        in_its_place(room, other)
        again, after = await heard(at, guest.token, how)
        await again.leave()
    assert before == after
    return len(before)


@pytest.mark.parametrize(("seed", "how"), [(1, "page"), (2, "page"), (5, "page"), (4, "terminal")])
async def test_what_others_hide_changes_nothing_that_is_sent(begin: Callable[..., Room], seed: int, how: str) -> None:
    """Pages, refusals and screens are the same, letter for letter, to roles and to a judge."""
    assert await pair(begin, seed, how) > 10


@pytest.mark.parametrize("seed", [3, 6, 103])
async def test_predictions_give_nothing_hidden_away(begin: Callable[..., Room], seed: int) -> None:
    """The same where people say ahead what will come (in game 103 while they wait, too), judge cases beside their
    votes, and are shown what came."""
    assert await pair(begin, seed, "page", "on") > 10


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(100, 140))
async def test_what_others_hide_changes_nothing_in_many_games(begin: Callable[..., Room], seed: int) -> None:
    assert await pair(begin, seed, "page", "on" if seed % 2 else "off") > 10


async def test_the_wall_is_sent_nothing_that_is_hidden(begin: Callable[..., Room]) -> None:
    """All hands, motives and sealed choices may be others: the wall's screen stays the same."""
    room, _ = played(begin, 7, 9)
    wall = room.join(room.code, "", kind="wall")
    room.do("teacher", Request("in", "doors", -1, {"to": "open"}))
    async with served(room) as at:
        guest, before = await heard(at, wall.token, "terminal")
        await guest.leave()
        in_its_place(room, behind(room.tables[0].session, None, Random(7)))
        again, after = await heard(at, guest.token, "terminal")
        await again.leave()
    assert before == after
