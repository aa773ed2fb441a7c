"""Help: what the registry holds, nothing kept twice."""

from __future__ import annotations

from debate.faces.tui.actions import ANYWHERE, READING, TABLE, actions
from debate.faces.tui.help import HelpScreen
from debate.faces.tui.page import Line
from tests.faces.tui.reading import on_stage, shown


def text(lines: list[Line]) -> str:
    return "\n".join(line.plain for line in lines)


def test_every_key_of_the_screen_is_told() -> None:
    """All actions of the place with key and sentence, in the footer or not; those of other places are not there."""
    page = text(list(HelpScreen((TABLE, ANYWHERE)).lines()))
    for item in (*actions(TABLE), *actions(ANYWHERE)):
        assert f"{item.label}: {item.help}" in page
    elsewhere = next(item for item in actions(READING) if TABLE not in item.where)
    assert f"{elsewhere.label}: {elsewhere.help}" not in page


async def test_it_opens_and_closes() -> None:
    """Keys first; Escape goes back."""
    screen = HelpScreen((TABLE,))
    async with on_stage(screen) as pilot:
        assert "Keys of this screen" in shown(pilot)
        await pilot.press("escape")
        assert pilot.app.screen is not screen
