"""What is coming: when it lands, how much, and why; nothing of what is hidden."""

from __future__ import annotations

import re

import debate
from debate.faces.tui.readings import what_is_coming
from debate.faces.tui.table_facts import shown_meters
from debate.game.session import Session
from tests.debrief.games import harbour, played
from tests.faces.tui.reading import on_stage


async def test_changes_stand_under_the_round_they_land_in() -> None:
    """Dug in round 1, the mud of the channel comes down at the end of round 2."""
    session = played(harbour(), [["port play dig with ships-pay"]])
    async with on_stage(what_is_coming(session, "port")) as pilot:
        text = pilot.app.screen.page.text  # type: ignore[attr-defined]
        assert "At the end of round 2, summer\n▲ Mud +15" in text
        assert "Mud comes down a round later (P2). Set going in round 1." in text


async def test_nothing_coming_is_said() -> None:
    """An empty page says what would stand there."""
    async with on_stage(what_is_coming(played(harbour(), []), "town")) as pilot:
        assert "On its way\nNothing that you can see from your seat." in pilot.app.screen.page.text  # type: ignore[attr-defined]


async def test_what_would_land_after_the_end_never_comes() -> None:
    """Once the game is over, years later included, nothing stands beside a meter as if it still came."""
    session = Session(debate.load_deck("zte"), {}, seed=0)
    session.advance()
    assert session.view(None).pending
    assert not any(re.match(r"R\d+ ", meter.note) for meter in shown_meters(session, None, None))
    async with on_stage(what_is_coming(session, None)) as pilot:
        assert "Nothing comes any more: the game is over." in pilot.app.screen.page.text  # type: ignore[attr-defined]
