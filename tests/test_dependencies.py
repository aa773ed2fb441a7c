"""The lowest version of each dependency that ``pyproject.toml`` allows lies above the holes that are known of it.

When a hole becomes known, it is written down here first: the test then says which floor must rise.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

SOUND_FROM: dict[str, tuple[str, str]] = {
    "aiohttp": (
        "3.14.4",
        "until then a student's browser could fill the host's memory with cut-up or oversized WebSocket frames"
        " (CVE-2026-123817, PYSEC-2026-4395, CVE-2026-54274); also smuggled requests (CVE-2026-69243, CVE-2025-69224,"
        " CVE-2025-53643) and packed bodies that unfold without end (CVE-2025-69223)",
    ),
    "pyyaml": ("5.4", "full_load ran code (CVE-2020-14343); only its parser is used here"),
    "attrs": ("0", "none is known"),
    "cattrs": ("0", "none is known"),
    "platformdirs": ("0", "none is known"),
    "segno": ("0", "none is known"),
    "textual": ("0", "none is known; pinned because its insides are used"),
    "weasyprint": (
        "70.0",
        "pictures could run a PostScript interpreter, and files be read past the given fetcher (CVE-2026-55073,"
        " CVE-2025-68616)",
    ),
    "distributed": (
        "2026.1.1",
        "scripts in the dashboard's pages (CVE-2026-23528); before 2021.10 workers listened to everybody"
        " (CVE-2021-42343)",
    ),
    "pytest": ("9.0.3", "temporary folders that another user could prepare (CVE-2025-71176)"),
    "check-jsonschema": ("0.30.0", "another server's schema could be taken from its cache (CVE-2024-53848)"),
    "psutil": ("5.6.6", "memory was freed twice (CVE-2019-18874)"),
    **dict.fromkeys(
        (
            "pytest-asyncio",
            "pytest-xdist",
            "hypothesis",
            "pyte",
            "ruff",
            "mypy",
            "import-linter",
            "types-pyyaml",
            "jsonschema",
            "rlcard",
            "open-spiel",
            "pettingzoo",
            "shimmy",
            "wcwidth",
            "textual-serve",
        ),
        ("0", "none is known"),
    ),
}
"""Package -> the first version without a hole that is known, and what the holes before it were."""


OWN = "debate-web"
"""The second wheel of this project."""


def listed() -> list[str]:
    extras = PROJECT.get("optional-dependencies", {})
    every = [*PROJECT["dependencies"], *(line for group in extras.values() for line in group)]
    return [line for line in every if not line.startswith(OWN)]


def parted(line: str) -> tuple[str, str]:
    """Name and lowest version of a requirement; the version is empty where it names none."""
    found = re.fullmatch(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?\s*(?:(?:>=|==)\s*([0-9][0-9.]*))?[^;]*(?:;.*)?", line)
    assert found is not None, line
    return re.sub(r"[-_.]+", "-", found[1]).lower(), found[2] or ""


def numbers(version: str) -> list[int]:
    parts = [int(part) for part in version.split(".")] if version else [0]
    while parts[-1:] == [0]:
        parts.pop()
    return parts


@pytest.mark.parametrize("line", listed())
def test_the_floor_lies_above_known_holes(line: str) -> None:
    """What may be installed has no hole that is known; a dependency without a word here has not been looked at."""
    name, floor = parted(line)
    assert name in SOUND_FROM, f"look up what is known of {name}, and write it down here"
    sound, why = SOUND_FROM[name]
    assert sound == "0" or numbers(floor) >= numbers(sound), f"{line}: raise it to {sound}, since before that {why}"


def test_nothing_is_written_down_that_is_not_used() -> None:
    """No word about what is no dependency any more, and a reason for each."""
    assert set(SOUND_FROM) == {parted(line)[0] for line in listed()}
    assert all(len(why) > 10 for _, why in SOUND_FROM.values())


LOCK = (ROOT / ".ci" / "lock.txt").read_text(encoding="utf-8")


def locked() -> dict[str, tuple[str, str]]:
    """Package -> its version and its lines in the lock."""
    parts = re.split(r"^(?=[a-z0-9])", LOCK, flags=re.MULTILINE)
    found = (re.match(r"([a-z0-9.-]+)==([^\s;]+)", part) for part in parts)
    return {match[1]: (match[2], part) for match, part in zip(found, parts, strict=True) if match}


def test_the_lock_holds_what_is_tested_and_fits_the_ranges() -> None:
    """Each dependency of the program and its tests, at least as new as its floor; every package with hashes."""
    versions = locked()
    for line in [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]]:
        name, floor = parted(line)
        assert name in versions, f"{name} is not in the lock: .ci/lock writes it anew"
        assert numbers(re.match(r"[0-9.]*[0-9]", versions[name][0])[0]) >= numbers(floor), line  # type: ignore[index]
    assert all("--hash=sha256:" in text for _, text in versions.values())
