"""The glossary: terms, passages, and what typing narrows it to."""

from __future__ import annotations

from debate.debrief.vocabulary import GAME_WORDS
from debate.faces.tui.glossary import GlossaryScreen
from debate.faces.tui.page import Page
from tests.debrief.games import harbour, played
from tests.faces.tui.reading import on_stage, shown


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
