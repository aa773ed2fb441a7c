"""The bots that measure what the game teaches, on a few games; the whole is ``python -m tests.zte.learning``."""

from __future__ import annotations

from statistics import fmean

import debate
from tests.zte.learning import BELIEVER, BOTS, EXPERT, READER, figures, game


def test_who_knows_the_sheets_is_closer_than_who_believes() -> None:
    """All bots answer the same questions; who believes every promise is further off than the base rates and than the
    one that reads what follows, and the reader, which counts what it was shown, is closer than the believer."""
    deck = debate.load_deck("phones")
    games = [game(deck, seed) for seed in range(8)]
    assert all(len({len(each[bot]) for bot in BOTS}) == 1 and each[READER] for each in games)
    mean = {bot: fmean(a.brier for each in games for a in each[bot]) for bot in BOTS}
    base = fmean(a.base for each in games for a in each[READER])
    assert mean[BELIEVER] > base
    assert mean[EXPERT] < mean[READER] < mean[BELIEVER]
    assert figures(games)[0].met
