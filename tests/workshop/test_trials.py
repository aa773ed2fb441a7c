"""``debate deck check --play``: what only games can tell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from debate.cli import run
from debate.command import Exit
from debate.deckfile import shipped_decks
from debate.deckfile.load import examine
from debate.workshop.examples import EXAMPLES, base, changed, examined
from debate.workshop.trials import GAMES, sample, with_play


@pytest.fixture
def rare(tmp_path: Path) -> Path:
    """A deck with an ending that no game reaches."""
    path = tmp_path / "deck.yaml"
    path.write_text(changed(EXAMPLES["out-of-reach"], EXAMPLES["out-of-reach"].wrong), encoding="utf-8")
    return path


def test_play_adds_what_reading_cannot_see(rare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The plain check has nothing to say and names the other; that one tells the ending at its line."""
    assert run(["deck", "check", str(rare)]) == Exit.OK
    told = capsys.readouterr().out
    assert "no errors, no warnings, 2 silenced by the deck (told with --all). It can be played." in told
    assert f"What only games can tell: debate deck check {rare} --play" in told
    assert run(["deck", "check", str(rare), "--play"]) == Exit.OK
    told = capsys.readouterr().out
    line = next(n for n, text in enumerate(rare.read_text(encoding="utf-8").splitlines(), 1) if text == "  works:")
    assert f"{rare}:{line}:3 warning out-of-reach: in {GAMES} games ending 'works' never held" in told
    assert "--play" not in told
    assert run(["deck", "check", str(rare), "--play", "--json"]) == Exit.OK
    found = json.loads(capsys.readouterr().out)
    assert [finding["code"] for finding in found["findings"]] == ["out-of-reach"]
    assert found["notes"][0]["code"] == "grade"


def test_it_may_be_silenced(rare: Path) -> None:
    """At the item or everywhere; the plain check does not call that unneeded, since it cannot know."""
    summary = None
    for silence in ("{works: A dream.}", "Dreams."):
        text = rare.read_text(encoding="utf-8").replace("silence:  ", f"silence:\n  out-of-reach: {silence}\n  #", 1)
        checked = examined(text)
        assert checked.findings == ()
        assert checked.deck is not None
        summary = summary or sample(checked.deck, jobs=1).summary  # what is silent changes no game
        played = with_play(checked, summary)
        assert played.findings == ()
        assert [each.finding.code for each in played.silenced if each.finding.code != "fairness"] == ["out-of-reach"]


def test_the_sample_is_always_the_same() -> None:
    """In one process or two, the same games; every kind of player has its share."""
    deck = examined(base()).deck
    assert deck is not None
    one, two = sample(deck, 40, jobs=1), sample(deck, 40, jobs=2)
    assert one.summary == two.summary
    assert one.summary.games == 40


def test_watching_and_playing_exclude_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["deck", "check", "zte", "--play", "--watch"]) == Exit.USAGE
    assert "give one of them" in capsys.readouterr().err


def test_a_deck_with_errors_is_not_played(rare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rare.write_text(base().replace("odds: 30", "odds: some"), encoding="utf-8")
    assert run(["deck", "check", str(rare), "--play"]) == Exit.PROBLEM
    assert "It cannot be played yet." in capsys.readouterr().out


def test_a_new_deck_passes() -> None:
    """What ``debate deck new`` writes has no dead parts."""
    checked = examined(base(), play=True)
    assert checked.findings == ()


@pytest.mark.torture
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.ci) if name == "phones" else name for name in shipped_decks()]
)
def test_shipped_decks_pass(name: str) -> None:
    """Nothing in them is out of reach or never worth it, but what they say themselves."""
    checked = examine(name)
    assert checked.deck is not None
    assert with_play(checked, sample(checked.deck).summary).findings == ()


def test_what_was_played_and_looked_at_is_told_where_nothing_was_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """How many games, of which kinds, and how much of the deck was looked for in them."""
    folder = tmp_path / "night-bus"
    assert run(["deck", "new", str(folder), "--yes"]) == Exit.OK
    capsys.readouterr()
    assert run(["deck", "check", str(folder), "--play"]) == Exit.OK
    told = " ".join(capsys.readouterr().out.split())
    assert f"{GAMES} games were played: by scripts, by novices, greedily and at random, a quarter each." in told
    assert "Looked at in them: 7 moves, 8 arguments, 6 links, 1 denial, 1 news item, 4 endings." in told
    assert "All are as wanted. " in told
