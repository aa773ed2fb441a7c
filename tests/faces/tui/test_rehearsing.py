"""A game on screen whose deck is being written."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from debate.faces.tui.app import DebateApp
from debate.faces.tui.briefing import BriefingScreen
from debate.faces.tui.rehearsing import DeckBanner, DeckScreen, RehearsalTable
from debate.game.session import PERSON, Session
from debate.store import Saves
from debate.workshop import checking
from debate.workshop.beginning import first_deck
from debate.workshop.rehearsal import Rehearsal
from tests.faces.tui.playing import act, asked, choose, screen, seated
from tests.faces.tui.reading import SMALL, shown

HARBOUR = (Path(__file__).parents[2] / "decks" / "harbour.yaml").read_text(encoding="utf-8")
PATIENCE = 400


class Author:
    """Somebody who writes the harbour deck and plays the port in it."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "deck.yaml"
        self.file.write_text(HARBOUR, encoding="utf-8")
        seen = checking.stamp(folder)
        checked = checking.examined(str(folder))
        assert checked.deck is not None
        session = Session(checked.deck, {"port": PERSON}, seed=3, motives={"port": "growth"})
        self.rehearsal = Rehearsal(str(folder), session, checked, seen)

    @asynccontextmanager
    async def playing(self, saves: Saves | None = None) -> AsyncIterator[Pilot[None]]:
        app = DebateApp(session=self.rehearsal.session, rehearsal=self.rehearsal, saves=saves)
        async with app.run_test(size=SMALL, notifications=True) as pilot:
            await pilot.pause()
            yield pilot

    async def saves(self, pilot: Pilot[None], old: str, new: str) -> None:
        """Save the deck with this change and wait for the news."""
        before = self.rehearsal.news
        assert HARBOUR.count(old) == 1
        self.file.write_text(HARBOUR.replace(old, new), encoding="utf-8")
        await soon(pilot, lambda: self.rehearsal.news is not before)
        await pilot.pause()


async def soon(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    """Let the app and its thread work until this is so."""
    for _ in range(PATIENCE):
        if true():
            return
        await pilot.pause(0.02)
    raise AssertionError(f"waited in vain on {pilot.app.screen}")


@pytest.fixture
def author(tmp_path: Path) -> Author:
    return Author(tmp_path)


async def test_a_save_comes_to_the_table(author: Author) -> None:
    """The new title stands in the list, and a line says what changed; after the next choice the line is gone."""
    async with author.playing() as pilot:
        await seated(pilot)
        await author.saves(pilot, "Dig the channel", "Dig it deep")
        await asked(pilot)
        page = shown(pilot)
        assert "Dig it deep" in page
        assert "✓ Deck saved: changed move dig 'Dig it deep' (title)." in page
        assert "c: more" in " ".join(page.split())
        await choose(pilot, "port play dig")
        await asked(pilot)
        assert not pilot.app.screen.query_one(DeckBanner).has_class("-on")


async def test_errors_stay_beside_the_game(author: Author) -> None:
    """The banner stays through choices; c opens the finding with its line; the repaired deck is taken up."""
    async with author.playing() as pilot:
        await seated(pilot)
        await author.saves(pilot, "delay: 1", "dealy: 1")
        assert "! 1 error in the deck. The game goes on with the version before." in shown(pilot)
        await choose(pilot, "port play dig")
        await asked(pilot)
        assert pilot.app.screen.query_one(DeckBanner).has_class("-on")
        await pilot.press("c")
        await screen(pilot, DeckScreen)
        page = shown(pilot)
        assert "error unknown: link" in page
        lines = page.splitlines()
        at = next(n for n, line in enumerate(lines) if "dealy: 1" in line and "error" not in line and "->" not in line)
        assert lines[at + 1].index("^^^^^") == lines[at].index("dealy: 1")
        await author.saves(pilot, "delay: 1", "delay: 2")
        await soon(pilot, lambda: "changed link mud-settles" in shown(pilot))
        assert "error unknown" not in shown(pilot)
        await pilot.press("escape")
        table = await asked(pilot)
        assert isinstance(table, RehearsalTable)
        assert table.session.source.links["mud-settles"].delay == 2


async def test_a_page_that_is_open_follows(author: Author) -> None:
    """The card being written is read while it is written; once it is gone, so is its page."""
    async with author.playing() as pilot:
        table = await seated(pilot)
        table.open_row("card:ships-pay")
        await screen(pilot, "DetailsScreen")
        await author.saves(pilot, "claim: One big ship pays", "claim: One large ship pays")
        await soon(pilot, lambda: "One large ship pays" in shown(pilot))
        assert type(pilot.app.screen).__name__ == "DetailsScreen"


async def test_choices_lost_and_found(author: Author) -> None:
    """A choice that an edit forbids is told with its reason; undoing the edit brings it back; it can be undone."""
    async with author.playing() as pilot:
        table = await seated(pilot)
        await choose(pilot, "port play dig")
        await asked(pilot)
        count = len(table.session.entries)
        await author.saves(pilot, "    cost: 2\n    effects: {channel", "    cost: 7\n    effects: {channel")
        await asked(pilot)
        assert f"of {count} choices kept." in " ".join(shown(pilot).split())
        await pilot.press("c")
        await screen(pilot, DeckScreen)
        assert "costs 8 capital" in " ".join(shown(pilot).split())
        await author.saves(pilot, "title: The harbour", "title: The port")
        await pilot.press("escape")
        table = await asked(pilot)
        assert len(table.session.entries) >= count
        await act(pilot, "undo")
        await asked(pilot)
        assert not any(move.role == "port" for move in table.session.moves)


async def test_it_is_kept_only_when_asked(author: Author, tmp_path: Path) -> None:
    """Nothing is written by itself; after k it is kept, and a changed deck ends what is kept."""
    saves = Saves(tmp_path / "saves")
    async with author.playing(saves) as pilot:
        table = await seated(pilot)
        await choose(pilot, "port play dig")
        table = await asked(pilot)
        assert not (tmp_path / "saves").exists()
        await act(pilot, "keep")
        assert table.session.kept_at is not None
        await author.saves(pilot, "Dig the channel", "Dig it deep")
        assert table.session.kept_at is None
        assert len(saves.listing()) == 1
        assert author.rehearsal.news is not None
        assert "The saved game 'The harbour, The port' ends before this change." in list(author.rehearsal.news.lines())


async def test_after_the_end_too(author: Author) -> None:
    """A save at the debrief shows the debrief of the new deck."""
    async with author.playing() as pilot:
        await seated(pilot)
        session = author.rehearsal.session
        while not session.state.over:
            await choose(pilot)
            await soon(pilot, lambda: session.state.over or pilot.app.screen.is_mounted)
            if session.state.over:
                break
        await soon(pilot, lambda: type(pilot.app.screen).__name__ in ("AccountScreen", "EndingScreen"))
        while type(pilot.app.screen).__name__ == "AccountScreen":
            await act(pilot, "skip")
        await screen(pilot, "EndingScreen")
        await author.saves(pilot, "title: The harbour", "title: The port")
        await soon(pilot, lambda: "How it ended · The port" in shown(pilot))


async def test_a_save_leaves_the_marks_of_the_briefing(tmp_path: Path) -> None:
    """Cards that are marked to be kept, and the row with the mark, are as before once the deck was saved."""
    author = Author(tmp_path)
    text = first_deck(tmp_path, "market", {})
    author.file.write_text(text, encoding="utf-8")
    checked = checking.examined(str(tmp_path))
    assert checked.deck is not None
    session = Session(checked.deck, {"council": PERSON}, seed=3, draft=("council",))
    author.rehearsal = Rehearsal(str(tmp_path), session, checked, checking.stamp(tmp_path))
    async with author.playing() as pilot:
        page = await screen(pilot, BriefingScreen)
        assert isinstance(page, BriefingScreen)
        await pilot.press("down", "space", "down")
        before = page.marks
        assert before.cursor == f"card:{page.cards[2]}"
        assert page.cards[1] not in before.kept or len(before.kept) == page.size_kept
        author.file.write_text(text.replace("title: Carry the plan out", "title: Do it all at once"), encoding="utf-8")
        await soon(pilot, lambda: author.rehearsal.news is not None)
        await soon(pilot, lambda: isinstance(pilot.app.screen, BriefingScreen) and pilot.app.screen is not page)
        await pilot.pause()
        again = pilot.app.screen
        assert isinstance(again, BriefingScreen)
        assert again.session.source.moves["carry-it-out"].title == "Do it all at once"
        assert again.marks == before


async def test_a_save_leaves_the_mark_at_the_table(author: Author) -> None:
    """The row with the mark is the same after a save, and the same list has the focus."""
    async with author.playing() as pilot:
        table = await seated(pilot)
        await pilot.press("down")
        marked, focused = table.listing("moves").marked, table.focused
        await author.saves(pilot, "Dig the channel", "Dig it deep")
        await asked(pilot)
        assert table.listing("moves").marked == marked
        assert pilot.app.screen.focused is focused
