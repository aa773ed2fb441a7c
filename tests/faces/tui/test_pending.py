"""What is coming: when it lands, how much, and why; nothing of what is hidden."""

from __future__ import annotations

from debate.faces.tui.readings import what_is_coming
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
