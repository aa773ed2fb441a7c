"""A student who knows nothing but what is on the screen, and presses the keys that it names."""

from __future__ import annotations

import asyncio
import re
import time
from collections import Counter
from random import Random
from typing import Protocol

from tests.classroom.whole.seen import Seen

ENTER, ESCAPE, UP, DOWN, RIGHT, HOME = "\r", "\x1b", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[H"
QUIET = 0.25
"""Seconds without anything new after which a screen is taken to be whole."""
PATIENCE = 12
"""So often a key may change nothing before the student counts as stuck."""
DONE = (
    ("chosen", "Your choice is made."),
    ("support", "You support a proposal."),
    ("vote", "You have voted"),
)
"""What acknowledges a choice, on the screen."""


WAITING = ("supported", "split", "teacher", "over", "small", "lost")
"""What is waited for, however long it takes: that says nothing against the screen."""


class Device(Protocol):
    """What a student sits at."""

    seen: Seen

    @property
    def text(self) -> str: ...

    async def type(self, keys: str) -> None: ...


def asked(text: str) -> str:
    """What a screen wants, in one word; empty where it wants nothing."""
    words = " ".join(text.split())
    for what, sign in SIGNS:
        if re.search(sign, words):
            return what
    head = " ".join(text.split("\n")[1:4])
    return "choose" if "⏎" in head and "You have voted" not in head else ""


SIGNS = (
    ("small", r"window is too small"),
    ("lost", r"connection is lost"),
    ("away", r"While you were away"),
    ("brief", r"⏎ takes your seat at the table"),
    ("predict", r"Before the world moves"),
    ("judge-brief", r"esc goes to the table"),
    ("over", r"How it ended .*←→ Turn"),
    ("told", r"· what came of it .*s Skip"),
    ("why", r"Why\? .*My own reason, in a line"),
    ("sheet", r"esc Back|esc closes"),
    ("teacher", r"paused the game|teacher will go on|teacher plays .* for now|opponent plays .* for now"),
    ("proposals", r"(?:A proposal is|proposals are) before your team"),
    ("split", r"something else: talk, and agree"),
    ("supported", r"You support a proposal\."),
    ("vote", r"Judge the case of .*: read both|Judge the round"),
    ("move", r"Choose a move: ↑↓"),
    ("offer", r"Take the offer or decline it"),
    ("answer", r"Answer one case|, or let them stand|no card that answers a case|No card of yours answers"),
    ("extend", r"Answer back.*or say no more|No card of yours meets|Nothing in your hand saves"),
    ("settle", r"Pay to go on now, or"),
    ("ended", r"⏎ shows how it ended"),
)


class Student:
    """Plays one seat. ``did``: what was done, by kind; ``acts``: [clock, kind, round, screen] of each choice that the
    screen acknowledged; ``stuck``: screens on which nothing helped."""

    def __init__(self, name: str, device: Device, chance: Random, pace: float = 0.6) -> None:
        self.name, self.device, self.chance, self.pace = name, device, chance, pace
        self.did: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()
        self.acts: list[tuple[float, str, str, str]] = []
        self.stuck: list[str] = []
        self.latencies: list[float] = []
        self.resting = asyncio.Event()
        self.resting.set()
        self._same = 0
        self._before = ""
        self._done = ""
        self._tries = 0

    @property
    def seen(self) -> Seen:
        return self.device.seen

    async def play(self) -> None:
        """Do what the screen wants, until cancelled."""
        while True:
            await self.resting.wait()
            await asyncio.sleep(self.pace * self.chance.uniform(0.5, 1.5))
            await self._quiet()
            text = self.device.text
            self.seen.remember()
            self._acknowledged(text)
            what = asked(text)
            if not what:
                self._same = 0
                continue
            if not getattr(self.device, "live", True):  # what is pressed now reaches nobody
                self._same = 0
                continue
            self.asked[what] += 1
            if text == self._before:
                self._same += 1
            else:
                self._same, self._before = 0, text
            if self._same == PATIENCE and what not in WAITING:
                self.stuck.append(f"{self.name}, asked {what}:\n{text}")
            await self._do(what, text)

    async def _quiet(self) -> None:
        for _ in range(40):
            left = QUIET - (time.monotonic() - self.seen.drawn)
            if left <= 0:
                return
            await asyncio.sleep(left)

    def _acknowledged(self, text: str) -> None:
        words = " ".join(text.split())
        done = next((kind for kind, sign in DONE if sign in words), "")
        where = re.search(r"Round (\d+) of \d+.*?(CHOOSE|ANSWER|EXTEND|SETTLE|HANDS)", words)
        mark = f"{done} {where.group(1) if where else ''} {where.group(2) if where else ''}" if done else ""
        if mark and mark != self._done:
            self.acts.append((time.time(), done, mark, text))
            self.did[done] += 1
        self._done = mark

    async def press(self, keys: str) -> None:
        """Press keys, and see how long it takes until something is drawn."""
        before = self.seen.drawn
        started = time.monotonic()
        await self.device.type(keys)
        for _ in range(100):
            await asyncio.sleep(0.005)
            if self.seen.drawn != before:
                self.latencies.append(self.seen.drawn - started)
                return

    async def _do(self, what: str, text: str) -> None:
        chance = self.chance
        match what:
            case "away" | "judge-brief" | "sheet":
                await self.press(ESCAPE)
            case "brief" | "ended":
                await self.press(ENTER)
            case "predict":
                await self._predict(text)
            case "told":
                await self.press(" " if chance.random() < 0.8 else "s")
            case "over":
                if chance.random() < 0.3:
                    await self.press(RIGHT)
            case "proposals":
                await self._proposals(text)
            case "split":
                if self.chance.random() < 0.3:
                    await self.press(HOME)
                    await self._pick(3, least=0)  # the proposals stand first, and the first is marked now
            case "why":
                await self.press(ENTER)
            case "choose" | "vote" | "offer" | "answer" | "extend" | "settle":
                await self._pick(3)
            case "move":
                await self._move(text)

    async def _predict(self, text: str) -> None:
        """Mostly an answer, then how sure, then a reason where one is asked for; now and then none at all."""
        if self.chance.random() < 0.1:
            await self.press(ESCAPE)
        else:
            keys = re.findall(r"^┃\s+[▸›]?\s*([a-b\d]) ", text, re.M)
            await self.press(self.chance.choice(keys[:2] or [ENTER]))

    async def _pick(self, most: int, least: int = 1) -> None:
        for _ in range(least + self.chance.randrange(most)):
            await self.press(DOWN)
        await self.press(ENTER)

    async def _move(self, text: str) -> None:
        if "─ Your move" not in text:
            await self.press("1")
            return
        if self.chance.random() < 0.08:
            await self.press("d")
            return
        if self._same > 2:
            await self.press(HOME)
        for _ in range(1 + self.chance.randrange(4)):
            await self.press(DOWN)
        await self.press(ENTER)

    async def _proposals(self, text: str) -> None:
        """Mostly support what stands on top; now and then propose something else."""
        if self.chance.random() < 0.15 and self._same < 2 and "─ Your move" in text:
            await self._move(text)
            return
        if "─ The floor" in text or "─ Your hand" in text:
            await self.press("1")
        await self.press(HOME)
        await self.press(ENTER)
