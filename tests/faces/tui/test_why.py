"""Why: trees back to moves, what did not move, and choosing another meter inside."""

from __future__ import annotations

import pytest

from debate.faces.tui.causal_map import MapScreen
from debate.faces.tui.listing import Listing
from debate.faces.tui.why import Chooser, WhyScreen
from debate.game.session import Session
from tests.debrief.games import harbour, played
from tests.faces.tui.reading import LARGE, on_stage, shown


def dug() -> Session:
    """The port digs in the first round; two more rounds pass."""
    return played(harbour(), [["port play dig with ships-pay"], [], []], seed=4)


async def test_a_meter_is_traced_back_to_a_move() -> None:
    """Change, cause with its passage, then branches down to the move, whose it was, its case and how that fared."""
    async with on_stage(WhyScreen(dug(), "port", "cargo"), LARGE) as pilot:
        text = pilot.app.screen.page.text  # type: ignore[attr-defined]
        assert "▲ +20: Deep water brings big ships (P1)." in text
        assert "└ The port: Dig the channel · round 1, your move · case: Ships pay, stands" in text
        assert "Why 'Cargo'?" in shown(pilot)


async def test_what_did_not_move_stands_below() -> None:
    """The fish are denied, with the reason and where the brief says so."""
    async with on_stage(WhyScreen(dug(), "port", "fish")) as pilot:
        text = pilot.app.screen.page.text  # type: ignore[attr-defined]
        assert "What did not move it" in text
        assert "The fish stay away (P1)." in text


async def test_a_step_opens_on_itself() -> None:
    """Asked about one step, the page begins with it and goes on with its meter."""
    session = dug()
    step = next(s for s in session.visible("port") if s.meter == "mud" and s.kind == "landing")
    async with on_stage(WhyScreen(session, "port", step=step.number)) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, WhyScreen)
        assert screen.subject == "mud"
        assert screen.page.text.startswith("This step\n▲ +15: Mud comes down")


async def test_a_hidden_meter_gives_no_reasons() -> None:
    """The town sees that the debt is there and nothing of it."""
    async with on_stage(WhyScreen(dug(), "town", "debt")) as pilot:
        text = pilot.app.screen.page.text  # type: ignore[attr-defined]
        assert "hidden from your seat" in text
        assert "Digging costs money" not in text


async def test_another_meter_is_a_key_away() -> None:
    """Right goes to the next meter, / to the list (in the page's place where there is no room), m to the map."""
    screen = WhyScreen(dug(), "port", "cargo")
    async with on_stage(screen) as pilot:
        await pilot.press("right")
        assert screen.subject == "mud"
        await pilot.press("slash")
        await pilot.pause()
        assert pilot.app.focused is screen.query_one(Listing)
        assert not screen.query_one(".body").display
        await pilot.press("down", "enter")
        assert screen.subject == "debt"
        assert screen.query_one(".body").display
        await pilot.press("m")
        assert isinstance(pilot.app.screen, MapScreen)
        assert pilot.app.screen.subject == "debt"


async def test_a_case_is_found_by_its_title() -> None:
    """What was a case on the floor stands in the list: its page says how it fared, and has no map."""
    screen = WhyScreen(dug(), "port", "cargo")
    async with on_stage(screen, LARGE) as pilot:
        await pilot.press("slash", *"ships", "down", "enter")
        assert screen.subject == "ships-pay"
        assert "Round 1, your case for 'Dig the channel': it stood" in screen.page.text
        assert "Why 'Ships pay'?" in shown(pilot)
        await pilot.press("m")
        assert pilot.app.screen is screen


async def test_after_the_game_all_that_did_not_come_can_be_asked() -> None:
    """Endings, news and moves stand in the list once the game is over, and not before: their pages say why not."""
    assert "dig" not in WhyScreen(dug(), "port").subjects()
    over = played(harbour(), [["port play dig with ships-pay"], [], [], []], seed=2)
    missed = next(id_ for id_ in over.deck.moves if id_ not in {e.move.move for e in over.entries})
    screen = WhyScreen(over, "port")
    async with on_stage(screen, LARGE) as pilot:
        await pilot.press(
            "slash", *(each.replace(" ", "space") for each in over.deck.moves[missed].title), "down", "enter"
        )
        assert screen.subject == missed
        assert "Why it did not come" in screen.page.text
        assert {*over.deck.endings, *over.deck.news} <= set(screen.subjects())


async def test_a_narrow_window_has_no_list_beside_the_page_from_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it has been told its size, too: the list takes the page's place only when it is asked for."""
    monkeypatch.setattr(Chooser, "on_resize", lambda self: None)
    async with on_stage(WhyScreen(dug(), "port", "cargo")) as pilot:
        assert not pilot.app.screen.query_one("#subjects").display
