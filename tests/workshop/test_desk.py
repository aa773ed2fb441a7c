"""The desk of an author: what is in a deck, what is wrong with it, the last version that plays; and the editor."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from debate.workshop.desk import Desk
from debate.workshop.editor import KNOWN, NoEditor, command
from debate.workshop.examples import base


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    (tmp_path / "deck.yaml").write_text(base(), encoding="utf-8")
    return tmp_path


def test_items_stand_by_file_and_section(deck: Path) -> None:
    """In the order of the files and of what stands in them; single keys and rules of scripts too."""
    (deck / "a-more.yaml").write_text("glossary:\n  plan: {term: plan, text: What is meant to be done.}\n")
    desk = Desk(str(deck)).read()
    groups = desk.groups()
    assert [group.section for group in groups][:5] == ["glossary", "deck", "passages", "meters", "flags"]
    rules = next(group for group in groups if group.section == "opponents")
    assert [entry.id for entry in rules.entries][:2] == ["council/1", "council/2"]
    assert desk.file(groups[0].file) == deck / "a-more.yaml"
    assert desk.file("elsewhere.yaml") is None


def test_the_last_good_version_stays_beside_what_is_wrong(deck: Path) -> None:
    """An error keeps the deck that played; mending it takes the new one. Errors come first."""
    desk = Desk(str(deck)).read()
    good = desk.deck
    assert (desk.kept, desk.headline()) == (False, "nothing is wrong")
    text = (
        base()
        .replace("    cost: 2\n    effects: {plan", "    cost: two\n    effects: {plan")
        .replace("effects: {anger: +5}", "effects: {anger: +1}")
    )
    (deck / "deck.yaml").write_text(text, encoding="utf-8")
    desk = desk.read()
    assert desk.kept
    assert desk.deck is good
    assert desk.headline() == "1 error, 1 warning"
    finding = desk.findings()[0]
    assert finding.code == "number"
    owner = desk.owner(finding)
    assert owner is not None
    assert (owner.section, owner.id) == ("moves", "carry-it-out")
    (deck / "deck.yaml").write_text(base().replace("cost: 2", "cost: 1"), encoding="utf-8")
    desk = desk.read()
    assert not desk.kept
    assert desk.deck is not None
    assert desk.deck is not good
    assert desk.deck.moves["carry-it-out"].cost == 1


def test_each_save_is_seen(deck: Path) -> None:
    """The deck's own and that of the source beside it."""
    source = deck / "page.txt"
    source.write_text("[P1] It works.", encoding="utf-8")
    desk = Desk(str(deck), source).read()
    assert desk.deck is not None
    assert desk.deck.texts == {"P1": "It works."}
    saves = desk.saves(time.sleep)
    source.write_text("[P1] It works well.", encoding="utf-8")
    after = next(saves)
    assert after.deck is not None
    assert after.deck.texts == {"P1": "It works well."}


def test_a_source_that_does_not_fit_is_told(deck: Path) -> None:
    source = deck / "page.txt"
    source.write_bytes(b"\xff\xfe")
    desk = Desk(str(deck), source).read()
    assert desk.problem.endswith("page.txt: this is not a text in UTF-8.")
    assert desk.deck is not None


@pytest.mark.parametrize(
    ("editor", "words"),
    [
        ("vi", ["vi", "+7", "d.yaml"]),
        ("vim", ["vim", "+call cursor(7,3)", "d.yaml"]),
        ("/usr/bin/nvim -R", ["/usr/bin/nvim", "-R", "+call cursor(7,3)", "d.yaml"]),
        ("nano", ["nano", "+7,3", "d.yaml"]),
        ("emacs -nw", ["emacs", "-nw", "+7:3", "d.yaml"]),
        ("micro", ["micro", "+7:3", "d.yaml"]),
        ("hx", ["hx", "d.yaml:7:3"]),
        ("code --wait", ["code", "--wait", "--goto", "d.yaml:7:3"]),
        ("kate", ["kate", "--line", "7", "--column", "3", "d.yaml"]),
        ("'/opt/my tools/nano' -w", ["/opt/my tools/nano", "-w", "+7,3", "d.yaml"]),
        ("some-editor --fast", ["some-editor", "--fast", "d.yaml"]),
    ],
)
def test_an_editor_is_told_the_line(editor: str, words: list[str]) -> None:
    """Known ones by their own way of saying it, others get the path; blanks and quotes as a shell reads them."""
    assert command({"EDITOR": editor}, "d.yaml", 7, 3) == words


def test_visual_comes_before_editor() -> None:
    assert command({"VISUAL": "nano", "EDITOR": "vi"}, "d.yaml")[0] == "nano"
    assert command({"VISUAL": " ", "EDITOR": "vi"}, "d.yaml")[0] == "vi"
    assert len(KNOWN) > 30


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({}, "No editor is set. Before you start, say which: export EDITOR=nano"),
        ({"EDITOR": "vi 'x"}, "$EDITOR has a quote without an end; set it to a command such as 'nano'."),
    ],
)
def test_no_editor(environment: dict[str, str], sentence: str) -> None:
    with pytest.raises(NoEditor, match=sentence.replace("$", r"\$").replace("'", "'")):
        command(environment, "d.yaml")


@pytest.mark.parametrize("path", ["-rf.yaml", "+1.yaml"])
def test_a_path_is_never_an_option(path: str) -> None:
    assert command({"EDITOR": "vi"}, path)[-1] == f"./{path}"
