"""A lesson of 45 minutes by the plan, fast: ``python -m tests.classroom.whole.timed [SPEED [PEOPLE]]``.

Two tables, thirty students (or so many) at real sockets who read at 180 words a minute, doubt before they choose, keep
to what they proposed or never propose; they say what they believe, what will come, what they achieved, and answer the
exit ticket. The teacher tells the case, takes the class on when the bold line says so and the outcome was told, and
does what the lesson's clock says; the clock of room and students runs ``SPEED`` times as fast as here.
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
from debate.classroom.room.lesson import CLAIMS, DEBRIEF, MINUTE, TICKET, agenda, clock_time
from debate.deckfile import load_deck
from debate.store import Saves
from tests.classroom.host.served import served

LESSON = 45 * MINUTE
CASE, TOLD, FORETOLD, AGAIN = 5 * MINUTE, 1.5 * MINUTE, 1.5 * MINUTE, 1.5 * MINUTE
"""What the plan gives to the case, to the outcome of a round on the wall, to saying what will come before the rest is
not waited for any more, and to the debrief before the claims are put once more."""


@define
class Course:
    """What came of it, in minutes of the lesson. ``said``: what the lesson's clock said, each once, and when."""

    began: float = 0.0
    debrief: float = 0.0
    closed: float = 0.0
    rounds: int = 0
    splits: int = 0
    offers: int = 0
    words: int = 0
    ends: dict[tuple[int, int], float] = field(factory=dict)
    """Table and round -> when its end was shown."""
    answered: list[tuple[float, str, int, int]] = field(factory=list)
    """When, what, how many answered it, of how many: as it stood when the next thing began."""
    predictions: int = 0
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


class _Teaching:
    """The teacher of the course: what is done every few seconds, and since when something is waited for."""

    def __init__(self, room: Room, clock: Scaled, course: Course, people: int) -> None:
        self.room, self.clock, self.course, self.people = room, clock, course, people
        self.teacher = ScriptedTeacher(room)
        for asked in ("predictions", "beliefs"):
            self.teacher.ask(asked, to="on")
        self.teacher.ask("bell", to=clock_time(clock.start + LESSON))
        self.bell = room.lesson.bell if room.lesson is not None else clock.start + LESSON
        self._since: dict[str, float] = {}

    def since(self, what: str, holds: bool = True) -> float:
        """For how many seconds this has held."""
        if not holds:
            self._since.pop(what, None)
            return 0.0
        return self.clock() - self._since.setdefault(what, self.clock())

    def look(self) -> None:
        room, course = self.room, self.course
        said = agenda(room.lesson).shown if room.lesson is not None else ""
        if not course.said or course.said[-1][1] != said:
            course.said.append((round(self.clock.minute, 1), said))
        if room.phase == "gathering":
            self._door()
        elif room.phase == "debrief":
            self._debrief()
        else:
            self._play(said)

    def _door(self) -> None:
        seated = sum(person.place is not None for person in self.room.people.values())
        if self.since("case", seated >= self.people) >= CASE:
            self._answered("before")
            self.teacher.space()
            self.course.began = self.clock.minute
        elif seated < self.people:
            self.teacher.go_on(self.people)

    def _debrief(self) -> None:
        room, course = self.room, self.course
        if any(table.finishing for table in room.tables):
            return
        course.debrief = course.debrief or self.clock.minute
        again_at = self.bell - TICKET - CLAIMS
        if any(not one.shown for one in room.achieved()):
            self.teacher.ask("sentence", person="all")
        if (self.since("debrief") >= AGAIN or self.clock() >= again_at) and "after" not in room.put:
            self._answered("sentence")
            self.teacher.ask("put", what="after")
        if self.clock() >= self.bell - TICKET and "ticket" not in room.put:
            self._answered("after")
            self.teacher.ask("put", what="ticket")
        if self.clock() >= self.bell - MINUTE / 2:
            self._answered("ticket")
            course.predictions = sum(len(table.said()) for table in room.tables)
            self.teacher.ask("close")
            course.closed = self.clock.minute

    def _play(self, said: str) -> None:
        room, course, teacher = self.room, self.course, self.teacher
        for table in room.tables:
            if table.ended:
                continue
            state = table.session.state
            done = state.round if state.over else state.round - 1
            if done:
                course.ends.setdefault((table.number, done), self.clock.minute)
        course.rounds = max(course.rounds, *(table.in_round for table in room.tables if not table.ended), 0)
        if "4 finishes this round" in said and not any(table.kept.last for table in room.tables):
            teacher.ask("finish")
        asked = self.since("foretold", any(table.withheld for table in room.tables))
        told = self.since("told", all(table.held or table.ended for table in room.tables))
        if (0 < asked < FORETOLD) or (0 < told < TOLD):
            return
        before = len(teacher.did)
        teacher.space()
        course.splits += sum("decides for" in words for words in teacher.did[before:])
        course.offers += sum("A move is offered" in words for words in teacher.did[before:])

    def _answered(self, what: str) -> None:
        self.course.answered.append((self.clock.minute, what, *self.room.answered(what)))


async def _teach(room: Room, clock: Scaled, course: Course, people: int) -> None:
    teaching = _Teaching(room, clock, course, people)
    while room.phase != "closed":
        await clock.sleep(2)
        teaching.look()


def report(course: Course) -> list[str]:
    """What came of it, in lines."""
    due = (LESSON - TICKET - DEBRIEF) / MINUTE
    lines = [f"minute {at:4.1f}  {said}" for at, said in course.said]
    return [
        *lines,
        f"begun in minute {course.began:.1f}; rounds played: {course.rounds}; words read: {course.words} each",
        f"teams that could not agree and were given a captain: {course.splits}; offered a move: {course.offers}",
        *(f"table {n}: end of round {r} shown in minute {at:.1f}" for (n, r), at in sorted(course.ends.items())),
        *(f"minute {at:4.1f}  {what}: {done} of {whole} have answered" for at, what, done, whole in course.answered),
        f"predictions: {course.predictions}",
        f"the debrief began in minute {course.debrief:.1f}, by plan {due:.0f}; closed {course.closed:.1f}",
        *course.waited,
    ]


def in_time(course: Course) -> bool:
    """Whether there was a debrief of at least seven minutes, an exit ticket, and an end before the bell."""
    late = (LESSON - TICKET) / MINUTE - 7
    return 0 < course.debrief <= late and 0 < course.closed <= LESSON / MINUTE


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        speed, people, *_ = [*sys.argv[1:], *("15", "30")[len(sys.argv[1:]) :]]
        course = asyncio.run(lesson(Path(folder), float(speed), int(people)))
    print("\n".join(report(course)))
    return 0 if in_time(course) else 1


if __name__ == "__main__":
    sys.exit(main())
