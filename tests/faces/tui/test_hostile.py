"""Deck text is shown whole and does nothing, on every surface of the game."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from debate.faces.tui.actions import actions
from debate.faces.tui.ending import EndingScreen
from debate.faces.tui.listing import Listing
from debate.faces.tui.newgame import NewGameScreen
from debate.faces.tui.timeline import TimelineScreen
from debate.faces.tui.whatif import OtherChoiceScreen
from debate.game.session import PERSON, Seat, Session
from debate.pages.register import REGISTER
from debate.rules.text import refused
from debate.saves import begin
from debate.store import Saves
from tests.faces.tui.hostile import HARM, HONEST, hostile
from tests.faces.tui.playing import act, asked, choose, playing, screen, seated, until
from tests.faces.tui.reading import LARGE, SMALL, shown


def harmless(pilot: Pilot[None], says: str = HONEST) -> None:
    """The honest brackets stand there whole; no cell carries an action, none steers the terminal; the app runs."""
    app = pilot.app
    assert app.is_running
    assert app._exception is None
    seen = " ".join(shown(pilot).replace("│", " ").split())
    assert says in seen, f"{type(app.screen).__name__}: {seen[:400]}"
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            meta = segment.style.meta if segment.style is not None else {}
            assert "@click" not in meta, f"{type(app.screen).__name__}: {meta}"
            if not segment.control:
                assert refused(segment.text, allowed="") is None, f"{type(app.screen).__name__}: {segment.text!r}"


def game(**seats: str | Seat) -> Session:
    return Session(hostile(), seats, seed=4, preset="short", draft=())


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_briefing_table_and_look_ahead(size: tuple[int, int]) -> None:
    """The way into a game, and each tab of the table."""
    async with playing(game(works=PERSON), size) as pilot:
        await screen(pilot, "BriefingScreen")
        harmless(pilot)
        await seated(pilot)
        for tab in ("tab_world", "tab_floor", "tab_hand", "tab_move"):
            await act(pilot, tab)
            harmless(pilot)
        await pilot.press("down")
        await pilot.pause()
        harmless(pilot)


@pytest.mark.parametrize("look", ["why", "causal_map", *REGISTER])
async def test_pages_that_a_key_of_the_table_opens(look: str) -> None:
    """Opened after a first round, so that there is something to tell."""
    played = game(works=PERSON)
    async with playing(played) as pilot:
        await seated(pilot)
        while played.state.round == 1:
            await choose(pilot, "works hold" if played.state.phase == "choose" else "")
        table = await asked(pilot)
        await act(pilot, look)
        assert pilot.app.screen is not table
        harmless(pilot)


async def test_details_of_every_kind() -> None:
    """A move, a card, a meter, a flag, a role."""
    async with playing(game(works=PERSON)) as pilot:
        table = await seated(pilot)
        deck = table.session.deck
        await pilot.press("down")
        rows = [table.listing("moves").marked, table.board("hand").marked, f"meter:{next(iter(deck.meters))}"]
        rows += [f"flag:{next(iter(deck.flags))}", "role:works"]
        for row in rows:
            table.open_row(row or "")
            await screen(pilot, "DetailsScreen")
            harmless(pilot)
            await act(pilot, "back")


async def test_answers_consequences_and_exchanges() -> None:
    """One round, with all that is asked and told in it."""
    played = game(works=PERSON)
    async with playing(played, LARGE) as pilot:
        await seated(pilot)
        while played.state.round == 1:
            await choose(pilot)
            harmless(pilot)
        await screen(pilot, "AccountScreen")
        harmless(pilot)
        table = await asked(pilot)
        table.open_row(next(row.id for row in table.listing("floor").rows if row.id.startswith("exchange:")))
        await screen(pilot, "GameSheet")
        harmless(pilot)


async def test_every_page_of_the_ending() -> None:
    """Scores, promises, questions, what is left out."""
    played = game()
    played.advance()
    async with playing(None, LARGE) as pilot:
        pilot.app.push_screen(EndingScreen(played, "works"))
        await screen(pilot, "EndingScreen")
        for _ in range(8):
            harmless(pilot)
            await act(pilot, "next_page")


async def test_names_of_people_are_text_too() -> None:
    """At the curtain, which greets by name."""
    async with playing(game(works=Seat(PERSON, HARM), town=PERSON)) as pilot:
        await screen(pilot, "CurtainScreen")
        harmless(pilot)


async def test_watching_shows_reasons_as_text() -> None:
    """The table of opponents, with their reasons."""
    async with playing(game(), LARGE) as pilot:
        await screen(pilot, "WatchScreen")
        watched = pilot.app.screen
        await until(pilot, lambda: bool(watched.session.known(None)))  # type: ignore[attr-defined]
        await act(pilot, "pause")
        harmless(pilot)


async def test_the_form_of_a_new_game(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deck, roles, motives, views and their explanations."""
    monkeypatch.setattr("debate.faces.tui.newgame.open_deck", lambda app, name: hostile())
    async with playing(None, LARGE) as pilot:
        pilot.app.push_screen(NewGameScreen(HARM))
        form = await screen(pilot, NewGameScreen)
        settings = form.query_one("#settings", Listing)
        for row in settings.rows:
            if row.enabled:
                settings.mark(row.id)
                await pilot.pause()
                harmless(pilot)


async def test_notes_findings_and_typed_lines() -> None:
    """A refusal in a note, a finding with deck text, and what a person types."""
    from debate.faces.tui.app import DebateApp
    from debate.faces.tui.confirm import TypeScreen
    from debate.faces.tui.opening import unplayable

    async with playing(None, LARGE) as pilot:
        app: Any = pilot.app
        assert isinstance(app, DebateApp)
        app.say(HARM)
        await pilot.pause(0.1)
        harmless(pilot)
        app.push_screen(unplayable(HARM, [HARM]))
        await screen(pilot, "Sheet")
        harmless(pilot)
        app.push_screen(TypeScreen(HARM, HARM, HARM))
        await screen(pilot, "TypeScreen")
        harmless(pilot)


def test_all_places_are_walked() -> None:
    """The actions of the table that open something are the ones walked above, or those of saved games."""
    opening = {item.id for item in actions("table")} - {"confirm", "hold", "next_panel", "undo", "redo", "details"}
    here = {"tab_world", "tab_floor", "tab_move", "tab_hand", "why", "causal_map", *REGISTER}
    assert opening - here <= {"timeline", "keep", "second_opinion"}


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_saved_games_timeline_and_what_if(size: tuple[int, int], tmp_path: Path) -> None:
    """The names in a record, a past moment with what it brought, and two games side by side."""
    played = game(works=Seat(PERSON, HARM))
    saves = Saves(tmp_path)
    begin(saves, played, "game")
    played.advance()
    while played.state.round < 2:
        played.submit(played.legal("works")[0])
        played.advance()
    played.close()
    async with playing(None, size, saves) as pilot:
        await act(pilot, "saved_games")
        saved = await screen(pilot, "SavedScreen")
        await until(pilot, lambda: bool(saved.query_one("#games", Listing).rows))
        await pilot.pause()
        harmless(pilot)
        pilot.app.push_screen(TimelineScreen(played, "works", HARM))
        await screen(pilot, "TimelineScreen")
        await act(pilot, "step_back")
        harmless(pilot)
        at = next(n for n, move in enumerate(played.moves, 1) if played.can_try(n))
        pilot.app.push_screen(OtherChoiceScreen(played, "works", at - 1))
        await screen(pilot, "OtherChoiceScreen")
        harmless(pilot)
        pilot.app.screen.query_one(Listing).action_select()
        await screen(pilot, "ComparedScreen")
        harmless(pilot)
