"""Asked before a game in progress is left: whether it is kept, and where it goes on."""

from __future__ import annotations

from debate.faces.tui.confirm import QuestionScreen
from debate.game.session import Session
from debate.pages.words import NOTHING_KEPT
from debate.rules.text import visible
from debate.saves import worth_keeping

STAY, TO_TITLE, QUIT = "stay", "title", "quit"


class LeavingScreen(QuestionScreen):
    """Ends with ``title`` or ``quit``; with ``stay`` or None the game is played on."""

    def __init__(self, session: Session, elsewhere: bool = False, trial: bool = False) -> None:
        """``elsewhere``: the game is in a folder that the program will not look into by itself. ``trial``: it tries a
        deck out, and leads back to the workshop."""
        kept = session.kept_at
        if kept is not None and not worth_keeping(session):
            texts = [NOTHING_KEPT]
            leave = "Go to the title", "Quit"
        elif kept is not None:
            texts = [
                f"The game is kept as '{visible(kept.stem, 80)}', up to your last choice.",
                f"To go on another day, start with: debate --saves '{visible(str(kept.parent), 200)}'"
                if elsewhere
                else "'Continue' on the title screen goes on from here, today or another day.",
            ]
            leave = "Go to the title", "Quit"
        elif session.read_only:
            texts = [
                "Everything up to your last saved choice is on disk. What the game could not save was not done either."
            ]
            leave = "Go to the title", "Quit"
        elif trial:
            texts = ["This is a trial of the deck, and it is not kept."]
            leave = "Drop this game and go back to the workshop", "Drop this game and quit"
        else:
            texts = ["This game is not kept anywhere: if you leave, it is lost. What would you like to do?"]
            leave = "Drop this game and go to the title", "Drop this game and quit"
        stay = "Back to the ending" if session.state.over else "Play on"
        super().__init__("Leave the game?", texts, ((STAY, stay), (TO_TITLE, leave[0]), (QUIT, leave[1])))

    def on_mount(self) -> None:
        self.app.clear_notifications()  # a note in the corner would cover the question
