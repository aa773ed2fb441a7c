"""What came of a round on the screen: turned by keys, every line opens, all of it is one key away."""

from __future__ import annotations

import pytest
from attrs import evolve
from textual.pilot import Pilot

from debate.deckfile import load_deck
from debate.faces.kit.account_rows import items
from debate.faces.kit.goals import goals_of
from debate.faces.kit.rows import texts
from debate.faces.tui import account as accounts
from debate.faces.tui.account import AccountScreen
from debate.faces.tui.app import DebateApp
from debate.faces.tui.board import Board
from debate.faces.tui.common import CommonApp
from debate.faces.tui.sheet import GameSheet
from debate.faces.tui.table import TableScreen
from debate.game.session import PERSON, Session
from debate.pages.document import Change, Folded
from tests.debrief.games import watched
from tests.faces.tui.playing import act, choose, playing, screen, seated, session, until
from tests.faces.tui.reading import LARGE, SMALL, on_stage, shown


async def told(pilot: Pilot[None]) -> AccountScreen:
    """Through the first round, to what came of it."""
    await seated(pilot)
    game = pilot.app.screen.session  # type: ignore[attr-defined]
    while game.state.round == 1:
        await choose(pilot)
    found = await screen(pilot, AccountScreen)
    assert isinstance(found, AccountScreen)
    return found


@pytest.mark.parametrize(("size", "most"), [(SMALL, 3), (LARGE, 1)])
async def test_enter_goes_through_the_screens_and_on(size: tuple[int, int], most: int) -> None:
    """At most three screens of 80x24, one of 120x40: each says which it is, ⏎ turns them and then asks for the next
    choice. Nothing is scrolled."""
    async with playing(session("works", seed=1), size) as pilot:
        account = await told(pilot)
        count = len(account.screens)
        assert count <= most
        seen = ""
        for number in range(count):
            assert account.at == number
            assert len(account.query_one("#account", Board).picture.rows) <= account.query_one("#account").size.height
            seen += shown(pilot)
            if count > 1:
                assert "● " * number + "●" in shown(pilot).splitlines()[0]
            await pilot.press("enter")
            await pilot.pause()
        assert all(part in seen for part in ("FOR YOU", "Who did what", "What moved, and why"))
        await until(pilot, lambda: isinstance(pilot.app.screen, TableScreen) and pilot.app.screen.awaits)


async def test_a_marked_line_opens_why() -> None:
    """Nothing is marked at first. ↓ marks a line, ⏎ opens it: a meter its why, a fold what is in it; back at the
    account the mark stands where it was."""
    async with playing(session("works", seed=1), LARGE) as pilot:
        account = await told(pilot)
        board = account.query_one("#account", Board)
        assert board.marked is None
        opened = set()
        for _ in range(len(board.picture.places)):
            await pilot.press("down")
            name, _, number = (board.marked or "").partition(":")
            group = getattr(account.screens[account.at].telling, name)
            node = items(group.nodes)[int(number)][0]
            if type(node) in opened or not isinstance(node, Change | Folded):
                continue
            opened.add(type(node))
            marked = board.marked
            await pilot.press("enter")
            await pilot.pause()
            if isinstance(node, Change):
                assert type(pilot.app.screen).__name__ == "WhyScreen"
                assert node.name in shown(pilot)
            else:
                assert isinstance(pilot.app.screen, GameSheet)
                assert list(pilot.app.screen.lines())
            await act(pilot, "back")
            assert board.marked == marked
        assert opened == {Change, Folded}
        assert any("▸" in line[:1] for line in shown(pilot).splitlines())


async def test_the_footer_says_what_enter_does() -> None:
    """With no mark ⏎ goes on, and is all there is to say; with a mark it opens, and space goes on."""
    async with playing(session("works", seed=1), LARGE) as pilot:
        await told(pilot)
        foot = shown(pilot).splitlines()[-1]
        assert "⏎ Go on" in foot
        assert "space" not in foot
        await pilot.press("down")
        await pilot.pause()
        foot = shown(pilot).splitlines()[-1]
        assert "⏎ Open" in foot
        assert "space Go on" in foot
        await pilot.press("space")
        await until(pilot, lambda: isinstance(pilot.app.screen, TableScreen) and pilot.app.screen.awaits)


async def test_why_with_nothing_marked_is_about_the_goal_that_moved_most() -> None:
    """w opens why for the meter among the goals that did most to them."""
    async with playing(session("works", seed=1), LARGE) as pilot:
        account = await told(pilot)
        telling = account.tellings[0]
        assert telling.moved is not None
        goals = {n.to.id: abs(n.by * n.goal.weight) for n in telling.moved.nodes if isinstance(n, Change) and n.goal}
        await pilot.press("w")
        why = await screen(pilot, "WhyScreen")
        assert goals[why.subject] == max(goals.values())  # type: ignore[attr-defined]


async def test_every_step_and_skip() -> None:
    """l tells every step of the round; ← and → turn; s leaves the rest out."""
    async with playing(session("works", seed=1)) as pilot:
        account = await told(pilot)
        await pilot.press("right")
        assert account.at == min(1, len(account.screens) - 1)
        await pilot.press("left")
        assert account.at == 0
        await pilot.press("l")
        await screen(pilot, "GameSheet")
        assert "every step" in shown(pilot)
        await act(pilot, "back")
        await pilot.press("s")
        await until(pilot, lambda: isinstance(pilot.app.screen, TableScreen) and pilot.app.screen.awaits)


async def test_what_came_appears_thing_by_thing_and_a_key_shows_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """With motion on the screen fills from the top, one thing more with each step, none of it twice; a key shows all of
    it and turns nothing. A screen that was seen once is there at once. Escape leaves nothing out."""
    monkeypatch.setattr(DebateApp, "stepwise", True)
    monkeypatch.setattr(accounts, "STEP", 1_000)
    async with playing(session("works", seed=1)) as pilot:
        account = await told(pilot)
        board = account.query_one("#account", Board)
        whole = texts(account.screens[0].draw("").rows)
        before = 0
        for _ in range(2):
            assert account.appearing
            now = [line for line in board.text.splitlines() if line.strip()]
            assert before < len(now) < len(whole)
            assert now == whole[: len(now)]
            before = len(now)
            account.step_on()
        await pilot.press("enter")
        await pilot.pause()
        assert not account.appearing
        assert account.at == 0
        assert board.text.splitlines() == whole
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is account
        await pilot.press("enter")
        await pilot.pause()
        assert account.at == 1
        assert account.appearing
        await pilot.press("escape")
        await pilot.pause()
        assert not account.appearing
        assert pilot.app.screen is account
        await pilot.press("left")
        await pilot.press("left")
        assert account.at == 0
        assert not account.appearing


async def test_the_last_thing_stops_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a key all of it is there in the end."""
    monkeypatch.setattr(DebateApp, "stepwise", True)
    monkeypatch.setattr(accounts, "STEP", 1_000)
    async with playing(session("works", seed=1)) as pilot:
        account = await told(pilot)
        things = len(account.screens[0].draw("").places)
        for _ in range(things):
            account.step_on()
        assert not account.appearing
        assert account.query_one("#account", Board).text.splitlines() == texts(account.screens[0].draw("").rows)


@pytest.mark.parametrize(
    ("motion", "headless", "moves"), [("on", False, True), ("off", False, False), ("on", True, False)]
)
def test_motion_is_a_setting(motion: str, headless: bool, moves: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Off by the setting, and where nobody looks on; a terminal over a network has none."""
    monkeypatch.setattr(DebateApp, "is_headless", headless)
    app = DebateApp()
    app.set_settings(evolve(app.settings, motion=motion))
    assert app.stepwise == moves
    assert not CommonApp.STEPWISE


async def test_the_line_of_goals_at_the_end_tells_of_the_last_round() -> None:
    """Not of what came years later: a want's change is from the beginning of the last round to the end of term."""
    game = session("works", seed=1)
    while not game.state.over:
        game.advance()
        for role in game.awaited():
            game.submit(game.legal(role)[0])
    term = game.state.term
    assert term is not None
    began = game.opened(term.round)
    assert began is not None
    found = goals_of(game, "works")
    assert found is not None
    for want in found.wants:
        if want.value is not None:
            assert (want.value, want.change) == (
                term.meters[want.meter.id],
                term.meters[want.meter.id] - began.meters[want.meter.id],
            )


@pytest.mark.parametrize("seed", [1, 2])
async def test_what_came_years_later_stands_on_one_screen(seed: int) -> None:
    """Of 80x24, what is for the reader first: for whoever played, and for whoever looks on."""
    game = watched(load_deck("zte"), seed, "scripted")
    later = range(game.deck.rounds.count + 1, game.state.round + 1)
    for role in ("congress", "zte", None):
        async with on_stage(AccountScreen(game, role, later)) as pilot:
            account = pilot.app.screen
            assert isinstance(account, AccountScreen)
            names = [name for name in ("mine", "moved", "denied") if getattr(account.tellings[0], name) is not None]
            assert len(account.screens) == 1
            assert len(names) > (role is not None)
            assert all(part in shown(pilot) for part in ("What moved, and why", "FOR YOU" if role else "Years later"))
            board = account.query_one("#account", Board)
            assert len(board.picture.rows) <= board.size.height


async def test_one_sign_alone_marks() -> None:
    """Wherever the mark of an account stands, one ▸ is on the screen: what is folded has a sign of its own."""
    game = Session(load_deck("zte"), {"congress": PERSON}, seed=2162)
    game.advance()
    while game.state.round == 1:
        game.submit(game.legal("congress")[-1])
        game.advance()
    async with on_stage(AccountScreen(game, "congress", [1])) as pilot:
        await pilot.press("right")
        assert "›" in shown(pilot)
        assert "▸" not in shown(pilot)
        for _ in range(12):
            await pilot.press("down")
            await pilot.pause()
            assert shown(pilot).count("▸") == 1
