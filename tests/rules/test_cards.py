"""Piles, hands and discards."""

from __future__ import annotations

import pytest

import debate
from debate import Move, State
from debate.rules.chance import roll64
from debate.rules.deck import Deck
from tests.small_deck import deck_of

CARDS = [f"card-{n}" for n in range(8)]
SHARED = ["card-6", "card-7"]


@pytest.fixture(scope="module")
def deck() -> Deck:
    """Role a voices eight cards, b two of them; two of a's moves are backed by all."""
    arguments = ", ".join(
        f"{card}: {{voices: {'[a, b]' if card in SHARED else 'a'}, backs: [speak, shout]}}" for card in CARDS
    )
    return deck_of(
        f"{{rounds: 9, rules: {{dealt: 5, hand: 3}}, roles: {{a: {{}}, b: {{}}}}, "
        f"moves: {{speak: {{role: a}}, shout: {{role: a}}}}, arguments: {{{arguments}}}}}"
    )


def pile(seed: int, role: str, made_up: int, cards: list[str]) -> list[str]:
    return sorted(cards, key=lambda card: (roll64(seed, "pile", role, made_up, card), card))


def test_a_pile_is_sorted_by_keyed_rolls(deck: Deck) -> None:
    """Five of eight are dealt and three kept, the first; the other two go under the pile in their order."""
    state = debate.start(deck, seed=9)
    order = pile(9, "a", 1, CARDS)
    assert list(state.hands["a"]) == order[:3]
    assert list(state.piles["a"]) == [*order[5:], *order[3:5]]


def test_a_card_may_be_in_two_piles(deck: Deck) -> None:
    """Each role that voices it has one of its own; with fewer cards than a hand all are in hand."""
    state = debate.start(deck, seed=9)
    assert list(state.hands["b"]) == pile(9, "b", 1, SHARED)
    assert state.piles["b"] == ()


def test_a_seat_may_choose_what_it_keeps(deck: Deck) -> None:
    """The cards kept are the hand, in the order dealt; the rest go under the pile in theirs."""
    state = debate.start(deck, seed=9, draft=["a", "b"])
    order = pile(9, "a", 1, CARDS)
    assert (state.phase, state.awaiting, list(state.hands["a"])) == ("deal", ("a",), order[:5])
    kept = (order[0], order[2], order[4])
    state = debate.play(deck, state, Move("a", "keep", cards=kept)).state
    assert state.hands["a"] == kept
    assert list(state.piles["a"]) == [*order[5:], order[1], order[3]]
    assert (state.phase, state.awaiting) == ("choose", ("a", "b"))


def test_cards_played_are_drawn_again_at_the_round_end(deck: Deck) -> None:
    """From the front of the pile to the end of the hand; what was played lies on the discards."""
    state = debate.start(deck, seed=9)
    order = pile(9, "a", 1, CARDS)
    state = _round(deck, state, "speak", order[1])
    assert list(state.hands["a"]) == [order[0], order[2], order[5]]
    assert state.discards["a"] == (order[1],)


def test_an_empty_pile_is_made_up_from_the_discards_with_the_next_pass(deck: Deck) -> None:
    """After five cards the pile of eight is empty; the sixth draw shuffles the discards, keyed by pass 2."""
    state = debate.start(deck, seed=9)
    played = []
    for _ in range(6):
        played.append(state.hands["a"][0])
        state = _round(deck, state, "speak", played[-1])
    order = pile(9, "a", 2, played)
    assert state.hands["a"][-1] == order[0]
    assert list(state.piles["a"]) == order[1:]
    assert state.discards["a"] == ()
    assert sorted((*state.hands["a"], *state.piles["a"])) == CARDS


def _round(deck: Deck, state: State, move: str, card: str) -> State:
    state = debate.play(deck, state, Move("a", "play", move=move, card=card)).state
    state = debate.play(deck, state, Move("b", "hold")).state
    return debate.play(deck, state, Move("b", "let-stand")).state


def test_a_motive_that_nobody_chose_is_dealt_by_the_seed() -> None:
    """Sorted ids, and the roll of the role."""
    deck = deck_of("{roles: {a: {motives: {zeal: {}, calm: {}, envy: {}}}, b: {}}}")
    for seed in range(6):
        state = debate.start(deck, seed=seed)
        assert state.motives["a"] == ["calm", "envy", "zeal"][roll64(seed, "motive", "a") % 3]
    assert debate.start(deck, seed=0, motives={"a": "zeal"}).motives["a"] == "zeal"
