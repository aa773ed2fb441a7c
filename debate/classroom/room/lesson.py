"""The time of a lesson: what must end when, what comes next, what to drop so that the debrief fits; and the clock.

The plan counts from the bell backwards: an exit ticket, before it the debrief, before that the rounds. How long a round
takes is what the rounds of this class have taken so far; before there is one, :data:`ROUND`.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from attrs import frozen

MINUTE = 60.0
TICKET = 3 * MINUTE
"""For one question that each answers before the room closes, and for going."""
CLAIMS = 5 * MINUTE
"""For the claims of the door once more, with their reasons, while the debrief goes on."""
DEBRIEF = 9 * MINUTE
"""For what came of it, what did not, and why."""
TALK = 1 * MINUTE
"""What a round may be shortened by if nothing is said between its steps."""
ROUND = 7 * MINUTE
FIRST = 1.4
"""The first round, in which roles and cards are read for the first time, takes as long as so many later ones."""
SHORTEST, LONGEST = 3 * MINUTE, 12 * MINUTE
"""Bounds within which the measured time of a round is believed."""
ENOUGH_FOR_ALL = 75 * MINUTE
"""From so much time on until the bell, five rounds fit."""


@frozen
class Lesson:
    """How far a class is. Times are seconds since 1970. ``phase``: as :attr:`Room.phase` has it.

    ``begun``: when the game began, 0 before. ``round``: the one that the slowest table plays, from 1, and ``since``
    when. ``rounds``: how many are to be played, fewer than the game has once the teacher lets a round be the last.
    """

    bell: float
    now: float
    phase: str
    begun: float
    since: float
    round: int
    rounds: int


@frozen
class Agenda:
    """Sentences for the teacher. ``drop``: what to leave out now, empty while all fits. ``over``: the bell has rung."""

    until: str
    comes: str
    drop: str
    over: bool = False

    @property
    def shown(self) -> str:
        """All of it on one line."""
        return "  ".join(part for part in (self.until, self.drop or self.comes) if part)


def clock_time(when: float) -> str:
    """A time of day where this computer is: ``10:33``."""
    return time.strftime("%H:%M", time.localtime(when))


def agenda(lesson: Lesson, said: Callable[[float], str] = clock_time) -> Agenda:
    """What comes, what must end when, and what to drop now. ``said``: a time as the clock on the wall shows it."""
    bell, now = lesson.bell, lesson.now
    debrief_at, ticket_at = bell - TICKET - DEBRIEF, bell - TICKET
    if now >= bell:
        return Agenda(f"The bell rang at {said(bell)}.", "d lets everybody go; nothing is lost.", "", over=True)
    if lesson.phase in ("debrief", "closed"):
        return _debrief(lesson, ticket_at, said)
    if lesson.phase == "gathering":
        return _gathering(lesson, debrief_at, said)
    left = max(1, lesson.rounds - lesson.round + 1)
    each = round_time(lesson)
    in_this = max(MINUTE, each - (now - lesson.since))
    needed = in_this + each * (left - 1)
    until = f"Debrief by {said(debrief_at)}, bell {said(bell)}."
    if left == 1:
        late = now + MINUTE > debrief_at
        drop = "Drop the talk: as soon as all have chosen, go on." if late else ""
        return Agenda(until, f"This round is the last; it has {_minutes(debrief_at - now)}.", drop)
    if now + needed <= debrief_at:
        spare = _minutes(debrief_at - now - needed)
        comes = f"{_rounds(left - 1)} after this one fit{'s' * (left == 2)}, with {spare} to spare."
        return Agenda(until, comes, "")
    if now + needed - TALK * left <= debrief_at:
        return Agenda(until, "", f"Tight for {left} more rounds: drop the talk between the steps.")
    fit = int(max(0.0, debrief_at - now - in_this) // each)
    if fit:
        return Agenda(until, "", f"Drop round {lesson.rounds}: {_rounds(fit)} after this one fit{'s' * (fit == 1)}.")
    return Agenda(until, "", f"Drop all after round {lesson.round}: 4 finishes this round, then comes the debrief.")


def _gathering(lesson: Lesson, debrief_at: float, said: Callable[[float], str]) -> Agenda:
    begin = debrief_at - lesson.rounds * ROUND
    until = f"Begin by {said(begin)}, debrief by {said(debrief_at)}, bell {said(lesson.bell)}."
    if lesson.now <= begin:
        return Agenda(until, f"Door, seats and the case: {_minutes(begin - lesson.now)}.", "")
    fit = int(max(0.0, debrief_at - lesson.now) // (ROUND - TALK))
    if fit >= lesson.rounds:
        return Agenda(until, "Begin now.", "")
    if fit:
        return Agenda(until, "", f"Begin now: {_rounds(fit)} of {lesson.rounds} still fit{'s' * (fit == 1)}.")
    return Agenda(until, "", "Too late for a round and its debrief: tell the case, and play another day.")


def _debrief(lesson: Lesson, ticket_at: float, said: Callable[[float], str]) -> Agenda:
    left = ticket_at - lesson.now
    until = f"Exit ticket at {said(ticket_at)}, bell {said(lesson.bell)}."
    if left <= 0:
        return Agenda(until, "", "Drop the rest of the debrief: the exit ticket now.")
    if left < 4 * MINUTE:
        left_words = _minutes(left).capitalize()
        return Agenda(until, "", f"{left_words} left: only what was denied, and why. Drop the other pages.")
    if left < 7 * MINUTE:
        return Agenda(until, "", f"{_minutes(left)} left: promises and denials. Drop scores and the critic's view.")
    return Agenda(until, f"{_minutes(left)} for the debrief: ending, promises, denials, the critic's view.", "")


def claims_due(lesson: Lesson) -> bool:
    """Whether the claims of the door are to be put again now, so that there is time for them before the exit ticket."""
    return lesson.now >= lesson.bell - TICKET - CLAIMS


def ticket_due(lesson: Lesson) -> bool:
    """Whether no more time is left than the exit ticket takes."""
    return lesson.now >= lesson.bell - TICKET


def round_time(lesson: Lesson) -> float:
    """How long a round to come takes this class, in seconds: measured once one is over, within bounds."""
    done = lesson.round - 1
    if done < 1 or not lesson.begun:
        return ROUND
    return min(LONGEST, max(SHORTEST, (lesson.since - lesson.begun) / (done - 1 + FIRST)))


def bell_at(text: str, now: float) -> float:
    """The next time that a clock here shows this, within a day. ``ValueError`` for what is no time of day."""
    hours, colon, minutes = text.strip().replace(".", ":", 1).partition(":")
    good = all(part.isascii() and part.isdigit() and len(part) <= 2 for part in (hours, minutes))
    if not colon or not good or len(minutes) != 2 or int(hours) > 23 or int(minutes) > 59:
        raise ValueError("a time of day is written as 10:45")
    today = time.localtime(now)
    for day in (0, 1):
        found = time.mktime((*today[:2], today.tm_mday + day, int(hours), int(minutes), 0, 0, 0, -1))
        if found > now:
            return found
    return found


def _minutes(seconds: float) -> str:
    whole = max(0, round(seconds / MINUTE))
    return "less than a minute" if not whole else "1 minute" if whole == 1 else f"{whole} minutes"


def _rounds(count: int) -> str:
    return "1 round" if count == 1 else f"{count} rounds"


class Steady:
    """Time as it was on the computer's clock when this was made, and as much more as has passed since.

    What a class was given as time is measured by it. Until when a lesson lasts the school's own clock says, which is
    what the computer shows now: :attr:`set_by` leads from one to the other.
    """

    def __init__(self, wall: Callable[[], float] = time.time, passed: Callable[[], float] = time.monotonic) -> None:
        self._wall, self._passed = wall, passed
        self._ahead = wall() - passed()

    def __call__(self) -> float:
        return self._passed() + self._ahead

    @property
    def set_by(self) -> float:
        """Seconds by which the computer's clock was set forward meanwhile, or stood still here while it slept."""
        return self._wall() - self()


def set_by(clock: Callable[[], float]) -> float:
    """See :attr:`Steady.set_by`; 0 for any other clock."""
    return clock.set_by if isinstance(clock, Steady) else 0.0
