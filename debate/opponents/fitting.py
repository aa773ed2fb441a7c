"""Which of several answers to the same case fits best: to the side of the one who gives it, and to the case."""

from __future__ import annotations

from collections.abc import Iterable

from debate.rules.deck import ANSWERS, Deck
from debate.rules.moves import Move

_DIRECT = {how: place for place, how in enumerate(ANSWERS)}
"""How an answer answers -> its rank: what denies the claim before what only limits it; one that is not typed last."""


def fitting(deck: Deck, options: Iterable[Move], answered: str, played: str = "") -> Move:
    """The answer (or extension) among ``options`` that fits best; the first in hand of those that fit alike.

    ``answered``: the argument that they all answer. ``played``: the move that it backs on the floor, empty in an
    extension. First comes what does not speak for that same move, then what has the fewest moves in common with the
    argument that it answers, then what meets the claim before what turns, outweighs or limits it.
    """
    backed = set(deck.arguments[answered].backs)

    def order(move: Move) -> tuple[bool, int, int]:
        card = deck.arguments[move.card]
        return played in card.backs, len(backed.intersection(card.backs)), _DIRECT.get(card.answers[answered], 4)

    return min(options, key=order)
