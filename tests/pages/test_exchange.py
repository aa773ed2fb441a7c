"""Why an opponent chose as it did, as a page of what its role chose in a round."""

from __future__ import annotations

import debate
from debate.debrief.naming import citation
from debate.pages.document import Line
from debate.pages.exchange import reasons
from debate.pages.reader import Reader
from tests.debrief.games import watched

ZTE = debate.load_deck("zte")


def test_a_reason_is_cited_where_it_is_said() -> None:
    """What is only inferred is said to be so behind the reason, and no line has nothing but passages in it."""
    session, inferred = watched(ZTE, 3, "scripted"), 0
    for known in session.known(None):
        chosen = known.entry.chosen
        if chosen is not None and chosen.source:
            lines = [node.text for node in reasons(Reader(session, None), [known]) if isinstance(node, Line)]
            cites = citation(chosen.source, chosen.basis)
            assert f"({cites})" in lines[0]
            assert cites not in lines
            inferred += chosen.basis == "inferred"
    assert inferred
