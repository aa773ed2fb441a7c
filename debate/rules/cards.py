"""Piles, hands and discards. The order of a pile depends on the seed, the role and how often it was made up."""

from __future__ import annotations

from debate.rules.chance import shuffled
from debate.rules.state import State


def draw(state: State) -> None:
    """Every role draws up to the hand size; an empty pile is made up anew from the discards."""
    size = state.tables.deck.rules.hand
    for role, hand in state.hands.items():
        if len(hand) >= size:
            continue
        pile = state.piles[role]
        while len(hand) < size:
            if not pile:
                discards = state.discards[role]
                if not discards:
                    break
                made_up = state.passes[role] + 1
                pile = shuffled(discards, state.setting.seed, "pile", role, made_up)
                state.passes = {**state.passes, role: made_up}
                state.discards[role] = ()
            take = size - len(hand)
            hand, pile = hand + pile[:take], pile[take:]
        state.hands[role], state.piles[role] = hand, pile


def spend(state: State, role: str, card: str) -> None:
    """Lay a card from the hand on the discards."""
    hand = state.hands[role]
    at = hand.index(card)
    state.hands[role] = hand[:at] + hand[at + 1 :]
    state.discards[role] += (card,)


def keep(state: State, role: str, kept: tuple[str, ...]) -> None:
    """Keep these of the cards dealt; the rest go under the pile in their order."""
    dealt = state.hands[role]
    state.hands[role] = kept
    state.piles[role] += tuple([card for card in dealt if card not in kept])
