"""Students on the accessible page: one kind reads its frames, the other presses its buttons in a real browser."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from random import Random
from typing import Any

import aiohttp

from tests.classroom.host.served import Guest
from tests.classroom.page.browser import Browser

MINE = ("choose", "confirm", "judge", "foretell")


class Reader(Guest):
    """Reads the page as the host sends it, and sends what its choices say, again and again until it is answered.

    ``acked``: [id, kind, words] of every request that was acknowledged.
    """

    def __init__(self, http: aiohttp.ClientSession, base: str, name: str, chance: Random, pace: float) -> None:
        super().__init__(http, base)
        self.name, self.how, self.chance, self.pace = name, "page", chance, pace
        self.acked: list[tuple[str, str, str]] = []
        self.refused: Counter[str] = Counter()
        self.past: list[tuple[float, str]] = []
        self.drops = self.resets = 0
        self.resting = asyncio.Event()
        self.resting.set()

    @property
    def text(self) -> str:
        frame = self.of("page")
        return json.dumps(frame, ensure_ascii=False) if frame is not None else ""

    @property
    def over(self) -> bool:
        frame = self.of("page")
        return frame is not None and frame["asking"]["what"] == "debrief"

    def wanted(self) -> str:
        """What the page asks, and what it offers."""
        frame = self.of("page")
        if frame is None:
            return "no page"
        offered = ", ".join(choice["id"] for choice in frame["choices"])
        return f"{frame['page']}: {frame['asking']['what']}: {frame['asking']['sentence']} [{offered}]"

    async def stay(self) -> None:
        """Hold the line, and come back whenever it is gone."""
        while True:
            await self.back()
            assert self._reading is not None
            await asyncio.wait({self._reading})
            if self.bye is not None and not self.bye["again"]:
                return
            self.drops += 1
            await asyncio.sleep(0.2)

    def reset(self) -> None:
        """Cut the line in the middle of whatever it carries."""
        if self.ws is not None and not self.ws.closed and self.ws._response.connection is not None:
            transport = self.ws._response.connection.transport
            if transport is not None:
                self.resets += 1
                transport.abort()

    async def play(self) -> None:
        """Do what is asked, until cancelled."""
        while True:
            await self.resting.wait()
            await asyncio.sleep(self.pace * self.chance.uniform(0.5, 1.5))
            frame = self.of("page")
            if frame is None:
                continue
            said = _read(frame)
            if not self.past or self.past[-1][1] != said:
                self.past.append((time.time(), said))
            if frame["asking"]["what"] in MINE:
                with suppress(ConnectionError, TimeoutError, aiohttp.ClientError, AssertionError):
                    await self._choose(frame)

    async def _choose(self, frame: dict[str, Any]) -> None:
        found = [choice for choice in frame["choices"] if not choice["id"].startswith(("withdraw", "captain"))]
        supports = [choice for choice in found if choice["id"].startswith("support") and not choice.get("own")]
        if any(choice.get("own") for choice in found):
            return
        if supports and self.chance.random() < 0.8:
            found = supports
        if not found:
            return
        choice = self.chance.choice(found)
        if "page" in choice:
            await self.send({"t": "look", "page": choice["page"]})
            return
        do = choice["do"]
        said = await self.insist(do["kind"], do["at"], **do["fields"])
        if said["t"] == "done":
            self.acked.append((said["id"], do["kind"], said["words"]))
        else:
            self.refused[said["code"]] += 1
        await self.send({"t": "look", "page": "now"})


def _read(frame: dict[str, Any]) -> str:
    """All words of a page; of a page on one thing of the deck, which names cards by what they are for, whoever holds
    them, all but its text."""
    parts = [frame["heading"], frame["asking"]["sentence"], frame["status"]]
    parts += _words(frame["lead"] if "/" in frame["page"] else [*frame["lead"], *frame["blocks"]])
    parts += [f"{choice['label']} {choice.get('help', '')}" for choice in frame["choices"]]
    parts += [item["text"] for item in frame["news"]]
    return " ".join(" ".join(parts).split())


def _words(blocks: list[dict[str, Any]]) -> Iterator[str]:
    """The words of blocks, and of what lies inside them, also where it is folded."""
    for block in blocks:
        yield block.get("text", "")
        yield from _words(block.get("inside", []))


LOOK = """(() => {
  const asked = document.querySelector('#asked-box').hidden ? '' : document.querySelector('#asked').innerText;
  const choices = [...document.querySelectorAll('#choices a.button, #choices button')];
  return { asked, heading: document.querySelector('#heading').innerText, sure: document.querySelector('#sure').open,
    now: !document.querySelector('#to-now').hidden, trouble: !document.querySelector('#trouble').hidden,
    all: document.body.innerText, choices: choices.map((one) => one.innerText) };
})()"""
PRESS = """((place, label) => {{
  const one = [...document.querySelectorAll('#choices a.button, #choices button')][place];
  if (!one || one.innerText !== label) return false;
  one.click();
  return true;
}})({}, {})"""
"""Presses a choice that was read, unless the page has changed since: nobody presses what is no longer there."""
NOT_MINE = (
    "You support a proposal",
    "Your choice is made",
    "You have voted",
    "You have said",
    "Still choosing",
    "paused",
    "go on.",
)


class Presser:
    """Presses the buttons of the page in a browser."""

    def __init__(self, browser: Browser, page: str, name: str, chance: Random, pace: float) -> None:
        self.browser, self.page, self.name, self.chance, self.pace = browser, page, name, chance, pace
        self.did: Counter[str] = Counter()
        self.past: list[tuple[float, str]] = []
        self.stuck: list[str] = []
        self.resting = asyncio.Event()
        self.resting.set()
        self.now: dict[str, Any] = {"asked": "", "heading": "", "all": "", "choices": [], "sure": False}

    @property
    def over(self) -> bool:
        return "The game at your table is over" in self.now["asked"] or "The game is over" in self.now["all"]

    async def look(self) -> dict[str, Any]:
        """What stands on the page now."""
        self.now = await self.browser("run", self.page, code=LOOK)
        said = " ".join(str(self.now["all"]).split())
        if not self.past or self.past[-1][1] != said:
            self.past.append((time.time(), said))
        return self.now

    async def play(self) -> None:
        """Do what is asked, until cancelled."""
        while True:
            await self.resting.wait()
            await asyncio.sleep(self.pace * self.chance.uniform(0.8, 1.6))
            try:
                await self._once(await self.look())
            except AssertionError as problem:
                self.stuck.append(f"{self.name}: {problem}")

    async def _once(self, now: dict[str, Any]) -> None:
        if now["sure"]:
            await self.browser("run", self.page, code="document.querySelector('#sure-yes').click()")
            self.did["said yes"] += 1
        elif now["now"]:
            await self.browser("run", self.page, code="document.querySelector('#to-now-link').click()")
        elif now["asked"] and now["choices"] and not any(words in now["asked"] for words in NOT_MINE):
            labels = now["choices"]
            wanted = [n for n, label in enumerate(labels) if label.startswith("Support:")]
            others = [n for n, label in enumerate(labels) if not label.startswith(("Support", "Be captain"))]
            among = wanted if wanted and self.chance.random() < 0.8 else others or wanted
            if among:
                place = self.chance.choice(among)
                done = await self.browser("run", self.page, code=PRESS.format(place, json.dumps(labels[place])))
                self.did["pressed" if done else "came too late"] += 1
