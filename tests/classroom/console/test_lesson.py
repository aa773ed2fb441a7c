"""The lesson plan of the ZTE deck says what the program does: its keys, its commands, its teams."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import debate
from debate.cli import _parser
from debate.faces.tui.actions import CONSOLE, actions
from debate.rules.deck import Deck
from tests.classroom.console.teaching import a_class

PLAN = (Path(__file__).parents[3] / "decks" / "zte" / "teacher.md").read_text()


@pytest.fixture(scope="module")
def deck() -> Deck:
    return debate.load_deck("zte")


def test_its_keys_are_those_of_the_console() -> None:
    """Every key in a left column, and every one said in passing."""
    keys = {item.shown for item in actions(CONSOLE)}
    named = set(re.findall(r"^\| ([a-z]|space) \|", PLAN, re.M)) | set(re.findall(r"(?:press|\(|, | )([a-z])\)", PLAN))
    assert {"y", "space", "l", "x", "p", "m", "v", "w"} <= named
    assert named <= keys


def test_its_commands_are_understood() -> None:
    """Every command in it is one that the program takes."""
    commands = set(re.findall(r"`debate ([^`]+)`", PLAN))
    assert len(commands) >= 6
    for command in commands:
        if command in ("saves", "export", "replay"):
            continue
        assert callable(_parser().parse_args(shlex.split(command)).call), command


def test_its_meters_and_paragraphs_are_those_of_the_deck(deck: Deck) -> None:
    """What is to be looked at on the wall is called so there; every paragraph cited is there."""
    names = {meter.name for meter in deck.meters.values()}
    for said in ("Feeling safe", "U.S. network security", "Leverage over Beijing", "Substitutes for U.S. parts"):
        assert said in " ".join(PLAN.split())
        assert said in names
    assert set(re.findall(r"\bP\d+", PLAN)) <= set(deck.passages)


@pytest.mark.parametrize(
    ("students", "tables", "teams", "judges"),
    [
        (12, 1, [3] * 4, [0]),
        (15, 1, [3] * 4, [3]),
        (16, 1, [4, 3, 3, 3], [3]),
        (24, 2, [3] * 8, [0, 0]),
        (30, 2, [3] * 8, [3, 3]),
    ],
)
def test_teams_come_out_as_it_says(
    tmp_path: Path, deck: Deck, students: int, tables: int, teams: list[int], judges: list[int]
) -> None:
    """What sharing out makes of a class of this size."""
    with a_class(tmp_path, deck=deck, tables=tables) as klass:
        klass.seat(*[f"N{n}" for n in range(students)])
        found = sorted((len(team) for table in klass.room.tables for team in table.teams.values()), reverse=True)
        assert found == teams
        assert [len(table.judges) for table in klass.room.tables] == judges


def test_a_deck_may_have_a_plan_beside_it(deck: Deck) -> None:
    """The loader reads over it."""
    assert deck.id == "zte"
