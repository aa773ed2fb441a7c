"""What made the difference between a game and the same without a move, cause by cause."""

from __future__ import annotations

import debate
from debate.debrief.control import tried
from debate.debrief.difference import Differences
from debate.debrief.shares import Roots
from debate.debrief.verdicts import verdicts_of
from tests.debrief.games import played, watched
from tests.small_deck import deck_of

SHOP = """
rounds: {count: 3}
meters:
  trade: {start: 50, min: 0, max: 100}
  noise: {start: 50, min: 0, max: 100}
flags: {paper: {values: {none: none, given: given}, start: none}}
roles: {town: , shops: }
moves:
  permit: {role: town, text: A paper., promises: {trade: up}, effects: {paper: given}}
  widen: {role: shops, text: A wider street., needs: {paper: given}, effects: {noise: +4}}
links:
  cars: {says: Cars keep the buyers away., follows: widen, effects: {trade: -20}}
"""


def test_the_chain_of_a_promise_that_turned_names_who_could_not_have_done_it() -> None:
    """The permit promised trade and let the shops widen the street, which cost it: the reason says so, with why the
    street would not have been widened."""
    session = played(deck_of(SHOP), [["town play permit"], ["shops play widen"], []])
    (verdict,) = debate.verdicts(session.source, session.to_record())
    assert verdict.reason == (
        "The move did the opposite: without it, it would have stood at 50. What made the difference: -20: Cars keep "
        "the buyers away (P1). Without the move 'widen' of round 2 (what it needs was not there) could not have been "
        "played."
    )


def test_causes_add_up_to_the_difference() -> None:
    """Games of a shipped deck: for every promise the causes apart are all of what the meter is from its control."""
    zte, seen = debate.load_deck("zte"), 0
    for seed in (2, 2162):
        session = watched(zte, seed, "scripted")
        game = tried(zte, session.to_record())
        differences = Differences(game, Roots(game.deck, game.steps, through_meters=False))
        for verdict in verdicts_of(game):
            place = verdict.chosen, verdict.role
            control = game.without(place)
            assert len(control.refused) == len(control.held)
            for later in (False, True):
                here = game.state if later else game.state.term
                assert here is not None
                there = (control.later if later else control.term)(verdict.meter)
                apart = differences.of(place, verdict.meter, control, later)
                assert sum(each.made for each in apart) == here.meters[verdict.meter] - there
                seen += bool(apart)
    assert seen


def test_a_choice_that_made_no_difference_is_not_told_again_and_again() -> None:
    """What could not be played without a move is said only where that is behind what made the difference."""
    zte, silent = debate.load_deck("zte"), 0
    session = watched(zte, 2162, "scripted")
    for verdict in debate.verdicts(zte, session.to_record()):
        told = "could not have been played" in verdict.reason
        assert not told or verdict.held
        assert "others could not" not in verdict.reason
        silent += bool(verdict.held) and not told
    assert silent
