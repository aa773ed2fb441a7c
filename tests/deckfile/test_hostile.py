"""Bytes that no author wrote: the reader answers with findings, soon, and never with an exception."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from debate.deckfile import DeckError, check, load_deck

HARBOUR = (Path(__file__).parent.parent / "decks" / "harbour.yaml").read_bytes()


def zipped() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("deck.yaml", HARBOUR)
    return stream.getvalue()


ALIASES = b"a: &a [x, x]\n" + b"".join(b"a%d: &a%d [*a%d, *a%d]\n" % (n, n, n - 1, n - 1) for n in range(1, 30))
MERGES = b"a: &a {k: v}\n" + b"".join(b"m%d: &m%d {<<: [*a, *a, *a]}\n" % (n, n) for n in range(30))

HOSTILE: dict[str, tuple[bytes, str]] = {
    "an alias bomb": (ALIASES, "feature"),
    "a merge bomb": (MERGES, "feature"),
    "merge keys without aliases": (b"title: {<<: {<<: {a: b}}}\n", "feature"),
    "50 kB of [": (b"[" * 50_000, "long"),
    "50 kB of {": (b"a: " + b"{" * 50_000, "long"),
    "50 kB of {a: in a row": (b"{a: " * 12_500, "long"),
    "1 MiB of [ in a section": (b"links: " + b"[" * 1_000_000, "long"),
    "50 kB of dashes": (b"- " * 25_000, "shape"),
    "dashes in a section": (b"links: \n  " + b"- " * 25_000, "long"),
    "deep indentation": (b"".join(b" " * n + b"k:\n" for n in range(300)), "long"),
    "a million keys": (b"".join(b"k%d: v\n" % n for n in range(100_000)), "long"),
    "the same key again and again": (b"title: x\n" * 5_000, "twice"),
    "20,000 unknown links": (b"links:\n" + b"".join(b"  l%d: {whan: x}\n" % n for n in range(6_000)), "unknown"),
    "a list of 19,000": (b"leaves_out: [" + b"x, " * 19_000 + b"x]\n", "missing"),
    "unknown names": (b"turn_order: [" + b", ".join(b"r%d" % n for n in range(15_000)) + b"]\n", "missing"),
    "a tag that makes an object": (b"title: !!python/object/apply:os.system [exit]\n", "feature"),
    "a tag at the top": (b"!!set {a, b}\n", "feature"),
    "a number of 5,000 digits": (b"rounds: {count: " + b"9" * 5_000 + b"}\n", "range"),
    "a number of 300,000 digits": (b"format: " + b"9" * 300_000 + b"\n", "range"),
    "a text of 900 kB": (b"title: " + b"x" * 900_000 + b"\n", "long"),
    "a text of 900 kB in quotes": (b'title: "' + b"x\\n" * 300_000 + b'"\n', "long"),
    "a pile of marks": (("title: a" + "\u0301\u0327" * 100_000 + "\n").encode(), "character"),
    "2 MiB": (b"# " + b"x" * (2 << 20), "long"),
    "not UTF-8": (b"title: caf\xe9\n", "character"),
    "half a character": (b"title: caf\xc3", "character"),
    "UTF-16": ("title: x\n".encode("utf-16"), "character"),
    "a zip named .yaml": (zipped(), "character"),
    "zeros": (b"\0" * 1000, "character"),
    "python tags": (b"title: !!python/name:os.system\nid: !!python/object/new:os.system [exit]\n", "feature"),
    "an escape that writes the clipboard": (b"title: \x1b]52;c;aGk=\x07\n", "character"),
    "the same escape, escaped": (b'title: "\\e]52;c;aGk=\\a"\n', "character"),
    "half a surrogate pair": (b'title: "\\ud800"\n', "character"),
    "a code beyond Unicode": (b'title: "\\UFFFFFFFF"\n', "syntax"),
    "a code that is no character": ("title: \ufffe\n".encode(), "character"),
    "a byte order mark inside": ("title: a\ufeffb\n".encode(), "character"),
    "a line separator": ("title: a\u2028b\n".encode(), "character"),
    "a broken directive": (b"%YAML 1.\n---\na: b\n", "feature"),
    "nothing but a bracket": (b"]", "syntax"),
    "a scalar": (b"hello", "shape"),
    "a list": (b"- a\n- b\n", "shape"),
    "a list as a key": (b"? [a, b]\n: c\n", "feature"),
    "a mapping as a key": (b"{a: b}: c\n", "shape"),
    "no key": (b": x\n", "syntax"),
    "two documents": (b"a: b\n---\nc: d\n", "feature"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_files_have_findings(what: str, tmp_path: Path) -> None:
    """A finding of the right kind, and a message that a terminal can show."""
    raw, code = HOSTILE[what]
    path = tmp_path / "deck.yaml"
    path.write_bytes(raw)
    deck, findings = check(path)
    assert deck is None
    assert code in {finding.code for finding in findings}
    text = "\n".join(map(str, findings))
    assert all(character.isprintable() or character == "\n" for character in text)
    assert max(map(len, text.split("\n"))) < 1500


@pytest.mark.parametrize("cut", range(0, len(HARBOUR), 611))
def test_a_deck_cut_off_anywhere_has_findings(cut: int, tmp_path: Path) -> None:
    """Half a download is told as such, and never loads as a smaller deck."""
    path = tmp_path / "deck.yaml"
    path.write_bytes(HARBOUR[:cut])
    with pytest.raises(DeckError) as caught:
        load_deck(path)
    assert caught.value.findings


SIGNS = [bytes([sign]) for sign in b"\n :{}[]#'\"|>%@`\t\r\\\0\xff0"]
WORDS = [
    b"\n  ",
    b"\n    ",
    b": ",
    b", ",
    b"- ",
    b"? ",
    b" #",
    b"&a ",
    b"*a",
    b"!t ",
    b"---\n",
    b"...\n",
    b"<<: ",
    b"\r\n",
]
UNSEEN = [b"\\x", b"\xe2\x80\x8b", b"\xef\xbb\xbf", b"\xc2\x85"]
PHRASES = b"""99999999999~-1~at least ~start~any_of: ~lasting: ~when: ~capital: ~follows: ~every: ~source: P1
~basis: outside~yes~no~dig~mud~port~links:
~moves:
~views:
~replaces: """.split(b"~")
PIECES = [*SIGNS, *WORDS, *UNSEEN, *PHRASES]


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    edits=st.lists(
        st.tuples(
            st.floats(0, 1, exclude_max=True),
            st.integers(0, 12),
            st.one_of(st.sampled_from(PIECES), st.binary(max_size=4)),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_mutants_have_findings_or_load(edits: list[tuple[float, int, bytes]], tmp_path: Path) -> None:
    """A deck with random words struck out and put in loads, or is refused with findings."""
    raw = HARBOUR
    for place, struck, put in edits:
        at = int(place * len(raw))
        raw = raw[:at] + put + raw[at + struck :]
    path = tmp_path / "deck.yaml"
    path.write_bytes(raw)
    deck, findings = check(path)
    assert (deck is None) == any(finding.severity == "error" for finding in findings)
    assert all(str(finding).isprintable() for finding in findings)


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, tuple[int, float, list[str]]]]:
    """``with`` and ``without`` libyaml -> file -> calls of functions, MiB held at most, findings."""
    folder = tmp_path_factory.mktemp("hostile")
    for number, (raw, _) in enumerate(HOSTILE.values()):
        (folder / f"{number:02}.yaml").write_bytes(raw)
    found = {}
    for how in ("with", "without"):
        command = [sys.executable, "-m", "tests.deckfile.measured", str(folder), how]
        root = Path(__file__).parent.parent.parent
        done = subprocess.run(command, cwd=root, capture_output=True, check=True, timeout=120)
        found[how] = json.loads(done.stdout)
    return found


@pytest.mark.skipif(not hasattr(os, "fork"), reason="each file is checked in a fork, to see what it alone needs")
@pytest.mark.skipif(not yaml.__with_libyaml__, reason="libyaml is not here, so there is nothing to compare")
def test_hostile_files_need_little_work_and_memory(
    measured: dict[str, dict[str, tuple[int, float, list[str]]]],
) -> None:
    """Each under six million calls and 64 MiB, the program included; the same findings without libyaml."""
    assert measured["with"].keys() == measured["without"].keys()
    names = list(HOSTILE)
    for file, (calls, peak, findings) in measured["with"].items():
        what = names[int(file[:2])]
        assert calls < 6_000_000, (what, calls)
        assert peak < 64, (what, peak)
        assert findings == measured["without"][file][2], what
