"""A published deck on a phone: at 360x740 the first choice is in sight in each phase, and little is read before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from debate.cli import run
from debate.publish import page as page_files
from tests.classroom.page.browser import browsing
from tests.classroom.page.test_phone import Phone
from tests.publish.visits import OVER_ON_BUTTONS, Visit, lacking

pytestmark = [pytest.mark.torture, pytest.mark.skipif(bool(lacking()), reason=lacking())]


DEALT = b"crypto.getRandomValues = (drawn) => drawn.fill(%d);\n"
"""Before the script in which Python runs: what it draws by chance, the seed of the game, is the same in every run."""


@pytest.mark.parametrize("drawn", [7, 90])
async def test_the_first_choice_is_in_sight(drawn: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the list of games to the end of a game of the ZTE deck, by the first choice each time: every page on the way
    has it above the fold, with at most 120 words before it."""
    worker = (page_files.STATIC / "worker.js").read_bytes()
    pressed = page_files._pressed
    monkeypatch.setattr(
        page_files, "_pressed", lambda content: pressed(DEALT % drawn + content if content == worker else content)
    )
    file = tmp_path / "zte.html"
    assert run(["deck", "publish", "zte", "--html", str(file)]) == 0
    async with browsing(tmp_path) as browser:
        await browser("open", "phone", url=file.as_uri(), width=360, height=740, alone=True)
        page, phone = Visit(browser, "phone"), Phone(browser)
        await page.shows("#choices", "New game")
        title = "start"
        for _ in range(300):
            if await browser("run", "phone", code="Boolean(document.querySelector('#choices li'))"):
                await phone.look("phone", kind_of(title))
            title = await page.on_buttons()
            if title == OVER_ON_BUTTONS:
                break
        measured = {state: (got["top"], got["bottom"], got["words"]) for state, got in phone.found.items()}
        print(measured)
        assert title == OVER_ON_BUTTONS
        assert {"start", "Choose your hand", "Choose a move", "a move"} <= set(measured)
        assert phone.wrong() == [], measured


def kind_of(title: str) -> str:
    """Pages of the same kind are looked at once."""
    known = (
        "start",
        "Choose",
        "Answer",
        "You were answered",
        "Your case",
        "Before the world moves",
        "Now ",
        "Your choice",
    )
    if title.startswith("Before"):
        return "foretell"
    return title if title.startswith(known) else "a move"
