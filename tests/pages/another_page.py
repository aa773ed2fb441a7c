"""A program: the game with one page more, declared as CONTRIBUTING says; it is then read in every face.

Prints what each face shows of it, a line a face.
"""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterator
from typing import cast

from debate.game.session import PERSON, Session
from debate.pages.document import Line, Node
from debate.pages.reader import Reader
from debate.pages.register import REGISTER, Page
from tests.debrief.games import harbour


def tides(reader: Reader) -> Iterator[Node]:
    yield Line(f"High water in round {reader.view.round}.")


page = Page("tides", "Tides", "The tides", "when the water comes", ("tides",), f"{__name__}:tides", key="z")
cast("dict[str, Page]", REGISTER)[page.name] = page


async def in_the_terminal(session: Session) -> str:
    """Its key pressed at the table."""
    from debate.faces.tui.app import DebateApp
    from tests.faces.tui.playing import screen, seated
    from tests.faces.tui.reading import shown

    async with DebateApp(session=session).run_test(size=(100, 30)) as pilot:
        await seated(pilot)
        await pilot.press("z")
        await screen(pilot, "GameSheet")
        return " ".join(shown(pilot).split())


def in_lines(session: Session) -> str:
    """Its word typed at a prompt, and the help."""
    from debate.faces.plain import Console
    from debate.faces.plain.commands import typed
    from debate.faces.plain.desk import Desk

    out = io.StringIO()
    for word in ("help", "tides"):
        typed(Desk(Console(io.StringIO(), out, 80), session, "port"), word)
    return " ".join(out.getvalue().split())


def on_the_page_of_a_class() -> str:
    """Its link in the list."""
    from debate.classroom.page.reading import READING

    return f"{list(READING)[-1]}: {READING['tides'].nav}"


if __name__ == "__main__":
    print(in_lines(Session(harbour(), {"port": PERSON}, seed=3)))
    print(on_the_page_of_a_class())
    print(asyncio.run(in_the_terminal(Session(harbour(), {"port": PERSON}, seed=3))))
