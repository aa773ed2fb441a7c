"""The quick reader and the exact parser against PyYAML's own, and the reader with and without libyaml."""

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
from debate.deckfile.finding import Report
from debate.deckfile.yaml.compose import read_exactly
from debate.deckfile.yaml.nodes import Map, Node, Scalar, Source
from debate.deckfile.yaml.quick import Unsure, read_quickly
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


# The quick reader.


def tree(node: Node) -> object:
    """All of a node that anything reads; only of a text without quotes is it asked where it ends."""
    here = (node.line, node.column, node.flow)
    if isinstance(node, Scalar):
        return (*here, node.text, node.plain and node.end)
    if isinstance(node, Map):
        return (*here, [(tree(key), tree(value)) for key, value in node.entries])
    return (*here, [tree(item) for item in node.items])


def read_both_ways(text: str) -> bool:
    """Whether the quick reader takes a text; the nodes are those of the exact one then, which complains of nothing."""
    try:
        quick = read_quickly(Source("a", "a", text))
    except Unsure:
        return False
    exact, report = Source("a", "a", text), Report()
    entries = read_exactly(exact, report)
    assert report.findings() == ()
    assert exact.complete
    assert [tree(node) for entry in quick for node in entry] == [tree(node) for entry in entries for node in entry]
    return True


@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.name)
def test_decks_are_read_quickly(path: Path) -> None:
    """Every file of every deck there is, with the nodes that the exact parser gives."""
    assert read_both_ways(path.read_text(encoding="utf-8"))


BEFORE = [
    "",
    "top:\n",
    "links:\n  one:\n    says: a text\n",
    "    effects: {a: +5, b: [c, 'd e']}\n",
    "  - {a: b}\n",
    "k: >-\n  a\n\n  b\n",
]
TEXTS = [path.read_text(encoding="utf-8").splitlines(keepends=True) for path in DECKS]


@st.composite
def nearly_decks(draw: st.DrawFn) -> str:
    """A few lines of a deck with signs struck out and put in."""
    lines = draw(st.sampled_from(TEXTS))
    start = draw(st.integers(0, len(lines) - 1))
    text = draw(st.sampled_from(BEFORE)) + "".join(lines[start : start + draw(st.integers(1, 12))])
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.one_of(st.just(""), WORDS)) + text[at + draw(st.integers(0, 3)) :]
    return text + "\n" * (not text.endswith("\n"))


@settings(max_examples=600, deadline=None)
@given(nearly_decks())
def test_what_is_read_quickly_is_read_rightly(text: str) -> None:
    """Lines of decks with anything done to them: given up, or read as the exact parser reads them."""
    read_both_ways(text)


@pytest.mark.parametrize(
    ("text", "quickly"),
    [
        ("a: b\n", True),
        ("a:\n- b\n- c: d\n  e: f\n", True),
        ("a: {b: [c, 'd''e', \"f \\\" g\"], 0: +5}  # why\n", True),
        ("a: one text\n  on two lines\n\n  and more\nb: 'two\n  lines'\n", True),
        ("a: |\n  x\n  y\nb: >-\n  x\n  y\n\n  z\n", True),
        ("a: b", False),
        ("a: b: c\n", False),
        ("a: b\na: c\n", False),
        ("a: {b, c: d}\n", False),
        ("a:\n  b: c\n d: e\n", False),
        ("a: 'b\n", False),
        ("a: &x b\n", False),
        ("---\na: b\n", False),
        ("a:\tb\n", False),
        ("a: {b: [[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]}\n", False),
    ],
)
def test_what_the_quick_reader_takes(text: str, quickly: bool) -> None:
    """What decks are written in it reads, and all else it leaves to the exact parser."""
    assert read_both_ways(text) is quickly


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
