"""What made the difference between a game and the same without a move, cause by cause."""

from __future__ import annotations

import re

import debate
from debate.debrief.control import tried
from debate.debrief.difference import Differences
from debate.debrief.shares import Roots
from debate.debrief.verdicts import tally_words, verdicts_of
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
        "The move itself did nothing to it, and later choices that are left out without it did the opposite: "
        "without it, it would have stood at 50. What made the difference: -20: Cars keep the buyers away (P1). Left "
        "out without the move: 'widen' of shops in round 2 (what it needs was not there)."
    )


def test_a_move_that_pushed_as_promised_did_not_do_the_opposite() -> None:
    """The permit brings trade by itself too; what the shops did with it took away more, and it is told so."""
    text = SHOP.replace("effects: {paper: given}", "effects: {paper: given, trade: +8}")
    session = played(deck_of(text), [["town play permit"], ["shops play widen"], []])
    (verdict,) = debate.verdicts(session.source, session.to_record())
    assert verdict.reason.startswith(
        "The move itself pushed that way, by 8; but later choices that are left out without it took away more: "
        "without it, it would have stood at 50. "
    )
    assert verdict.with_it == 38


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
            assert len(control.there) == len(control.held)
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
        told = "Left out without the move" in verdict.reason
        assert not told or verdict.held
        assert "others could not" not in verdict.reason
        silent += bool(verdict.held) and not told
    assert silent


STREET = """
rounds: {count: 4}
meters: {trade: {start: 30, min: 0, max: 60}}
flags: {paper: {values: {none: none, given: given}, start: none}}
roles: {town: , shops: }
moves:
  permit: {role: town, text: A paper., promises: {trade: up}, effects: {paper: given, trade: +6}}
  widen: {role: shops, text: A wider street., needs: {paper: given}, effects: {trade: +9}}
  feast: {role: shops, text: A feast., needs: {paper: given}, effects: {trade: +8}}
  paint: {role: shops, text: Paint., needs: {paper: given}, effects: {trade: -2}}
  sweep: {role: town, text: Brooms., effects: {trade: +20}}
"""


def test_what_is_listed_adds_up_to_the_difference_to_the_last_point() -> None:
    """A game of four moves at a limit: the permit's own effect, what came of it, and what the limit cut off are all
    listed, so that a reader who adds them up gets what is between both games."""
    game = [["town play permit"], ["shops play widen"], ["shops play feast"], ["shops play paint", "town play sweep"]]
    session = played(deck_of(STREET), game)
    verdict, *_ = debate.verdicts(session.source, session.to_record())
    assert (verdict.with_it, verdict.without_it) == (58, 50)
    assert listed_parts(verdict.reason) == [9, 8, -13, 6, -2]
    assert "-13: what its limit held back; +6: 'permit' of town in round 1; -2: 'paint' of shops" in verdict.reason


def test_every_list_of_what_made_the_difference_adds_up() -> None:
    """Games of a shipped deck: the figures after 'what made the difference' sum to with it less without it, whatever
    else moved the meter; an entry ``+33 instead of +11`` counts as +22."""
    zte, seen = debate.load_deck("zte"), 0
    for seed in (2, 8, 2162):
        for verdict in debate.verdicts(zte, watched(zte, seed, "scripted").to_record()):
            if (listed := listed_parts(verdict.reason)) is not None:
                assert sum(listed) == verdict.with_it - verdict.without_it, verdict.reason
                seen += 1
    assert seen


def listed_parts(reason: str) -> list[int] | None:
    """The points of each entry that is listed; None where nothing is."""
    _, found, told = reason.partition("What made the difference: ")
    if not found:
        return None
    parts = [re.match(r"([+-]?\d+)(?: instead of ([+-]\d+))?: ", part) for part in re.split(r"; (?=[+-]?\d)", told)]
    return [int(part[1]) - int(part[2] or 0) for part in parts if part is not None]


PERMIT = """
rounds: {count: 3}
meters: {trade: {start: 30, min: 0, max: 60}}
flags: {paper: {values: {none: none, given: given}, start: none}}
roles: {town: , shops: }
moves:
  permit: {role: town, text: A paper., promises: {trade: up}, effects: {paper: given}}
  widen: {role: shops, text: A wider street., needs: {paper: given}, effects: {trade: +5}}
  feast: {role: shops, text: A feast., needs: {paper: given}, effects: {trade: +6}}
"""


def test_a_promise_that_others_reached_is_not_told_as_kept_by_the_move() -> None:
    """The permit moved no trade; two later moves of the shops did, each of which would have been enough for the promise
    and was not possible without the permit. The reader is told that others reached it, and by what; the verdict of the
    control run stays what it is, and beside the count stands how many are of this kind."""
    session = played(deck_of(PERMIT), [["town play permit"], ["shops play widen"], ["shops play feast"]])
    (verdict,) = debate.verdicts(session.source, session.to_record())
    assert (verdict.verdict, verdict.detour, verdict.told) == ("kept by it", True, "made room")
    assert verdict.reason.startswith("Reached by other moves; this one only made room for them.")
    assert "+6: 'feast' of shops in round 3; +5: 'widen' of shops in round 2." in verdict.reason
    assert "Left out without the move: 'widen' of shops in round 2 (what it needs was not there)" in verdict.reason
    assert tally_words([verdict]).startswith("1 of 1 kept by it (1 of them by making room for other moves);")


def test_a_promise_that_was_reached_with_others_says_what_the_move_did_by_itself() -> None:
    """A permit that brings a little trade by itself did not only make room: its share is told."""
    text = PERMIT.replace("effects: {paper: given}", "effects: {paper: given, trade: +2}")
    session = played(deck_of(text), [["town play permit"], ["shops play widen"], ["shops play feast"]])
    (verdict,) = debate.verdicts(session.source, session.to_record())
    assert verdict.reason.startswith(
        "Reached with other moves, for which this one made room; by itself it did +2. Without the move it would have"
    )


LATE = """
rounds: {count: 2, epilogue: 2}
meters: {trade: {start: 30, min: 0, max: 60}}
flags:
  paper: {values: {none: none, given: given}, start: none}
  street: {values: {narrow: narrow, wide: wide}, start: narrow}
roles: {town: , shops: }
moves:
  permit: {role: town, text: A paper., promises: {trade: up}, effects: {paper: given}}
  widen: {role: shops, text: A wider street., needs: {paper: given}, effects: {street: wide}}
links:
  word: {says: Word gets round., when: {paper: given, street: wide}, delay: 2, effects: {trade: +9}}
"""


def test_what_a_move_itself_brought_years_later_is_its_own() -> None:
    """What the permit and the wider street set going together brings the trade after the end of term: it goes back to
    the permit itself, too, so it is kept later by it, though the street could not have been widened without it."""
    session = played(deck_of(LATE), [["town play permit"], ["shops play widen"]])
    (verdict,) = debate.verdicts(session.source, session.to_record())
    assert (verdict.verdict, verdict.detour) == ("kept later", False)
    assert not verdict.reason.startswith("Reached")


def test_what_only_hung_on_a_move_is_not_told_as_its_own_difference() -> None:
    """The permit moves no trade; the shops widen, which it made possible, and a tax takes more away. It is said that
    the move itself did nothing, and what made the difference, so that no page says both that it did and did not."""
    text = PERMIT.replace("  feast:", "  tax: {role: town, text: A tax., effects: {trade: -20}}\n  feast:")
    session = played(deck_of(text), [["town play permit"], ["shops play widen"], ["town play tax"]])
    verdict = next(each for each in debate.verdicts(session.source, session.to_record()) if each.move == "permit")
    assert (verdict.verdict, verdict.with_it, verdict.without_it) == ("not kept", 15, 10)
    assert verdict.reason.startswith(
        "The move itself did nothing to it; with later choices that hung on it, it made a difference of 5: without it, "
        "it would have stood at 10"
    )
