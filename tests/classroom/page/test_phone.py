"""The page on a phone: at 360x740 the first choice is in sight without scrolling, and little is read before it.

Skipped like the other tests in a browser; ``DEBATE_SHOTS=folder`` keeps what stood on the screen, as large as it was.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from debate.classroom.room import Request
from tests.classroom.page.browser import Browser, missing
from tests.classroom.page.test_browser import Look, gone_on_from, looking, until

pytestmark = [pytest.mark.torture, pytest.mark.skipif(bool(missing()), reason=missing())]

READ = 120
"""Words that have to be read before one chooses."""
MEASURE = """(() => {
  const seen = (node) => {
    for (let at = node.parentElement; at; at = at.parentElement) {
      if (at.matches(".unseen, [aria-hidden=true]")) return false;
      if (at.matches("details:not([open])") && !at.querySelector("summary").contains(node)) return false;
    }
    return node.parentElement.getClientRects().length > 0;
  };
  const words = (root) => {
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    let count = 0;
    while (walk.nextNode()) {
      if (seen(walk.currentNode)) count += walk.currentNode.data.split(/\\s+/).filter((w) => /\\p{L}/u.test(w)).length;
    }
    return count;
  };
  const ahead = document.querySelector("#main").lastElementChild.id === "blocks";
  const judged = document.querySelector("#choices [data-key^='choice vote']");
  const parts = ["#asked-box", "#heading", "#lead", "#choices", ...(ahead && !judged ? [] : ["#blocks"])];
  const first = document.querySelector("#choices fieldset label") || document.querySelector("#choices li");
  const box = first && first.getBoundingClientRect();
  const foot = document.querySelector("nav").getBoundingClientRect();
  const fixed = getComputedStyle(document.querySelector("nav")).position === "fixed";
  const tapped = [...document.querySelectorAll(".choices > li, nav a, summary, #lead .links a")];
  const low = tapped.filter((each) => each.getClientRects().length && each.getBoundingClientRect().height < 44);
  return {
    top: box && Math.round(box.top), bottom: box && Math.round(box.bottom),
    floor: Math.round(fixed && foot.height ? foot.top : innerHeight),
    words: parts.map((part) => words(document.querySelector(part))).reduce((a, b) => a + b),
    low: low.map((each) => each.textContent),
    edge: document.documentElement.scrollWidth - innerWidth,
  };
})()"""


class Phone:
    """Looks at what stands on a phone's screen. ``found``: state -> what was measured there."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.found: dict[str, dict[str, Any]] = {}

    async def look(self, page: str, state: str) -> None:
        """Measure this state, each kind of state once."""
        if state in self.found:
            return
        await self.browser("run", page, code="scrollTo(0, 0)")
        if folder := os.environ.get("DEBATE_SHOTS"):
            await self.browser("screen", page, path=str(Path(folder) / f"phone-{len(self.found):02}-{state}.png"))
        self.found[state] = await self.browser("run", page, code=MEASURE)
        assert await self.browser.faults(page) == [], state

    def wrong(self) -> list[str]:
        """What is not as it should be."""
        faults = []
        for state, got in self.found.items():
            if got["top"] is None or got["top"] < 0 or got["bottom"] > got["floor"]:
                faults.append(f"{state}: the first choice is at {got['top']} to {got['bottom']} of {got['floor']}")
            if got["words"] > READ:
                faults.append(f"{state}: {got['words']} words before a choice")
            if got["edge"] > 0 or got["low"]:
                faults.append(f"{state}: {got['edge']} over the edge, too low to tap: {got['low']}")
        return faults


async def test_the_first_choice_is_in_sight(tmp_path: Path) -> None:
    """A game on two phones, a player's and a judge's: in each phase the first choice is above the fold, at most 120
    words come before it, everything is large enough to tap, and axe finds nothing."""
    async with looking(tmp_path) as look:
        phone = Phone(look.browser)
        ana, ben = await look.come("ana", "Ana"), await look.come("ben", "Ben")
        await look.teach("let-in", person="all")
        await look.teach("seat", person=ana, table="1", role="congress")
        await look.teach("seat", person=ben, table="1", role="judge")
        await look.teach("predictions", to="on")
        await look.teach("start")
        await look.browser("until", "ana", text="Choose a move")
        await play(look, phone, ana)
        measured = {state: (got["top"], got["bottom"], got["words"]) for state, got in phone.found.items()}
        print(measured)
        assert {"choose", "play", "foretell", "sure", "judge"} <= set(phone.found)
        assert {"answer", "extend", "settle"} & set(phone.found)
        assert phone.wrong() == [], measured


async def play(look: Look, phone: Phone, ana: str) -> None:
    """Ana's and the judge's whole game, by what is first on their pages."""
    ask, room = look.browser, look.room
    for _ in range(90):
        table, session = room.tables[0], room.game(ana)
        assert session is not None
        if session.state.over:
            return
        gone_on = gone_on_from(table)
        if table.withheld:
            ben = next(id_ for id_, person in room.people.items() if person.name == "Student 2")
            for name, id_ in (("ana", ana), ("ben", ben)):
                while table.to_foretell(id_):
                    await foretell(look, phone, name, id_)
        elif table.ballot() is not None:
            await ask("until", "ben", text="Your vote on the case")
            await phone.look("ben", "judge")
            await ask("click", "ben", role="link", name="The case stands")
            await ask("click", "ben", name="I leave the reason open")
        else:
            phase = session.state.phase
            await ask("click", "ana", role="link", name="Now", exact=True)
            await phone.look("ana", phase)
            if phase == "choose":
                await ask("run", "ana", code="document.querySelector('#choices a.button').click()")
                await ask("until", "ana", text="How do you play it?")
                await phone.look("ana", "play")
            await ask("run", "ana", code="document.querySelector('#choices button').click()")
            await ask("click", "ana", name="Choose this")
        await until(gone_on)


SIDES = """(() => {
  const box = (node) => node.getBoundingClientRect();
  const parts = [...document.querySelectorAll(".beside > .part")].map(box);
  const votes = [...document.querySelectorAll("#choices li")].map(box);
  return {
    tops: parts.map((part) => Math.round(part.top)), lefts: parts.map((part) => Math.round(part.left)),
    low: Math.round(Math.max(...parts.concat(votes).map((each) => each.bottom))), high: innerHeight,
    open: [...document.querySelectorAll(".beside > .part > section details")].every((fold) => fold.open),
    edge: document.documentElement.scrollWidth - innerWidth,
  };
})()"""


async def test_a_judge_sees_both_sides_and_the_answer_at_once(tmp_path: Path) -> None:
    """At 1366x768 case and answer stand side by side, with all that they rest on, the ruling above them, and none of it
    has to be scrolled to; what else was said is named there, and opens."""
    async with looking(tmp_path) as look:
        ask = look.browser
        ana, ben = await look.come("ana", "Ana"), await look.come("ben", "Ben", width=1366, height=768)
        await look.teach("let-in", person="all")
        await look.teach("seat", person=ana, table="1", role="congress")
        await look.teach("seat", person=ben, table="1", role="judge")
        await look.teach("start")
        table = look.room.tables[0]
        for _ in range(30):
            if table.ballot() is not None:
                break
            if table.session.awaited():
                move = table.session.legal("congress")[0]
                gone_on = gone_on_from(table)
                look.room.do(ana, Request(f"r{table.version}", "propose", table.version, {"move": str(move)}))
                look.room.tick()
                await until(gone_on)
        await ask("until", "ben", text="Your vote on the case")
        if folder := os.environ.get("DEBATE_SHOTS"):
            await ask("screen", "ben", path=str(Path(folder) / "judge-1366.png"))
        got = await ask("run", "ben", code=SIDES)
        assert len(set(got["tops"])) == 1, got
        assert len(set(got["lefts"])) == 2, got
        assert got["open"], got
        assert got["low"] <= got["high"], got
        assert got["edge"] <= 0, got
        assert await ask.faults("ben") == []


async def foretell(look: Look, phone: Phone, name: str, id_: str) -> None:
    """Answer one question by three taps: an answer, how sure, and why where that is asked."""
    ask, table = look.browser, look.room.tables[0]
    before = len(table.to_foretell(id_))
    await ask("until", name, text=table.to_foretell(id_)[0].text, of="#choices")
    await phone.look(name, "foretell")
    for state, words in (("sure", "How sure"), ("reasons", "Why?")):
        await ask("run", name, code="document.querySelector('#choices .button, #choices button').click()")
        if len(table.to_foretell(id_)) == before:
            await ask("until", name, text=words, of="#main")
            await phone.look(name, state)
    await ask("run", name, code="document.querySelector('#choices button')?.click()")
    await until(lambda: len(table.to_foretell(id_)) < before)
