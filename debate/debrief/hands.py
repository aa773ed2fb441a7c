"""A sensible hand out of the cards dealt: the one that backs most of what a motive plays."""

from __future__ import annotations

from debate.rules.deck import Deck
from debate.rules.view import View


def sensible_hand(deck: Deck, view: View) -> tuple[str, ...]:
    """As many of the cards in ``view.hand`` as a hand holds, in the order dealt.

    Card by card the one that backs most moves that no chosen card backs yet; moves that the role's script plays with
    this motive count before its other moves, and of equals the one dealt first is taken. It rests on nothing that the
    role does not know: its motive, its moves and its own cards.
    """
    if view.role is None:
        return ()
    plays = {
        move
        for rule in deck.opponents.get(view.role, ())
        if not rule.motives or view.motive in rule.motives
        for move in rule.play
    }
    own = {move.id for move in deck.moves.values() if move.role == view.role and move.active and not move.covert}
    backs = {card: own.intersection(deck.arguments[card].backs) for card in view.hand}
    chosen: set[str] = set()
    backed: set[str] = set()

    def worth(card: str) -> tuple[int, int, int, int]:
        new = backs[card] - backed
        return len(new & plays), len(new), len(backs[card] & plays), len(deck.arguments[card].answers)

    for _ in range(min(deck.rules.hand, len(view.hand))):
        best = max((card for card in view.hand if card not in chosen), key=worth)
        chosen.add(best)
        backed |= backs[best]
    return tuple(card for card in view.hand if card in chosen)
