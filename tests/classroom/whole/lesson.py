"""The course of a lesson: a host in a terminal, a class that comes in and plays, everything that goes wrong in between.

The teacher sits at the console in the host's own terminal and at the wire as well: keys for what is obvious, requests
for the rest. Students act on what they see alone.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from random import Random
from typing import Any

import aiohttp
from attrs import define, field

from debate.classroom.room.log import NAME, look
from debate.classroom.room.state import RoomState, TableState
from debate.store import Saves
from tests.classroom.host.program import free_port
from tests.classroom.host.served import Guest
from tests.classroom.whole.clients import Terminal, Wire
from tests.classroom.whole.pages import Presser, Reader
from tests.classroom.whole.student import ENTER, Student, asked
from tests.classroom.whole.watching import Pictures, Shared, Window

SIZES = ((80, 24), (100, 30), (132, 40))
DRAWN = "!document.querySelector('#screen').classList.contains('faded')"
NAMES = ("Ada", "Bo", "Cem", "Dora", "Eli", "Fen", "Gia", "Hugo", "Ida", "Jon", "Kim", "Lea", "Mo", "Nia", "Olu", "Pia")


@define
class Figures:
    """What was measured. Times in seconds."""

    console: float = 0.0
    all_in: float = 0.0
    seats: list[float] = field(factory=list)
    first_move: float = 0.0
    back: float = 0.0
    paints: list[float] = field(factory=list)
    told: list[float] = field(factory=list)
    memory: tuple[float, float] = (0.0, 0.0)
    whole: float = 0.0
    notes: list[str] = field(factory=list)


class Lesson:
    """A class of ``people`` at ``tables`` tables. ``browser``: None where there is none."""

    def __init__(
        self,
        folder: Path,
        people: int,
        tables: int,
        *,
        browser: Shared | None = None,
        pictures: Path | None = None,
        seed: int = 1,
        pace: float = 0.8,
        cut: int = 0,
        predictions: bool = False,
        say: Callable[[str], None] = print,
    ) -> None:
        self.folder, self.people, self.tables, self.browser = folder, people, tables, browser
        self.chance, self.pace, self.cut = Random(seed), pace, cut
        self.pictures = Pictures(pictures, browser)
        self.said = say
        self.saves = Saves(folder / "saves")
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}/"
        self.foretold = () if predictions else ("--no-predictions",)
        self.host = self._program("--preset", "class", "--seed", "5", "--tables", str(tables))
        self.code = ""
        self.http: aiohttp.ClientSession
        self.teacher: Guest
        self.wires: list[Wire] = []
        self.readers: list[Reader] = []
        self.students: list[Student] = []
        self.presser: Presser | None = None
        self.window: Window | None = None
        self.join: Terminal | None = None
        self.done: dict[str, str] = {}
        """Requests of the teacher that were acknowledged: id -> kind."""
        self.figures = Figures()
        self._tasks: list[asyncio.Task[Any]] = []
        self._keeping: dict[Wire | Reader, asyncio.Task[None]] = {}
        self._began = time.monotonic()

    @property
    def on_wires(self) -> list[Wire | Reader]:
        """Those whose lines this test holds, and cuts."""
        return [*self.wires, *self.readers]

    def _program(self, *arguments: str) -> Terminal:
        return Terminal(
            *(
                "host",
                *arguments,
                "--pace",
                "free",
                *self.foretold,
                "--no-beliefs",
                "--port",
                str(self.port),
                "--saves",
                str(self.folder / "saves"),
            ),
            cols=120,
            rows=40,
            env={"XDG_STATE_HOME": str(self.folder / "state")},
        )

    def say(self, text: str) -> None:
        self.said(f"{time.monotonic() - self._began:6.1f} s  {text}")

    def _run(self, what: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task = asyncio.create_task(what)
        self._tasks.append(task)
        return task

    # The teacher.

    async def open(self) -> None:
        """Start the host and sit down at its console."""
        self.host.start()
        await self.on_console(lambda text: "Tables" in text and "People" in text, "the console")
        self.figures.console = time.monotonic() - self.host.started
        found = re.match(r"\s*([B-Z]{6})\b", self.host.text)
        assert found, self.host.text
        self.code = found.group(1)
        await self.host.type("n")
        await self.on_console(lambda text: "This console in a browser" in text, "the other screens")
        await self.host.type("\x1b[B")
        await asyncio.sleep(0.2)
        await self.host.type(ENTER)
        await self.on_console(lambda text: "teach#" in text, "the key")
        key = re.search(r"teach#([0-9a-f]{32})", self.host.text)
        assert key, self.host.text
        await self.host.type(ENTER)
        self.teacher = Guest(self.http, self.base)
        status, said = await self.teacher.post("teach", {"key": key.group(1)})
        assert status == 200, said
        self.teacher.token = said["token"]
        await self.teacher.open()

    async def on_console(self, true: Callable[[str], object], what: str, within: float = 30.0) -> None:
        """Wait until the console shows something."""
        for _ in range(int(within / 0.05)):
            if true(self.host.text):
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"waited for {what}; the console shows:\n{self.host.text}")

    async def teach(self, kind: str, **fields: str) -> bool:
        """Ask the room for something, over the wire; whether it was done."""
        said = await self.teacher.insist(kind, -1, **fields)
        if said["t"] == "done":
            self.done[said["id"]] = kind
        return bool(said["t"] == "done")

    async def door(self) -> None:
        """Let in whoever stands at the door, until cancelled; with the key that the console names."""
        while True:
            if "at the door" in self.host.text or "ask to be let in" in self.host.text or "let in" in self.host.text:
                await self.host.type("a")
            await asyncio.sleep(0.5)

    # The class.

    async def gather(self) -> None:
        """Everybody comes in by the way that they have."""
        began = time.monotonic()
        self.at_door = self._run(self.door())
        browsers = 2 if self.browser is not None else 0
        readers = 2 if self.people >= 8 else 0
        for number in range(self.people - 1 - browsers - readers):
            wire = Wire(self.http, self.base, self._name(number), *SIZES[number % len(SIZES)])
            self.wires.append(wire)
        self.readers = [Reader(self.http, self.base, f"Reader {n + 1}", Random(n), self.pace) for n in range(readers)]
        others = [] if self.browser is None else [self._come_by_browser(self.browser)]
        ways = [self._come(one) for one in self.on_wires]
        await asyncio.gather(*others, self._come_by_program(), *ways)
        await self.on_console(lambda text: f"{self.people} inside" in text, "all inside", 60)
        self.figures.all_in = time.monotonic() - began
        self._run(self.looked())

    def _name(self, number: int) -> str:
        return NAMES[number % len(NAMES)] + (f" {number // len(NAMES) + 1}" if number >= len(NAMES) else "")

    async def _come(self, one: Wire | Reader) -> None:
        await asyncio.sleep(self.chance.random() * 6)
        began = time.monotonic()
        await one.join(self.code, one.name)
        self._keeping[one] = self._run(one.stay())
        await until(lambda: "You are in" in one.text, 30, lambda: f"{one.name} is not in:\n{one.text}")
        self.figures.seats.append(time.monotonic() - began)
        if isinstance(one, Wire):
            self._student(one.name, one)
        else:
            self._run(one.play())

    def _student(self, name: str, device: Any) -> Student:
        student = Student(name, device, Random(name), self.pace)
        self.students.append(student)
        self._run(student.play())
        return student

    async def _come_by_program(self) -> None:
        self.join = Terminal(
            *("join", f"127.0.0.1:{self.port}", self.code), env={"XDG_STATE_HOME": str(self.folder / "state")}
        )
        self.join.start()
        program = self.join
        await until(lambda: "Your name" in program.text, 20, lambda: program.text)
        await program.type("Tess\r")
        await until(lambda: "You are in" in program.text, 30, lambda: program.text)
        self._student("Tess", program)

    async def _come_by_browser(self, browser: Shared) -> None:
        for page, name, kind, size in (
            ("terminal", "Vera", "Table", {"width": 1280, "height": 800}),
            ("page", "Yuri", "Page", {"width": 390, "height": 800}),
        ):
            began = time.monotonic()
            await browser("open", page, url=self.base, **size)
            await browser("fill", page, label="Room code", text=self.code)
            await browser("fill", page, label="Your name", text=name)
            await browser("check", page, label=kind)
            await browser("click", page, name="Let me in")
            if kind == "Page":
                await browser("until", page, text="You are in")
            else:
                self.window = Window(browser, page)
                self._run(self.window.follow())
                window = self.window
                await until(lambda w=window: "You are in" in w.text, 20, lambda w=window: w.text)  # type: ignore[misc]
            self.figures.seats.append(time.monotonic() - began)
        assert self.window is not None
        self._student("Vera", self.window)
        self.presser = Presser(browser, "page", "Yuri", Random(9), self.pace)
        self._run(self.presser.play())
        await browser("open", "wall", url=f"{self.base}#wall", width=1280, height=720)
        await browser("fill", "wall", label="Room code", text=self.code)
        await browser("click", "wall", name="Show the board")

    async def looked(self) -> None:
        """Keep what every screen shows, until cancelled."""
        while True:
            for student in self.students:
                student.seen.remember()
            await asyncio.sleep(0.1)

    # How far it is.

    def places(self) -> list[tuple[int, str, str]]:
        """Of each table: round, phase and, once it is over, its ending; as the saved games have it."""
        found = [saved for saved in self.saves.listing() if saved.header is not None]
        return [(saved.round, saved.phase, saved.ending) for saved in sorted(found, key=lambda saved: saved.name)]

    async def reach(self, round_: int, phase: str = "choose", within: float = 200.0, step: bool = False) -> None:
        """Wait until every table has come so far."""
        order = ("deal", "choose", "answer", "extend", "settle")
        end = time.monotonic() + within
        while time.monotonic() < end:
            if step:
                await self.teach("next")
            if all(
                e or (r, order.index(p) if p in order else 9) >= (round_, order.index(phase))
                for r, p, e in self.places()
            ):
                return
            await asyncio.sleep(1.0)
        raise AssertionError(f"round {round_} was not reached: {self.places()}\n{self.host.text}\n\n{self.why()}")

    def first(self) -> bool:
        """Whether somebody has made a choice; when that was is noted."""
        if not self.figures.first_move and any(saved.entries for saved in self.saves.listing() if saved.header):
            self.figures.first_move = time.monotonic() - self.host.started
        return bool(self.figures.first_move)

    def undebriefed(self) -> list[str]:
        """Screens of those who do not see how it ended."""
        shown = [(s.name, s.device.text) for s in self.students if s.device is not self.wires[3]]
        found = [f"{name}:\n{text}" for name, text in shown if "How it ended" not in text]
        found += [f"{reader.name}:\n{reader.text[:400]}" for reader in self.readers if not reader.over]
        if self.presser is not None and not self.presser.over:
            found.append(f"the page:\n{self.presser.now['all']}")
        return found

    def debriefed(self) -> bool:
        return not self.undebriefed()

    def why(self) -> str:
        """What stands on all screens: whole where something is asked, else how they begin."""
        parts = []
        for student in self.students:
            text, what = student.device.text, asked(student.device.text)
            lines = text.split("\n")
            parts.append(f"{student.name}: {what}\n" + "\n".join(lines if what else lines[:5] + lines[-2:]))
        for reader in self.readers:
            parts.append(f"{reader.name}: {reader.wanted()}; refused: {dict(reader.refused)}")
        return "\n\n".join([*parts, *self.failed()])

    def failed(self) -> list[str]:
        """Clients of this test that came to an end by a fault of their own."""
        over = [task for task in self._tasks if task.done() and not task.cancelled()]
        return [f"{task.get_coro()}: {task.exception()!r}" for task in over if task.exception() is not None]

    def seat_of(self, person: str) -> tuple[int, str, bool]:
        """Table, role and whether somebody else plays that role too, as the class's log has it."""
        (log,) = (self.folder / "saves" / "classes").glob(f"*/{NAME}")
        room = RoomState([TableState() for _ in range(self.tables)])
        for event in look(log).events:
            event.apply(room)
        place = room.people[person].place
        assert place is not None
        others = [p for p in room.people.values() if p.place == place and p.id != person]
        return place.table, place.role, bool(others)

    # What goes wrong.

    async def resets(self) -> None:
        """Cut somebody's line every now and then, until cancelled."""
        while True:
            await asyncio.sleep(self.chance.uniform(0.3, 1.5))
            one = self.chance.choice(self.on_wires)
            one.reset()

    async def kill_and_resume(self) -> None:
        """Kill the host while the class plays, start it again, and measure until all are back."""
        for student in self.students:
            student.seen.remember()
        before = {wire: wire.person for wire in self.on_wires}
        await self.host.end(signal.SIGKILL)
        await asyncio.sleep(1.0)
        old, self.host = self.host, self._program("--resume")
        self.host.seen = old.seen
        self.host.start()
        devices = [one for one in self.on_wires if not self._keeping[one].done()]
        back: dict[str, float] = {}
        for _ in range(400):
            here = {one.name: one.live and one.painted for one in devices}
            if self.join is not None:
                here["Tess"] = self.join.seen.drawn > self.host.started and "connection is lost" not in self.join.text
            if self.browser is not None:
                here["Vera"] = await self.browser("run", "terminal", code=DRAWN)
                here["Yuri"] = await self.browser("run", "page", code="document.querySelector('#trouble').hidden")
                here["Wall"] = await self.browser("run", "wall", code=DRAWN)
            now = time.monotonic() - self.host.started
            back |= {name: now for name, there in here.items() if there and name not in back}
            if all(here.values()):
                break
            await asyncio.sleep(0.1)
        else:
            raise AssertionError(f"not back: {[name for name, there in here.items() if not there]}")
        self.figures.back = max(back.values())
        last = sorted(back.items(), key=lambda item: item[1])[-4:]
        self.figures.notes.append("last to come back: " + ", ".join(f"{name} {took:.1f} s" for name, took in last))
        assert all(one.person == person for one, person in before.items())
        await self.teacher.back()
        await self.on_console(lambda text: "Tables" in text, "the console again")

    async def message(self, text: str) -> None:
        """Tell everybody something, and measure until its last word stands on all screens of terminals on the wire."""
        arrived: dict[str, float] = {}
        began = time.monotonic()
        waiting = {wire.name: wire for wire in self.wires if wire.live}
        await self.teach("message", text=text)
        for _ in range(400):
            for name, wire in tuple(waiting.items()):
                if text.split()[-1] in wire.text:
                    arrived[name] = wire.seen.drawn - began
                    del waiting[name]
            if not waiting:
                break
            await asyncio.sleep(0.01)
        self.figures.told += list(arrived.values())
        if waiting:
            self.figures.notes.append(f"a message was not seen within 4 s by {len(waiting)} of {len(self.wires)}")

    async def close(self) -> None:
        """Let go of everything."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self.join is not None:
            await self.join.end()
        await self.host.end()


async def until(true: Callable[[], object], within: float, told: Callable[[], str]) -> None:
    """Wait until this is true."""
    for _ in range(int(within / 0.05)):
        if true():
            return
        await asyncio.sleep(0.05)
    raise AssertionError(told())


def cores() -> str:
    """How busy this machine is, for whoever reads the figures."""
    one, five, _ = os.getloadavg()
    return f"{os.cpu_count()} cores, load {one:.1f} (over five minutes {five:.1f})"
