"""The games that come with the program load, and play with the deck of now to the ending they are there to show."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from debate import saves as saved
from debate.rules.legal import legal_moves
from debate.store import Saves, compare, read
from tests.store.shipped import FOLDER, PLANS, Plan, path, record

AGAIN = "the deck has changed: python -m tests.regenerate, then read what became of the game"


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_a_shipped_game_plays_to_its_ending(plan: Plan, tmp_path: Path) -> None:
    """Whole, to the ending that it was made for; only looked at, and gone on with in one's own folder."""
    if os.environ.get("REGENERATE"):
        path(plan).write_bytes(record(plan))
    opened = saved.open_game(Saves(tmp_path), path(plan))
    assert opened.session is not None, f"{opened.told}; {AGAIN}"
    assert opened.session.state.over, f"{opened.told}; {AGAIN}"
    assert opened.session.outcome().ending == plan.ending
    assert opened.session.read_only
    new = saved.branch(Saves(tmp_path), path(plan), deck=opened.session.source)
    assert new.session is not None
    assert new.session.moves == opened.session.moves
    new.session.back(len(new.session.moves) - 1)
    assert not new.session.state.over


def test_what_if_congress_had_voted_otherwise() -> None:
    """In the game of 2018 any other first choice of Congress can be tried; the rest replays; the two are compared."""
    opened = saved.open_game(Saves(FOLDER.parent), path(PLANS[0]))
    session = opened.session
    assert session is not None
    at = next(i for i, move in enumerate(session.moves) if move.role == "congress")
    for move in legal_moves(session.at(at).state, "congress"):
        changed = session.what_if(at, move)
        found = compare(session.source, changed.recorded, changed.other)
        assert found.same == (move == session.moves[at])


def test_all_that_is_shipped_is_listed() -> None:
    listed = Saves(FOLDER).listing()
    assert {item.name for item in listed} == {plan.name for plan in PLANS}
    assert all(item.problem is None and item.ending for item in listed)
    assert all(read(item.path.read_bytes()).problem is None for item in listed)
