"""Where a game cannot be saved: a banner that says so, and what can be done about it."""

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
from debate.game.session import driven

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
