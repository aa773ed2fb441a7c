"""Who is drawn first when much changes at once."""

from __future__ import annotations

import asyncio

from debate.classroom.seats import turns
from debate.classroom.seats.turns import Rank, Turns


async def order(taken: Turns, ranks: dict[str, int], done: list[str]) -> None:
    async def one(name: str, rank: int) -> None:
        async with taken.take(rank):
            done.append(name)

    await asyncio.gather(*(one(name, rank) for name, rank in ranks.items()))


async def started() -> None:
    """Tasks that were made, and those that they made, wait for their turns."""
    for _ in range(3):
        await asyncio.sleep(0)


async def test_who_chooses_goes_before_who_looks_on() -> None:
    """Of those who come together the wall is first, then who chooses, then who waits, then judges; what can wait comes
    after all of them; the same rank in the order of coming."""
    done: list[str] = []
    ranks = {
        "judge": Rank.LOOKS_ON,
        "rest of Ann": Rank.CHOOSES.rest,
        "Bo waits": Rank.WAITS,
        "Ann": Rank.CHOOSES,
        "wall": Rank.FIRST,
        "Cy": Rank.CHOOSES,
    }
    await order(Turns(), ranks, done)
    assert done == ["wall", "Ann", "Cy", "Bo waits", "judge", "rest of Ann"]


async def test_nobody_waits_for_ever() -> None:
    """Whoever has waited for longer than a rank is worth goes before those who come only then."""
    taken, done = Turns(), list[str]()
    async with taken.take(Rank.FIRST):
        late = asyncio.create_task(order(taken, {"judge": Rank.LOOKS_ON}, done))
        await started()
        taken.clock = lambda: asyncio.get_running_loop().time() + 3 * turns.HEAD_START
        soon = asyncio.create_task(order(taken, {"Ann": Rank.CHOOSES}, done))
        await started()
        assert done == []
    await asyncio.gather(late, soon)
    assert done == ["judge", "Ann"]


async def test_who_leaves_holds_up_nobody() -> None:
    """Somebody who stops waiting, or whose turn ends in a failure, does not keep the turn."""
    taken, done = Turns(), list[str]()
    async with taken.take(Rank.FIRST):
        gone = asyncio.create_task(order(taken, {"gone": Rank.CHOOSES}, done))
        stays = asyncio.create_task(order(taken, {"stays": Rank.WAITS}, done))
        await started()
        gone.cancel()
        await asyncio.gather(gone, return_exceptions=True)
    await stays
    try:
        async with taken.take(Rank.FIRST):
            raise ValueError
    except ValueError:
        await order(taken, {"next": Rank.LOOKS_ON}, done)
    assert done == ["stays", "next"]
