"""The bots that measure what the game teaches, on a few games; the whole is ``python -m tests.zte.learning``."""

from __future__ import annotations

from statistics import fmean

import debate
from debate.game.session import PERSON, Session
from tests.zte.forecast import seen
from tests.zte.learning import BELIEVER, BOTS, EXPERT, NEWCOMER, READER, UNREAD, Memory, figures, game


def test_who_knows_the_sheets_is_closer_than_who_believes() -> None:
    """All bots answer the same questions; who believes every promise is further off than the base rates and than the
    one that reads what follows, and the reader, which counts what it was shown, is closer than the believer."""
    deck = debate.load_deck("phones")
    games = [game(deck, seed) for seed in range(24)]
    assert all(len({len(each[bot]) for bot in BOTS}) == 1 and each[READER] for each in games)
    mean = {bot: fmean(a.brier for each in games for a in each[bot]) for bot in BOTS}
    base = fmean(a.base for each in games for a in each[READER])
    assert mean[BELIEVER] > base
    assert mean[EXPERT] < mean[READER] < mean[BELIEVER]
    assert mean[EXPERT] < base
    assert figures([[each] for each in games])[0].met


def test_a_reader_remembers_what_it_was_shown() -> None:
    """Whoever played before has read what was at work, and is closer than the same bot for which this game is the
    first; that one is closer than who reads nothing."""
    deck = debate.load_deck("phones")
    memory = Memory()
    assert memory.rules == {}
    for seed in range(6):
        game(deck, seed, memory)
    assert memory.rules
    assert memory.promises
    assert sum(sum(came.values()) for came in memory.prices.values()) <= sum(
        sum(came.values()) for came in memory.promises.values()
    )
    later = [game(deck, seed, memory) for seed in range(6, 18)]
    known, new = (fmean(a.brier for each in later for a in each[bot]) for bot in (READER, NEWCOMER))
    assert known < new
    unread = [a for each in later for a in each[UNREAD]]
    assert fmean(a.brier for a in unread) > new


def test_pages_are_read_and_nothing_else() -> None:
    """In the first round the pages of a game with predictions name no link, and those of one without name all that is
    active; once a link has fired, its page is there. What is worked out with all of them is near what comes."""
    deck = debate.load_deck("zte")
    session = Session(deck, {"congress": PERSON}, seed=4)
    session.set_predicting(True)
    shown, near = [], []
    while session.advance() is not None and not session.state.over:
        if not session.withheld:
            session.submit(debate.OPPONENTS["scripted"].choose(deck, session.view("congress"), seed=4).move)
            continue
        shown.append(len(seen(session, "congress", all_links=False).rules))
        mapped = seen(session, "congress", all_links=True)
        assert len(mapped.rules) >= sum(link.active and bool(link.effects.meters) for link in deck.links.values())
        for question in session.questions("congress"):
            session.predict("congress", question.id, question.answers[0], 50)
        session.advance()
        now = {meter.name: session.view("congress").meters[meter.id] for meter in deck.meters.values()}
        if not session.state.over:
            near += [abs(mapped.meters[m] + by - (now[m] or 0)) <= 3 for m, by in mapped.forecast().items()]
    assert shown[0] == 0
    assert shown == sorted(shown)
    assert shown[-1] >= 15
    assert fmean(near) >= 0.75
