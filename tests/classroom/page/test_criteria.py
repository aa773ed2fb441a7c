"""What WCAG 2.2 asks at level AA and axe cannot see, measured on the page of a student in a real browser."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.classroom.page.browser import missing
from tests.classroom.page.test_browser import DESK, PHONE, Look, looking, seated

pytestmark = [pytest.mark.torture, pytest.mark.skipif(bool(missing()), reason=missing())]

LEAST_TARGET = 24
"""CSS pixels (2.5.8)."""
STOPS = 12
"""So many times the tab key is pressed where the focus is followed."""
STOP = """(() => {
  const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
  if (at === document.body) return null;
  const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height, 40) / 2];
  const hit = document.elementFromPoint(x, y);
  const seen = Boolean(hit) && (at.contains(hit) || hit.contains(at)) && y > 0 && y < innerHeight;
  const ring = style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
  return { what: at.innerText.slice(0, 40) || at.id || at.tagName, ring, seen };
})()"""
"""What has the focus: its words, the width of its ring, whether it is in sight; null between the last and the first."""
TARGETS = """[...document.querySelectorAll("button, .button, nav a, summary, input, select")]
  .filter((one) => one.checkVisibility() && one.offsetParent).filter((one) => {
    one.scrollIntoView({ block: "center", behavior: "instant" });
    const box = one.getBoundingClientRect(), [x, y] = [box.x + box.width / 2, box.y + box.height / 2], far = %d;
    return [[far, 0], [-far, 0], [0, far], [0, -far]].some(([right, down]) => {
      const hit = document.elementFromPoint(x + right, y + down);
      return !hit || !(one.contains(hit) || hit.contains(one) && hit.closest("label"));
    });
  }).map((one) => one.innerText || one.id || one.name)"""
EDGES = """(() => {
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = (text) => {
    const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = rgb(text).map((v) => linear(v / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = light(getComputedStyle(document.body).backgroundColor);
  const found = [];
  for (const one of document.querySelectorAll("button, .button, nav a, .choices > li, fieldset, input[type=text]")) {
    if (!one.checkVisibility()) continue;
    const style = getComputedStyle(one);
    if (style.borderTopStyle === "none" || !parseFloat(style.borderTopWidth)) continue;
    const [high, low] = [light(style.borderTopColor), behind].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < 3) found.push(`${one.className || one.tagName} ${ratio.toFixed(2)}`);
  }
  return found;
})()"""
SPACED = """(() => {
  const style = document.createElement("style");
  style.textContent = "* { line-height: 1.5 !important; letter-spacing: .12em !important; }"
    + " * { word-spacing: .16em !important; } p { margin-bottom: 2em !important; }";
  document.head.append(style);
})()"""
CUT = """[...document.querySelectorAll("main *, #asked-box *, nav *, header *")].filter((one) => one.checkVisibility()
  && one.innerText && getComputedStyle(one).overflow === "hidden" && one.clientWidth > 1
  && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)).map((one) => one.innerText)"""
MOVES = """[document.getAnimations().length, [...document.querySelectorAll("blink, marquee, [title]")].length,
  [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule instanceof CSSKeyframesRule
    || /:hover/.test(rule.selectorText || "")).length]"""


ASKED = "['asked', 'heading', 'choices'].map((id) => document.getElementById(id).innerText)"


async def words(look: Look, page: str) -> Any:
    return await look.browser("text", page)


async def test_the_focus_is_seen_wherever_it_goes(tmp_path: Path) -> None:
    """2.1.4, 2.4.7, 2.4.11, 3.2.1: tab after tab what has the focus has a ring of three pixels and is not covered by
    what stays in sight; the page stays as it is; single letters do nothing. On a phone and at a desk."""
    async with looking(tmp_path) as look:
        await seated(look)
        for size in (PHONE, DESK):
            await look.browser("size", "ana", **size)
            await look.browser("run", "ana", code="document.activeElement.blur(); scrollTo(0, 0)")
            before = await words(look, "ana")
            for key in "ahsx1?":
                await look.browser("press", "ana", key=key)
            stops = set()
            for _ in range(STOPS):
                await look.browser("press", "ana", key="Tab")
                stop = await look.browser("run", "ana", code=STOP)
                if stop is None:
                    continue
                stops.add(stop["what"])
                assert stop["ring"] >= 3, (size, stop)
                assert stop["seen"], (size, stop)
            assert len(stops) > STOPS / 2
            assert await words(look, "ana") == before


async def test_all_that_is_pressed_is_large_enough_and_has_an_edge(tmp_path: Path) -> None:
    """1.4.11, 2.5.8: whatever can be pressed is 24 pixels wide and high, and its edge has a contrast of three to one,
    in the light and in the dark, before a choice and on the way to it."""
    async with looking(tmp_path) as look:
        await seated(look)
        targets = TARGETS % (LEAST_TARGET // 2 - 1)
        for page in ("ana", "ben"):
            assert await look.browser("run", page, code=targets) == []
            assert await look.browser("run", page, code=EDGES) == []
        await look.browser("run", "ana", code="document.querySelector('#choices a.button').click()")
        await look.browser("until", "ana", text="How do you play it?")
        assert await look.browser("run", "ana", code=targets) == []
        assert await look.browser("run", "ana", code=EDGES) == []


async def test_turned_spaced_and_still(tmp_path: Path) -> None:
    """1.3.4, 1.4.12, 1.4.13, 2.2.2, 2.3.1: on its side a phone shows the same with nothing over the edge; with the
    spacing that readers may set no words are cut; nothing moves, flashes, or appears under the pointer alone."""
    async with looking(tmp_path) as look:
        await seated(look)
        upright = await look.browser("run", "ana", code=ASKED)
        await look.browser("size", "ana", width=740, height=360)
        assert await look.over_the_edge("ana") <= 0
        assert await look.browser("run", "ana", code=ASKED) == upright
        await look.browser("size", "ana", **PHONE)
        assert await look.browser("run", "ana", code=MOVES) == [0, 0, 0]
        await look.browser("run", "ana", code=SPACED)
        assert await look.over_the_edge("ana") <= 0
        assert await look.browser("run", "ana", code=CUT) == []


async def test_nothing_happens_by_mistake(tmp_path: Path) -> None:
    """2.5.2, 3.2.2, 3.3.1, 3.3.3: whoever slips off a button has not pressed it; what is ticked changes nothing else;
    at the door a sentence says what is missing or wrong, and what to do."""
    async with looking(tmp_path) as look:
        ask = look.browser
        await ask("open", "late", url=look.host.base, **PHONE)
        await ask("click", "late", name="Let me in")
        await ask("until", "late", text="Type the room code first.")
        await ask("fill", "late", label="Room code", text="AAAAAA")
        await ask("fill", "late", label="Your name", text="Late")
        before = await ask("run", "late", code="location.href")
        await ask("check", "late", label="Page")
        assert await ask("run", "late", code="location.href") == before
        await ask("click", "late", name="Let me in")
        await ask("until", "late", of="#said", text="code")
        said = await ask("run", "late", code="document.querySelector('#said').innerText")
        assert said == "This is not the code of a room here. It stands on the wall, six letters."
        assert await look.focused("late") != "BODY"
        await seated(look)
        shown = await words(look, "ana")
        await ask("slip", "ana", name="Hold: no move")
        await asyncio.sleep(0.2)
        assert await words(look, "ana") == shown
        assert look.room.tables[0].session.state.awaiting[0] == "congress"
