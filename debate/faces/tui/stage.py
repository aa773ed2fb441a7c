"""What screens may ask of the app of the terminal game, whichever class that is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from debate.faces.tui.common import CommonApp

if TYPE_CHECKING:
    from debate.game.session import Session
    from debate.store import Saves
    from debate.workshop.rehearsal import Reading, Rehearsal


class GameApp(CommonApp):
    """The terminal game as its screens know it; :class:`debate.faces.tui.app.DebateApp` is it."""

    can_host: bool
    """Whether whoever runs the app can host a class."""
    rehearsal: Rehearsal | None
    """The deck of the game, where that is being written."""

    @property
    def keeps_games(self) -> bool:
        """Whether games are kept anywhere."""
        raise NotImplementedError

    @property
    def saves(self) -> Saves | None:
        """Where games are kept."""
        raise NotImplementedError

    @saves.setter
    def saves(self, saves: Saves | None) -> None:
        raise NotImplementedError

    def in_workshop(self) -> bool:
        """Whether the game tries out a deck in the workshop, to which it leads back."""
        raise NotImplementedError

    def begin(self, session: Session) -> None:
        """Sit down at the table with this session."""
        raise NotImplementedError

    def finished(self, new_game: bool = False) -> None:
        """The game is over and has been looked at: back to the title, or on to a new game."""
        raise NotImplementedError

    def host_class(self, words: tuple[str, ...]) -> None:
        """Leave the game for a class: ``words`` are the arguments of the command that hosts it."""
        raise NotImplementedError

    def keep(self, session: Session, folder: str = "") -> str:
        """Record this game from here on, in ``folder`` where one is given. Why that failed, empty where it is kept."""
        raise NotImplementedError

    def open_saved(self, path: Path) -> None:
        """Go on with a saved game, or look at it."""
        raise NotImplementedError

    def branch_saved(self, path: Path) -> None:
        """Go on from the last good entry of a game in a new one."""
        raise NotImplementedError

    def deck_saved(self, reading: Reading) -> None:
        """The deck of the game was saved and read anew: go on in it, if that can be, and say what is new."""
        raise NotImplementedError
