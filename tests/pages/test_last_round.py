"""What is said of a beaten move that was not paid for: in the last round there is none in which it could come."""

from __future__ import annotations

import debate
from debate.pages.reader import Reader
from debate.pages.table import table
from debate.pages.words import HOW_IT_GOES
from debate.rules.moves import Move
from debate.store.markdown import said
from tests.debrief.games import watched


def test_nothing_waits_after_the_last_round() -> None:
    """Somebody's move was beaten in the last round of this game: the table does not say that it waits. Nor does what is
    told of the choice not to pay, in whatever round."""
    deck = debate.load_deck("zte")
    over = next(game for game in (watched(deck, seed) for seed in range(1, 60)) if game.state.waiting)
    assert "waits" not in " ".join(getattr(line, "text", "") for line in table(Reader(over, None)))
    assert said(over.deck, Move("beijing", "wait")) == "Beijing did not pay to go on."


def test_the_help_promises_no_capital_for_a_case_that_nobody_answered() -> None:
    """In the decks that come with the program only an answer to it makes it worth some."""
    settle = dict(HOW_IT_GOES)["Settle"]
    assert "a case that is answered and stands all the same, may earn capital" in settle
