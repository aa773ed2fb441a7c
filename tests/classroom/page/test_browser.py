"""The page in a real browser: a game from the room code to the debrief, at the size of a phone.

Skipped where there is no Chromium, no Node or none of two packages; :func:`tests.classroom.page.browser.missing` says
what and how to get it. ``DEBATE_SHOTS=folder`` keeps pictures of every state, to be looked at.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from debate.classroom.room import Room, Table
from debate.deckfile import load_deck
from debate.store import Saves
from tests.classroom.host.served import Guest, Served, served
from tests.classroom.page.browser import Browser, browsing, missing

pytestmark = [pytest.mark.torture, pytest.mark.skipif(bool(missing()), reason=missing())]

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}


class Look:
    """A room that is served, and a browser in which people of it sit."""

    def __init__(self, host: Served, browser: Browser, teacher: Guest) -> None:
        self.host, self.browser, self.teacher = host, browser, teacher
        self.looked: list[str] = []

    @property
    def room(self) -> Room:
        return self.host.room

    async def come(self, page: str, name: str, **size: object) -> str:
        """Join with the form, as a page; the id of the person."""
        before = set(self.room.people)
        await self.browser("open", page, url=self.host.base, **{**PHONE, **size})
        await self.browser("fill", page, label="Room code", text=self.room.code)
        await self.browser("fill", page, label="Your name", text=name)
        await self.browser("check", page, label="Page")
        await self.browser("click", page, name="Let me in")
        await self.browser("until", page, text="asked to be let in")
        (person,) = set(self.room.people) - before
        return person

    async def teach(self, kind: str, **fields: Any) -> None:
        said = await self.teacher.do(kind, **fields)
        assert said["t"] == "done", said

    async def sound(self, page: str, state: str) -> None:
        """Nothing is wrong with this state: axe finds no fault but minor ones, nothing goes over the edge, no error was
        reported."""
        self.looked.append(state)
        folder = os.environ.get("DEBATE_SHOTS")
        if folder:
            await self.browser("shot", page, path=str(Path(folder) / f"{len(self.looked):02}-{page}-{state}.png"))
        assert await self.browser.faults(page) == [], state
        assert await self.over_the_edge(page) <= 0, state
        assert await self.browser("problems", page) == [], state

    async def over_the_edge(self, page: str) -> int:
        return int(await self.browser("run", page, code="document.documentElement.scrollWidth - innerWidth"))

    async def focused(self, page: str) -> str:
        """What has the focus: its text, or its id."""
        code = (
            "(document.activeElement.innerText || document.activeElement.id || document.activeElement.tagName).trim()"
        )
        return str(await self.browser("run", page, code=code))

    async def pressed(self, page: str, label: str) -> None:
        """Choose something and answer yes."""
        await self.browser("click", page, name=label)
        await self.browser("click", page, name="Choose this")


@asynccontextmanager
async def looking(folder: Path, **given: Any) -> AsyncIterator[Look]:
    room = Room.begin(
        load_deck("zte"), Saves(folder / "saves"), **{"preset": "class", "seed": 5, "pace": "free", **given}
    )
    async with served(room) as host, browsing(folder) as browser:
        yield Look(host, browser, await host.teacher())
    room.close()


async def seated(look: Look) -> tuple[str, str]:
    """Ana on a phone plays Congress, Ben at a wide dark screen judges; the game has begun."""
    ana, ben = await look.come("ana", "Ana"), await look.come("ben", "Ben", dark=True, **DESK)
    await look.teach("let-in", person="all")
    await look.teach("seat", person=ana, table="1", role="congress")
    await look.teach("seat", person=ben, table="1", role="judge")
    await look.teach("start")
    await look.browser("until", "ana", text="Choose a move")
    return ana, ben


async def until(true: Callable[[], object]) -> None:
    for _ in range(1200):
        if true():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("waited in vain")


def gone_on_from(table: Table) -> Callable[[], bool]:
    """Whether the game has gone on from where it stands now."""
    before = table.version
    return lambda: table.version > before


async def test_a_game_on_a_phone(tmp_path: Path) -> None:
    """From the code to the debrief with fingers only, a judge at a desk voting: every state is sound, every answer
    comes, and nothing is asked of any other machine."""
    async with looking(tmp_path) as look:
        ask = look.browser
        ana = await look.come("ana", "Ana")
        await look.sound("ana", "let-in")
        ben = await look.come("ben", "Ben", dark=True, **DESK)
        await look.teach("let-in", person="all")
        await look.teach("seat", person=ana, table="1", role="congress")
        await look.teach("seat", person=ben, table="1", role="judge")
        await ask("until", "ana", text="The teacher starts the game")
        await look.sound("ana", "start")
        await look.teach("start")
        await ask("until", "ana", text="Choose a move")
        await look.sound("ana", "choose")
        await look.sound("ben", "judge-waits")
        for name in ("World", "Floor", "Hand", "Why?", "Coming", "Debate so far", "People", "Briefing", "Moves"):
            await ask("run", "ana", code="document.querySelector('#nav-more').open = true")
            await ask("click", "ana", role="link", name=name, exact=True)
            await ask("until", "ana", text="What is new", gone=True)
            await look.sound("ana", f"page-{name.strip('?').replace(' ', '-')}")
        await _play_out(look, ana)
        await ask("until", "ana", text="The game is over")
        await look.sound("ana", "over")
        await ask("click", "ana", role="link", name="Debrief", exact=True)
        await ask("until", "ana", text="How it ended")
        await look.sound("ana", "debrief")
        wide = await ask("run", "ana", code="document.querySelector('#picture img').naturalWidth")
        assert wide == 1200
        save = await ask("run", "ana", code="document.querySelector('#picture a').href.slice(0, 19)")
        assert save == "data:image/svg+xml;"
        await ask("click", "ana", role="link", name="Where the scores came from")
        await ask("until", "ana", text="Next: Promised beside delivered")
        await look.sound("ana", "debrief-scores")
        await look.sound("ben", "over")
        assert {"ahead", "sure", "answer", "judge"} <= set(look.looked)
        assert await ask("hosts") == [look.host.base.split("/")[2]]


async def _play_out(look: Look, ana: str) -> None:
    """Ana chooses, Ben votes, until the game is over; what is new is looked at."""
    ask, told = look.browser, set(look.looked)

    async def once(page: str, state: str) -> None:
        if state not in told:
            told.add(state)
            await look.sound(page, state)

    for _ in range(60):
        session, table = look.room.game(ana), look.room.tables[0]
        assert session is not None
        gone_on = gone_on_from(table)
        if session.state.over:
            return
        if table.ballot() is not None:
            await ask("until", "ben", text="Your vote on the case")
            await once("ben", "judge")
            await ask("click", "ben", role="link", name="The case stands")
            await once("ben", "judge-why")
            await ask("click", "ben", name="I leave the reason open")
        else:
            phase = session.state.phase
            await ask("click", "ana", role="link", name="Now", exact=True)
            if phase == "choose":
                await _choose_move(look, once)
            else:
                await once("ana", phase)
                move = session.legal("congress")[0]
                await ask("run", "ana", code=f"document.querySelector('[data-key=\"choice {move}\"]').click()")
                await ask("click", "ana", name="Choose this")
        await until(gone_on)
        await asyncio.sleep(0.2)


async def _choose_move(look: Look, once: Callable[[str, str], Awaitable[None]]) -> None:
    ask = look.browser
    await ask("until", "ana", text="Your moves")
    await ask("run", "ana", code="document.querySelector('#choices a.button').click()")
    await ask("until", "ana", text="How do you play it?")
    await once("ana", "ahead")
    await ask("run", "ana", code="document.querySelector('#choices button').click()")
    await once("ana", "sure")
    await ask("click", "ana", name="Choose this")


async def test_with_the_keyboard_alone(tmp_path: Path) -> None:
    """Tab, Enter and Escape are enough: past the list of pages, to a move, into the question and out of it, and where
    one was before has the focus again. The first page that is turned to gets it at its title."""
    async with looking(tmp_path) as look:
        ask = look.browser
        await seated(look)
        await ask("run", "ana", code="document.activeElement.blur()")
        await ask("press", "ana", key="Tab")
        assert await look.focused("ana") == "Skip to the page"
        await ask("press", "ana", key="Enter")
        await ask("press", "ana", key="Tab")
        assert await look.focused("ana") == "What you play for: the reformer"
        await ask("press", "ana", key="Tab")
        first = "File a bill to restore the ban"
        assert (await look.focused("ana")).startswith(first)
        await ask("press", "ana", key="Enter")
        await ask("until", "ana", text="How do you play it?")
        assert await look.focused("ana") == first
        await ask("press", "ana", key="Tab")
        case = await look.focused("ana")
        assert case.startswith("With the case")
        await ask("press", "ana", key="Enter")
        assert await look.focused("ana") == "Choose this"
        await ask("press", "ana", key="Escape")
        assert await look.focused("ana") == case
        await ask("press", "ana", key="Enter")
        await ask("press", "ana", key="Enter")
        await ask("until", "ana", text="Answer")
        assert await look.focused("ana") != "BODY"


async def test_what_is_read_stays_where_it_is(tmp_path: Path) -> None:
    """While somebody reads or stands on a button, changes elsewhere leave the focus and the elements where they are;
    what is new is said politely, what is asked at once."""
    async with looking(tmp_path) as look:
        ask = look.browser
        ana, _ = await seated(look)
        await ask("run", "ana", code="window.stood = document.querySelectorAll('#choices a')[2]; stood.focus()")
        await ask(
            "run",
            "ana",
            code="""
            window.heard = [];
            for (const id of ["politely", "at-once"]) {
              new MutationObserver((all) => all.forEach((one) => one.addedNodes.forEach((node) =>
                heard.push(id + ": " + node.textContent)))).observe(document.getElementById(id), {childList: true});
            }""",
        )
        await look.teach("message", text="Read <b>first</b>.")
        await ask("until", "ana", text="Read <b>first</b>.")
        assert await ask("run", "ana", code="document.activeElement === stood && stood.isConnected")
        assert await ask("run", "ana", code="document.querySelectorAll('#message b, #main b').length") == 0
        await look.teach("pause")
        await ask("until", "ana", of="#asked", text="paused the game")
        await look.teach("resume")
        await ask("until", "ana", of="#heading", text="Choose a move")
        heard = await ask("run", "ana", code="heard")
        assert "politely: The teacher says: Read <b>first</b>." in heard
        assert "politely: The teacher has paused the game." in heard
        assert any(line.startswith("at-once: You play Congress. Choose a move") for line in heard)
        assert look.room.people[ana].here


async def test_the_line_is_lost(tmp_path: Path) -> None:
    """A socket that breaks is said, and comes back by itself to the same page with nothing lost: what was chosen
    meanwhile arrives once. A page that is loaded anew is the same seat, at the page of its address."""
    async with looking(tmp_path) as look:
        ask = look.browser
        ana, _ = await seated(look)
        await ask("click", "ana", role="link", name="World", exact=True)
        await ask("until", "ana", text="How things stand")
        look.host.host.visits[ana].wire.cut()
        await ask("until", "ana", of="#trouble", text="The connection is lost")
        await until(lambda: ana in look.host.host.visits)
        await ask("until", "ana", of="#trouble", text="The connection is lost", gone=True)
        assert "How things stand" in await ask("text", "ana")
        await ask("click", "ana", role="link", name="Now", exact=True)
        await ask("until", "ana", text="Your moves")
        await ask("click", "ana", name="Hold: no move")
        look.host.host.visits[ana].wire.cut()
        await ask("click", "ana", name="Choose this")
        await ask("until", "ana", text="Your moves", gone=True)
        made = [entry for entry in look.room.tables[0].session.entries if entry.move.role == "congress"]
        assert str(made[0].move) == "congress hold"
        await ask("click", "ana", role="link", name="World", exact=True)
        await ask("run", "ana", code="setTimeout(() => location.reload(), 0)")
        await asyncio.sleep(1)
        await ask("until", "ana", text="How things stand")
        assert await ask("run", "ana", code="location.hash") == "#/world"


async def test_large_letters_and_forced_colours(tmp_path: Path) -> None:
    """At 200 % on a phone's width, and at 320 points, nothing goes over the edge; with forced colours and in the dark
    nothing is wrong either."""
    async with looking(tmp_path) as look:
        ask = look.browser
        await seated(look)
        for width, scale in ((320, 1), (360, 2)):
            await ask("size", "ana", width=width // scale, height=740 // scale)
            for name in ("Now", "World", "Hand", "Floor", "Why?"):
                await ask(
                    "run", "ana", code=f"document.querySelector('#nav-more').open = {str(name == 'Why?').lower()}"
                )
                await ask("click", "ana", role="link", name=name, exact=True)
                await asyncio.sleep(0.2)
                assert await look.over_the_edge("ana") <= 0, (name, width, scale)
            await look.sound("ana", f"wide-{width // scale}")
        await ask("colours", "ben", forced="active")
        await look.sound("ben", "forced-colours")


async def test_a_team_on_pages(tmp_path: Path) -> None:
    """Two share a role: what one proposes the other is told of and supports with one button."""
    async with looking(tmp_path) as look:
        ask = look.browser
        ana, ben = await look.come("ana", "Ana"), await look.come("ben", "Ben", **DESK)
        await look.teach("let-in", person="all")
        for person in (ana, ben):
            await look.teach("seat", person=person, table="1", role="congress")
        await look.teach("start")
        await ask("until", "ana", text="Choose a move")
        await ask("click", "ana", name="Hold: no move")
        await ask("click", "ana", name="Propose this to my team")
        await ask("until", "ben", text="Proposals of your team")
        await look.sound("ben", "confirm")
        await ask("until", "ana", text="Support nothing for now")
        await look.sound("ana", "proposed")
        await ask("click", "ben", name="Support: hold")
        await until(lambda: look.room.tables[0].session.state.phase != "choose" or look.room.tables[0].version > 3)
        await ask("until", "ana", text="Proposals of your team", gone=True)
