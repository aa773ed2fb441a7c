"""The curtain between two people at one keyboard: nobody sees the other's cards."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from debate.faces.tui.actions import CURTAIN, bindings
from debate.faces.tui.footer import Keys
from debate.faces.tui.question import PHASES
from debate.faces.tui.text import say
from debate.game.session import Session
from debate.store import RecordError


class CurtainScreen(Screen[bool]):
    """Asks for the next player. Ends with True once it is lifted, False where the last choice was taken back."""

    BINDINGS = bindings(CURTAIN)

    def __init__(self, session: Session, role: str, before: str | None) -> None:
        super().__init__()
        self.session = session
        self.role = role
        self.before = before

    def compose(self) -> ComposeResult:
        session = self.session
        role, name = session.deck.roles[self.role].name, session.seats[self.role].name
        who = f"{name}, you are {role}: it" if name else f"Whoever plays {role}: it"
        with Vertical(id="curtain"):
            yield Static(say(("The curtain is down", "bold $text-accent")))
            yield Static(say(who, " is your turn at the keyboard."))
            yield Static(say(f"Round {session.state.round} · {PHASES[session.state.phase]}"))
            yield Static(say("Everybody else: look away. Then press ", ("⏎", "bold"), " to see your cards."))
        yield Keys()

    def action_lift(self) -> None:
        self.dismiss(True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.session.can_take_back(self.before) if action == "take_back" else True

    def action_take_back(self) -> None:
        if not self.session.can_take_back(self.before):
            return
        try:
            if self.session.undo() is not None:
                self.dismiss(False)
        except RecordError:
            self.dismiss(False)  # nothing was taken back: it could not be recorded
