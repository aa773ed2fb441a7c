"""Of several cards that answer the same case, an opponent plays the one that fits its side and the case."""

from __future__ import annotations

import debate
from debate.opponents.fitting import fitting
from debate.opponents.novice import novice
from debate.opponents.scripted import scripted
from debate.rules.deck import Deck
from debate.rules.moves import Move
from debate.rules.state import State
from tests.small_deck import deck_of

TABLE = """
rules: {hand: 4, dealt: 4}
meters: {m: {start: 50}}
roles: {a: {}, b: {motives: {calm: {wants: {m: 1}}}}}
moves: {dig: {role: a, effects: {m: -9}}, fill: {role: b}, rest: {role: a}}
arguments:
  case: {voices: a, backs: [dig, rest], answers: {limiting: limits}}
  limiting: {voices: b, backs: fill, answers: {case: limits}}
  denying: {voices: b, backs: fill, answers: {case: meets}}
  friendly: {voices: b, backs: [fill, dig], answers: {case: meets}}
  near: {voices: b, backs: rest, answers: {case: turns}}
"""


def answering() -> tuple[Deck, State]:
    """Where ``b`` may answer the case of ``a``."""
    deck = deck_of(TABLE)
    state = debate.start(deck)
    for text in ("a play dig with case", "b hold"):
        state = debate.play(deck, state, debate.parse_move(deck, text)).state
    return deck, state


def test_the_card_that_denies_is_preferred_and_never_the_one_for_the_same_move() -> None:
    """One that speaks for the move itself comes last, one that shares another move before it, then the kind decides."""
    deck, _ = answering()
    cards = ["friendly", "near", "limiting", "denying"]
    left = [Move("b", "answer", card=card, to="a") for card in cards]
    order = []
    while left:
        best = fitting(deck, left, "case", "dig")
        left.remove(best)
        order.append(best.card)
    assert order == ["denying", "limiting", "near", "friendly"]


def test_who_answers_takes_the_card_that_fits() -> None:
    """The script always, and the novice where it looks what hurts it, answer with the card that denies the case."""
    deck, state = answering()
    seen = debate.view(deck, state, "b")
    assert {move.card for move in seen.legal if move.kind == "answer"} == {"limiting", "denying", "friendly", "near"}
    assert scripted(seen, 0).move.card == "denying"
    looked = [found for key in range(40) if "noticed" in (found := novice(seen, key)).because]
    assert looked
    assert {found.move.card for found in looked} == {"denying"}
