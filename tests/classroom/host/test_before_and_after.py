"""Over the wire from door to goodbye: beliefs, predictions, a sentence, the ticket; and who is sent any of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from random import Random
from typing import Any

from debate.classroom.rehearsal.pupil import Manner, Pupil
from debate.classroom.rehearsal.teacher import ScriptedTeacher
from debate.classroom.room import Room
from debate.classroom.room.events import EndShown
from debate.classroom.room.team_events import Foretold
from tests.classroom.host.served import served

NAMES = ("Ada", "Bo", "Cem")


async def quick(seconds: float) -> None:
    await asyncio.sleep(min(seconds, 0.005))


class Heard(Pupil):
    """A scripted student who keeps all that is sent. ``frames``: each with how many ends of rounds had been shown."""

    def __init__(self, base: str, room: Room, name: str, number: int) -> None:
        super().__init__(base, name, Manner(dither=(0.0, 0.01)), Random(number), quick, tls=False)
        self.room = room
        self.words = [f"Canary of {name}."]
        self.frames: list[tuple[int, str]] = []

    def _take(self, frame: Any) -> None:
        shown = sum(isinstance(part, EndShown) for event in self.room._events for part in event.parts)
        self.frames.append((shown, json.dumps(frame)))
        super()._take(frame)


def teach(teacher: ScriptedTeacher, room: Room) -> None:
    """Do what is due, but wait until all have said what will come; in the debrief put claims, then the ticket."""
    if room.phase == "gathering":
        done, whole = room.answered("before")
        if whole < len(NAMES) or done == whole:
            teacher.go_on(len(NAMES))
        return
    if room.phase == "playing":
        if not room.tables[0].withheld:
            teacher.space()
        return
    if room.tables[0].finishing:
        return
    after, ticket, sentence = (room.answered(what)[0] for what in ("after", "ticket", "sentence"))
    if sentence == len(NAMES) and "after" not in room.put:
        teacher.ask("put", what="after")
    elif after == len(NAMES) and "ticket" not in room.put:
        teacher.ask("put", what="ticket")
    elif "ticket" in room.put and ticket == len(NAMES):
        teacher.ask("close")


async def test_a_short_lesson_over_the_wire(begin: Callable[..., Room]) -> None:
    """Three students play a round, are asked everything on their pages, and answer by its buttons and lines alone.

    Nobody is sent what another wrote or believes; nobody is sent what a round brought before its end was shown.
    """
    room = begin(preset="short", pace="rounds")
    room.teacher()
    teacher = ScriptedTeacher(room)
    for asked in ("predictions", "beliefs"):
        teacher.ask(asked, to="on")
    async with served(room) as at:
        pupils = [Heard(at.base, room, name, number) for number, name in enumerate(NAMES)]
        coming = [asyncio.create_task(pupil.come(room.code)) for pupil in pupils]
        async with asyncio.timeout(120):
            while room.phase != "closed":
                teach(teacher, room)
                if room.phase == "playing" and not room.tables[0].kept.last:
                    teacher.ask("finish")
                await asyncio.sleep(0.02)
            await asyncio.wait(coming, timeout=10)
    people = {person.name: id_ for id_, person in room.people.items()}
    claims = set(room.deck.beliefs)
    for pupil in pupils:
        voice = room.voice(people[pupil.name])
        assert set(voice.before) == set(voice.after) == claims
        assert voice.sentence is not None
        assert voice.sentence.text == f"Canary of {pupil.name}."
        assert list(voice.ticket.values()) == [f"Canary of {pupil.name}."]
        assert any(said.person == people[pupil.name] for said in room.tables[0].said())
        others = [f"Canary of {name}." for name in NAMES if name != pupil.name]
        assert not any(words in frame for _, frame in pupil.frames for words in others)
        assert not any('"told/1"' in frame for shown, frame in pupil.frames if shown == 0)
        # The page of what came may be passed over: what is asked next can come in its place.
        assert any(shown for shown, _ in pupil.frames)
    parts = [part for event in room._events for part in event.parts]
    said = [place for place, part in enumerate(parts) if isinstance(part, Foretold)]
    assert said
    assert said[0] < next(place for place, part in enumerate(parts) if isinstance(part, EndShown))
