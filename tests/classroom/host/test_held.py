"""A browser that was in a class before: what the page where one joins is told about the seat that it has kept."""

from __future__ import annotations

from collections.abc import Callable

from debate.classroom.room import Room
from tests.classroom.host.served import served


async def test_a_seat_of_another_class_is_no_seat_here(begin: Callable[..., Room]) -> None:
    """You should be offered your own seat, under the name that you typed; one of last week, or one that you were sent
    out of, is none, and asking changes nothing."""
    room = begin()
    async with served(room) as at:
        guest = await at.guest().join(room.code, "Ana")
        body = {"token": guest.token}
        assert await guest.post("held", body) == (200, {"held": "yes", "name": "Ana"})
        wall = await at.guest().join(room.code, "Wall", kind="wall")
        assert await wall.post("held", {"token": wall.token}) == (200, {"held": "yes", "name": ""})
        assert await guest.post("held", {"token": "0" * 32}) == (200, {"held": "no", "name": ""})
        assert (await guest.post("held", {}))[0] == 400
        teacher = await at.teacher()
        assert (await teacher.do("kick", person="p1"))["t"] == "done"
        assert await guest.post("held", body) == (200, {"held": "no", "name": ""})
