"""The glossary: terms, passages, and what typing narrows it to."""

from __future__ import annotations

from debate.debrief.vocabulary import GAME_WORDS
from debate.tui.glossary import GlossaryScreen
from tests.debrief.games import harbour, played
from tests.tui.reading import on_stage


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
