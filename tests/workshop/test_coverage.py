"""Which passages are carried by what, beside the text itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from debate.cli import run
from debate.command import Exit
from debate.deckfile import load_deck
from debate.deckfile.passages import split_source_text
from debate.workshop.coverage import coverage
from debate.workshop.examples import base

HARBOUR = Path(__file__).parent.parent / "decks" / "harbour.yaml"


def test_what_carries_a_passage() -> None:
    """All that cites it, by section, those in which it comes into play first; a changed link of a view cites too."""
    (first, second), (evidence,) = coverage(load_deck(HARBOUR))
    assert list(first.by)[:5] == ["links", "denials", "moves", "arguments", "endings"]
    assert first.by["links"] == ("ships-come", "mud-shuts-the-beach")
    assert first.by["views"] == ("gloom",)
    assert first.by["opponents"] == ("port", "town")
    assert second.by["moves"] == ("buy-the-beach", "clean-up")
    assert "denials" not in second.by
    assert evidence.by == {"links": ("swimmers-leave",), "views": ("gloom",)}


def test_the_text_stands_beside_what_cites_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The text between what cites a passage and the next one, within 80 columns; what is in one only is told."""
    deck, source = tmp_path / "deck.yaml", tmp_path / "page.txt"
    lone = "  P5: {gist: Nobody remembers this paragraph.}\n  P6: {gist: Nor this one.}\n"
    deck.write_text(base().replace("\n\n\n# The world", "\n" + lone + "\n\n# The world", 1), encoding="utf-8")
    text = "# A page\n\n[P1] The plan works.\n\nIt does.\n\nP2. It costs.\n\n[P9] More.\n\n[P5] " + "Long words. " * 12
    source.write_text(text, encoding="utf-8")
    assert run(["deck", "coverage", str(deck), "--source", str(source)]) == Exit.OK
    told = capsys.readouterr().out
    assert max(map(len, told.splitlines())) <= 80
    assert "    | The plan works.\n    |\n    | It does.\n" in told
    assert "    | (not in the text)\n" in told
    assert "P5  Nobody remembers this paragraph.\n    carried by nothing\n    | Long words." in told
    assert "4 of 6 passages come into play" in told
    assert "Carried by nothing: P5, P6." in told
    assert "Marked in the text, and not in the deck: P9." in told


def test_paragraphs_without_marks_are_counted() -> None:
    """P2 is the second paragraph; headings do not count; a mark inside a paragraph is none."""
    found = split_source_text("# Head\n\nOne.\nStill one, see P2: here.\n\n\nTwo\u200b.\n\nThree.", ["P1", "P2", "P7"])
    assert found.passages == {"P1": "One. Still one, see P2: here.", "P2": "Two."}
    assert split_source_text("[P10] Ten.\n\n[P1] One.", ["P1", "P10"]).passages == {"P10": "Ten.", "P1": "One."}


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00", "folder"])
def test_a_source_that_cannot_be_read(
    content: bytes | str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Missing, no text, a folder: one sentence."""
    path = tmp_path / "page.txt"
    if content == "folder":
        path.mkdir()
    elif isinstance(content, bytes):
        path.write_bytes(content)
    assert run(["deck", "coverage", str(HARBOUR), "--source", str(path)]) == Exit.PROBLEM
    told = capsys.readouterr().err
    assert "page.txt': this " in told
    assert len(told.splitlines()) == 1
