"""Piles, hands and discards. The order of a pile depends on the seed, the role and how often it was made up."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from debate.rules.state import State


def shuffled(seed: int, role: str, made_up: int, cards: Iterable[str]) -> tuple[str, ...]:
    """The cards sorted by ``roll64(seed, "pile", role, made_up, card)``; ``made_up`` is 1 for the first pile.

    Digests in bytes sort as the big-endian numbers that the roll reads from them.
    """
    first = f"{seed}|pile|{role}|{made_up}|"
    rolled = [(blake2b((first + card).encode(), digest_size=8).digest(), card) for card in cards]
    rolled.sort()
    return tuple([card for _, card in rolled])


def draw(state: State, role: str) -> None:
    """Draw up to the hand size; an empty pile is made up anew from the discards."""
    hand = state.hands[role]
    size = state.tables.deck.rules.hand
    if len(hand) >= size:
        return
    pile = state.piles[role]
    while len(hand) < size:
        if not pile:
            discards = state.discards[role]
            if not discards:
                break
            state.passes[role] += 1
            pile = shuffled(state.setting.seed, role, state.passes[role], discards)
            state.discards[role] = ()
        take = size - len(hand)
        hand, pile = hand + pile[:take], pile[take:]
    state.hands[role], state.piles[role] = hand, pile


def spend(state: State, role: str, card: str) -> None:
    """Lay a card from the hand on the discards."""
    state.hands[role] = tuple([held for held in state.hands[role] if held != card])
    state.discards[role] += (card,)


def keep(state: State, role: str, kept: tuple[str, ...]) -> None:
    """Keep these of the cards dealt; the rest go under the pile in their order."""
    dealt = state.hands[role]
    state.hands[role] = kept
    state.piles[role] += tuple([card for card in dealt if card not in kept])
