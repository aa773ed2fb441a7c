"""A scripted student: reads the page that the host sends, thinks for a while, and presses one of its buttons."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Mapping, Sequence
from random import Random
from typing import Any

from attrs import frozen

from debate.classroom.join.line import Line
from debate.command import Stop

Frame = Mapping[str, Any]
Sleep = Callable[[float], Awaitable[None]]
_NOT_MINE = ("withdraw", "captain", "rename", "lobby", "pass")
"""How the ids of choices begin that a scripted student leaves alone."""
_WAITS = ("let-in", "seat", "start", "paused", "held", "chosen", "wait", "out", "unsaved")
"""What is asked of somebody who has nothing to do."""
OWN_WORDS = (
    "We kept our word, more or less.",
    "I thought they would give in. They had other parts by then.",
    "Nothing got safer, but it looked so.",
)
"""What a scripted student writes where words are asked for."""
_TAPS = ("believe", "foretell", "appraise")
"""What is asked that decides nothing in the game."""
_PATIENCE = 20.0
"""Seconds within which the host answers a request."""


@frozen
class Manner:
    """How somebody plays. ``words``: read in a minute; ``dither``: seconds of doubt before a choice, least and most;
    ``tap``: before saying what one believes or foresees, which decides nothing.

    ``stubborn``: proposes something of their own and keeps to it. ``shy``: never proposes, only supports. A silent
    judge does not vote before ``dither`` is over either; nobody is faster for being asked again.
    """

    words: float = 2_000.0
    dither: tuple[float, float] = (1.0, 6.0)
    tap: tuple[float, float] = (1.0, 4.0)
    stubborn: bool = False
    shy: bool = False


class Pupil:
    """One student at the other end of a socket. ``did``: the kinds of requests that were done, in order.

    ``sleep`` waits for so many seconds of the lesson; a test gives one that is faster. ``read``: words read so far.
    """

    def __init__(
        self, base: str, name: str, manner: Manner, chance: Random, sleep: Sleep = asyncio.sleep, *, tls: bool = True
    ) -> None:
        self.base, self.name, self.manner, self.chance, self.sleep = base, name, manner, chance, sleep
        self.did: list[str] = []
        self.refused: list[str] = []
        self.words: Sequence[str] = OWN_WORDS
        """What is written where words are asked for: one of these."""
        self.read = 0
        self.asking = ""
        self.sentence = ""
        self.gone = ""
        """The host's last sentence, once it has said goodbye for good."""
        self._ids = itertools.count(1)
        self._known: set[str] = set()
        self._page: Frame | None = None
        self._new = asyncio.Event()
        self._answers: dict[str, asyncio.Future[Frame]] = {}
        self._line = Line(base, "", "student", shows="page", tls=tls)
        self._own = ""

    async def come(self, code: str) -> None:
        """Join the room and play until the host says goodbye for good or this is cancelled."""
        line = self._line
        line.code, line.frame = code, self._take
        playing = asyncio.create_task(self._play())
        try:
            sentence, _ = await line.run(await line.ask_in(self.name))
            self.gone = sentence or "The host has gone."
        except Stop as refused:
            self.gone = str(refused)
        finally:
            playing.cancel()
            await asyncio.gather(playing, return_exceptions=True)

    def _take(self, frame: Frame) -> None:
        match frame["t"]:
            case "page":
                self._page = frame
                self.asking, self.sentence = frame["asking"]["what"], frame["asking"]["sentence"]
                self._new.set()
            case "done" | "refused":
                answer = self._answers.pop(frame["id"], None)
                if answer is not None and not answer.done():
                    answer.set_result(frame)

    async def _play(self) -> None:
        while not self.gone:
            if not await self._news():
                await self._give_way()
                continue
            self._new.clear()
            frame = self._page
            assert frame is not None
            await self._read(frame)
            if frame is not self._page:
                continue  # something else stands there by now
            if self.asking in _WAITS or not frame["choices"]:
                self._own = ""
                continue
            doubt = self.manner.tap if self.asking in _TAPS else self.manner.dither
            await self.sleep(self.chance.uniform(*doubt))
            if self._page is not None and self.asking not in _WAITS:
                await self._choose(self._page)

    async def _news(self) -> bool:
        """Wait for a new page; False once one's patience with the team is over."""
        if self.asking != "confirm" or self.manner.stubborn:
            return await self._new.wait()
        news = asyncio.ensure_future(self._new.wait())
        tired = asyncio.ensure_future(self.sleep(3 * self.manner.dither[1]))
        try:
            await asyncio.wait({news, tired}, return_when=asyncio.FIRST_COMPLETED)
            return self._new.is_set()
        finally:
            news.cancel()
            tired.cancel()

    async def _give_way(self) -> None:
        """Support what was proposed first, instead of one's own."""
        first = next((c for c in self._page["choices"] if c["id"].startswith("support")), None) if self._page else None
        if first is not None and not first.get("own"):
            do = first["do"]
            said = await self.ask(do["kind"], do["at"], do["fields"])
            (self.did if said["t"] == "done" else self.refused).append(do["kind"])
        self.asking = ""

    async def _read(self, frame: Frame) -> None:
        """Read what is new on the page, at one's own speed."""
        new = [words for words in words_of(frame) if words not in self._known]
        self._known.update(new)
        count = sum(len(words.split()) for words in new)
        self.read += count
        if count:
            await self.sleep(60 * count / self.manner.words)

    async def _choose(self, frame: Frame) -> None:
        choice = self.wanted(frame["choices"])
        if choice is None:
            return
        if "page" in choice:
            self._line.send({"t": "look", "page": choice["page"]})
            return
        do = choice["do"]
        fields = dict(do["fields"])
        if choice.get("pick"):
            ticked = [item["id"] for item in choice["items"] if item["ticked"]][: choice["pick"]]
            fields["move"] = " ".join([fields["move"], *ticked])
        if choice.get("text"):
            fields[choice["text"]] = self.chance.choice(self.words)
        if do["kind"] == "propose":
            self._own = fields["move"]
        said = await self.ask(do["kind"], do["at"], fields)
        (self.did if said["t"] == "done" else self.refused).append(do["kind"])
        if frame["page"] != "now":
            self._line.send({"t": "look", "page": "now"})

    def wanted(self, choices: Sequence[Frame]) -> Frame | None:
        """The button that this student presses; None where they leave it."""
        found = [choice for choice in choices if not choice["id"].startswith(_NOT_MINE)]
        written = [choice for choice in found if choice.get("text") and choice["id"].startswith("write")]
        if written:
            return written[0]
        supports = [choice for choice in found if choice["id"].startswith("support")]
        mine = [choice for choice in supports if choice.get("own")]
        others = [choice for choice in found if choice not in supports and not choice.get("own")]
        if mine:
            return None
        if self.manner.stubborn and others and not self._own:
            return self.chance.choice(others)
        if supports:
            return self.chance.choice(supports)
        if self.manner.shy and any(_proposes(choice) for choice in found):
            return None
        return self.chance.choice(others) if others else None

    async def ask(self, kind: str, at: int, fields: Mapping[str, str]) -> Frame:
        """Have the room do something; what it answered. A line that breaks meanwhile counts as a refusal."""
        id_ = f"pupil-{next(self._ids)}"
        answer: asyncio.Future[Frame] = asyncio.get_running_loop().create_future()
        self._answers[id_] = answer
        self._line.send({"t": "do", "id": id_, "kind": kind, "at": at, "fields": fields})
        try:
            async with asyncio.timeout(_PATIENCE):  # wait_for may take no notice of being cancelled once it is answered
                return await answer
        except TimeoutError:
            self._answers.pop(id_, None)
            return {"t": "refused", "code": "gone"}


def _proposes(choice: Frame) -> bool:
    """Whether this button proposes a choice, or leads to one that does."""
    return choice.get("do", {}).get("kind") == "propose" or str(choice.get("page", "")).startswith("play/")


def words_of(frame: Frame) -> list[str]:
    """All that there is to read on a page before one chooses, piece by piece; what is folded is not read."""
    parts = [frame["heading"], frame["asking"]["sentence"], frame.get("message", "")]
    for block in (*frame.get("lead", ()), *(() if frame.get("ahead") else frame["blocks"])):
        parts.append(str(block.get("text", "")))
    parts += [f"{choice['label']} {choice.get('help', '')}" for choice in frame["choices"]]
    return [part for part in parts if part.strip()]
