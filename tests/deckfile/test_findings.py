"""Every kind of mistake, and what the reader says to it."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from debate.deckfile import Finding, check
from tests.deckfile.mistakes import MISTAKES

HARBOUR = Path(__file__).parent.parent / "decks" / "harbour.yaml"
GOLDEN = Path(__file__).parent.parent / "goldens" / "findings.txt"


def findings_of(text: str, folder: Path) -> tuple[Finding, ...]:
    folder.mkdir(exist_ok=True)
    (folder / "harbour.yaml").write_text(text, encoding="utf-8")
    return check(folder / "harbour.yaml")[1]


def shown(finding: Finding) -> str:
    line = re.sub(r"[^ (]*harbour\.yaml", "harbour.yaml", str(finding))
    return f"{finding.severity[0].upper()} {line}"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    """All mistakes with their findings, as the golden file has them."""
    folder = tmp_path_factory.mktemp("mistakes")
    good = HARBOUR.read_text(encoding="utf-8")
    usual = {(f.code, f.sentence) for f in findings_of(good, folder)}
    blocks = []
    for what, old, new in MISTAKES:
        assert good.count(old) == 1, f"{what}: {old!r} must stand once in the deck"
        found = [f for f in findings_of(good.replace(old, new), folder) if (f.code, f.sentence) not in usual]
        lines = [f"# {what}", *(f"- {line}" for line in old.strip("\n").split("\n") if old not in new)]
        lines += [f"+ {line}" for line in new.strip("\n").encode("unicode_escape").decode().split("\\n")]
        blocks.append("\n".join([*lines, *map(shown, found)]))
    return "\n\n".join(blocks) + "\n"


def test_findings_are_as_pinned(told: str) -> None:
    """Each mistake has its finding, at its place, with a cure; REGENERATE=1 writes the file anew for you to read."""
    if os.environ.get("REGENERATE"):
        GOLDEN.write_text(told, encoding="utf-8")
    assert told == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize(("begin", "ends"), [("\ufeff", "\n"), ("", "\r\n"), ("\ufeff", "\r\n"), ("", "\r")])
def test_other_line_ends_and_marks_change_nothing(begin: str, ends: str, tmp_path: Path) -> None:
    """A byte order mark and line ends of other systems: the same deck, the same findings at the same places."""
    good = HARBOUR.read_text(encoding="utf-8")
    wrong = good.replace("    every: 2\n", "    evry: 2\n").replace("cost: 2", "cost: two")
    for text in (good, wrong):
        path = tmp_path / "harbour.yaml"
        path.write_bytes((begin + text.replace("\n", ends)).encode())
        other, found = check(path)
        path.write_bytes(text.encode())
        deck, usual = check(path)
        assert found == usual
        assert (other is None) == (deck is None)
        assert deck is None or other is None or other.meters == deck.meters


def test_a_file_in_another_encoding_is_told_where(tmp_path: Path) -> None:
    """As old programs save it: the line and the byte, and how to save it."""
    path = tmp_path / "harbour.yaml"
    path.write_bytes(HARBOUR.read_text(encoding="utf-8").replace("You live by", "Le café by").encode("latin-1"))
    (found,) = check(path)[1]
    assert (found.code, found.line, found.right) == ("character", 99, "save the file as UTF-8")


@pytest.mark.parametrize("typed", ["says Deep", "says:Deep"])
def test_a_forgotten_colon_is_called_one(typed: str, tmp_path: Path) -> None:
    """Where the first word of what should be keys is one of them, a colon is missing after it."""
    good = HARBOUR.read_text(encoding="utf-8")
    found = findings_of(good.replace("says: Deep", typed, 1), tmp_path)
    assert any("link 'ships-come': a colon is missing" in str(each) and "'says: '" in str(each) for each in found)
