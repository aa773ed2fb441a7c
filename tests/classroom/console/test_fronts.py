"""Console and wall as front ends of the host: bytes in, a screen out, over any number of sockets."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pyte

from debate.classroom.console.fronts import ConsoleFront, WallFront
from tests.classroom.console.teaching import ADDRESS, Class, a_class


class Terminal:
    """What a client shows of what it is sent."""

    def __init__(self, cols: int, rows: int) -> None:
        self.screen = pyte.Screen(cols, rows)
        self.stream = pyte.ByteStream(self.screen)

    def send(self, sent: bytes | dict[str, object]) -> bool:
        if isinstance(sent, bytes):
            # Pyte knows neither synchronized updates nor Textual's other private modes, and passes over them.
            self.stream.feed(sent)
        return True

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)


async def until(true: object) -> None:
    for _ in range(300):
        if true():  # type: ignore[operator]
            return
        await asyncio.sleep(0.02)
    raise AssertionError("waited in vain")


async def test_a_teacher_in_a_browser(tmp_path: Path) -> None:
    """The console paints, the space bar lets people in, a second socket gets the whole screen; q ends nothing."""
    with a_class(tmp_path) as klass:
        klass.come("Ada")
        front = ConsoleFront(klass.room, klass.teacher, 100, 30)
        await front.start()
        terminal = Terminal(100, 30)
        front.attach(terminal.send)
        await until(lambda: "space: let in 1 person at the door." in terminal.text)
        assert ADDRESS in terminal.text
        front.feed({"t": "keys", "d": " "})
        await until(lambda: klass.room.people[klass.by_name["Ada"]].status == "in")
        front.detach()
        again = Terminal(100, 30)
        front.attach(again.send)
        await until(lambda: "● Ada" in again.text)
        front.feed({"t": "keys", "d": "q"})
        await until(lambda: "The class goes on without this page" in again.text.replace("\n", " "))
        front.feed({"t": "size", "cols": 80, "rows": 24})
        await until(lambda: "1 People" in again.text)
        await front.stop()
        klass.board.walls = 0


async def test_two_walls(tmp_path: Path) -> None:
    """Both follow the room at once, and what one teacher turns shows on both."""
    with a_class(tmp_path) as klass:
        fronts, terminals = [], []
        for _ in range(2):
            ticket = klass.room.join(klass.room.code, "wall", kind="wall")
            fronts.append(front := WallFront(klass.room, ticket.person, 80, 24))
            terminals.append(terminal := Terminal(80, 24))
            await front.start()
            front.attach(terminal.send)
        await until(lambda: all("Come in" in terminal.text for terminal in terminals))
        assert klass.board.walls == 2
        begin(klass)
        await until(lambda: all("Round 1 of 3" in terminal.text for terminal in terminals))
        klass.board.show(page="people")
        await until(lambda: all("Ada" in terminal.text for terminal in terminals))
        for front in fronts:
            await front.stop()
        assert klass.board.walls == 0


def begin(klass: Class) -> None:
    klass.seat("Ada", "Ben", "Cem")
    klass.teach("start")
