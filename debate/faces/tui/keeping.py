"""Where a game is kept: a banner where it cannot be, what can be done then, and what is asked before it is left."""

from __future__ import annotations

from pathlib import Path

from textual.app import App
from textual.content import Content
from textual.widgets import Static

from debate.faces.tui.confirm import QuestionScreen
from debate.faces.tui.routes import show
from debate.faces.tui.stage import GameApp
from debate.faces.tui.text import say
from debate.game.record import GameRecord
from debate.game.session import Session, driven
from debate.pages.words import NOTHING_KEPT
from debate.rules.text import visible
from debate.saves import worth_keeping

ELSEWHERE, LOOK, TO_TITLE, UNKEPT = "elsewhere", "look", "title", "unkept"


class Banner(Static):
    """One or two lines across the table, there only while nothing can be saved."""

    DEFAULT_CSS = """
    Banner { height: auto; max-height: 3; padding: 0 1; display: none; background: $warning 30%; }
    Banner.-on { display: block; }
    """

    _told = ""

    def tell(self, session: GameRecord) -> None:
        """Show why nothing more can be done in this game, or nothing."""
        sentence = session.read_only
        if bool(sentence) == self.has_class("-on") and sentence == self._told:
            return
        self._told = sentence
        self.set_class(bool(sentence), "-on")
        self.update(say(("! ", "bold"), sentence) if sentence else Content())


class UnsavedScreen(QuestionScreen):
    """Ends with one of the answers above. ``begun``: the game was being kept so far."""

    def __init__(self, problem: str, *, begun: bool) -> None:
        if begun:
            title = "The game cannot be saved any more"
            texts = (
                problem,
                "Your last choice was not made, because it is not on disk; all before it is. You can go on once the "
                "game is saved in another place.",
            )
            other = (LOOK, "Look at the game as it stands")
        else:
            title = "The game cannot be saved"
            texts = (problem, "Save it in another place, or play a game that is lost when you leave it.")
            other = (UNKEPT, "Play without keeping the game")
        super().__init__(title, texts, ((ELSEWHERE, "Save it in another folder"), other, (TO_TITLE, "Go to the title")))


def keep_now(app: App[None], game: GameRecord) -> None:
    """Save a game that is not kept so far, in a folder that is asked for where there is none."""
    session = driven(game)
    if not isinstance(app, GameApp) or session is None:
        return

    def keep(folder: str | None) -> None:
        if folder is None:
            return
        problem = app.keep(session, folder)
        kept = session.kept_at
        if problem:
            app.say(problem, warning=True)
        elif kept is not None:
            app.say(f"The game is kept as '{kept.stem}' from now on, up to now included.")
            app.screen.refresh_bindings()

    if app.saves is not None:
        keep("")
    else:
        help_ = "Where to save the game. The folder is made where it is missing."
        show(app, "type", "Which folder?", help_, other_folder(), then=keep)


def other_folder() -> str:
    """A folder that can probably be written, to be offered."""
    import tempfile

    for place in (Path.home(), Path(tempfile.gettempdir())):
        if place.is_dir() and _writable(place):
            return str(place / "debate-saves")
    return ""


def _writable(folder: Path) -> bool:
    import os

    return os.access(folder, os.W_OK | os.X_OK)


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
