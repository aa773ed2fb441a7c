"""What a deck as a web page costs: its size, how soon the title stands, keys, the planner, and a page that answers.

    npm ci --prefix .web && python .web/build.py
    DEBATE_NODE=FOLDER python -m tests.bench.web [DECK] [--times 3] [--keys 40]

FOLDER: see tests/classroom/page/browser.py. Wanted: a file of at most 17 MB; the title within 1.3 times of what
Pyodide takes to start and import Textual from the same bytecode in the same browser; 95 of 100 keys repainted within
150 ms; the planner's choice within 5 times of what it takes here.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import gzip
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from statistics import median, quantiles

from debate.cli import run
from debate.publish.page import MOST, STATIC, Runtime
from tests.classroom.page.browser import Browser, browsing
from tests.publish.visits import Visit, lacking

WANTED_TITLE, WANTED_KEY, WANTED_PLANNER = 1.3, 150, 5
INSIDE = Path(__file__).parents[1] / "publish" / "inside.mjs"
ROOT = Path(__file__).parents[2]
ON_SCREEN = "document.querySelector('.xterm-rows') && document.querySelector('.xterm-rows').textContent.includes(%r)"
WATCH_KEYS = """
globalThis.took = [];
globalThis.begun = 0;
globalThis.painted = performance.now();
addEventListener("keydown", () => (begun = performance.now()), true);
term.onRender(() => {
  painted = performance.now();
  if (begun) took.push(painted - begun);
  begun = 0;
});
0
"""
STILL = """new Promise((done) => {
  const look = () => (performance.now() - painted > 300 ? done() : setTimeout(look, 50));
  look();
})"""
ARROWS = ("ArrowDown",) * 4 + ("ArrowUp",) * 4
WATCH_FRAMES = """
globalThis.gaps = [];
globalThis.last = 0;
const frame = (now) => {
  if (last && !document.getElementById("thinking").hidden) gaps.push(now - last);
  last = now;
  requestAnimationFrame(frame);
};
requestAnimationFrame(frame);
0
"""
PLANNING = """
from random import Random
from time import process_time
import debate

def worked():
    try:
        from js import process  # the processor time of Node: Python knows only the clock there
    except ImportError:
        return process_time()
    used = process.cpuUsage()
    return (used.user + used.system) / 1e6


deck = debate.load_deck(NAME)
asked = []
state = debate.start(deck, seed=1)
while not state.over:
    view = debate.view(deck, state, state.to_move)
    if len(view.legal) > 1:
        asked.append(view)
    state = debate.play(deck, state, debate.OPPONENTS["scripted"].choose(deck, view, seed=1).move).state
for view in Random(2).sample(asked, min(8, len(asked))):
    begun = worked()
    debate.OPPONENTS["planner"].choose(deck, view, seed=3)
    print(worked() - begun)
"""


def bare(page: str) -> str:
    """The same page, whose Python only imports Textual."""
    worker = (STATIC / "worker.js").read_text("utf-8")
    start = worker.index("import debate.publish.browser")
    end = worker.index("`,", start)
    less = worker[:start] + "import textual.app, textual.widgets\ngame = None\n" + worker[end:]
    letters = base64.b64encode(gzip.compress(less.encode(), mtime=0)).decode()
    return re.sub(r'(id="data-worker">)[^<]+', lambda found: found[1] + letters, page)


def worked(browser: Browser) -> float:
    """Milliseconds of processor time that all threads of the browser have had so far: what a clock would say on a
    machine with nothing else to do, and somewhat more, since threads there work at once. Linux only."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents.setdefault(int(stat.read_text().rpartition(")")[2].split()[1]), []).append(int(stat.parent.name))
    found, total = [browser.pid], 0
    for pid in found:
        found += parents.get(pid, [])
        for task in Path(f"/proc/{pid}/task").glob("*/schedstat"):
            with suppress(OSError):
                total += int(task.read_text().split()[0])
    return total / 1e6


async def ready(browser: Browser, name: str, file: Path, once: str) -> tuple[float, float]:
    """Milliseconds from the address to this: by the clock, and of processor time."""
    before = worked(browser)
    look = (
        f"const look = () => {{ if ({once}) globalThis.when = performance.now(); else setTimeout(look, 10); }}; look();"
    )
    await browser("open", name, url=file.as_uri(), width=1280, height=800, before=look)
    while not (when := await browser("run", name, code="globalThis.when || 0")):
        await asyncio.sleep(0.05)
    return float(when), worked(browser) - before


async def keys(browser: Browser, name: str, pressed: Iterable[str]) -> list[tuple[float, float]]:
    """The same from each of these keys to the first repaint, with the screen still before it; those that change nothing
    do not count."""
    await browser("run", name, code=f"{STILL}.then(() => (took.length = 0))")
    work = []
    for key in pressed:
        seen = await browser("run", name, code=f"{STILL}.then(() => took.length)")
        before = worked(browser)
        await browser("press", name, key=key)
        for _ in range(100):
            await asyncio.sleep(0.02)
            if await browser("run", name, code="took.length") != seen:
                work.append(worked(browser) - before)
                break
        else:
            await browser("run", name, code="begun = 0")
    return list(zip((float(took) for took in await browser("run", name, code="took")), work, strict=False))


def told(what: str, found: list[tuple[float, float]], wanted: float) -> None:
    by_clock, of_work = ([each[way] for each in found] for way in (0, 1))
    words = [f"median {median(each):.0f} ms, p95 {_high(each):.0f} ms" for each in (by_clock, of_work)]
    work = f"; processor time: {words[1]}" if any(of_work) else ""
    print(f"{what}: {words[0]}{work}; {len(found)} times (at most {wanted} wanted)", flush=True)


def _high(found: list[float]) -> float:
    return quantiles(found, n=20)[-1] if len(found) > 20 else max(found)


def planned(deck: str, work: Path) -> None:
    """The same choices here and under Python for browsers."""
    script = work / "planning.py"
    script.write_text(PLANNING.replace("NAME", repr(deck)))
    site = work / "site.zip"
    site.write_bytes(gzip.decompress(Runtime.find().files["site.zip"]))
    pyodide = str(ROOT / ".web" / "node_modules" / "pyodide")
    there = ["node", str(INSIDE), pyodide, str(site), str(ROOT / "decks"), str(script)]
    found = []
    for command in ([sys.executable, str(script)], there):
        lines = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout.split()
        found.append([float(line) for line in lines])
    here, inside = map(median, found)
    both = f"{1000 * inside:.0f} ms in the page, {1000 * here:.0f} ms here"
    print(f"a choice of the planner: {both}: {inside / here:.1f} times (at most {WANTED_PLANNER} wanted)", flush=True)


async def answers(browser: Browser, file: Path, deck: str) -> None:
    """How long the page stands still while the planner thinks."""
    await browser("open", "thinks", url=file.as_uri(), width=360, height=740)
    page = Visit(browser, "thinks")
    await page.shows("#choices", "New game")
    for name, then in (("Set up a game", "Begin this game"), ("Against:", "Plays the game on"),
                       ("Planner opponent", "Against: planner"), ("Begin this game", "Keep these")):  # fmt: skip
        await browser("click", "thinks", name=name)
        await page.shows("#choices", then)
    await browser("run", "thinks", code=WATCH_FRAMES)
    for _ in range(12):
        await page.on_buttons()
    gaps = [(float(gap), 0.0) for gap in await browser("run", "thinks", code="gaps")]
    if len(gaps) > 20:
        told("between two frames of the page while the planner thinks", gaps, 100)
    else:
        print("The planner did not think long enough to be watched.")


async def measured(deck: str, work: Path, times: int, count: int) -> None:
    file = work / "page.html"
    assert run(["deck", "publish", deck, "--html", str(file)]) == 0
    print(f"the file: {file.stat().st_size / 1e6:.1f} MB (at most {MOST / 1e6:.0f} wanted)", flush=True)
    (work / "bare.html").write_text(bare(file.read_text("utf-8")), "utf-8")
    async with browsing(work) as browser:
        title, python = [], []
        for number in range(times):
            python.append(
                await ready(browser, f"b{number}", work / "bare.html", "document.body && document.body.dataset.ready")
            )
            title.append(await ready(browser, f"t{number}", file, ON_SCREEN % "Quick game"))
            for name in (f"b{number}", f"t{number}"):
                await browser("run", name, code="worker.terminate()")
        for way, by in enumerate(("by the clock", "of processor time")):
            one, other = (median(each[way] for each in found) for found in (title, python))
            both = f"title {one:.0f} ms, Python with Textual {other:.0f} ms {by}"
            print(f"{both}: {one / other:.2f} times (at most {WANTED_TITLE} wanted)", flush=True)
        await ready(browser, "keys", file, ON_SCREEN % "Quick game")
        page = Visit(browser, "keys")
        await browser("run", "keys", code=WATCH_KEYS)
        arrows = [ARROWS[number % len(ARROWS)] for number in range(count)]
        found = await keys(browser, "keys", arrows)
        told("an arrow on the title", found, WANTED_KEY)
        opened = await keys(browser, "keys", ("n",))
        told("an arrow in the form of a new game", more := await keys(browser, "keys", arrows), WANTED_KEY)
        await page.press("Escape")
        opened += await keys(browser, "keys", ("n",))
        await page.press("Escape")
        opened += await keys(browser, "keys", ("g",))
        await page.goes_on(await page.rows(), "Round 1 of ")
        told("an arrow at the table", last := await keys(browser, "keys", arrows), WANTED_KEY)
        told("a new game, again, and a quick one are opened", opened, WANTED_KEY)
        told("all keys", [*found, *more, *opened, *last], WANTED_KEY)
        await browser("run", "keys", code="worker.terminate()")
        await answers(browser, file, deck)
    planned(deck, work)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("deck", nargs="?", default="zte")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--keys", type=int, default=40)
    given = parser.parse_args()
    if why := lacking():
        raise SystemExit(why)
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measured(given.deck, Path(folder), given.times, given.keys))


if __name__ == "__main__":
    main()
