"""``debate deck balance --since``: what mending one figure did to the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from debate.cli import run
from debate.command import Exit, Stop
from debate.workshop.figures import Figure
from debate.workshop.since import Since

BEFORE = (
    Figure("a role that never answers loses", "1.0 ±0.2 points", "3 or more", False),
    Figure("ending peace, of 40 games", "12.0 %", "2 to 30 %", True),
    Figure("the order is worth", "1.5 ±0.5", "0 to 2", True),
    Figure("'lock' is best, of 12 choices", "40.0 % ±2.0"),
)
AFTER = (
    Figure("a role that never answers loses", "3.4 ±0.2 points", "3 or more", True),
    Figure("ending peace, of 44 games", "1.0 %", "2 to 30 %", False),
    Figure("the order is worth", "1.6 ±0.5", "0 to 2", True),
    Figure("'open' is best, of 15 choices", "47.0 % ±2.0"),
)


def kept(path: Path, figures: tuple[Figure, ...]) -> Since:
    since = Since.read(str(path))
    for figure in figures:
        since.was(figure)
    path.write_text(since.written(), encoding="utf-8")
    return since


def test_a_first_run_has_nothing_to_compare_with(tmp_path: Path) -> None:
    """Where there is no file yet nothing is told, and one is written."""
    since = kept(tmp_path / "figures.json", BEFORE)
    assert list(since.told()) == []
    assert len(Since.read(str(tmp_path / "figures.json")).before) == len(BEFORE)


def test_what_was_mended_and_what_that_cost_is_told(tmp_path: Path) -> None:
    """The second run says what each figure was, which are now as wanted and which no longer, and what moved by more
    than luck; each in a line of its own
    and once; counts and options in the name of a figure do not make it another, and both runs' are told."""
    path = tmp_path / "figures.json"
    kept(path, BEFORE)
    since = Since.read(str(path))
    assert [since.was(figure) for figure in AFTER] == [
        "was 1.0 ±0.2 points",
        "was 12.0 %",
        "was 1.5 ±0.5",
        "was 40.0 % ±2.0",
    ]
    told = [" ".join(line.split()) for line in since.told()]
    assert told == [
        "Now as wanted since the last run:",
        "a role that never answers loses: 1.0 ±0.2 points, now 3.4 ±0.2 points",
        "No longer as wanted since the last run:",
        "ending peace, of 40 games: 12.0 %, now ending peace, of 44 games: 1.0 %",
        "Others that moved by more than luck since the last run:",
        "'lock' is best, of 12 choices: 40.0 % ±2.0, now 'open' is best, of 15 choices: 47.0 % ±2.0",
    ]
    assert all(len(row) < 80 for line in since.told() for row in line.splitlines())


def test_a_run_of_other_figures_keeps_those_of_before(tmp_path: Path) -> None:
    """``--deep`` after the plain run writes its own figures beside them, and equal ones are told as such."""
    path = tmp_path / "figures.json"
    kept(path, BEFORE[:2])
    kept(path, BEFORE[2:])
    assert len(Since.read(str(path)).before) == len(BEFORE)
    again = kept(path, BEFORE)
    assert list(again.told()) == ["Since the last run no figure has moved by more than luck."]


@pytest.mark.parametrize("text", ["", "[]", '{"figures": 3}', '{"figures": [[1]]}', "[" * 5000])
def test_another_file_is_refused_in_one_sentence(tmp_path: Path, text: str) -> None:
    """It is not written over: a deck named by mistake stays what it is."""
    path = tmp_path / "deck.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Stop, match="holds no figures of 'debate deck balance'"):
        Since.read(str(path))
    assert path.read_text(encoding="utf-8") == text


def test_the_command_measures_a_length_and_keeps_its_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """``--preset`` measures that length of the deck; another name is refused with those that there are."""
    rounds: list[int] = []

    def measured(deck, games):
        rounds.append(deck.rounds.count)
        yield Figure("one", f"{deck.rounds.count} rounds", "many", deck.rounds.count > 3)

    monkeypatch.setattr("debate.workshop.balance.measure", measured)
    path = str(tmp_path / "figures.json")
    assert run(["deck", "balance", "phones", "--since", path]) == Exit.OK
    assert run(["deck", "balance", "phones", "--preset", "short", "--since", path]) == Exit.OK
    assert rounds == [4, 3]
    said = capsys.readouterr().out
    assert "MISS one: 3 rounds  (wanted: many; was 4 rounds)" in said
    assert "No longer as wanted since the last run:\n  one: 4 rounds, now 3 rounds\n" in said
    assert run(["deck", "balance", "phones", "--preset", "long"]) == Exit.USAGE
    assert "There is: short, full." in capsys.readouterr().err
