"""How long one waits at the start: loading a deck, ``debate --help``, the first paint of the title screen.

    python -m tests.bench.startup [--times 7]

Every figure is the median over so many fresh processes; the two apps take turns, each in a terminal of its own. What
Python has compiled is kept between them, as it is for whoever installs the program.
"""

from __future__ import annotations

import argparse
import codecs
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

LOADING = """
import sys, time
import debate
debate.load_deck
begun = time.process_time()
deck = debate.load_deck(sys.argv[1])
loaded = time.process_time()
debate.start(deck)
print(loaded - begun, time.process_time() - loaded)
"""
"""Prints the CPU seconds of loading and checking a deck, and of making it ready for the first game."""
HELPING = """
import sys
from debate.cli import run
try:
    run(["--help"])
except SystemExit:
    pass
print(*sorted({name.partition(".")[0] for name in sys.modules} & {"textual", "rich", "yaml", "attr", "aiohttp"}))
"""
"""Prints, after the help, which of the libraries that take time were imported for it."""
PATIENCE = 20.0
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def deck_seconds(deck: str, times: int) -> tuple[float, float]:
    """(loading and checking, making ready for the first game)."""
    runs = [_python("-c", LOADING, deck).split() for _ in range(times)]
    return median(float(run[0]) for run in runs), median(float(run[1]) for run in runs)


def help_seconds(times: int) -> tuple[float, float, str]:
    """(``debate --help``, Python alone, what was imported for it)."""
    helping = _wall(lambda: _python("-m", "debate", "--help"), times)
    return helping, _wall(lambda: _python("-c", "pass"), times), _python("-c", HELPING).splitlines()[-1].strip()


def _python(*arguments: str) -> str:
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True)
    return done.stdout


def _wall(call: Callable[[], object], times: int) -> float:
    call()
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        call()
        took.append(time.perf_counter() - begun)
    return median(took)


def paint_seconds(module: str, words: str, saves: Path) -> float:
    """How long it is from the start of a process until a terminal of 80x24 shows the words."""
    import pyte

    screen = pyte.Screen(80, 24)
    stream = pyte.Stream(screen)
    decode = codecs.getincrementaldecoder("utf-8")("replace").decode
    begun = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        variables = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "DEBATE_SAVES": str(saves)}
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        os.execve(sys.executable, [sys.executable, "-m", module], variables)
    try:
        while not any(words in line for line in screen.display):
            ready, _, _ = select.select([terminal], [], [], PATIENCE)
            if not ready:
                raise TimeoutError(f"{module} has not shown '{words}' in {PATIENCE:.0f} s")
            # Textual leaves pyte's private sequences alone but for one that pyte takes for a colour.
            stream.feed(decode(os.read(terminal, 1 << 16)))
        return time.perf_counter() - begun
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(terminal)


def first_paints(times: int) -> tuple[float, float, float]:
    """(the title screen, the minimal app, the ratio), each a median over turns."""
    from tests.bench.minimal import SHOWN

    ours, minimal = [], []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(times + 1):
            minimal.append(paint_seconds("tests.bench.minimal", SHOWN, Path(folder)))
            ours.append(paint_seconds("debate", "D E B A T E", Path(folder)))
    del minimal[0], ours[0]  # what was compiled in these is kept
    return median(ours), median(minimal), median(a / b for a, b in zip(ours, minimal, strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.startup", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--deck", default="zte", help="a shipped deck or a path (default: %(default)s)")
    parser.add_argument("--times", type=int, default=7, help="how often each is done (default: %(default)s)")
    given = parser.parse_args()
    loading, starting = deck_seconds(given.deck, given.times)
    print(f"load and check {given.deck:16} {loading * 1000:6.0f} ms CPU  wanted: under 300")
    print(f"ready for the first game        {starting * 1000:6.0f} ms CPU")
    helping, alone, imported = help_seconds(given.times)
    print(f"debate --help                   {helping * 1000:6.0f} ms      Python alone: {alone * 1000:.0f}")
    print(f"  imported for it: {imported or 'nothing that takes time'}; wanted: no textual")
    try:
        ours, minimal, ratio = first_paints(given.times)
    except ImportError as error:
        print(f"first paint: left out ({error}); pip install '.[test]' brings pyte")
    else:
        print(f"first paint of the title        {ours * 1000:6.0f} ms      minimal app: {minimal * 1000:.0f}")
        print(f"  ratio {ratio:.2f}; wanted: at most 1.3")


if __name__ == "__main__":
    main()
