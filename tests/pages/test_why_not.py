"""Once a game is over, the page of whatever did not come says why, back to choices, and a move's says what it kept."""

from __future__ import annotations

import debate
from debate.debrief.why_not import why_not
from debate.pages.details import details
from debate.pages.document import Field, Heading, Line, Ref
from debate.pages.reader import Reader
from tests.debrief.games import watched

KINDS = {"move": "moves", "link": "links", "denial": "denials", "news": "news", "ending": "endings"}


def texts(reader: Reader, to: Ref) -> list[str]:
    found = []
    for node in details(reader, to):
        lines = node.lines if isinstance(node, Field) else (node,)
        found += [each.text for each in lines if isinstance(each, Heading | Line)]
    return found


def test_whatever_did_not_come_says_why() -> None:
    """Every move, link, denial, news item and ending that did not come has its reasons on its page, as deep as they go;
    what came has none."""
    session = watched(debate.load_deck("zte"), 4, "scripted")
    reader, deepest = Reader(session, "congress"), 0
    for kind, section in KINDS.items():
        for id_, item in getattr(session.deck, section).items():
            if not item.active:
                continue
            page, reason = texts(reader, Ref(kind, id_)), why_not(session.played, id_)
            assert ("Why it did not come" in page) is (reason is not None), id_
            for depth, each in reason.lines() if reason is not None else ():
                assert each.words in page
                deepest = max(deepest, depth)
    assert deepest >= 3


def test_a_move_says_what_became_of_its_promises() -> None:
    """Each promise of each move that happened stands on the move's page with its verdict and why; not while it runs."""
    session = watched(debate.load_deck("zte"), 4, "scripted")
    found = debate.verdicts(session.source, session.to_record())
    assert found
    for verdict in found:
        page = " ".join(texts(Reader(session, None), Ref("move", verdict.move)))
        assert f"{verdict.promised}: {verdict.verdict}." in page
        assert verdict.because in page
    running = session.fork(10)
    assert "What it promised, and what came" not in texts(Reader(running, None), Ref("move", found[0].move))
