"""``debate deck check``: what it prints, and how soon after a save."""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from pathlib import Path

import pytest

from debate.cli import run
from debate.command import Exit
from debate.deckfile import codes
from debate.deckfile.load import Checked
from debate.workshop import checking

ROOT = Path(__file__).parent.parent.parent
HARBOUR = (ROOT / "tests" / "decks" / "harbour.yaml").read_text(encoding="utf-8")


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    (tmp_path / "deck.yaml").write_text(HARBOUR, encoding="utf-8")
    return tmp_path


def test_a_finding_shows_its_line(deck: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The place, how bad it is, the code and the cure; the line itself with the word marked; where to read more."""
    (deck / "deck.yaml").write_text(HARBOUR.replace("    delay: 1", "    dealy: 1"), encoding="utf-8")
    assert run(["deck", "check", str(deck)]) == Exit.PROBLEM
    place, line, mark, *_, verdict, more = capsys.readouterr().out.splitlines()
    assert place == f"{deck}/deck.yaml:52:5 error unknown: link 'mud-settles' has no such key: dealy -> delay"
    assert (line, mark) == ("    dealy: 1", "    ^^^^^")
    assert verdict.endswith("1 error, no warnings. It cannot be played yet.")
    assert more == "What a code means, with an example: debate deck explain unknown"


def test_on_a_narrow_terminal_no_word_is_broken(
    deck: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In 50 columns each line fits, between words, and the mark stands below what it marks; in a pipe a finding stays
    one line, for other programs."""
    (deck / "deck.yaml").write_text(HARBOUR.replace("    delay: 1", "    dealy: 1"), encoding="utf-8")
    run(["deck", "check", str(deck)])
    piped = capsys.readouterr().out
    monkeypatch.setenv("COLUMNS", "50")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    run(["deck", "check", str(deck)])
    told = capsys.readouterr().out
    assert [line for line in told.splitlines() if len(line) >= 50 and " " in line.strip()] == []
    assert told.split() == piped.split()


def test_a_name_of_a_deck_beside_is_guessed(deck: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who leaves out the hyphen of their own deck is led to it, as well as to a shipped one."""
    own = deck / "night-bus"
    own.mkdir()
    for asked, meant in ((str(deck / "nightbus"), str(own)), ("rivr", "river")):
        assert run(["deck", "check", asked]) == Exit.PROBLEM
        assert f"did you mean '{meant}'?" in capsys.readouterr().out


def test_silenced_warnings_are_counted_and_shown_when_asked(deck: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (deck / "more.yaml").write_text("silence: {fairness: A deck for tests.}", encoding="utf-8")
    assert run(["deck", "check", str(deck)]) == Exit.OK
    told = capsys.readouterr().out
    assert "fairness:" not in told
    assert "silenced by the deck (told with --all). It can" in told
    assert run(["deck", "check", str(deck), "--all"]) == Exit.OK
    assert "    silenced: A deck for tests." in capsys.readouterr().out
    assert run(["deck", "check", str(deck), "--json"]) == Exit.OK
    found = json.loads(capsys.readouterr().out)
    assert found["silenced"][0]["reason"] == "A deck for tests."
    assert all(finding["code"] in codes.CODES for finding in found["findings"])


def test_a_save_is_checked_at_once(deck: Path) -> None:
    """Changed, added and removed files each give one new check, within 0.7 seconds; nothing happens without a save."""
    found: list[Checked] = []
    stopped = threading.Event()

    def sleep(seconds: float) -> None:
        if stopped.wait(seconds):
            raise KeyboardInterrupt

    def watch() -> None:
        try:
            for checked in checking.changes(str(deck), sleep):
                found.append(checked)
        except KeyboardInterrupt:
            pass

    def waited(count: int) -> None:
        for _ in range(1000):
            if len(found) >= count:
                break
            time.sleep(0.01)
        assert len(found) == count

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        waited(1)
        (deck / "deck.yaml").write_text(HARBOUR.replace("delay: 1", "dealy: 1"), encoding="utf-8")
        waited(2)
        assert found[-1].deck is None
        os.replace(deck / "deck.yaml", deck / "deck.txt")
        (deck / "good.yaml").write_text(HARBOUR, encoding="utf-8")
        waited(3)
        assert found[-1].deck is not None
        time.sleep(0.25)
        assert len(found) == 3
    finally:
        stopped.set()
        watcher.join()
