"""Where the source itself is at hand, pages show its words beside the citation; else they do not speak of it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from attrs import evolve

from debate.cli import run
from debate.command import Exit
from debate.deckfile import load_deck
from debate.deckfile.load import examine, with_shipped_texts
from debate.deckfile.passages import SourceError, split_source_text, with_source
from debate.faces.plain import Console
from debate.faces.plain.commands import typed
from debate.faces.plain.desk import Desk
from debate.faces.tui.drawn import lookup, unfolded
from debate.faces.tui.page import Line
from debate.game.session import PERSON, Session
from debate.pages.document import Ref
from debate.pages.reader import Reader
from debate.pages.why import why
from debate.rules.deck import Deck
from debate.saves import begin, open_game
from debate.store import Saves

WORDS = "Deep water lets the big ships in."


@pytest.fixture
def deck() -> Deck:
    deck = load_deck(Path(__file__).parents[2] / "decks" / "harbour.yaml")
    return evolve(deck, texts={"P1": WORDS, "P2": "Mud is slow.\n\nIt comes down in time."})


def dug(deck: Deck) -> Session:
    """A game in which the channel was dug and a round has closed."""
    session = Session(deck, {"port": PERSON, "town": PERSON}, seed=3)
    for choice in ("play dig", "hold"):
        move = next(m for m in session.legal(session.awaited()[0]) if str(m).endswith(choice))
        session.submit(move)
    return session


def text(lines: list[Line]) -> str:
    return "\n".join(line.plain for line in lines)


@pytest.mark.parametrize(
    "to", [Ref("card", "ships-pay"), Ref("move", "dig"), Ref("link", "ships-come"), Ref("passage", "P1")]
)
def test_pages_show_the_words(deck: Deck, to: Ref) -> None:
    """Below the gist, behind a bar; without the text the page is as ever."""
    page = text(lookup(dug(deck), "port", to))
    assert f"  │ {WORDS}" in page
    assert page.index("Deep water brings big ships") < page.index(WORDS)
    assert "│" not in text(lookup(dug(evolve(deck, texts={})), "port", to))


def test_why_shows_each_passage_once(deck: Deck) -> None:
    """At the end of the page, those that are cited on it; paragraphs stay apart."""

    def whole(deck: Deck) -> str:
        return text(unfolded(why(Reader(dug(deck), "port"), "debt")))

    page = whole(deck)
    assert page.count("Mud is slow.") == 1
    assert "  │ Mud is slow.\n  │ It comes down in time." in page
    assert page.index("In the source's own words") < page.index("Mud is slow.")
    assert "own words" not in whole(evolve(deck, texts={}))


def test_plain_lines_show_them_too(deck: Deck) -> None:
    """Cards, moves and passages are read with them; why names the command that reads them, for its answer is long."""
    out = io.StringIO()
    desk = Desk(Console(io.StringIO(), out, 100), dug(deck), "port")
    for command in ("card Ships pay", "move Dig", "why Debt", "passage P1"):
        out.seek(0)
        out.truncate()
        assert typed(desk, command)
        assert ("In the source's own words:" in out.getvalue()) is not command.startswith("why")
        assert ("'passage' and its number reads" in out.getvalue()) is command.startswith("why")


def test_whose_text_it_is() -> None:
    """The invented decks bring theirs; the ZTE deck has none; what a saved game was played with finds it again."""
    assert set(load_deck("phones").texts) == set(load_deck("phones").passages)
    assert set(load_deck("river").texts) == set(load_deck("river").passages)
    zte = load_deck("zte")
    assert zte.texts == {}
    assert with_shipped_texts(zte) is zte
    assert with_shipped_texts(evolve(load_deck("phones"), texts={})).texts == load_deck("phones").texts


def test_it_is_no_part_of_the_deck(tmp_path: Path) -> None:
    """Neither the digest nor a record holds it, and a saved game of a shipped deck shows it all the same."""
    phones = load_deck("phones")
    assert not any("source.md" in path for path in phones.files)
    session = Session(phones, {"head": PERSON}, seed=3)
    path = begin(Saves(tmp_path), session, "a")
    session.close()
    assert all(b"where no box stands" not in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    opened = open_game(Saves(tmp_path), path).session
    assert opened is not None
    assert "sixty times" in opened.source.texts["P1"]


def test_a_text_of_ones_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """``--source`` in play, cleaned as all text is; what cannot be a source is one sentence."""
    brief = tmp_path / "brief.txt"
    brief.write_text("P2. Mud\x1b[31m is\u202e slow.\n", encoding="utf-8")
    harbour = str(Path(__file__).parents[2] / "decks" / "harbour.yaml")
    monkeypatch.setattr("sys.stdin", io.StringIO("\npassage P2\n"))
    run(["play", harbour, "--role", "port", "--seed", "3", "--plain", "--no-save", "--source", str(brief)])
    assert "In the source's own words: Mud[31m is slow." in capsys.readouterr().out
    brief.write_text("[Z1] Nothing of the deck.\n", encoding="utf-8")
    assert run(["play", harbour, "--plain", "--source", str(brief)]) == Exit.PROBLEM
    assert "no paragraph belongs to a passage of the deck; begin them with [P1] and so on" in capsys.readouterr().err
    with pytest.raises(SourceError, match="cannot be read"):
        with_source(load_deck(harbour), tmp_path / "missing.txt")


def test_a_source_beside_the_deck(tmp_path: Path) -> None:
    """``source.md`` is found; what cannot be read in it is a warning, and the deck plays without."""
    deck = Path(__file__).parents[2] / "decks" / "harbour.yaml"
    (tmp_path / "deck.yaml").write_bytes(deck.read_bytes())
    without = load_deck(tmp_path)
    (tmp_path / "source.md").write_text("# A page\n\n## P1\n\nDeep water.\n", encoding="utf-8")
    found = examine(tmp_path).deck
    assert found is not None
    assert found.texts == {"P1": "Deep water."}
    assert found.digest == without.digest
    (tmp_path / "source.md").write_bytes(b"\xff\xfe\x00")
    checked = examine(tmp_path)
    assert checked.deck is not None
    assert checked.deck.texts == {}
    assert [f.code for f in checked.findings if f.file.endswith("source.md")] == ["file"]


@pytest.mark.parametrize(
    ("written", "passages"),
    [
        ("## P1\nOne.\n\nMore.\n## P2\nTwo.", {"P1": "One.\n\nMore.", "P2": "Two."}),
        ("## [P1] About ships\n\nOne.\n\n### A detail\n\nMore.\n\n## Notes\n\nNo.", {"P1": "One.\n\nMore."}),
        ("**[P1]** One.\n\n**P2** Two.\n\n__[P3]__ Three.", {"P1": "One.", "P2": "Two.", "P3": "Three."}),
        ("# P1: Ships\n\nOne.\n\n# P2\n\n[P2] Two.", {"P1": "One.", "P2": "Two."}),
        ("[P1]: One.\n\nP2) Two.\n\n[P9] Nine.\n\nMore of nine.", {"P1": "One.", "P2": "Two."}),
    ],
)
def test_how_passages_are_marked(written: str, passages: dict[str, str]) -> None:
    assert split_source_text(written, ["P1", "P2", "P3"]).passages == passages
