"""Why what moved a meter in one round did not move it in another."""

from __future__ import annotations

from debate.debrief.naming import rounds_words
from debate.debrief.why_so import at_rest
from tests.debrief.games import played, watched
from tests.small_deck import deck_of

MILL = """
rounds: {count: 3}
meters:
  water: {start: 60, min: 0, max: 100}
  flour: {start: 0, min: 0, max: 100}
roles: {miller: , rain: }
moves:
  drain: {role: rain, text: A drain., effects: {water: -30}}
  fill: {role: rain, text: A shower., effects: {water: +10}}
  rest: {role: miller, text: A rest.}
links:
  grind: {says: Water grinds the flour., when: {water: at least 50}, effects: {flour: +5}}
  leak: {says: The pond leaks., effects: {water: -1}}
"""


def test_the_link_that_rested_says_what_it_takes_and_who_took_it() -> None:
    """In the round of the drain nothing was ground: how high the water stood when the links were read, and whose that
    was. In the round before nothing rested."""
    session = played(deck_of(MILL), [[], ["rain play drain"], []])
    assert at_rest(session.played, "flour", 1) == ()
    (found,) = at_rest(session.played, "flour", 2)
    assert [(depth, reason.words) for depth, reason in found.lines()] == [
        (0, "Water grinds the flour (P1)."),
        (1, "It takes that 'water' is at least 50; by then it stood at 29."),
        (2, "-30: 'drain' of rain, round 2 (P1)."),
        (2, "-1: The pond leaks, all by itself (P1)."),
    ]


def test_what_brought_a_meter_nearer_is_not_what_kept_it_away() -> None:
    """A shower brought the water nearer to where it grinds: what kept it below is the drain before it, and it adds up;
    where there was only the shower, it is where the water had begun."""
    session = played(deck_of(MILL), [[], ["rain play drain"], ["rain play fill"]])
    (found,) = at_rest(session.played, "flour", 3)
    assert [each.words for _, each in found.lines()][1:] == [
        "It takes that 'water' is at least 50; by then it stood at 38.",
        "-30: 'drain' of rain, round 2 (P1).",
        "-2: The pond leaks, all by itself (P1).",
        "+10: 'fill' of rain, round 3 (P1).",
    ]
    low = MILL.replace("start: 60", "start: 30").replace("leak: {says: The pond leaks., effects: {water: -1}}", "")
    session = played(deck_of(low), [["rain play fill"], ["rain play fill"], []])
    (found,) = at_rest(session.played, "flour", 1)
    assert [each.words for _, each in found.lines()][1:] == [
        "It takes that 'water' is at least 50; by then it stood at 40.",
        "It began at 30.",
    ]


def test_a_link_that_held_and_did_nothing_says_by_what() -> None:
    """Rent that rises less the higher it stands: once it is high, the link holds and adds nothing, and that is told."""
    text = """
rounds: {count: 3}
meters: {rent: {start: 60, min: 0, max: 100}}
roles: {town: }
moves: {wait: {role: town, text: A wait.}}
links:
  rise: {says: Rents go up., effects: {rent: {by: rent, from: {0: +9, 65: 0}}}}
"""
    session = played(deck_of(text), [[], [], []])
    assert at_rest(session.played, "rent", 1) == ()
    (found,) = at_rest(session.played, "rent", 3)
    assert [each.words for _, each in found.lines()] == [
        "Rents go up (P1).",
        "How much it does depends on 'rent', and by then that stood at 69: nothing.",
    ]


def test_what_rests_was_not_at_work_in_that_round() -> None:
    """In whole games nothing is told as at rest in a round in which it moved the meter; each link has a reason, and
    moves and news name rounds in which they did move it."""
    from debate import load_deck

    seen = 0
    for name, seed in (("zte", 3), ("river", 4)):
        session = watched(load_deck(name), seed, "scripted")
        for meter in session.deck.meters:
            for number in range(1, session.state.round + 1):
                moving = {s.cause for s in session.played.trace if (s.round, s.target) == (number, meter) and s.change}
                for reason in at_rest(session.played, meter, number):
                    assert reason.id not in moving
                    link = reason.id in session.deck.links
                    assert link == bool(reason.causes)
                    steps = (
                        s for s in session.played.trace if (s.cause, s.target, s.kind) == (reason.id, meter, "effect")
                    )
                    rounds = sorted({s.round for s in steps if s.round <= session.deck.rounds.count})
                    assert link or reason.words.endswith(f", in {rounds_words(rounds)}.")
                    seen += 1
    assert seen > 50
