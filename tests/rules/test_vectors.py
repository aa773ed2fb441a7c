"""The rules, case by case: see ``vectors/README.md``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

import debate
from debate import Move, State
from debate.rules.deck import Deck
from tests.small_deck import deck_of, parsed
from tests.table import Game, line, play_out, replayed

FOLDER = Path(__file__).parent / "vectors"


def _cases() -> list[Any]:
    found = []
    for file in sorted(FOLDER.glob("*.yaml")):
        for case in parsed(file.read_text()):
            found.append(pytest.param(case, id=f"{file.stem}: {case['shows']}"))
    return found


@pytest.fixture(scope="module", params=_cases())
def case(request: pytest.FixtureRequest) -> dict[str, Any]:
    return dict(request.param)


@pytest.fixture(scope="module")
def live(case: dict[str, Any]) -> Game:
    deck = deck_of({"rounds": str(len(case["play"])), **case["deck"]})
    given = {key: value == "yes" if key == "judged" else value for key, value in case.get("start", {}).items()}
    return play_out(deck, case["play"], seed=2018, **given)


@pytest.fixture(scope="module", params=["live", "replayed"])
def game(live: Game, request: pytest.FixtureRequest) -> Game:
    return replayed(live) if request.param == "replayed" else live


KEYS = {
    *("shows", "deck", "start", "play", "after", "refused", "steps", "capital", "because", "counts"),
    *("points", "over", "headline", "later", "at-last", "scores", "ends", "asked"),
}


def test_case(case: dict[str, Any], game: Game) -> None:
    """Everything that the case says is so."""
    assert KEYS.issuperset(case)
    for round_, values in case.get("after", {}).items():
        state = game.closed(int(round_))
        assert _values(state, values) == values, f"after round {round_}"
    assert _values(game.state, case.get("at-last", {})) == case.get("at-last", {})
    for round_, moves in case.get("refused", {}).items():
        assert {id_: _refused(game, int(round_), id_) for id_ in moves} == moves, f"in round {round_}"
    for round_, lines in case.get("steps", {}).items():
        assert _lines(game, int(round_), capital=False) == lines
    for round_, lines in case.get("capital", {}).items():
        assert _lines(game, int(round_), capital=True) == lines
    for beginning, parents in case.get("because", {}).items():
        assert _parents(game, beginning) == parents, beginning
    assert {id_: str(game.state.count(id_)) for id_ in case.get("counts", {})} == case.get("counts", {})
    _outcome(case, game)


def _values(state: State, wanted: dict[str, str]) -> dict[str, str]:
    known = {**state.meters, **state.flags, **state.capital}
    return {id_: str(known[id_]) for id_ in wanted}


def _refused(game: Game, round_: int, id_: str) -> str:
    refusal = debate.refusal(game.deck, game.opening(round_), Move(game.deck.moves[id_].role, "play", move=id_))
    return refusal.code if refusal else "ok"


def _lines(game: Game, round_: int, capital: bool) -> list[str]:
    return [line(s) for s in game.steps if s.round == round_ and s.target.startswith("capital.") == capital]


def _parents(game: Game, beginning: str) -> list[str]:
    step = next(s for s in game.steps if line(s).startswith(beginning))
    return [line(game.steps[number - 1]) for number in step.parents]


def _outcome(case: dict[str, Any], game: Game) -> None:
    outcome = debate.outcome(game.deck, game.state)
    found: dict[str, Any] = {
        "points": {role: str(n) for role, n in outcome.debate_points.items()},
        "over": str(game.state.term.round) if game.state.term else "",
        "headline": [outcome.ending, *outcome.tags],
        "later": [outcome.later, *outcome.later_tags],
        "scores": {role: str(n) for role, n in outcome.scores.items()},
        "ends": {role: str(n) for role, n in outcome.ends.items()},
        "asked": {question: str(round_) for question, round_ in game.state.asked},
    }
    wanted = {key: case[key] for key in found if key in case}
    found["points"] = {role: found["points"][role] for role in wanted.get("points", {})}
    assert {key: found[key] for key in wanted} == wanted


@cache
def _small() -> Deck:
    return deck_of("{rounds: 2, meters: {m: {start: 0}}, roles: {r: {}}, moves: {go: {role: r}}}")


def test_the_steps_of_a_game_are_numbered_through() -> None:
    """1, 2, 3 ... over all rounds and the epilogue."""
    game = play_out(_small(), [["r play go"], ["r play go"]])
    assert [step.number for step in game.steps] == list(range(1, len(game.steps) + 1))


def test_the_roll_of_the_reference() -> None:
    """The number that the deck reference gives for its example."""
    from debate.rules.chance import roll64

    assert roll64(2018, "news", "storm", 1) == 0x1B4F41E98DBBD50F
