"""The page that says why something stands where it stands."""

from __future__ import annotations

import io

from debate.faces.plain.console import Console
from debate.faces.plain.told import write
from debate.pages.reader import Reader
from debate.pages.why import WHOLE, why
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
