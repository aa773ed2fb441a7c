"""Every panel of a game at 80x24 as a picture: what stands where, how it folds, and that nothing is lost at an edge.

The screens whose colours are pinned too stand in :mod:`tests.faces.tui.test_pictures`.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from textual.screen import Screen

from debate.debrief.questions import Question, questions
from debate.faces.tui.account import AccountScreen
from debate.faces.tui.briefing import BriefingScreen
from debate.faces.tui.panels import what_came
from debate.faces.tui.predict import PredictScreen
from debate.faces.tui.routes import screen
from debate.faces.tui.table import TableScreen
from debate.game.session import PERSON, Session
from debate.opponents import scripted
from debate.pages.document import Ref
from tests import golden
from tests.debrief.games import harbour
from tests.faces.tui.reading import SMALL, on_stage, shown

ROLE = "port"
PANELS: dict[str, tuple[str, ...]] = {
    "briefing": (),
    "move": ("1",),
    "world": ("2",),
    "floor": ("3",),
    "hand": ("4",),
    "coming": (),
    "why": (),
    "map": (),
    "flow": (),
    "glossary": (),
    "details": (),
    "account": (),
    "predict": (),
}
"""Name of a picture, and the keys after which it is taken."""


@cache
def second_round() -> Session:
    """The game as it stands where a move is asked for the second time."""
    session = Session(harbour(), {ROLE: PERSON}, seed=11)
    while session.state.round < 2:
        session.advance()
        for each in session.awaited():
            session.submit(scripted(session.view(each), 0).move)
    session.advance()
    return session


def first_question() -> Question:
    """What is asked at the end of the first round of this game."""
    session = second_round()
    moments = (session.fork(number).state for number in range(len(session.entries) + 1))
    return next(asked[0] for state in moments if (asked := questions(session.source, state, ROLE)))


def panel(name: str) -> Screen[Any]:
    """The screen on which this is shown."""
    session, kind = second_round(), name
    if kind in ("move", "world", "floor", "hand"):
        return TableScreen(session, ROLE)
    if kind == "briefing":
        return BriefingScreen(session, ROLE)
    if kind == "account":
        return AccountScreen(session, ROLE, [1])
    if kind == "predict":
        return PredictScreen(first_question())
    if kind == "details":
        return screen("details", session, ROLE, Ref("meter", next(iter(session.deck.meters))))
    return screen(kind, session, ROLE)


@pytest.mark.parametrize("name", PANELS)
async def test_a_panel_at_80x24(name: str) -> None:
    """Rows are as wide as the window at most, none is lost, and all stands as the golden has it."""
    async with on_stage(panel(name), SMALL) as pilot:
        for key in PANELS[name]:
            await pilot.press(key)
        await pilot.pause()
        text = shown(pilot)
    assert len(text.split("\n")) == SMALL[1]
    golden.check(f"panels/{name}.txt", text.replace("\xa0", " ") + "\n")


def test_how_much_came_of_a_round_is_said_in_words_that_agree() -> None:
    """One meter is one meter, and what did not happen is told only where something did not."""
    assert what_came(1, 0) == "1 meter moved"
    assert what_came(2, 1) == "2 meters moved, 1 thing did not happen"
    assert what_came(0, 3) == "no meter moved, 3 things did not happen"
