"""The ending and its debrief: every page, from the report of the game."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from debate.debrief.verdicts import tally, verdicts
from debate.faces.tui.details import DetailsScreen
from debate.faces.tui.ending import EndingScreen
from debate.faces.tui.ending_pages import EXCHANGE, PAGES, WHY
from debate.faces.tui.page import Line, Page
from debate.faces.tui.why import WhyScreen
from debate.game.session import Session
from debate.pages.things import sections
from tests.debrief.games import harbour, played
from tests.faces.tui.reading import on_stage, shown


@pytest.fixture(scope="module")
def over() -> Session:
    """The port dug in round 1, the town held an answer and kept it; all four rounds are over."""
    session = played(harbour(), [["port play dig with ships-pay"], [], [], []], seed=2)
    assert session.state.over
    return session


def pages(session: Session) -> Iterator[tuple[str, list[Line]]]:
    debrief = EndingScreen(session, "port").debrief
    return ((name, list(page(debrief))) for name, _, page in PAGES)


def text(lines: list[Line]) -> str:
    return "\n".join(line.plain for line in lines)


def test_each_page_tells_its_part(over: Session) -> None:
    """Both headlines, two columns of scores, promises, causes, denials, views, what was dropped, what is left out."""
    told = {name: text(lines) for name, lines in pages(over)}
    assert "End of term" in told["Ending"]
    assert "Years later" in told["Ending"]
    assert "one author's model" in told["Ending"]
    assert "floor  world   par" in told["Scores"]
    assert "wants   ends   gap" in told["Scores"]
    assert "Round 1, The port: Dig the channel" in told["Promises"]
    assert "Deep water brings big ships (P1)" in told["World"]
    assert "The fish stay away." in told["Denied"]
    assert "rounds 1 to 6" in told["Denied"]
    assert "If the town is right" in told["Views"]
    assert "as you played it" in told["Views"]
    assert "The town held 'Water is all we have' against your 'Ships pay'" in told["Floor"]
    assert "Who paid for the channel?" in told["Ask"]
    assert "What the fish think." in told["Ask"]


def test_every_line_leads_somewhere(over: Session) -> None:
    """Each reference of the debrief names a thing of the deck, a meter to ask about, or an exchange."""
    for _, lines in pages(over):
        for to in (line.to for line in lines if line.to is not None):
            if to.kind == WHY:
                assert to.id in over.deck.meters
            elif to.kind == EXCHANGE:
                assert to.id.partition(":")[2] in over.deck.roles
            else:
                assert to.id in sections(over.deck)[to.kind]


def test_a_promise_stands_beside_its_verdict(over: Session) -> None:
    """Each promise has the word, the mark and the reason of the control run, and the first line counts them."""
    found = verdicts(over.source, over.to_record())
    told = text(dict(pages(over))["Promises"])
    assert f"{tally(found)['kept by it']} of {len(found)} kept by it" in told
    for verdict in found:
        assert f"{verdict.verdict}. {verdict.because}" in told


async def test_pages_turn_by_arrow_and_number(over: Session) -> None:
    """Arrows go round; a number goes to its page; tabs and frame say where one is."""
    screen = EndingScreen(over, "port")
    async with on_stage(screen) as pilot:
        await pilot.press("left")
        assert screen.number == len(PAGES) - 1
        await pilot.press("right", "4")
        assert screen.number == 3
        assert "page 4 of 9" in shown(pilot)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, WhyScreen)
        await pilot.press("escape", "2", "enter")
        assert isinstance(pilot.app.screen, DetailsScreen)


async def test_the_whole_debrief_is_plain_text(over: Session) -> None:
    """For keeping: every page under its title."""
    screen = EndingScreen(over, None)
    async with on_stage(screen):
        for _, title, _ in PAGES:
            assert title.upper() in screen.text
        assert screen.query_one(Page).lines


def test_the_tabs_of_the_debrief_fit_into_80_columns() -> None:
    """Number and name of every page, with a blank between them and one at the edge."""
    assert len(" " + " ".join(f"{number} {name}" for number, (name, _, _) in enumerate(PAGES, 1))) < 80
