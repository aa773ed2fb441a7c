"""The hand that is proposed where cards are dealt to choose from."""

from __future__ import annotations

from itertools import combinations

import pytest

import debate
from debate.debrief.hands import sensible_hand
from debate.game.session import PERSON, Session


@pytest.mark.parametrize("role", ["congress", "white-house", "beijing", "zte"])
def test_it_backs_most_of_what_the_motive_plays(role: str) -> None:
    """No other hand out of the cards dealt backs two more of the moves that the script plays with this motive."""
    deck = debate.load_deck("zte")
    for seed in range(12):
        session = Session(deck, {role: PERSON}, seed=seed, draft=(role,))
        view = session.view(role)
        plays = {
            move
            for rule in deck.opponents[role]
            if not rule.motives or view.motive in rule.motives
            for move in rule.play
            if deck.moves[move].role == role and not deck.moves[move].covert
        }

        def backed(hand: tuple[str, ...], plays: set[str] = plays) -> int:
            return len({move for card in hand for move in deck.arguments[card].backs} & plays)

        proposed = sensible_hand(deck, view)
        assert len(proposed) == deck.rules.hand
        assert [card for card in view.hand if card in proposed] == list(proposed)
        assert backed(proposed) >= max(map(backed, combinations(view.hand, deck.rules.hand))) - 1
        assert session.refusal(debate.Move(role, "keep", cards=proposed)) is None
