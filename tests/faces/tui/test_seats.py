"""Several people at one keyboard, nobody at all, and the briefing before."""

from __future__ import annotations

import signal

import pytest

from debate.debrief.hands import sensible_hand
from debate.deckfile import load_deck
from debate.faces.tui.account import AccountScreen
from debate.faces.tui.briefing import BriefingScreen
from debate.faces.tui.game import CurtainScreen
from debate.faces.tui.help import HelpScreen
from debate.faces.tui.listing import Listing
from debate.faces.tui.page import Page
from debate.faces.tui.panels import floor_rows
from debate.faces.tui.table import TableScreen
from debate.faces.tui.watch import WatchScreen
from debate.game.session import PERSON, Session
from debate.pages.beginning import Beginning
from tests.faces.tui.playing import act, asked, choose, playing, screen, seated, session, until, valley
from tests.faces.tui.reading import LARGE, shown


async def test_a_curtain_hides_each_hand_from_the_others() -> None:
    """Between two people the curtain falls, and neither curtain nor the next table shows the other's cards."""
    game = session("works", "town")
    async with playing(game, LARGE) as pilot:
        await screen(pilot, CurtainScreen)
        assert "The waterworks" in shown(pilot)
        await act(pilot, "lift")
        await seated(pilot)
        mine = [valley().arguments[card].claim for card in game.view("works").hand]
        assert any(claim in shown(pilot) for claim in mine)
        await act(pilot, "hold")
        await screen(pilot, CurtainScreen)
        assert not any(claim in shown(pilot) for claim in mine)
        await act(pilot, "lift")
        await seated(pilot)
        shared = set(mine) & {valley().arguments[card].claim for card in game.view("town").hand}
        assert not any(claim in shown(pilot) for claim in mine if claim not in shared)
        assert "The town" in shown(pilot).splitlines()[0]


async def test_a_sealed_choice_can_be_taken_back_at_the_curtain() -> None:
    """The one who just chose takes the choice back before the next player looks, and chooses anew."""
    game = session("works", "town")
    async with playing(game, LARGE) as pilot:
        await screen(pilot, CurtainScreen)
        await act(pilot, "lift")
        await seated(pilot)
        await act(pilot, "hold")
        curtain = await screen(pilot, CurtainScreen)
        assert curtain.check_action("take_back", ())
        await act(pilot, "take_back")
        table = await asked(pilot)
        assert table.role == "works"
        assert not any(move.role == "works" for move in game.moves)


async def test_what_a_round_brought_is_read_together_before_the_curtain() -> None:
    """The trace comes once, as everybody may know it, with no hand behind it; then the curtain and the next hand."""
    game = session("works", "town")
    async with playing(game, LARGE) as pilot:
        briefed = 0
        while game.state.round == 1:
            await until(
                pilot,
                lambda: (
                    isinstance(pilot.app.screen, CurtainScreen | BriefingScreen | AccountScreen)
                    or (isinstance(pilot.app.screen, TableScreen) and pilot.app.screen.awaits)
                ),
            )
            now = pilot.app.screen
            if isinstance(now, CurtainScreen):
                assert len(game.legal(now.role)) > 1, "a curtain for somebody who has nothing to choose"
                await act(pilot, "lift")
            elif isinstance(now, BriefingScreen):
                briefed += 1
                await act(pilot, "begin")
            elif isinstance(now, TableScreen):
                now.choose(game.legal(now.role or "")[0])
                await pilot.pause()
        told = await screen(pilot, AccountScreen)
        assert isinstance(told, AccountScreen)
        assert (told.role, briefed) == (None, 2)
        await act(pilot, "skip")
        await screen(pilot, CurtainScreen)
        await act(pilot, "lift")
        await until(pilot, lambda: isinstance(pilot.app.screen, TableScreen) and pilot.app.screen.awaits)


async def test_the_briefing_lets_a_person_choose_a_hand() -> None:
    """Role, motive, question and the author's model; the seat is taken once as many cards are kept as a hand holds."""
    game = session("works", draft=["works"], preset=None)
    async with playing(game, LARGE) as pilot:
        briefing = await screen(pilot, BriefingScreen)
        assert isinstance(briefing, BriefingScreen)
        page = shown(pilot)
        for words in (valley().question, "You build, and you sell power.", "One author's model", "known to you alone"):
            assert words in page, words
        dealt, proposed = briefing.cards, tuple(briefing.kept)
        assert len(dealt) > len(proposed) == 4
        dropped, other = proposed[0], next(card for card in dealt if card not in proposed)
        briefing.query_one("#dealt").mark(f"card:{dropped}")  # type: ignore[attr-defined]
        await pilot.press("space", "enter")
        assert pilot.app.screen is briefing
        assert "Keep 1 more card: space keeps or drops the marked one." in shown(pilot)
        briefing.query_one("#dealt").mark(f"card:{other}")  # type: ignore[attr-defined]
        await pilot.press("space", "enter")
        await asked(pilot)
        assert game.view("works").hand == tuple(card for card in dealt if card in {*proposed, other} - {dropped})


async def test_enter_takes_the_seat_with_the_hand_that_is_proposed() -> None:
    """The first key that the footer names is enough, wherever the focus is: four cards that back what it plays."""
    for focus in ("#dealt", "#story"):
        game = session("works", draft=["works"], preset=None)
        proposed = sensible_hand(game.deck, game.view("works"))
        async with playing(game) as pilot:
            briefing = await screen(pilot, BriefingScreen)
            assert "⏎ takes your seat" in " ".join(shown(pilot).split())
            briefing.query_one(focus).focus()
            await pilot.pause()
            await pilot.press("enter")
            await asked(pilot)
        assert game.view("works").hand == proposed


async def test_watching_runs_to_the_ending_without_asking() -> None:
    """Opponents play by themselves; their choices and reasons stand where the moves would; then the ending."""
    game = Session(valley(), seed=4, preset="short")
    async with playing(game, LARGE) as pilot:
        table = await screen(pilot, WatchScreen)
        assert isinstance(table, WatchScreen)
        await until(pilot, lambda: bool(game.known(None)))
        await act(pilot, "pause")
        assert "Stopped" in shown(pilot)
        assert "What they chose" in shown(pilot)
        made = len(game.moves)
        await pilot.pause(0.15)
        assert len(game.moves) == made
        for _ in range(5):
            await act(pilot, "faster")
        await act(pilot, "pause")
        await screen(pilot, "EndingScreen")


async def test_watching_stops_at_round_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a round brought is there to be read, and space leads through it and on."""
    monkeypatch.setattr("debate.faces.tui.watch.PACES", (0.0, 0.01, 3.0, 6.0, 12.0))
    game = Session(valley(), seed=4, preset="short")
    async with playing(game, LARGE) as pilot:
        table = await screen(pilot, WatchScreen)
        assert isinstance(table, WatchScreen)
        table.pace = 1
        told = await screen(pilot, AccountScreen)
        assert isinstance(told, AccountScreen)
        made, table.pace = len(game.moves), 2
        for _ in told.screens:
            assert len(game.moves) == made
            await act(pilot, "next_step")
        await screen(pilot, WatchScreen)


async def test_a_covert_move_is_told_to_nobody_else() -> None:
    """The one who played it sees it on the floor; the other seat sees neither its name nor that it was played."""
    game = session("farms", "town")
    async with playing(game, LARGE) as pilot:
        await screen(pilot, CurtainScreen)
        await act(pilot, "lift")
        await seated(pilot)
        await choose(pilot, "farms play pump-at-night")
        await screen(pilot, CurtainScreen)
        await act(pilot, "lift")
        await seated(pilot)
        await act(pilot, "hold")
        await until(pilot, lambda: game.state.phase != "choose")
        for role, seen in (("town", False), ("farms", True), (None, False)):
            floor = "".join(row.content.plain for row in floor_rows(game, role, 80))
            assert ("Pump at night" in floor) is seen
        assert "Pump at night" not in shown(pilot)


async def test_the_briefing_leads_back_and_says_what_cards_are_good_for() -> None:
    """Each card names the moves it backs; i opens it; esc goes back to where a role is chosen."""
    game = session("works", draft=["works"], preset=None)
    async with playing(game, LARGE) as pilot:
        briefing = await screen(pilot, BriefingScreen)
        assert "Backs '" in shown(pilot)
        await act(pilot, "details")
        await screen(pilot, "DetailsScreen")
        await act(pilot, "back")
        await screen(pilot, BriefingScreen)
        briefing.query_one("#story").focus()
        await pilot.pause()
        await act(pilot, "details")
        await screen(pilot, "DetailsScreen")
        await act(pilot, "back")
        await act(pilot, "leave_briefing")
        await screen(pilot, "NewGameScreen")


async def test_ctrl_z_suspends_where_the_system_can(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is among the keys that help shows only where there is a shell to go back to, and then the process stops."""
    stopped: list[int] = []
    monkeypatch.setattr("os.kill", lambda _, number: stopped.append(number))
    async with playing(session("works"), LARGE) as pilot:
        await seated(pilot)
        await pilot.press("ctrl+z")
        assert stopped == []
        await act(pilot, "help")
        helping = await screen(pilot, HelpScreen)
        assert "Suspend" not in helping.query_one(Page).text
        await pilot.press("escape")
        monkeypatch.setattr(type(pilot.app._driver), "can_suspend", property(lambda _: True))
        await pilot.press("ctrl+z")
        await pilot.pause()
    assert stopped == [signal.SIGTSTP]


async def test_a_list_stops_at_its_ends() -> None:
    """Up from the first case that can back a move stays there, and does not come round to the dearest choice."""
    async with playing(session("works"), LARGE) as pilot:
        table = await seated(pilot)
        moves = table.query_one("#moves", Listing)
        moves.focus()
        await pilot.pause()
        await pilot.press("down")
        first = moves.marked
        await pilot.press("up")
        assert moves.marked == first
        last = [row.id for row in moves.rows if row.enabled][-1]
        await pilot.press(*["down"] * (len(moves.rows) + 1))
        assert moves.marked == last


async def test_ctrl_c_asks_to_leave() -> None:
    """As ctrl+q does, on any screen of a game in progress."""
    game = session("works")
    async with playing(game, LARGE) as pilot:
        await seated(pilot)
        await act(pilot, "hold")
        await asked(pilot)
        await pilot.press("ctrl+c")
        await screen(pilot, "LeavingScreen")


async def test_at_80x24_the_briefing_shows_who_one_is_and_all_that_is_scored() -> None:
    """Without a key pressed: the motive, and each want with its weight; the claims stand in the frame."""
    deck = load_deck("zte")
    game = Session(deck, {"beijing": PERSON}, seed=11, draft=("beijing",))
    async with playing(game) as pilot:
        await screen(pilot, BriefingScreen)
        await pilot.pause()
        page = shown(pilot)
        motive = deck.roles["beijing"].motives[game.state.motives["beijing"]]
        for meter, weight in motive.wants.items():
            assert f"{deck.meters[meter].name} {'high' if weight > 0 else 'low'}, weight {abs(weight)}" in page
        assert "8 claims about it" in page


def test_who_plays_alone_changes_seats_in_one_setting() -> None:
    """'You play' swaps one's seat with an opponent's; with two people at the keyboard there is no such setting."""
    beginning = Beginning({"valley": valley()})
    first, *_, last = valley().turn_order
    setting = next(each for each in beginning.settings() if each.label == "You play")
    assert setting.at == first
    beginning.set(setting.id, setting.turned(-1))
    assert beginning.chosen.people == [last]
    assert beginning.chosen.seats[first] != PERSON
    beginning.set(f"seat {first}", PERSON)
    assert not [each for each in beginning.settings() if each.label == "You play"]
