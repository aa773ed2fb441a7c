"""The line of goals that stands on every screen of a game."""

from __future__ import annotations

from debate.faces.kit.goals import goals_of, goals_row
from debate.faces.tui.ink import Drawn
from debate.game.record import GameRecord


class GoalsLine(Drawn):
    """Score, par and wants in one row; nothing at all where nobody's goals may be told."""

    DEFAULT_CSS = "GoalsLine { height: 1; }"

    def tell(self, session: GameRecord, role: str | None) -> None:
        """Show the goals of this role as the game stands."""
        found = goals_of(session, role)
        self.display = found is not None
        if found is not None:
            self.draw(lambda cells, rows: [goals_row(found, cells)])
