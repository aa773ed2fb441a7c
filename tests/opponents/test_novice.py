"""The novice takes what looks best now of a few moves that come to mind, with a sensible answer now and then."""

from __future__ import annotations

from collections import Counter

import debate
from debate.opponents import novice
from tests.small_deck import deck_of


def test_the_better_a_move_looks_the_oftener_it_is_played() -> None:
    """Over many keys each legal move comes up, most often what sets going what it wants, and one move is no likelier
    for its cards; the same key makes the same choice, and says whether it liked one better."""
    deck = deck_of(
        """
        rules: {hand: 9, dealt: 9}
        meters: {m: {start: 50}}
        roles: {a: {motives: {up: {wants: {m: 1}}}}}
        moves: {up: {role: a, effects: {m: +9}}, same: {role: a}, down: {role: a, effects: {m: -9}}}
        arguments: {one: {voices: a, backs: down}, two: {voices: a, backs: down}, three: {voices: a, backs: down}}
        """
    )
    view = debate.view(deck, debate.start(deck), "a")
    chosen = [novice(view, key) for key in range(400)]
    assert chosen == [novice(view, key) for key in range(400)]
    counts = Counter(each.move.move or "hold" for each in chosen)
    assert counts["up"] > counts["same"] + counts["hold"] > 2 * counts["down"] > 0
    assert {each.because for each in chosen if each.move.move == "down"} == {"It tries things out, without a plan."}
    assert any("likes this best" in each.because for each in chosen if each.move.kind == "hold")


def test_it_answers_what_hurts_it_more_often_than_what_does_not() -> None:
    """Of two cases that it can answer, the one against its motive is met more often, and both are met."""
    deck = deck_of(
        """
        rules: {hand: 9, dealt: 9}
        meters: {m: {start: 50}}
        roles: {a: {}, b: {motives: {up: {wants: {m: 1}}}}, c: {}}
        moves: {hurts: {role: a, effects: {m: -10}}, helps: {role: c, effects: {m: +10}}}
        arguments:
          for-a: {voices: a, backs: hurts}
          for-c: {voices: c, backs: helps}
          no-a: {voices: b, answers: for-a}
          no-c: {voices: b, answers: for-c}
        """
    )
    state = debate.start(deck)
    for text in ("a play hurts with for-a", "b hold", "c play helps with for-c", "a let-stand"):
        state = debate.play(deck, state, debate.parse_move(deck, text)).state
    view = debate.view(deck, state, "b")
    counts = Counter(novice(view, key).move.to for key in range(300))
    assert counts["a"] > counts["c"] > 0
    assert counts[""] > 0
