"""The glossary: terms, passages, and what typing narrows it to."""

from __future__ import annotations

import pytest

from debate.debrief.vocabulary import GAME_WORDS
from debate.deckfile import load_deck
from debate.faces.tui.causal_map import MapScreen
from debate.faces.tui.glossary import GlossaryScreen
from debate.faces.tui.page import Page
from debate.faces.tui.why import Picker, WhyScreen
from debate.game.session import PERSON, Session
from tests.debrief.games import harbour, played
from tests.faces.tui.reading import LARGE, on_stage, shown


def test_words_stand_in_order() -> None:
    """A reader finds a word where the alphabet puts it."""
    terms = [term for term, _ in GAME_WORDS]
    assert terms == sorted(terms)


async def test_typing_narrows_it() -> None:
    """At first all terms and passages; then what holds the letters typed, names of the deck too; else a hint."""
    screen = GlossaryScreen(played(harbour(), []), "port")
    async with on_stage(screen) as pilot:
        assert "dredger" in screen.page.text
        assert "P2  Who digs, stirs up mud" in screen.page.text
        await pilot.press("m", "u", "d")
        text = screen.page.text
        assert "dredger" not in text
        assert "Mud sinks." in text
        assert "P2  Who digs" in text
        await pilot.press("x")
        assert "Nothing holds this word" in screen.page.text
        await pilot.press("backspace", "down", "enter")
        assert pilot.app.screen is not screen


@pytest.mark.parametrize("typed", ["tech lead", "U.S. Tech Lead"])
async def test_a_short_name_is_found(typed: str) -> None:
    """What stands on screens under a short name is found by that: in the glossary, and in the lists of why and map."""
    game = Session(load_deck("zte"), {"congress": PERSON}, seed=1)
    lead = game.deck.meters["us-tech-lead"]
    assert "tech lead" in lead.short
    assert "tech lead" not in lead.name
    glossary = GlossaryScreen(game, "congress", typed)
    async with on_stage(glossary):
        assert lead.name in glossary.page.text
    for kind in (WhyScreen, MapScreen):
        finder = kind(game, "congress")
        async with on_stage(finder, LARGE) as pilot:
            await pilot.press("slash", *typed)
            await pilot.pause()
            assert [row.id for row in finder.query_one(Picker).rows if row.enabled] == ["us-tech-lead"]
            await pilot.press("enter")
            assert finder.subject == "us-tech-lead"


async def test_nothing_found_is_said_with_what_is_near() -> None:
    """A word that nothing is called gets a line that says so, and below it what is called alike, to be opened."""
    game = Session(load_deck("zte"), {"congress": PERSON}, seed=1)
    finder = WhyScreen(game, "congress")
    async with on_stage(finder, LARGE) as pilot:
        await pilot.press("slash", *"leverige")
        await pilot.pause()
        rows = finder.query_one(Picker).rows
        assert "Nothing is called so." in shown(pilot)
        assert "Near it:" in shown(pilot)
        assert "leverage" in [row.id for row in rows if row.enabled]
        await pilot.press(*"q" * 20)
        await pilot.pause()
        assert "Try a shorter word." in shown(pilot)
    glossary = GlossaryScreen(game, "congress", "leverige")
    async with on_stage(glossary):
        assert "Nothing holds this word. Near it:" in glossary.page.text
        assert game.deck.meters["leverage"].name in glossary.page.text


async def test_the_page_scrolls_while_a_word_is_typed() -> None:
    """Page down and end move the page under the box that has the focus, home goes back to the top."""
    async with on_stage(GlossaryScreen(played(harbour(), []), None)) as pilot:
        page = pilot.app.screen.query_one(Page)
        await pilot.press("pagedown")
        assert page.scroll_offset.y > 0
        await pilot.press("end")
        await pilot.pause()
        assert page.scroll_offset.y == page.max_scroll_y
        await pilot.press("home")
        await pilot.pause()
        assert page.scroll_offset.y == 0


async def test_the_key_that_finds_is_no_letter_of_the_word() -> None:
    """Whoever presses / while the box has the focus already looks for the word all the same, and the footer does not
    offer the key there."""
    screen = GlossaryScreen(played(harbour(), []), "port")
    async with on_stage(screen) as pilot:
        assert "Find" not in shown(pilot).splitlines()[-1]
        await pilot.press("/", "m", "u", "d")
        assert "Mud sinks." in screen.page.text
        screen.page.focus()
        await pilot.pause()
        assert "/ Find" in shown(pilot).splitlines()[-1]


async def test_terms_are_told_alike() -> None:
    """Whether a term is long or short, a colon stands between it and what it means."""
    screen = GlossaryScreen(played(harbour(), []), "port")
    async with on_stage(screen):
        for term, text in GAME_WORDS:
            assert f"{term}: {text[:20]}" in screen.page.text
