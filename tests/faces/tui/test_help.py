"""Help: what the registry holds, nothing kept twice."""

from __future__ import annotations

from debate.faces.tui.actions import ANYWHERE, NEW_GAME, READING, TABLE, action, actions
from debate.faces.tui.help import HelpScreen
from debate.faces.tui.page import Line
from tests.faces.tui.playing import act, playing, screen, session
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


async def test_only_what_can_be_done_is_told_and_how() -> None:
    """Who looks on at opponents is told apart of the keys that play a move; what the palette alone offers has its
    key."""
    async with playing(session()) as pilot:
        await screen(pilot, "WatchScreen")
        await act(pilot, "help")
        assert isinstance(pilot.app.screen, HelpScreen)
        told = [(line.lead.strip(), line.text) for line in pilot.app.screen.lines()]
        texts = [text.partition(": ")[0] for _, text in told]
        can = texts[texts.index("Keys of this screen") : texts.index("Keys that do nothing as things stand")]
        cannot = texts[texts.index("Keys that do nothing as things stand") : texts.index("Keys everywhere")]
        assert {"Choose", "Hold", "Undo"} <= {*cannot}
        assert {"Pause", "Why"} <= {*can}
        assert {*can} & {*cannot} <= {""}  # what goes on in a second row
        assert {lead for lead, text in told if text.startswith(("World: All", "Sources: "))} == {"^p"}


def test_a_key_shown_for_both_ways_tells_both() -> None:
    """Where one row of the help stands for ← and →, it says what either does."""
    page = text(list(HelpScreen((NEW_GAME,)).lines()))
    (line,) = (each for each in page.splitlines() if action("turn_back").help in each)
    assert "←→" in page
    assert "← back, → on" in line
