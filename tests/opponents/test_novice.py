"""The novice plays legal choices at random, with a sensible answer now and then."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import debate
from debate.opponents import novice
from debate.rules.deck import Deck
from tests.small_deck import deck_of


@pytest.fixture(scope="module")
def valley() -> Deck:
    return debate.load_deck(str(Path(__file__).parent.parent / "decks" / "valley"))


def test_it_plays_every_move_that_is_legal(valley: Deck) -> None:
    """Over many keys each legal move comes up, none oftener for its cards; the same key makes the same choice."""
    view = debate.view(valley, debate.start(valley, seed=1), "works")
    chosen = [novice(view, key).move for key in range(400)]
    assert chosen == [novice(view, key).move for key in range(400)]
    counts = Counter(move.move or move.kind for move in chosen)
    wanted = {move.move or move.kind for move in view.legal}
    assert set(counts) == wanted
    assert max(counts.values()) < 3 * min(counts.values())


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
