"""The page where one joins, in a real browser. See :mod:`tests.classroom.page.browser` for what it needs."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from debate.classroom.room import Room
from tests.classroom.host.served import served
from tests.classroom.page.browser import Browser, browsing, missing

pytestmark = [pytest.mark.torture, pytest.mark.skipif(bool(missing()), reason=missing())]


async def sound(browser: Browser, page: str, state: str) -> None:
    """Axe finds nothing serious, nothing goes over the edge, the browser reports no error and no blocked request."""
    folder = os.environ.get("DEBATE_SHOTS")
    if folder:
        await browser("shot", page, path=str(Path(folder) / f"join-{page}-{state}.png"))
    assert await browser.faults(page) == [], state
    assert int(await browser("run", page, code="document.documentElement.scrollWidth - innerWidth")) <= 0, state
    assert await browser("problems", page) == [], state


async def test_from_the_address_to_a_seat_in_seconds(begin: Callable[..., Room], tmp_path: Path) -> None:
    """A student types code and name and sees the terminal; wrong codes are said; coming back needs one press.

    Another one, on a phone, finds the code filled in and the page chosen. No request goes to another machine.
    """
    async with served(begin()) as at, browsing(tmp_path) as browser:
        teacher = await at.teacher()
        started = time.monotonic()
        await browser("open", "desk", url=at.base, width=1280, height=800)
        await sound(browser, "desk", "empty")
        await browser("click", "desk", name="Let me in")
        await browser("until", "desk", text="Type the room code first.")
        await browser("fill", "desk", label="Room code", text="BBBBBB")
        await browser("fill", "desk", label="Your name", text="Ana")
        await browser("press", "desk", key="Enter")
        await browser("until", "desk", text="not the code")
        await sound_but_refused(browser, "desk")
        await browser("fill", "desk", label="Room code", text=f" {at.room.code[:3].lower()} {at.room.code[3:]}")
        await browser("press", "desk", key="Enter")
        await browser("until", "desk", text="Play with the keys")
        assert at.room.people["p1"].here
        await sound_but_refused(browser, "desk")
        assert (await teacher.do("let-in", person="all"))["t"] == "done"
        took = time.monotonic() - started
        print(f"\nfrom the address to the seat: {took:.1f} s")

        await browser("open", "phone", url=f"{at.base}#{at.room.code}", width=360, height=740, dark=True)
        await sound(browser, "phone", "code")
        assert await browser("run", "phone", code="document.activeElement.id") == "name"
        await browser("fill", "phone", label="Your name", text="Ben")
        await browser("click", "phone", name="Let me in")
        await browser("until", "phone", text="asked to be let in")
        await browser("run", "phone", code=f"location.assign({at.base!r})")
        await browser("until", "phone", text="Back to my seat")
        await sound(browser, "phone", "again")
        await browser("press", "phone", key="Enter")
        await browser("until", "phone", text="asked to be let in")
        assert len([p for p in at.room.people.values() if p.kind == "student"]) == 2
        assert await browser("hosts") == [f"127.0.0.1:{at.host.gate.port}"]


async def sound_but_refused(browser: Browser, page: str) -> None:
    """A refusal is an answer, which the browser lists as an error; axe still finds nothing."""
    assert await browser.faults(page) == []
    assert all("403" in problem for problem in await browser("problems", page))


async def test_the_wall_and_the_teacher_come_in_by_their_addresses(begin: Callable[..., Room], tmp_path: Path) -> None:
    """The wall needs the code alone; the teacher's key is taken out of the address, and is good once."""
    async with served(begin()) as at, browsing(tmp_path) as browser:
        await browser("open", "wall", url=f"{at.base}wall", width=1280, height=720)
        await browser("until", "wall", text="does not show the board yet")
        await browser("click", "wall", role="link", name="Join with a code")
        await browser("until", "wall", text="The board for everybody")
        await sound(browser, "wall", "wall")
        await browser("fill", "wall", label="Room code", text=at.room.code)
        await browser("press", "wall", key="Enter")
        await browser("until", "wall", text="For everybody to see")
        assert [p.kind for p in at.room.people.values()] == ["wall"]
        assert await browser("problems", "wall") == []
        key = at.host.new_key()
        await browser("open", "teacher", url=f"{at.base}teach#{key}", width=1280, height=720)
        await browser("until", "teacher", text="Your class")
        assert key not in str(await browser("run", "teacher", code="location.href"))
        await browser("open", "other", url=f"{at.base}teach#{key}", width=1280, height=720)
        await browser("until", "other", text="used before")
