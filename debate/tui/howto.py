"""How to play: a small real game at the real table, with a line that says what each phase is for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from debate.deckfile import load_deck
from debate.rules.moves import Move
from debate.session import PERSON, Session
from debate.tui.actions import GUIDE, TABLE, bindings
from debate.tui.game import Game
from debate.tui.table import TableScreen
from debate.tui.text import say

if TYPE_CHECKING:
    from debate.tui.app import DebateApp

DECK = Path(__file__).parent / "lesson" / "square.yaml"
ROLE = "council"
SEED = 36
"""With it the council holds two arguments for closing the square and something against every answer of the shops."""

COACH: dict[tuple[int, str], str] = {
    (1, "choose"): (
        "CHOOSE. You are the council; a scripted opponent plays the shops. Both pick a move in secret. Mark 'Close the "
        "square' with ↑↓ and press ⏎: you see what it promises, does and sets going. Then choose the argument for it."
    ),
    (1, "answer"): (
        "ANSWER. Now both moves are open. The shops back theirs with a case. Answer it with a card of yours, or let it "
        "stand. A case that nobody answers earns its speaker 1 capital."
    ),
    (1, "extend"): (
        "EXTEND. The shops answered your case. Play a card against that answer and your case stands; say no more and "
        "it is beaten. The debate decides what a move costs and when it comes, never what it does."
    ),
    (1, "settle"): (
        "SETTLE. Your case is beaten. Pay 2 more and the square closes now, or let the move wait a round. Arguing well "
        "is cheaper: but it changes nothing in the traffic."
    ),
    (2, "choose"): (
        "THE WORLD moved, and traffic did not: a denial (⊘) says what does not follow, and why. Press w to ask why a "
        "meter moved, m for what drives what, p for what is on its way. Then choose again; d holds and saves capital."
    ),
    (
        2,
        "answer",
    ): "ANSWER, as before. i reads a whole card, f shows the debate so far, g explains a word, ? lists all keys.",
    (2, "extend"): "EXTEND, as before: answer the answer, or let your case go.",
    (2, "settle"): "SETTLE, as before: pay, or wait.",
    (3, "choose"): (
        "THE LAST ROUND. After it the world goes on for two rounds without you, and what is on its way still lands. "
        "Then the debrief sets what you promised beside what came. A bus lane painted now comes too late for your term."
    ),
}
OVER = "THE END. The debrief shows what you won on the floor, and what came of it in the world."
WAITING = "Your move waited and comes now. See what the others do."


def lesson() -> Session:
    """The game of the lesson, ready to play."""
    session = Session(load_deck(str(DECK)), {ROLE: PERSON}, seed=SEED)
    session.advance()
    return session


def coach(session: Session) -> str:
    """What to say now."""
    state = session.state
    if state.over:
        return OVER
    if ROLE not in state.awaiting:
        return WAITING
    return COACH.get((state.round, state.phase)) or COACH.get((2, state.phase), "")


class HowToScreen(TableScreen):
    """The table with a coach."""

    DEFAULT_CSS = """
    HowToScreen #coach { height: auto; padding: 0 1; margin: 0; border-left: thick $accent; background: $boost; }
    """
    PLACES: ClassVar[tuple[str, ...]] = (TABLE, GUIDE)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(GUIDE)]

    def __init__(self) -> None:
        super().__init__(lesson(), ROLE)

    def compose(self) -> ComposeResult:
        for widget in super().compose():
            yield widget
            if widget.id == "ask":
                yield Static(id="coach")

    def on_mount(self) -> None:
        self.run_worker(Lesson(cast("DebateApp", self.app), self.session, self).run(), group="lesson", exclusive=True)

    def show(self) -> None:
        super().show()
        if self.is_mounted:
            self.query_one("#coach", Static).update(say(coach(self.session)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return False if action in ("keep", "timeline") else super().check_action(action, parameters)

    def action_back(self) -> None:
        self.dismiss()


class Lesson(Game):
    """The game of the lesson, at a table that is there already; it ends where it was called from."""

    async def run(self) -> None:
        while not await self._turn():
            pass
        await self._tell(ROLE)
        self.table.turn(ROLE)
        await self._end(ROLE)

    async def _brief(self, role: str) -> Move | None:
        """The coach does it."""
        return None

    async def _end(self, role: str | None) -> None:
        from debate.tui.ending import EndingScreen

        await self.app.push_screen_wait(EndingScreen(self.session, role))
        self.app.call_later(self._leave)

    def _leave(self) -> None:
        """Close the table, once the ending above it is gone."""
        if self.table.is_current:
            self.table.dismiss()
        elif self.table.is_attached:
            self.table.call_after_refresh(self._leave)
