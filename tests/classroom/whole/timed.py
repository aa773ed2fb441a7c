"""A lesson of 45 minutes by the plan, as fast as is asked for: ``python -m tests.classroom.whole.timed [SPEED]``.

Two tables, thirty students at real sockets who read at 180 words a minute, doubt before they choose, keep to what they
proposed or never propose. The teacher tells the case, takes the class on when the bold line says so and the outcome was
told, and does what the lesson's clock says; the clock of room and students runs ``SPEED`` times as fast as here.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from attrs import define, field

from debate.classroom.rehearsal import NAMES
from debate.classroom.rehearsal.pupil import Manner, Pupil
from debate.classroom.rehearsal.teacher import ScriptedTeacher
from debate.classroom.room import Room
from debate.classroom.room.lesson import DEBRIEF, MINUTE, TICKET, agenda, clock_time
from debate.deckfile import load_deck
from debate.store import Saves
from tests.classroom.host.served import served

LESSON = 45 * MINUTE
COMING_IN, CASE, TOLD = 4 * MINUTE, 5 * MINUTE, 1.5 * MINUTE
"""What the plan gives to the door and the seats, to the case, and to the outcome of a round on the wall."""


@define
class Course:
    """What came of it, in minutes of the lesson. ``said``: what the lesson's clock said, each once, and when."""

    began: float = 0.0
    debrief: float = 0.0
    closed: float = 0.0
    rounds: int = 0
    splits: int = 0
    words: int = 0
    waited: list[str] = field(factory=list)
    said: list[tuple[float, str]] = field(factory=list)


class Scaled:
    """A clock that runs ``speed`` times as fast as the one on the wall, and what waits by it."""

    def __init__(self, speed: float) -> None:
        self.speed, self._real, self.start = speed, time.monotonic(), 1_900_000_000.0

    def __call__(self) -> float:
        return self.start + (time.monotonic() - self._real) * self.speed

    @property
    def minute(self) -> float:
        """Of the lesson."""
        return (self() - self.start) / MINUTE

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self.speed)


def manner(number: int) -> Manner:
    """Every sixth keeps to what they propose, every fifth never proposes; all doubt for a while."""
    return Manner(words=180, dither=(3, 25), stubborn=number % 6 == 1, shy=number % 5 == 3)


async def lesson(folder: Path, speed: float, people: int = 30, tables: int = 2) -> Course:
    """Play it; what came of it."""
    clock, course = Scaled(speed), Course()
    deck = load_deck("zte")
    room = Room.begin(deck, Saves(folder), tables=tables, preset="short", seed=5, clock=clock)
    room.teacher()
    async with served(room) as host:
        pupils = [
            Pupil(host.base, f"{NAMES[n % len(NAMES)]} {n}", manner(n), Random(n), clock.sleep) for n in range(people)
        ]
        coming = [asyncio.create_task(_late(pupil, room.code, clock, n)) for n, pupil in enumerate(pupils)]
        try:
            async with asyncio.timeout((LESSON + 2 * MINUTE) / speed):
                await _teach(room, clock, course, people)
        except TimeoutError:
            course.waited = [
                f"{p.name}: {p.asking}: {p.sentence}" for p in pupils if p.asking not in ("wait", "chosen")
            ]
        finally:
            course.words = sum(pupil.read for pupil in pupils) // people
            for task in coming:
                task.cancel()
            await asyncio.gather(*coming, return_exceptions=True)
    room.close()
    return course


async def _late(pupil: Pupil, code: str, clock: Scaled, number: int) -> None:
    """They come in one by one within two minutes."""
    await clock.sleep(number * 4)
    await pupil.come(code)


async def _teach(room: Room, clock: Scaled, course: Course, people: int) -> None:
    teacher = ScriptedTeacher(room)
    bell = clock.start + LESSON
    teacher.ask("bell", to=clock_time(bell))
    bell = room.lesson.bell if room.lesson is not None else bell
    case_told = 0.0
    told_since: float | None = None
    while room.phase != "closed":
        await clock.sleep(2)
        now = clock()
        said = agenda(room.lesson).shown if room.lesson is not None else ""
        if not course.said or course.said[-1][1] != said:
            course.said.append((round(clock.minute, 1), said))
        if room.phase == "gathering":
            seated = sum(person.place is not None for person in room.people.values())
            if seated >= people:
                case_told = case_told or now + CASE
                if now >= case_told:
                    teacher.space()
                    course.began = clock.minute
            else:
                teacher.go_on(people)
            continue
        if room.phase == "debrief":
            if not any(table.finishing for table in room.tables):
                course.debrief = course.debrief or clock.minute
            if now >= bell - MINUTE:
                teacher.ask("close")
                course.closed = clock.minute
            continue
        course.rounds = max(course.rounds, *(table.in_round for table in room.tables))
        if "4 finishes this round" in said and not any(table.kept.last for table in room.tables):
            teacher.ask("finish")
        if all(table.held or table.ended for table in room.tables):
            told_since = told_since or now
            if now - told_since < TOLD:
                continue
        told_since = None
        before = len(teacher.did)
        teacher.space()
        course.splits += sum("decides for" in words for words in teacher.did[before:])


def report(course: Course) -> list[str]:
    """What came of it, in lines."""
    due = (LESSON - TICKET - DEBRIEF) / MINUTE
    lines = [f"minute {at:4.1f}  {said}" for at, said in course.said]
    return [
        *lines,
        f"begun in minute {course.began:.1f}; rounds played: {course.rounds}; words read: {course.words} each",
        f"teams that could not agree and were given a captain: {course.splits}",
        f"the debrief began in minute {course.debrief:.1f}, by plan {due:.0f}; closed {course.closed:.1f}",
        *course.waited,
    ]


def in_time(course: Course) -> bool:
    """Whether there was a debrief of at least seven minutes, an exit ticket, and an end before the bell."""
    late = (LESSON - TICKET) / MINUTE - 7
    return 0 < course.debrief <= late and 0 < course.closed <= LESSON / MINUTE


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        course = asyncio.run(lesson(Path(folder), float(sys.argv[1]) if len(sys.argv) > 1 else 15.0))
    print("\n".join(report(course)))
    return 0 if in_time(course) else 1


if __name__ == "__main__":
    sys.exit(main())
