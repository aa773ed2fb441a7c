"""The authoring guide: its example is a deck that plays, what it shows is what is printed, its reference is in step."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from debate.cli import run
from debate.deckfile.keys import SINGLE
from debate.deckfile.load import Checked, examine_files
from debate.deckfile.sections import SECTIONS
from debate.workshop.balance import setups
from debate.workshop.checking import told
from debate.workshop.coverage import coverage
from debate.workshop.games import play_game
from debate.workshop.playthroughs import run_file
from debate.workshop.reference import HEADING, reference

GUIDE = Path(__file__).parent.parent.parent / "decks" / "README.md"
TEXT = GUIDE.read_text(encoding="utf-8")
EXAMPLE = "".join(re.findall(r"^```yaml\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE))


def examined(text: str) -> Checked:
    return examine_files("halme", {"deck.yaml": text.encode()})


def test_the_example_is_a_deck() -> None:
    """All of its blocks, one below the other: no finding, several endings, every passage comes into play."""
    checked = examined(EXAMPLE)
    assert checked.findings == ()
    deck = checked.deck
    assert deck is not None
    assert all(carried.in_play for carried in coverage(deck)[0])
    endings = {play_game(deck, setup).outcome.ending for setup in setups(deck, 40)}
    assert len(endings) >= 3


def test_the_finding_shown_is_the_one_printed() -> None:
    """The misspelt meter of the last chapter, with its place."""
    wrong = EXAMPLE.replace("effects: {crowds: +4}", "effects: {crowd: +4}")
    lines = list(told(examined(wrong), "halme"))[:3]
    assert "\n".join(f"    {line}" for line in lines) in TEXT


def test_every_command_it_names_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    """``debate deck WORD`` for each word in the guide has a help page, which knows the options named beside it."""
    named: dict[str, set[str]] = {}
    for word, rest in re.findall(r"debate deck ([a-z]+)([^`\n|]*)", TEXT):
        named.setdefault(word, set()).update(re.findall(r"--[a-z]+", rest))
    assert len(named) >= 8
    for word, options in named.items():
        with pytest.raises(SystemExit) as stop:
            run(["deck", word, "--help"])
        assert stop.value.code == 0
        page = capsys.readouterr().out
        assert not {option for option in options if option not in page}


def test_its_links_lead_somewhere() -> None:
    """The list of chapters names headings of the page."""
    titles = re.findall(r"^## (.*)$", TEXT, re.MULTILINE)
    anchors = {re.sub(r"[^a-z -]", "", title.lower()).replace(" ", "-") for title in titles}
    named = set(re.findall(r"\]\(#([a-z-]+)\)", TEXT))
    assert named == anchors


def test_the_reference_is_in_step() -> None:
    """It is what ``debate deck reference`` prints; ``python -m tests.regenerate`` renews it."""
    guide, heading, _ = TEXT.partition(HEADING + "\n")
    assert heading
    if os.environ.get("REGENERATE"):
        GUIDE.write_text(guide + reference() + "\n", encoding="utf-8")
    assert GUIDE.read_text(encoding="utf-8") == guide + reference() + "\n"


def test_the_reference_has_every_key() -> None:
    """Every section with each of its keys, and every single key, with what it is for; lines that fit a page."""
    page = reference()
    for name in SINGLE:
        assert f"\n- `{name}` (" in page
    for name, section in SECTIONS.items():
        part = page.split(f"\n### `{name}`: ")[1].split("\n### ")[0]
        assert all(f"\n- `{key}` (" in part for key in section.keys if key not in ("source", "basis", "evidence"))
    assert max(map(len, page.split("\n"))) <= 100


def test_the_playthrough_goes_as_written() -> None:
    """The game that the guide tells, played in the deck of the guide."""
    deck = examined(EXAMPLE).deck
    assert deck is not None
    (text,) = re.findall(r"^```play\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)
    ran = run_file("limit-first.play", text.encode(), deck)
    assert ran.findings == ()
    assert ran.session is not None
    assert ran.session.state.over
