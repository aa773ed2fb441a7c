"""A game that goes on while its deck is written: what is kept, what is said, what comes back."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from debate.cli import run
from debate.command import Exit
from debate.deckfile import load_deck
from debate.game.session import PERSON, Session
from debate.rules.moves import read_notation
from debate.store import CannotCarry, carry
from debate.workshop import checking
from debate.workshop.difference import differences
from debate.workshop.rehearsal import News, Rehearsal

ROOT = Path(__file__).parent.parent.parent
HARBOUR = (ROOT / "tests" / "decks" / "harbour.yaml").read_text(encoding="utf-8")
LINE = ("port play dig", "town hold", "port hold")


class Author:
    """Somebody who writes the harbour deck, and the game beside it."""

    def __init__(self, folder: Path, *people: str) -> None:
        self.file = folder / "deck.yaml"
        self.file.write_text(HARBOUR, encoding="utf-8")
        seen = checking.stamp(folder)
        checked = checking.examined(str(folder))
        assert checked.deck is not None
        self.session = Session(checked.deck, dict.fromkeys(people or ("port",), PERSON), seed=3)
        self.rehearsal = Rehearsal(str(folder), self.session, checked, seen)

    def saves(self, *changes: tuple[str, str]) -> News | None:
        """Save the deck as it was at first, with these changes, and see what that brings."""
        text = HARBOUR
        for old, new in changes:
            assert text.count(old) == 1
            text = text.replace(old, new)
        self.file.write_text(text, encoding="utf-8")
        return self.rehearsal.look()

    def plays(self, *choices: str) -> None:
        for choice in choices:
            self.session.advance()
            self.session.submit(read_notation(choice))


def test_what_differs() -> None:
    """Items by id and title; keys as an author writes them; single keys; scripts by role."""
    old = load_deck(ROOT / "tests" / "decks" / "harbour.yaml")
    new_text = HARBOUR.replace("    start: 40\n    min: 10", "    start: 45\n    min: 10")
    new_text = new_text.replace("title: The harbour", "title: The port").replace(
        "grounds: The fee table.", "grounds: Fees."
    )
    new_text = new_text.replace("  calm: {says: Mud sinks.", "  rest: {says: Mud rests.").replace(
        "Peace is cheap", "Peace"
    )
    from debate.deckfile.load import examine_files

    new = examine_files("new", {"deck.yaml": new_text.encode()}).deck
    assert new is not None
    assert [str(change) for change in differences(old, new)] == [
        "changed title",
        "changed meter cargo 'Cargo' (start)",
        "added link rest 'Mud rests.'",
        "removed link calm 'Mud sinks.'",
        "changed argument ships-pay 'Ships pay' (grounds)",
        "changed script of port",
    ]
    assert differences(old, old) == ()


def test_a_save_goes_into_the_game(tmp_path: Path) -> None:
    """The choices are made again, the numbers follow the new text, undo takes them back, redo makes them again."""
    author = Author(tmp_path)
    author.plays("port play dig")
    author.session.advance()
    before = author.session.moves
    news = author.saves(("effects: {channel: dug, fish: -10}", "effects: {channel: dug, fish: -30}"))
    assert news is not None
    assert news.good
    assert (
        news.headline() == f"Deck saved: changed move dig 'Dig the channel' (effects). All {len(before)} choices kept."
    )
    assert author.session.moves == before
    assert author.session.source.moves["dig"].effects.meters == (("fish", -30),)
    assert str(author.session.undo()) == "port play dig"
    assert "port" not in {move.role for move in author.session.moves}
    assert str(author.session.redo()) == "port play dig"
    assert author.session.moves[: len(before)] == before


def test_what_was_taken_back_can_be_made_again_after_a_save(tmp_path: Path) -> None:
    """A choice that stands nowhere on the line is carried over too."""
    author = Author(tmp_path)
    author.plays("port play dig")
    author.session.undo()
    assert author.saves(("title: The harbour", "title: The port")) is not None
    assert "port" not in {move.role for move in author.session.moves}
    assert str(author.session.redo()) == "port play dig"


def test_a_broken_save_leaves_the_game_as_it_is(tmp_path: Path) -> None:
    """The last good version is played on; the findings are there; the repaired deck is taken up."""
    author = Author(tmp_path)
    author.plays("port play dig")
    before = author.session.state
    news = author.saves(("delay: 1", "dealy: 1"))
    assert news is not None
    assert news.carried is None
    assert news.headline() == "1 error in the deck. The game goes on with the version before."
    assert author.session.state is before
    assert [finding.code for finding in author.rehearsal.errors] == ["unknown"]
    author.session.advance()
    news = author.saves(("delay: 1", "delay: 2"))
    assert news is not None
    assert news.good
    assert author.session.source.links["mud-settles"].delay == 2


def test_choices_that_are_not_legal_any_more_come_back(tmp_path: Path) -> None:
    """Which was the first that could not be made, and why; put right at once, nothing is lost."""
    author = Author(tmp_path, "port", "town")
    author.plays(*LINE)
    made = author.session.moves
    news = author.saves(("    cost: 2\n    effects: {channel", "    cost: 7\n    effects: {channel"))
    assert news is not None
    told = list(news.lines())
    assert news.carried is not None
    assert (news.carried.kept, news.carried.wanted) == (0, 3)
    assert told[2] == (
        "The first choice that could not be made again, in round 1: port play dig. 'Dig the channel' costs 8 capital"
        " (1 of it for having no case); capital of The port: 4."
    )
    assert author.session.moves == ()
    news = author.saves()
    assert news is not None
    assert news.good
    assert author.session.moves == made


def test_once_chosen_anew_the_lost_choices_are_gone(tmp_path: Path) -> None:
    author = Author(tmp_path, "port", "town")
    author.plays(*LINE)
    author.saves(("    cost: 2\n    effects: {channel", "    cost: 7\n    effects: {channel"))
    author.plays("port hold")
    author.saves()
    assert [str(move) for move in author.session.moves] == ["port hold"]


def test_what_the_deck_lacks_now_is_told(tmp_path: Path) -> None:
    """A motive that is gone is dealt anew. A role that somebody plays cannot go: the game stays as it was."""
    author = Author(tmp_path)
    port = author.session.state.motives["port"]
    carried = carry(load_deck(ROOT / "tests" / "decks" / "valley"), Session(author.session.source, {}).journal)
    assert any("no role 'port' any more" in note for note in carried.notes)
    with pytest.raises(CannotCarry, match="no role 'port' any more, and somebody plays it"):
        carry(load_deck(ROOT / "tests" / "decks" / "valley"), author.session.journal)
    line = next(line for line in HARBOUR.splitlines() if line.strip().startswith(f"{port}: {{name"))
    other = line.replace(f"{port}:", "calm-books:", 1)
    text = HARBOUR.replace(line, other).replace("motive: growth, ", "")
    author.file.write_text(text, encoding="utf-8")
    news = author.rehearsal.look()
    assert news is not None
    assert news.carried is not None
    assert f"'{port}' is no motive of The port any more: another one was dealt." in list(news.lines())


def test_a_save_that_changes_nothing_is_no_news(tmp_path: Path) -> None:
    author = Author(tmp_path)
    assert author.rehearsal.look() is None
    assert author.saves() is None
    news = author.saves(("# A deck that uses every key once.", "# A deck."))
    assert news is not None
    assert news.headline().startswith("Deck saved: nothing that the game reads.")


class Typing(io.StringIO):
    """Lines typed one by one; before some of them the deck is saved."""

    def __init__(self, author: Path, lines: list[str | tuple[str, str]]) -> None:
        super().__init__()
        self.author = author
        self.lines = lines

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
        while self.lines:
            line = self.lines.pop(0)
            if isinstance(line, str):
                return f"{line}\n"
            self.author.write_text(HARBOUR.replace(*line), encoding="utf-8")
        return ""


def test_in_plain_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """At a prompt a save is told, with its findings; what was typed to the old list of choices is not done."""
    file = tmp_path / "deck.yaml"
    file.write_text(HARBOUR, encoding="utf-8")
    typed: list[str | tuple[str, str]] = [
        "",
        ("delay: 1", "dealy: 1"),
        "world",
        ("Dig the channel", "Dig it deep"),
        "1",
    ]
    monkeypatch.setattr(sys, "stdin", Typing(file, typed))
    assert run(["deck", "play", str(tmp_path), "--role", "port", "--seed", "3", "--plain"]) == Exit.PROBLEM
    told = capsys.readouterr().out
    assert "1 error in the deck. The game goes on with the version before." in told
    assert "    dealy: 1\n    ^^^^^" in told
    assert "Deck saved: changed move dig 'Dig it deep' (title). Your game goes on." in told
    assert "What you typed was not done" in told
    assert told.rindex("Dig it deep, price") > told.index("What you typed was not done")
    assert "It is not kept." in told


def test_a_deck_that_cannot_be_played_yet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "deck.yaml").write_text(HARBOUR.replace("delay: 1", "dealy: 1"), encoding="utf-8")
    assert run(["deck", "play", str(tmp_path), "--plain"]) == Exit.PROBLEM
    assert "the deck cannot be played yet:" in capsys.readouterr().err
