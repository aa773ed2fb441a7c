"""A class of scripted students, who come in by the same door and the same wire as real ones."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from debate.classroom.room import Room

Sleep = Callable[[float], Awaitable[None]]
LOOKS = 0.5
"""Seconds between two looks of the scripted teacher at the bold line."""
PUPILS = 12
"""Three for each of four roles; where a deck has fewer, judges as well."""
NAMES = ("Ada", "Bo", "Cem", "Dora", "Eli", "Fen", "Gia", "Hugo", "Ida", "Jon", "Kim", "Lea", "Mo", "Nia", "Olu", "Pia")


async def come_in(base: str, room: Room, count: int, sleep: Sleep = asyncio.sleep) -> None:
    """Let so many scripted students come to the door at this address, one after the other, and play until the end."""
    from debate.classroom.rehearsal.pupil import Manner, Pupil

    coming = []
    for number in range(count):
        manner = Manner(stubborn=number % 6 == 1, shy=number % 5 == 3)
        name = NAMES[number % len(NAMES)] + (f" {number // len(NAMES) + 1}" if number >= len(NAMES) else "")
        pupil = Pupil(base, name, manner, Random(number), sleep, tls=False)
        coming.append(asyncio.create_task(pupil.come(room.code)))
        await sleep(0.3)
    try:
        await asyncio.gather(*coming)
    finally:
        for task in coming:
            task.cancel()


async def run_through(
    room: Room, count: int, sleep: Sleep = asyncio.sleep, said: Callable[[str], None] = print
) -> None:
    """Teach ``count`` students by the space bar alone, from door to debrief, and say in lines what was done."""
    from debate.classroom.rehearsal.teacher import ScriptedTeacher

    teacher = ScriptedTeacher(room)
    while room.phase != "closed":
        teacher.go_on(count)
        for sentence in teacher.did:
            said(sentence)
        teacher.did.clear()
        await sleep(LOOKS)
