"""A page that asks, on screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from debate.faces.tui.dialogue import DialogueScreen
from debate.faces.tui.footer import Keys
from debate.pages.beginning import Beginning
from debate.pages.dialogue import Dialogue, Option
from debate.pages.document import Line, Node, Ref, item
from tests.faces.tui.playing import act, playing, until, valley
from tests.faces.tui.reading import LARGE, on_stage, shown


class Passing(Dialogue):
    """Asks one thing until it has been settled elsewhere, then another."""

    title = "Which?"

    def __init__(self) -> None:
        self.settled = False
        self.chosen: list[str] = []

    def page(self) -> Iterator[Node]:
        yield Line("Choose.")

    def options(self) -> Sequence[Option]:
        return [Option("new", "The second question")] if self.settled else [Option("old", "The first question")]

    def choose(self, id_: str, typed: str = "") -> None:
        self.chosen.append(id_)


async def test_what_was_settled_meanwhile_is_not_chosen() -> None:
    """A key for a choice that is gone, as when a room goes on, changes nothing and shows what is asked now."""
    dialogue = Passing()
    screen = DialogueScreen(dialogue)
    async with on_stage(screen, LARGE) as pilot:
        assert "The first question" in shown(pilot)
        dialogue.settled = True
        await pilot.press("enter")
        await pilot.pause()
        assert dialogue.chosen == []
        assert "The second question" in shown(pilot)
        assert "The first question" not in shown(pilot)


async def test_the_footer_says_that_enter_chooses() -> None:
    """On a page that asks, ⏎ on an answer chooses it."""
    async with on_stage(DialogueScreen(Beginning({"valley": valley()}))) as pilot:
        await pilot.pause()
        foot = shown(pilot).splitlines()[-1]
        assert "⏎ Choose" in foot
        assert "Open" not in foot


async def test_what_leads_nowhere_is_not_offered() -> None:
    """At its end a page that is about no game names a link, which cannot be opened there: nothing says that it can."""

    class Told(Passing):
        def page(self) -> Iterator[Node]:
            yield item("What the model says.", Ref("link", "rain"))

        def options(self) -> Sequence[Option]:
            return []

    async with on_stage(DialogueScreen(Told()), LARGE) as pilot:
        text = shown(pilot)
        assert "What the model says." in text
        assert "esc closes" in text
        assert not [sign for sign in ("›", "▸", "⏎") if sign in text]


async def test_keys_of_the_screen_below_are_covered() -> None:
    """Where a page covers a part of the screen only, no key that does nothing now is told below it."""
    async with playing(None) as pilot:
        rows = pilot.app.screen.query_one(Keys).size.height
        assert rows > 1
        await act(pilot, "settings")
        assert pilot.app.screen.query_one(Keys).size.height == rows
        assert "New game" not in "".join(shown(pilot).splitlines()[-rows:])


class Long(Passing):
    """A page of more lines than the screen has, with two things to choose below it."""

    def page(self) -> Iterator[Node]:
        yield from (item(f"Line {number}.", Ref("meter", "trust")) for number in range(60))

    def options(self) -> Sequence[Option]:
        return [Option("done", "Done."), Option("anew", "Once more.")]


async def test_what_can_be_chosen_below_a_long_page_is_named() -> None:
    """Out of sight, the key that leads there stands below the frame; that key marks what ⏎ then chooses."""
    dialogue = Long()
    async with on_stage(DialogueScreen(dialogue)) as pilot:
        await until(pilot, lambda: "end: the choices below · esc closes" in shown(pilot))
        assert "Done." not in shown(pilot)
        assert "⏎ To the choices" in shown(pilot)
        await pilot.press("end")
        await until(pilot, lambda: "Done." in shown(pilot))
        await until(pilot, lambda: "⏎ or a number chooses · esc closes" in shown(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: dialogue.chosen == ["done"])
        await pilot.press("home")
        await until(pilot, lambda: "end: the choices below · esc closes" in shown(pilot))
