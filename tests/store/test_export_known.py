"""A game that still runs, exported: nobody reads in the file what they may not know yet."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from debate import load_deck
from debate import saves as saved
from debate.cli import run
from debate.game.session import PERSON, Session
from debate.rules.view import view
from debate.store import Replayed, Saves, export, known_to, replay
from debate.store.known import Known
from tests.store.work import play_some

ZTE = load_deck("zte")


def running(choices: int, *people: str, seed: int = 5) -> tuple[Session, Replayed]:
    """A game of the ZTE deck with these people after so many choices, the sealed ones of others among them."""
    session = Session(ZTE, {r: PERSON if r in people else "scripted" for r in ZTE.turn_order}, seed=seed)
    play_some(session, Random(seed), choices)
    found = replay(ZTE, session.journal)
    assert isinstance(found, Replayed)
    return session, found


@pytest.mark.parametrize("choices", [0, 1, 2, 5, 9, 14])
@pytest.mark.parametrize("role", ["zte", "congress"])
def test_one_person_reads_what_their_view_shows(choices: int, role: str) -> None:
    """No motive, reason, sealed or covert choice and hidden meter of another role, in no form; all that is open is."""
    session, game = running(choices, role)
    known = known_to(game)
    assert known == Known(role)
    values = json.loads(export(ZTE, game, "json", known))
    seen = view(session.state, role)
    assert {r for r, each in values["roles"].items() if "motive" in each} == {role}
    told = [(item["role"], item["choice"]) for part in values["rounds"] for item in part["choices"]]
    others = [choice for who, choice in told if who != role]
    assert sorted(others) == sorted(str(move) for move in seen.seen if move.role != role)
    own = [str(move) for move in session.moves if move.role == role]
    assert [choice for who, choice in told if who == role] == own
    assert "because" not in json.dumps(values)
    hidden = {meter for meter, value in seen.meters.items() if value is None}
    assert not values["rounds"] or not hidden & values["rounds"][-1]["meters"].keys()
    text = export(ZTE, game, "markdown", known)
    assert "may not know yet is left out" in text
    for other, id in session.state.motives.items():
        assert (ZTE.roles[other].motives[id].name in text) == (other == role)


def test_several_people_read_what_everybody_may_know() -> None:
    """Two at one keyboard hide their hands from each other, so the file tells neither's secrets."""
    _, game = running(4, "zte", "congress")
    assert known_to(game) == Known("")
    values = json.loads(export(ZTE, game, "json", known_to(game)))
    assert not any("motive" in each for each in values["roles"].values())
    assert values["game"]["known-to"] == "everybody"
    assert not any("keep" in item["choice"] for part in values["rounds"] for item in part["choices"])


def test_a_game_that_is_over_lies_open() -> None:
    """After the end everything is told, as in the debrief; so it is where only opponents play."""
    session, game = running(400, "zte")
    assert session.state.over
    assert known_to(game) is None
    session, game = running(0)
    assert known_to(game) is None


def test_the_command_tells_secrets_only_when_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``debate export`` of a running game; with ``--whole`` everything; a file to carry away says what it holds."""
    session, _ = running(3, "zte")
    saved.begin(Saves(tmp_path), session, "mine")
    session.close()
    secret = next(ZTE.roles[r].motives[m].name for r, m in session.state.motives.items() if r != "zte")
    own = ["--saves", str(tmp_path)]
    assert run(["export", "mine", *own]) == 0
    assert secret not in capsys.readouterr().out
    assert run(["export", "mine", "--whole", *own]) == 0
    assert secret in capsys.readouterr().out
    assert run(["saves", "export", "mine", str(tmp_path / "x.debate"), *own]) == 0
    assert "secret motives and sealed moves" in capsys.readouterr().out
