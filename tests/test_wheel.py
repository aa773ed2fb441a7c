"""The program for somebody who may install nothing: the wheel in a folder of their own, beside which nothing can be
written, with blanks in every path; and started by uv or pipx, which need no administrator either."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.torture
ROOT = Path(__file__).parents[1]
BOUND = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
"""What takes from the superuser the right to write where nobody may."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with blanks in its name."""
    made = tmp_path_factory.mktemp("wheel") / "my own folder"
    made.mkdir()
    return made


@pytest.fixture(scope="module")
def wheel(folder: Path) -> Path:
    """The wheel of the program."""
    build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(folder), str(ROOT)]
    done = subprocess.run(build, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"the wheel cannot be built here: {done.stderr.strip().splitlines()[-1][:200]}")
    (found,) = folder.glob("debate-*.whl")
    return found


def test_from_a_folder_that_cannot_be_written(folder: Path, wheel: Path) -> None:
    """A game is played and kept in the home of whoever plays, a deck is begun and checked; the folder of the program
    cannot be written, and is afterwards as it was."""
    site = folder / "the program"
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-compile", "--target", str(site)]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    for path in (site, *site.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = sorted(path for path in site.rglob("*"))
    here = folder.parent / "a home"
    here.mkdir()
    env = {**os.environ, "PYTHONPATH": str(site), "HOME": str(here)}
    for name in ("DEBATE_SAVES", "XDG_DATA_HOME"):
        env.pop(name, None)
    bound = BOUND if os.geteuid() == 0 else []

    def python(*words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        command = [*bound, sys.executable, "-P", *words]
        return subprocess.run(command, cwd=here, env=env, input=typed, capture_output=True, text=True)

    def debate(*words: str) -> str:
        done = python("-m", "debate", *words)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert str(site) in python("-c", "import debate; print(debate.__file__)").stdout
    assert "PermissionError" in python("-c", f"open({str(site / 'x')!r}, 'w')").stderr
    assert "THE END OF TERM" in debate("play", "phones", "--plain", "--watch", "--seed", "7")
    left = python(
        "-m", "debate", "play", "phones", "--plain", "--predictions", "off", "--seed", "7", typed="1\n1 2 3 4\n1\n"
    )
    assert "The game was not finished" in left.stdout
    assert len(list(here.rglob("*.game"))) == 1
    assert "No saved games" not in debate("saves")
    debate("deck", "new", "night-bus", "--yes")
    debate("deck", "check", "night-bus")
    assert sorted(path for path in site.rglob("*")) == before
    for path in (site, *(path for path in site.rglob("*") if path.is_dir())):
        path.chmod(0o755)


STARTERS = {
    "uvx": ("pip install uv", ["uvx", "--python", sys.executable, "--from"]),
    "pipx": ("pip install pipx", ["pipx", "run", "--python", sys.executable, "--spec"]),
}
"""Program -> how to get it, and how it starts what a wheel holds."""


@pytest.mark.parametrize("program", STARTERS)
def test_it_is_started_without_being_installed(folder: Path, wheel: Path, program: str) -> None:
    """What the README tells people without an administrator, as it stands there, with blanks in every path."""
    get, command = STARTERS[program]
    if shutil.which(program) is None:
        pytest.skip(f"There is no {program} here: {get}")
    here = folder.parent / f"a home for {program}"
    here.mkdir()
    own = {"HOME": here, "UV_CACHE_DIR": here / "a cache", "UV_NO_CONFIG": 1, "PIPX_HOME": here / "pipx home"}
    env = {**os.environ, **{name: str(value) for name, value in own.items()}}
    env.pop("VIRTUAL_ENV", None)
    told = [*command, str(wheel), "debate", "deck", "check", "zte"]
    done = subprocess.run(told, cwd=here, env=env, capture_output=True, text=True)
    if done.returncode and any(words in done.stderr for words in ("Failed to fetch", "No matching distribution")):
        pytest.skip("what the program needs cannot be had here")
    assert done.returncode == 0, done.stderr
    written = f'{" ".join(word for word in command if word not in ("--python", sys.executable))} "FOLDER/{wheel.name}"'
    assert f"{written} debate" in " ".join((ROOT / "README.md").read_text().split())
