"""How to play: a game of the tutorial deck at the real table, with a line that says what each phase is for.

Its first round is wrong on purpose: the player is asked to say that the move keeps its promise, and it does not.
"""

from __future__ import annotations

from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from debate.debrief.foreseen import foreseen
from debate.debrief.naming import counted
from debate.deckfile import load_deck
from debate.faces.tui.actions import GUIDE, PLAYED, TABLE, bindings
from debate.faces.tui.confirm import QuestionScreen
from debate.faces.tui.game import Game
from debate.faces.tui.played_table import PlayedTable
from debate.faces.tui.routes import screen
from debate.faces.tui.stage import GameApp
from debate.faces.tui.text import say
from debate.game.session import Session
from debate.rules.moves import Move
from debate.store import PERSON

DECK = "phones"
ROLE, MOVE = "head", "lock-the-box"
SEED = 42
MOTIVES = {"head": "order", "pupils": "voice"}
"""With these the head holds two arguments for its move, one against the case of the pupils, and one against each answer
of theirs."""

COACH: dict[tuple[int, str], str] = {
    (1, "choose"): (
        "CHOOSE. You play {me}, a script plays {them}. {motive} Both pick a move in secret. Mark '{move}' with ↑↓ and "
        "read beside the list what is said of it and what it does. ←→ turns to another argument for it, ⏎ plays it."
    ),
    (1, "answer"): (
        "ANSWER. Now both moves lie open, each with its case. Answer the other one with a card of yours, or let it "
        "stand. A case that nobody answers earns its speaker a debate point."
    ),
    (1, "extend"): (
        "EXTEND. Your case was answered. Play a card against that answer and your case stands; say no more and it is "
        "beaten. The debate decides what a move costs and when it comes, never what it does."
    ),
    (1, "settle"): (
        "SETTLE. Your case is beaten. Pay {extra} more capital and the move comes now, or let it wait a round. Arguing "
        "well is cheaper; it changes nothing in the world."
    ),
    (2, "choose"): (
        "THE WORLD moved. {foretold}{unmoved} did not move, though that was promised: a denial (⊘) says what does not "
        "follow, and why. w asks why something moved, m what drives what. Then choose again; d holds and saves capital."
    ),
    (
        2,
        "answer",
    ): "ANSWER, as before. i reads a whole card, f shows the debate so far, g explains a word, ? lists all keys.",
    (2, "extend"): "EXTEND, as before: answer the answer, or let your case go.",
    (2, "settle"): "SETTLE, as before: pay, or wait.",
    (3, "choose"): (
        "WHAT TAKES TIME. Some changes land a round or two after their cause: p shows what is on its way. A move of "
        "this round may be felt only when your term is over. What is still to be done about {unmoved}?"
    ),
    (4, "choose"): (
        "THE LAST ROUND. After it the world goes on for {later} without you, and what is on its way still "
        "lands. Then the debrief sets what you promised beside what came of it."
    ),
}
FORESEE = (
    "PREDICT. Before anything happens you say what your move will do, and how sure you are. This first time answer "
    "what everybody would: that it does what it promises. Then see what comes."
)
FORESEE_ON = "PREDICT again, this time for yourself. Being wrong costs nothing; why it came is told at once."
OVER = "THE END. First the why of what you foretold, then the debrief: what you won on the floor, and what came of it."
WAITING = "Your move waited and comes now. See what the other side does."
STAY, LEAVE = "stay", "leave"


def lesson() -> Session:
    """The game of the lesson, ready to play."""
    session = Session(load_deck(DECK), {ROLE: PERSON}, seed=SEED, motives=MOTIVES)
    session.set_predicting(True)
    session.advance()
    return session


def coach(session: Session) -> str:
    """What to say now."""
    state = session.state
    if state.over:
        return OVER
    if ROLE not in state.awaiting:
        return WAITING
    text = COACH.get((state.round, state.phase)) or COACH.get((2, state.phase), "")
    return text.format_map(_words(session))


def _words(session: Session) -> dict[str, str]:
    """What the coach names, as the deck calls it."""
    deck = session.source
    others = [deck.roles[role].name for role in deck.turn_order if role != ROLE]
    denied = {id_ for denial in deck.denials.values() for id_ in denial.denies}
    unmoved = [deck.meters[id_].name for id_ in deck.moves[MOVE].promises if id_ in denied]
    return {
        "me": deck.roles[ROLE].name,
        "them": " and ".join(others),
        "motive": deck.roles[ROLE].motives[MOTIVES[ROLE]].text,
        "move": deck.moves[MOVE].title,
        "extra": str(deck.rules.beaten_extra),
        "foretold": foretold(session),
        "unmoved": " and ".join(f"'{name}'" for name in unmoved),
        "later": counted(deck.rounds.epilogue, "round"),
    }


def foretold(session: Session) -> str:
    """What the player said of the move, beside what came, as sentences; empty where nothing was said."""
    said = session.predictions(ROLE)[:1]
    return "".join(f"{one.score.because} " for one in foreseen(session.source, session.to_record(), said))


def asked_why(session: Session) -> str:
    """The meter whose why ends the lesson: of the first prediction, else one that the move promised in vain."""
    for one in foreseen(session.source, session.to_record(), session.predictions(ROLE)[:1]):
        return one.score.meter
    denied = {id_ for denial in session.source.denials.values() for id_ in denial.denies}
    return next(id_ for id_ in session.source.moves[MOVE].promises if id_ in denied)


class HowToScreen(PlayedTable):
    """The table with a coach."""

    DEFAULT_CSS = """
    HowToScreen #coach { height: auto; padding: 0 1; margin: 0; border-left: thick $accent; background: $boost; }
    """
    PLACES: ClassVar[tuple[str, ...]] = (TABLE, PLAYED, GUIDE)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(GUIDE)]

    def __init__(self) -> None:
        self.game = lesson()
        super().__init__(self.game, ROLE)

    def compose(self) -> ComposeResult:
        for widget in super().compose():
            yield widget
            if widget.id == "ask":
                yield Static(id="coach")

    def on_mount(self) -> None:
        self.run_worker(Lesson(cast("GameApp", self.app), self.game, self).run(), group="lesson", exclusive=True)

    def show(self) -> None:
        super().show()
        if self.is_mounted:
            self.query_one("#coach", Static).update(say(coach(self.game)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return False if action in ("keep", "timeline") else super().check_action(action, parameters)

    def action_back(self) -> None:
        """Leave the lesson; once something was chosen in it, ask first."""
        if not any(entry.move.role == ROLE for entry in self.session.entries):
            self.dismiss()
            return

        def answered(answer: str | None) -> None:
            if answer == LEAVE:
                self.dismiss()

        texts = ["This game is not kept. You can begin the lesson again at any time, and it goes the same way."]
        answers = [(STAY, "Go on with it"), (LEAVE, "Leave it")]
        self.app.push_screen(QuestionScreen("Leave the lesson?", texts, answers), answered)


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

    def _before_asking(self, role: str) -> str:
        return FORESEE if self.session.withheld == 1 else FORESEE_ON

    async def _end(self, role: str | None) -> None:
        from debate.faces.tui.ending import EndingScreen

        await self.app.push_screen_wait(screen("why", self.session, role, asked_why(self.session)))
        await self.app.push_screen_wait(EndingScreen(self.session, role))
        self.app.call_later(self._leave)

    def _leave(self) -> None:
        """Close the table, once the ending above it is gone."""
        if self.table.is_current:
            self.table.dismiss()
        elif self.table.is_attached:
            self.table.call_after_refresh(self._leave)
