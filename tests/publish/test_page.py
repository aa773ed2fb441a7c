"""A published page as text: what stands in it, what it may load, and what is refused."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest
from attrs import evolve

from debate.cli import run
from debate.command import Exit, Stop
from debate.publish import command
from debate.publish.page import (
    EDITOR,
    PARTS,
    STATIC,
    TERMINAL,
    NoRuntime,
    Packed,
    Runtime,
    author_page,
    made_from,
    page,
)

NASTY = "</title><script>alert(1)</script> & @@script@@"


@pytest.fixture
def runtime(tmp_path: Path) -> Runtime:
    """A runtime with the right names and nothing in it that runs."""
    folder = tmp_path / "runtime"
    folder.mkdir()
    for name in (*PARTS.values(), EDITOR):
        (folder / f"{name}.gz").write_bytes(gzip.compress(name.encode(), mtime=0))
    parts = [{"name": "Pyodide", "version": "1", "licence": "MPL-2.0", "text": "the <b>licence</b> </script>"}]
    (folder / "about.json").write_text(json.dumps({"debate": "0.1.0", "parts": parts}))
    return Runtime.find(folder)


def scripts(text: str) -> dict[str, str]:
    """Content of each script element by its id; the one that runs has none."""
    found = re.findall(r"<script([^>]*)>(.*?)</script>", text, re.S)
    return {"".join(re.findall(r'id="([^"]+)"', given)[:1]): inside for given, inside in found}


def test_deck_text_is_never_markup(runtime: Runtime) -> None:
    """A title that closes elements is shown as it is; files of the deck stand pressed, in letters of base64."""
    deck = Packed("nasty", NASTY, "en", {"deck.yaml": NASTY.encode()}, {})
    text = page(runtime, (deck,))
    assert NASTY not in text
    assert "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; @@script@@" in text
    assert set(scripts(text)) == {"", "data-about", *(f"data-{place}" for place in (*PARTS, "worker", "decks"))}
    packed = json.loads(gzip.decompress(base64.b64decode(scripts(text)["data-decks"])))
    assert base64.b64decode(packed["decks"]["nasty/deck.yaml"]).decode() == NASTY


def test_the_policy_allows_the_script_of_the_page_alone(runtime: Runtime) -> None:
    """Its hash is that of the one script that runs; nothing may be fetched, and no address stands in the page."""
    text = page(runtime, (Packed("d", "D", "en", {}, {}),))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy is not None
    digest = base64.b64encode(hashlib.sha256(scripts(text)[""].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}' 'wasm-unsafe-eval' blob:;" in policy[1]
    assert policy[1].startswith("default-src 'none';")
    assert "connect-src" not in policy[1]
    assert "unsafe-eval'" not in policy[1].replace("'wasm-unsafe-eval'", "")


def test_the_page_of_an_author(runtime: Runtime, tmp_path: Path) -> None:
    """It holds the deck with its faults and its playthroughs, the editor before its own script, and the same policy."""
    run(["deck", "new", str(tmp_path / "bus"), "--yes"])
    (tmp_path / "bus" / "more.yaml").write_text(NASTY)
    deck = command.for_author(str(tmp_path / "bus"))
    assert {"deck.yaml", "more.yaml"} < set(deck.files)
    assert any(path.endswith(".play") for path in deck.files)
    text = author_page(runtime, deck)
    found = scripts(text)
    packed = json.loads(gzip.decompress(base64.b64decode(found["data-decks"])))
    assert base64.b64decode(packed["decks"]["more.yaml"]).decode() == NASTY
    assert found[""].startswith(EDITOR)
    digest = base64.b64encode(hashlib.sha256(found[""].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}' 'wasm-unsafe-eval' blob:;" in text
    with pytest.raises(Stop):
        command.for_author(str(tmp_path / "nothing"))


def test_without_the_runtime_it_says_how_to_get_it(tmp_path: Path) -> None:
    """An empty folder, and one that lacks a part, are told in a sentence."""
    with pytest.raises(NoRuntime, match=r"\.web/build\.py"):
        Runtime.find(tmp_path)
    (tmp_path / "about.json").write_text("{}")
    with pytest.raises(NoRuntime, match=re.escape("python.wasm")):
        Runtime.find(tmp_path)


def test_files_of_a_deck(tmp_path: Path) -> None:
    """A shipped deck brings its games and its source; one of an author brings its files, of a single file that one."""
    zte = command.packed("zte")
    assert "deck.yaml" in zte.files
    assert "2018 as it went.game" in zte.games
    phones = command.packed("phones")
    assert "source.md" in phones.files
    assert not phones.games
    run(["deck", "new", str(tmp_path / "bus"), "--yes"])
    own = command.packed(str(tmp_path / "bus"))
    assert own.name == "bus"
    assert [name for name in own.files if name.endswith(".yaml")]
    single = command.packed(str(Path(__file__).parents[1] / "decks" / "harbour.yaml"))
    assert list(single.files) == ["harbour.yaml"]


def test_what_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A deck with errors, no place to write to, two decks for one file: a sentence each, and no file."""
    bad = tmp_path / "bad.yaml"
    bad.write_text("format: 1\nid: bad\n")
    target = tmp_path / "bad.html"
    assert run(["deck", "publish", str(bad), "--html", str(target)]) not in (0, Exit.USAGE)
    assert run(["deck", "publish", "zte"]) == Exit.USAGE
    assert "--html FILE or --folder DIR" in capsys.readouterr().err
    assert run(["deck", "publish", "zte", "river", "--html", str(target)]) == Exit.USAGE
    assert not target.exists()


def test_names_of_pages_in_a_folder() -> None:
    """A deck called like the list of decks, like a device of Windows or like another deck has a page of its own."""
    asked = ["index", "con", "river", "river", "river", "com1"]
    assert command.page_names(asked) == ["index-deck", "con-deck", "river", "river-deck", "river-2", "com1-deck"]


def test_no_page_is_called_as_a_device(
    tmp_path: Path, runtime: Runtime, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """``--html aux.html`` is refused in a sentence, and nothing is written."""
    monkeypatch.setattr(Runtime, "find", classmethod(lambda cls, folder=None: runtime))
    monkeypatch.setattr("debate.debrief.base_rates.GAMES", 2)
    assert run(["deck", "publish", "phones", "--html", str(tmp_path / "aux.html")]) == Exit.USAGE
    assert "Windows keeps this name" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [tmp_path / "runtime"]


def test_a_page_is_written_whole_or_not_at_all(
    tmp_path: Path, runtime: Runtime, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Into a folder: a page a deck and an index with links; into a place that is no folder: a sentence and no rest."""
    monkeypatch.setattr(Runtime, "find", classmethod(lambda cls, folder=None: runtime))
    monkeypatch.setattr("debate.debrief.base_rates.GAMES", 2)
    assert run(["deck", "publish", "river", "phones", "--folder", str(tmp_path / "site")]) == 0
    assert sorted(path.name for path in (tmp_path / "site").iterdir()) == ["index.html", "phones.html", "river.html"]
    assert 'href="river.html"' in (tmp_path / "site" / "index.html").read_text()
    packed = json.loads(
        gzip.decompress(base64.b64decode(scripts((tmp_path / "site" / "river.html").read_text())["data-decks"]))
    )
    assert any(path.startswith("phones/") for path in packed["decks"])
    capsys.readouterr()
    assert run(["deck", "publish", "river", "--html", str(tmp_path / "nowhere" / "x.html")]) == Exit.PROBLEM
    assert "cannot be written" in capsys.readouterr().err
    assert run(["deck", "publish", "river", "--list"]) == 0
    assert "MPL-2.0" in capsys.readouterr().out


def test_a_runtime_of_another_program_is_told(
    tmp_path: Path, runtime: Runtime, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page runs what was built, not the sources beside it: where these are others, a note says so and how to mend it;
    where they are the same, and where nothing is known, none."""
    (tmp_path / "debate").mkdir()
    (tmp_path / "debate" / "a.py").write_text("a = 1\n")
    first = made_from(tmp_path / "debate")
    (tmp_path / "debate" / "a.py").write_text("a = 2\n")
    assert made_from(tmp_path / "debate") != first
    now = made_from(Path(command.__file__).parents[1])
    for built, told in ((first, True), (now, False), ("", False)):
        found = evolve(runtime, about={**runtime.about, "made_from": built})
        monkeypatch.setattr(Runtime, "find", classmethod(lambda cls, folder=None, found=found: found))
        assert run(["deck", "publish", "phones", "--list"]) == 0
        assert ("built from another state" in capsys.readouterr().err) == told


def test_the_scripts_find_what_they_name(runtime: Runtime) -> None:
    """Each element that a script of a page asks for by its id stands in that page, whatever becomes of the page of a
    class, from which the buttons are taken."""
    deck = Packed("d", "D", "en", {}, {})
    for text, own in ((page(runtime, (deck,)), ("play", "screen")), (author_page(runtime, deck), ("author", "screen"))):
        there = set(re.findall(r'id="([\w-]+)"', re.sub(r"(?s)<script>.*</script>", "", text)))
        scripts = [(STATIC / f"{name}.js").read_text("utf-8") for name in (*own, "shelf", "python")]
        if "play" in own:
            scripts.append((TERMINAL / "page.js").read_text("utf-8"))
        named = set(re.findall(r'(?:\$|set|ElementById)\("([\w-]+)"', "\n".join(scripts)))
        assert len(named) > 15
        assert named <= there
