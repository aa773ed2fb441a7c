"""Pages of details: everything of a deck has one, and none tells what a seat may not know."""

from __future__ import annotations

import pytest

import debate
from debate.faces.tui.drawn import lookup
from debate.faces.tui.readings import DetailsScreen
from debate.game.session import Session
from debate.pages.document import Ref
from debate.pages.things import KIND_NAMES, name, ref_of, sections
from tests.debrief.games import harbour, played
from tests.faces.tui.reading import LARGE, on_stage, shown


def text(session: Session, role: str | None, kind: str, id_: str) -> str:
    return "\n".join(line.plain for line in lookup(session, role, Ref(kind, id_)))


@pytest.mark.parametrize("given", ["harbour", "zte"])
def test_everything_has_a_page_that_leads_somewhere(given: str) -> None:
    """Each thing of the deck has a title and a page, and every line of it leads to something there is."""
    deck = harbour() if given == "harbour" else debate.load_deck("zte")
    session = Session(deck, seed=3)
    role = deck.turn_order[0]
    for kind, items in sections(session.deck).items():
        assert kind in KIND_NAMES
        for id_ in items:
            assert name(session.deck, Ref(kind, id_))
            lines = lookup(session, role, Ref(kind, id_))
            assert lines, (kind, id_)
            for to in (line.to for line in lines if line.to is not None):
                assert to.id in sections(session.deck)[to.kind], (kind, id_, to)


def test_a_move_of_ones_own_is_looked_ahead_of() -> None:
    """Promise, effects, what it sets going and what it will not do stand before the rest."""
    page = text(played(harbour(), []), "port", "move", "dig")
    for words in ("Promises", "At once", "Sets going", "Will not do", "The fish stay away", "Backed by"):
        assert words in page


def test_a_card_shows_its_parts_and_where_it_comes_from() -> None:
    """Claim to rebuttal, what it backs and answers; what the brief does not say carries a badge and its evidence."""
    deck = debate.load_deck("zte")
    session = Session(deck, seed=1)
    outside = next(card.id for card in deck.arguments.values() if card.basis == "outside")
    page = text(session, None, "card", outside)
    assert "OUTSIDE THE BRIEF" in page
    assert deck.evidence[deck.arguments[outside].evidence[0]].says in page
    inside = text(session, None, "card", "walkers" if "walkers" in deck.arguments else next(iter(deck.arguments)))
    assert "Claim" in inside
    assert "Warrant" in inside


def test_a_hidden_meter_stays_hidden() -> None:
    """The town may know that there is a debt, not how large it is; the port sees its own."""
    session = played(harbour(), [])
    assert "Hidden from your seat" in text(session, "town", "meter", "debt")
    assert "Hidden from your seat" not in text(session, "port", "meter", "debt")


def test_motives_of_others_stay_secret() -> None:
    """One's own role shows its motive; another's lists what it could be, if there is a choice."""
    session = Session(debate.load_deck("zte"), motives={"congress": "hawk", "white-house": "strategic"})
    own = text(session, "congress", "role", "congress")
    assert "Motive: The hawk" in own
    assert "Motive: The reformer" not in own
    other = text(session, "congress", "role", "white-house")
    assert "secret" in other
    assert all(f"Motive: {motive.name}" in other for motive in session.deck.roles["white-house"].motives.values())


def test_bare_ids_find_their_page() -> None:
    """Capital leads to the role that has it; what is nothing leads nowhere."""
    deck = harbour()
    assert ref_of(deck, "capital.town") == Ref("role", "town")
    assert ref_of(deck, "ships-come") == Ref("link", "ships-come")
    assert ref_of(deck, "no such thing") is None


async def test_pages_turn_and_turn_back() -> None:
    """Enter follows the marked line, Backspace goes back, Escape closes all of it."""
    session = played(harbour(), [])
    screen = DetailsScreen(session, "port", Ref("move", "dig"))
    async with on_stage(screen, LARGE) as pilot:
        assert "Dig the channel" in shown(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert screen.to != Ref("move", "dig")
        await pilot.press("backspace")
        assert screen.to == Ref("move", "dig")
        await pilot.press("escape")
        assert pilot.app.screen is not screen


async def test_page_upon_page_is_drawn_each_by_itself() -> None:
    """What a page leads to may be looked at further and further: a window that changes its size then draws the page on
    top alone, since within it nothing shines through from another page."""
    session = played(harbour(), [])
    async with on_stage(DetailsScreen(session, "port", Ref("move", "dig")), LARGE) as pilot:
        for _ in range(40):
            pilot.app.push_screen(DetailsScreen(session, "port", Ref("move", "dig")))
            await pilot.pause()
        first, *others = (each for each in pilot.app.screen_stack if isinstance(each, DetailsScreen))
        assert first.styles.background.a < 1
        assert all(each.styles.background.a == 1 for each in others)
        await pilot.resize_terminal(110, 35)
        await pilot.pause()
        assert "Dig" in shown(pilot)
