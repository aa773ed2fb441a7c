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
ONCE = "new Promise((done) => { const look = () => (%s) ? done(performance.now()) : setTimeout(look, 10); look(); })"
WATCH_KEYS = """
globalThis.took = [];
globalThis.begun = 0;
addEventListener("keydown", () => (begun = performance.now()), true);
term.onRender(() => { if (begun) took.push(performance.now() - begun); begun = 0; });
0
"""
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
from time import perf_counter
import debate

deck = debate.load_deck(NAME)
asked = []
state = debate.start(deck, seed=1)
while not state.over:
    view = debate.view(deck, state, state.to_move)
    if len(view.legal) > 1:
        asked.append(view)
    state = debate.play(deck, state, debate.OPPONENTS["scripted"].choose(deck, view, seed=1).move).state
for view in Random(2).sample(asked, min(8, len(asked))):
    begun = perf_counter()
    debate.OPPONENTS["planner"].choose(deck, view, seed=3)
    print(perf_counter() - begun)
"""


def bare(page: str) -> str:
    """The same page, whose Python only imports Textual."""
    worker = (STATIC / "worker.js").read_text("utf-8")
    start = worker.index("import debate.publish.browser")
    end = worker.index("`,", start)
    less = worker[:start] + "import textual.app, textual.widgets\ngame = None\n" + worker[end:]
    letters = base64.b64encode(gzip.compress(less.encode(), mtime=0)).decode()
    return re.sub(r'(id="data-worker">)[^<]+', lambda found: found[1] + letters, page)


async def ready(browser: Browser, name: str, file: Path, once: str) -> float:
    """Milliseconds from the address to this."""
    await browser("open", name, url=file.as_uri(), width=1280, height=800)
    return float(await browser("run", name, code=ONCE % once))


async def keys(browser: Browser, name: str, times: int) -> list[float]:
    """Milliseconds from each of so many keys to the first repaint; those that change nothing do not count."""
    await browser("run", name, code="took.length = 0")
    for number in range(times):
        before = await browser("run", name, code="took.length")
        await browser("press", name, key="ArrowDown" if number % 8 < 4 else "ArrowUp")
        for _ in range(100):
            if await browser("run", name, code="took.length") != before:
                break
            await asyncio.sleep(0.01)
    return [float(took) for took in await browser("run", name, code="took")]


def told(what: str, found: list[float], wanted: float) -> None:
    p95 = quantiles(found, n=20)[-1]
    print(
        f"{what}: median {median(found):.0f} ms, p95 {p95:.0f} ms of {len(found)} (at most {wanted} wanted)", flush=True
    )


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
    gaps = [float(gap) for gap in await browser("run", "thinks", code="gaps")]
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
            python.append(await ready(browser, f"b{number}", work / "bare.html", "document.body.dataset.ready"))
            title.append(await ready(browser, f"t{number}", file, ON_SCREEN % "Quick game"))
            for name in (f"b{number}", f"t{number}"):
                await browser("run", name, code="worker.terminate()")
        ratio = median(title) / median(python)
        both = f"title {median(title):.0f} ms, Python with Textual {median(python):.0f} ms"
        print(f"{both}: {ratio:.2f} times (at most {WANTED_TITLE} wanted)", flush=True)
        await ready(browser, "keys", file, ON_SCREEN % "Quick game")
        page = Visit(browser, "keys")
        await browser("run", "keys", code=WATCH_KEYS)
        told("a key on the title", await keys(browser, "keys", count), WANTED_KEY)
        await page.press("n")
        told("a key in the form of a new game", await keys(browser, "keys", count), WANTED_KEY)
        await page.press("Escape")
        await page.goes_on(await page.press("g"), "Round 1 of ")
        told("a key at the table", await keys(browser, "keys", count), WANTED_KEY)
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
