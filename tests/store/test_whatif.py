"""What if: one choice is changed, and nothing else differs but what follows from it."""

from __future__ import annotations

from random import Random

import pytest

from debate import IllegalMove
from debate.game.session import Session
from debate.rules.legal import legal_moves
from debate.rules.moves import Move
from debate.store import Comparison, Seat, WhatIf, compare
from tests.store.work import DECK, new_session, play_out, play_some


def held(session: Session, at: int, move: Move) -> tuple[WhatIf, Comparison]:
    changed = session.what_if(at, move)
    return changed, compare(session.source, changed.recorded, changed.other)


SESSION = play_out(new_session(), Random(2))
CHOICES = [at for at, move in enumerate(SESSION.moves) if move.role == "port"]


@pytest.mark.parametrize("people", [{"port": "person"}, {"port": "novice", "town": "novice"}, {"town": "person"}])
@pytest.mark.parametrize("seed", range(5))
def test_the_same_choice_gives_the_same_game(seed: int, people: dict[str, str]) -> None:
    """The control run: wherever the recorded choice is put in place of itself, nothing parts."""
    session = play_out(Session(DECK, people, seed=seed), Random(seed))
    for at, move in enumerate(session.moves):
        changed, found = held(session, at, move)
        assert changed.other.state.digest() == session.state.digest()
        assert not changed.replaced
        assert found.same
        assert not found.choices
        assert not found.meters
        assert all(lines.parted is None for lines in found.lines.values())


@pytest.mark.parametrize("at", CHOICES)
def test_every_other_choice_can_be_tried(at: int) -> None:
    """The other run ends, differs first in the changed choice, and what each cause did otherwise to a meter adds up to
    how far apart it ends; where it parts, the values are those of the lines."""
    before = SESSION.at(at).state
    for move in legal_moves(before, "port"):
        if move == SESSION.moves[at]:
            continue
        changed, found = held(SESSION, at, move)
        assert changed.other.state.over
        assert changed.instead_of == SESSION.moves[at]
        assert found.choices[0].round == before.round
        assert {found.choices[0].one, found.choices[0].other} & {move, SESSION.moves[at]}
        assert changed.other.moves[:at] == SESSION.moves[:at]
        for meter, parting in found.meters.items():
            lines = found.lines[meter]
            assert lines.one[0] == lines.other[0] == DECK.meters[meter].start
            assert parting.round == lines.parted
            assert parting.round >= before.round
            assert (parting.before, parting.one) == lines.one[parting.round - 1 : parting.round + 1]
            assert (parting.before, parting.other) == lines.other[parting.round - 1 : parting.round + 1]
            apart = sum(push.other - push.one for push in parting.pushes)
            assert apart == lines.other[-1] - lines.one[-1]
            assert all(push.one != push.other for push in parting.pushes)
        for meter, lines in found.lines.items():
            assert lines.one[-1] == SESSION.state.meters[meter]
            assert lines.other[-1] == changed.other.state.meters[meter]
            assert (lines.parted is None) == (meter not in found.meters)
        assert not found.same


def test_chance_does_not_shift() -> None:
    """A news roll that both runs have shows the same number in both."""
    rolls = 0
    for seed in range(12):
        session = play_out(new_session(seed), Random(seed))
        at = next(i for i, move in enumerate(session.moves) if move.role == "port")
        for move in legal_moves(session.at(at).state, "port"):
            changed = session.what_if(at, move)
            one, other = (
                {(step.round, step.cause): step.before for step in run.trace if step.kind == "roll"}
                for run in (changed.recorded, changed.other)
            )
            rolls += len(one)
            assert all(one[key] == other[key] for key in one.keys() & other.keys())
    assert rolls


def test_a_choice_that_is_not_possible_any_more_is_replaced_and_told() -> None:
    """Somewhere in these games a later choice rests on the changed one: what was done instead, and why, is there."""
    found = []
    for seed in range(8):
        session = play_out(new_session(seed), Random(seed))
        at = next(i for i, move in enumerate(session.moves) if move.role == "port")
        for move in legal_moves(session.at(at).state, "port"):
            found += [item for item in session.what_if(at, move).replaced if item.recorded is not None]
    assert found
    for item in found:
        assert item.recorded != item.made
        assert item.why.endswith(".")
        assert item.recorded is None or item.recorded.role == item.made.role


def test_a_running_game_is_taken_no_further_than_it_had_come() -> None:
    session = new_session()
    play_some(session, Random(2), 9)
    at = next(i for i, move in enumerate(session.moves) if move.role == "port")
    changed = session.what_if(at, Move("port", "hold"))
    assert changed.other.state.round == session.state.round
    assert not changed.other.state.over


def test_what_was_sealed_together_stays() -> None:
    """Two people choose at once: changing one choice leaves the other as it was in that step."""
    session = play_out(new_session(people={"port": Seat("person"), "town": Seat("person")}), Random(6))
    town = next(move for move in session.moves if move.role == "town")
    for move in legal_moves(session.at(0).state, "port"):
        assert town in session.what_if(0, move).other.moves[:2]


def test_refused_changes() -> None:
    """A choice that is not legal there, one of another role, and a place that is none."""
    with pytest.raises(IllegalMove):
        SESSION.what_if(CHOICES[0], Move("port", "pay"))
    with pytest.raises(ValueError, match="was made by"):
        SESSION.what_if(CHOICES[0], Move("town", "hold"))
    with pytest.raises(ValueError, match="none to change"):
        SESSION.what_if(999, Move("port", "hold"))


def test_the_game_itself_does_not_change() -> None:
    session = play_out(new_session(), Random(2))
    digest, count = session.state.digest(), len(session.journal)
    session.what_if(CHOICES[0], Move("port", "hold"))
    assert session.state.digest() == digest
    assert len(session.journal) == count
