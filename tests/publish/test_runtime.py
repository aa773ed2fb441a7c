"""What the runtime of published pages is built from: all that the game imports there, and nothing else."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SERVED = ("aiohttp", "segno")
"""Dependencies that only the host of a class needs."""
PROGRAM = """
import re
import sys
from importlib import import_module
from importlib.metadata import distribution

allowed = {"debate", *sys.stdlib_module_names}
for name in NAMES:
    for file in distribution(name).files or ():
        allowed.add(str(file).replace("\\\\", "/").split("/")[0].removesuffix(".py"))

unused = re.compile(UNUSED)

class Gate:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] not in allowed or unused.search(name.replace(".", "/") + ".py"):
            raise ModuleNotFoundError(f"{name} is not in the page")

sys.meta_path.insert(0, Gate())
import debate.publish.author, debate.publish.browser, debate.publish.inside, debate.publish.rates
for name in debate.publish.inside.SOON:
    import_module(name)
"""


@pytest.fixture(scope="module")
def build() -> ModuleType:
    """The program that builds the runtime."""
    spec = importlib.util.spec_from_file_location("build_runtime", ROOT / ".web" / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_dependency_is_in_a_page_or_named_as_left_out(build: ModuleType) -> None:
    """A dependency that is added to the game is seen here, before the pages lack it."""
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    names = {each.split(">")[0].split("[")[0].split("=")[0].split("<")[0].strip().lower() for each in asked}
    assert names - {name.lower() for name in build.PACKAGES} <= set(SERVED)


def test_the_game_of_a_page_starts_with_these_alone(build: ModuleType) -> None:
    """With every other distribution out of reach, and what is left out of these, the game and the workshop of a page
    can be imported."""
    program = PROGRAM.replace("NAMES", repr(build.PACKAGES)).replace("UNUSED", repr(build.UNUSED.pattern))
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr[-600:]


def test_what_no_page_needs_is_left_out(build: ModuleType) -> None:
    """The host of a class, the scripts of its pages and compiled parts stay out; what the game reads goes in."""
    for path in ("debate/classroom/host/serve.py", "debate/classroom/static/page.js", "aiohttp/_http_parser.so"):
        assert build.UNUSED.search(path), path
    for path in (
        "debate/faces/tui/styles/game.tcss",
        "debate/workshop/first-deck.yaml",
        "debate/classroom/page/seat.py",
    ):
        assert not build.UNUSED.search(path), path
