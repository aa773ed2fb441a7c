"""The terminal game. Nothing is imported until a game is to be shown, so that ``debate --help`` stays quick."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from debate.game.session import Session
    from debate.saves import Opened
    from debate.store import Saves
    from debate.workshop.desk import Desk
    from debate.workshop.rehearsal import Rehearsal

__all__ = ["run_app"]


def run_app(
    *,
    session: Session | None = None,
    saves: Saves | Callable[[], Saves] | None = None,
    opened: Opened | None = None,
    at: int | None = None,
    rehearsal: Rehearsal | None = None,
    desk: Desk | None = None,
    host: Callable[[Sequence[str]], int] | None = None,
    settings_at: Path | None = None,
) -> int:
    """Show the game in the terminal and return the exit code, 0 for a normal end.

    ``session``: a game to begin with, played at reading pace where nobody plays in it; None: the title screen.
    ``saves``: where games are kept, or what tells it when asked; None: nowhere. ``opened``: a saved game to begin with;
    ``at``: where it is only looked at, after so many choices. ``rehearsal``: the deck of ``session`` is
    being written. ``desk``: a deck to begin with in the workshop. ``settings_at``: the file of the settings.
    ``host``: runs the command with these arguments that hosts a class, if one is wished for; the exit
    code is then its own.
    """
    from debate.faces.tui.app import DebateApp

    app = DebateApp(
        session=session,
        saves=saves,
        opened=opened,
        at=at,
        rehearsal=rehearsal,
        can_host=host is not None,
        desk=desk,
        settings_at=settings_at,
    )
    app.run()
    if host is not None and app.wish:
        return host(app.wish)
    return app.return_code or 0
