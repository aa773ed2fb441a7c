"""What a class reads and writes beside the game: at its level, about its length, on its pages, and closed."""

from __future__ import annotations

import re
import shutil
from html import escape
from pathlib import Path

import pytest
from attrs import evolve

from debate.cli import run
from debate.command import Exit
from debate.deckfile import load_deck
from debate.deckfile.checks.reading import LEVELS, measured
from debate.deckfile.load import examine, examine_files
from debate.faces.web.sheets import printed
from debate.pages.pack import lacking, pack
from debate.pages.sheets import Space
from debate.publish.packing import levels_of, pack_page
from tests.classroom.records.test_take_home import Sections, sheets_of_paper

ROOT = Path(__file__).parents[2]
SHIPPED = ("zte", "river", "phones")
HARBOUR = (ROOT / "tests" / "decks" / "harbour.yaml").read_text(encoding="utf-8")


def grade(text: str) -> float:
    """Flesch and Kincaid once more, counting each group of vowels, silent ones too: never too low."""
    words = re.findall(r"[A-Za-z]+", text)
    sentences = len(re.findall(r"[.!?](?:\s|$)", text))
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", word.lower()))) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


@pytest.mark.parametrize("name", SHIPPED)
def test_readings_of_the_shipped_decks(name: str) -> None:
    """About 400 words at both levels, by the project's count and by a cruder one; each paragraph cites passages."""
    deck = load_deck(name)
    assert not lacking(deck)
    for key, most in LEVELS.items():
        reading = getattr(deck.pack, key)
        text = " ".join(paragraph.text for paragraph in reading)
        assert 360 <= len(text.split()) <= 440
        assert measured(reading).grade <= most
        assert grade(text) <= most
        assert all(paragraph.source for paragraph in reading)
    assert not [finding for finding in examine(ROOT / "decks" / name).findings if finding.code == "pack"]


def test_a_reading_that_is_too_long_or_too_hard_is_reported() -> None:
    """The check says how many words there are and which grade; other languages are only counted."""
    hard = "Notwithstanding considerable administrative complications, institutions of the municipality deliberated. "
    for text, wanted in (
        (hard * 40, ["grade"]),
        ("The port is deep. " * 20, ["words"]),
        (hard * 3, ["grade", "words"]),
    ):
        deck = HARBOUR.replace("\npack:\n", f"\npack:\n  easy: [{{text: '{text}', source: P1}}]\n")
        told = [f"{f.sentence} {f.wrong}" for f in examine_files("x", {"a.yaml": deck.encode()}).findings]
        assert [word for word in ("grade", "words") if any(word in line for line in told)] == sorted(wanted), told
        foreign = deck.replace("\nrounds:", "\nlanguage: de\nrounds:", 1)
        told = [f.sentence for f in examine_files("x", {"a.yaml": foreign.encode()}).findings if f.code == "pack"]
        assert not any("grade" in line for line in told)
    wrong = HARBOUR.replace("\npack:\n", "\npack:\n  easy: [{text: Deep., source: P9}]\n")
    assert "unknown" in {f.code for f in examine_files("x", {"a.yaml": wrong.encode()}).findings}


@pytest.mark.parametrize("name", [*SHIPPED, str(ROOT / "tests" / "decks" / "harbour.yaml")])
def test_the_sheets_of_a_pack(name: str) -> None:
    """A sheet for each role, the readings, all words, all tasks with room to write, rubric and questions; nothing that
    students get tells what does not follow."""
    deck = load_deck(name)
    sheets = list(pack(deck, levels_of(deck)))
    found = Sections(pack_page(deck))
    assert [
        text.split("  ")[0].strip()[: len(sheet.title)] for text, sheet in zip(found.texts, sheets, strict=True)
    ] == [sheet.title for sheet in sheets]
    for role, text in zip(deck.turn_order, found.texts, strict=False):
        assert all(motive.text in text for motive in deck.roles[role].motives.values())
        assert all(
            (move.title in text) == (not move.forbidden)
            for move in deck.moves.values()
            if move.role == role and move.active
        )
    whole = " ".join(found.texts)
    assert all(task in whole for task in deck.pack.tasks)
    assert sum(isinstance(node, Space) for sheet in sheets for node in sheet.nodes) == len(deck.pack.tasks)
    assert all(entry.text in whole for entry in deck.glossary.values())
    assert all(one.strong in found.texts[-1] for one in deck.pack.rubric.values())
    assert all(asked.look_for in found.texts[-1] for asked in deck.questions.values())
    assert not any(denial.says in text for denial in deck.denials.values() for text in found.texts[:-1])


def test_text_of_a_deck_is_never_markup() -> None:
    """Whatever a deck says stands there to be read."""
    harm = "</style><script>x()</script>'\"><img src=//a onerror=y()>"
    deck = load_deck("phones")
    roles = {id_: evolve(role, name=harm, brief=harm) for id_, role in deck.roles.items()}
    text = pack_page(evolve(deck, title=harm, roles=roles, pack=evolve(deck.pack, tasks=(harm,))))
    assert harm not in text
    assert escape(harm) in text
    assert not {"script", "img"} & Sections(text).tags


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It writes the files of the pack, says what a deck of one's own has not yet, and refuses where it cannot write."""
    own = tmp_path / "night-bus"
    assert run(["deck", "new", str(own), "--yes"]) == Exit.OK
    assert run(["deck", "pack", str(own), "--folder", str(tmp_path / "out")]) == Exit.OK
    told = capsys.readouterr().out
    assert "no easy, usual yet" in told
    assert {"pack.html", "paper.html", "paper-short.html"} == {path.name for path in (tmp_path / "out").iterdir()}
    (tmp_path / "file").write_text("")
    assert run(["deck", "pack", "phones", "--folder", str(tmp_path / "file")]) == Exit.PROBLEM
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium here to print with")
@pytest.mark.parametrize("name", SHIPPED)
def test_what_students_get_takes_one_page_each(name: str, tmp_path: Path) -> None:
    """Role sheets, readings, words and worksheet, as a browser prints them."""
    deck = load_deck(name)
    sheets = list(pack(deck, levels_of(deck)))[:-1]
    path = tmp_path / "pack.html"
    path.write_text(printed(deck, "x", sheets), encoding="utf-8")
    assert sheets_of_paper(path) == len(sheets)
