"""The page that says why something stands where it stands."""

from __future__ import annotations

import io
from collections.abc import Iterable

import debate
from debate.faces.plain.console import Console
from debate.faces.plain.told import write
from debate.pages.details import details
from debate.pages.document import Heading, Node, Ref
from debate.pages.reader import Reader
from debate.pages.why import WHOLE, why
from tests.debrief.games import watched
from tests.debrief.test_origins import mill


def test_a_cause_that_goes_on_is_told_at_length_once() -> None:
    """The mill grinds in each of four rounds, alike in the first two and in the last two: four lines that say so, and
    two that say why, each below the latest."""
    session = mill([], [], ["rain play pour"])
    out = io.StringIO()
    write(Console(io.StringIO(), out, 400), why(Reader(session, "rain"), "flour", WHOLE))
    page = [line.strip() for line in out.getvalue().splitlines()]
    assert page.count("+8: The mill grinds (P1).") == 2
    assert page.count("+1: The mill grinds (P1).") == 2
    (rose, stood) = (line for line in page if "how much depends on" in line)
    assert "rose from 40 to 70: 'pour' by rain" in rose
    assert stood.endswith("because +1, not +8: how much depends on water, which stood at 40 from the start")
    assert page.index(rose) == page.index("+8: The mill grinds (P1).") + 1


def test_an_offer_that_was_declined_again_is_told_once_where_it_is_not_asked_about() -> None:
    """An offer was declined in several rounds: a page of a meter that it would have moved tells the latest refusal,
    the page of the offer each."""
    deck = debate.load_deck("zte")

    def told(page: Iterable[Node]) -> list[str]:
        return [each.text for each in page if isinstance(each, Heading) and ": decline '" in each.text]

    twice = 0
    for seed in range(1, 9):
        session = watched(deck, seed, "scripted")
        reader = Reader(session, "congress")
        rounds: dict[str, list[int]] = {}
        for known in session.known(None):
            if known.entry.move.kind == "decline":
                rounds.setdefault(known.entry.move.move, []).append(known.round)
        for offer, when in rounds.items():
            every = told(details(reader, Ref("move", offer)))
            assert all(f"in round {number}: " in line for number, line in zip(when, every, strict=True))
            for meter in deck.meters if len(when) > 1 else ():
                here = [line for line in told(why(reader, meter, WHOLE)) if f"'{deck.moves[offer].title}'" in line]
                assert here in ([], every[-1:])
                twice += bool(here)
    assert twice
