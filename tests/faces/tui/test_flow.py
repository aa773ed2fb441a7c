"""The flow sheet: a column for each role, answers across, dropped arguments only after the game."""

from __future__ import annotations

from debate.faces.tui.readings import FlowScreen
from tests.debrief.games import harbour, played
from tests.faces.tui.reading import on_stage, shown

SAID = [
    ["port play dig with ships-pay", "town answer port with water-is-all"],
    [],
    ["town play clean-up with water-is-all"],
]


async def test_answers_stand_across() -> None:
    """The town's answer stands in its own column, level with the case that it beat."""
    session = played(harbour(), [*SAID[:1]], seed=2)
    async with on_stage(FlowScreen(session, "port")) as pilot:
        rows = shown(pilot).splitlines()
        assert any("The port (you)" in row and "The town" in row for row in rows)
        (row,) = [row for row in rows if "→ answers The port" in row]
        assert row.index("Dig the channel") < row.index("│ → answers")
        assert any("✗ beaten, paid to go on" in row for row in rows)


async def test_dropped_arguments_are_told_after_the_game() -> None:
    """While the game runs nothing is said of what was held; afterwards it is marked in the holder's column."""
    running = played(harbour(), [["port play dig with ships-pay"]], seed=2)
    async with on_stage(FlowScreen(running, "port")) as pilot:
        assert "dropped: Water" not in pilot.app.screen.page.text  # type: ignore[attr-defined]
    over = played(harbour(), [["port play dig with ships-pay"], [], [], []], seed=2)
    assert over.state.over
    async with on_stage(FlowScreen(over, "port")) as pilot:
        assert "○ dropped: Water is all we have" in pilot.app.screen.page.text  # type: ignore[attr-defined]


async def test_an_empty_sheet_says_so() -> None:
    """Before anybody spoke the sheet says what is being done."""
    async with on_stage(FlowScreen(played(harbour(), []), "port")) as pilot:
        assert "Nothing is open yet: moves are being chosen." in shown(pilot)
