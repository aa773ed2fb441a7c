"""The same game under other views: no figure says the opposite of what a view changes without what outweighed it."""

from __future__ import annotations

import re

import pytest

from debate.debrief.control import summed
from debate.deckfile import load_deck
from debate.game.session import Session
from debate.pages.document import Line
from debate.pages.ending import views
from debate.pages.finale import finale
from debate.pages.reader import Reader
from debate.rules import replay
from debate.rules.tables import with_included
from tests.debrief.games import watched

GAMES = [("zte", 5, "scripted"), ("zte", 3, "novice"), ("river", 2, "scripted"), ("phones", 1, "novice")]


@pytest.mark.parametrize(("name", "seed", "who"), GAMES)
def test_what_outweighed_a_view_is_told_and_adds_up(name: str, seed: int, who: str) -> None:
    """Each meter that a view moves one way by itself and that ends the other way, or where it was, has its sentence,
    whose parts are the difference; and the goals behind each score that differs are just what it differs by."""
    told_of(watched(load_deck(name), seed, who))


def test_some_game_tells_what_outweighed_a_view() -> None:
    """Among the first games of scripts is one with such a sentence."""
    assert any(told_of(watched(load_deck("zte"), seed, "scripted")) for seed in range(1, 40))


def told_of(session: Session) -> list[str]:
    """The sentences of what outweighed a view; each adds up."""
    deck = session.deck
    found = finale(Reader(session, deck.turn_order[0]))
    told = [node.text for node in views(found) if isinstance(node, Line)]
    lines = [words for words in told if "by what this view changes" in words]
    for words in lines:
        ends = re.search(r" is (?:still (\d+)|(\d+) instead of (\d+))", words)
        assert ends is not None
        moved = 0 if ends[1] else int(ends[2]) - int(ends[3])
        parts = re.findall(r"[:;] ([+-]\d+)(?= by what|:)", words)
        assert sum(map(int, parts)) == moved, words
    for gap, parts in re.findall(r"\(([+-]\d+): ([^)]+)\)", " ".join(w for w in told if w.startswith("Scores:"))):
        assert sum(map(int, re.findall(r"([+-]\d+)(?:,|$)", parts))) == int(gap)
    assert len(lines) >= _against(session)
    return lines


def _against(session: Session) -> int:
    """How many meters went another way years later than what a view changes moved them, over all views."""
    deck, count = session.deck, 0
    (_, here) = summed(session.state, session.played.trace.raw)
    for view in deck.views:
        there = replay.under(deck, session.state.setting, session.moves, (view,))
        (_, now) = summed(there.state, there.trace.raw)
        changed = {id_ for each in with_included(deck, (view,)) for id_ in deck.views[each].replaces}
        for meter in deck.meters:
            own = sum(now.get((id_, meter), 0) - here.get((id_, meter), 0) for id_ in changed)
            went = there.state.meters[meter] - session.state.meters[meter]
            count += own * went < 0 or bool(own and not went)
    return count
