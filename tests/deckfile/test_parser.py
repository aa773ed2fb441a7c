"""The parser of decks against PyYAML's own, and the reader with and without libyaml."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from debate.deckfile import check
from debate.deckfile.yaml.scan import DeckParser, Refused

ROOT = Path(__file__).parent.parent.parent
DECKS = sorted([*(ROOT / "decks").rglob("*.yaml"), *(ROOT / "tests" / "decks").rglob("*.yaml")])

SIGNS = [*":,{}[]\n#'\"|>?\t%", "a", "b c", "é", "0", "https://x"]
LINES = [
    ": ",
    " :",
    "- ",
    " #",
    "  ",
    "\n  ",
    "\n    ",
    "|-\n  ",
    ">+\n ",
    "---\n",
    "...\n",
    ": |\n  x",
    "\n\n",
    "\\n",
    "''",
]
WORDS = st.sampled_from([*SIGNS, *LINES])


def events(parser: Iterable[yaml.Event]) -> list[object]:
    """Every event with its places; at the end what stopped the parser, if something did."""
    told: list[object] = []
    try:
        for event in parser:
            start, end = event.start_mark, event.end_mark
            assert start is not None
            assert end is not None
            told.append((repr(event), start.line, start.column, end.line, end.column, end.index))
    except Refused:
        told.append(None)
    except Exception as problem:
        told.append(str(problem))
    return told


def same(text: str) -> bool:
    ours = events(DeckParser(text))
    theirs = events(yaml.parse(text, Loader=yaml.SafeLoader))
    if ours and ours[-1] is None:
        return ours[:-1] == theirs[: len(ours) - 1]
    return ours == theirs


@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.name)
def test_same_events_for_decks(path: Path) -> None:
    """The same events at the same places as PyYAML's parser, for every deck there is."""
    assert same(path.read_text(encoding="utf-8"))


@settings(max_examples=400, deadline=None)
@given(st.lists(WORDS, max_size=30).map("".join))
def test_same_events_for_any_text(text: str) -> None:
    """The same events and the same complaints for any text, up to what decks may not use."""
    assert same(text)


def test_same_findings_without_libyaml(tmp_path: Path) -> None:
    """A machine without libyaml says the same, word by word, about a deck that only libyaml would read."""
    harbour = (ROOT / "tests" / "decks" / "harbour.yaml").read_text(encoding="utf-8")
    texts = {
        "good": harbour,
        "only-libyaml": harbour.replace("text: Nets and pumps.", "text: Why not? Nets."),
        "only-pyyaml": harbour.replace("text: Nets and pumps.", "text: see http://nets/and:pumps"),
        "tabs": harbour.replace("brief: You live", "brief:\tYou live"),
        "broken": harbour.replace("evidence:", "evidence: [", 1),
    }
    paths = []
    for name, text in texts.items():
        paths.append(tmp_path / f"{name}.yaml")
        paths[-1].write_text(text, encoding="utf-8")
    script = """
        import sys
        sys.modules["_yaml"] = sys.modules["yaml._yaml"] = None
        import yaml
        assert not yaml.__with_libyaml__
        from debate.deckfile import check
        for path in sys.argv[1:]:
            deck, findings = check(path)
            print(deck and deck.digest, *findings, sep="\\n")
    """
    command = [sys.executable, "-c", textwrap.dedent(script), *map(str, paths)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    here = ""
    for path in paths:
        deck, findings = check(path)
        here += "\n".join(map(str, [deck and deck.digest, *findings])) + "\n"
    assert told == here
    assert [name for name in texts if check(tmp_path / f"{name}.yaml")[0]] == ["good", "only-pyyaml"]
