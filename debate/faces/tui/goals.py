"""The line of goals that stands on every screen of a game."""

from __future__ import annotations

from collections.abc import Mapping

from debate.faces.kit.goals import Goals, goals, goals_row
from debate.faces.tui.ink import Drawn
from debate.game.record import GameRecord


def goals_of(session: GameRecord, role: str | None) -> Goals | None:
    """What the role plays for as the game stands, with what the latest round did to it; None for no role."""
    if role is None or role not in session.deck.roles:
        return None
    state, view = session.state, session.view(role)
    now: Mapping[str, int | None] = view.meters
    if state.over and state.term is not None:
        now = state.term.meters  # a score is taken at the end of term, not years later
    opened = session.opened(state.round if state.over else state.round - 1)
    hidden = {meter for meter, value in view.meters.items() if value is None}
    before = {m: v for m, v in opened.meters.items() if m not in hidden} if opened is not None else {}
    return goals(session.deck, role, view.motive, now, before)


class GoalsLine(Drawn):
    """Score, par and wants in one row; nothing at all where nobody's goals may be told."""

    DEFAULT_CSS = "GoalsLine { height: 1; }"

    def tell(self, session: GameRecord, role: str | None) -> None:
        """Show the goals of this role as the game stands."""
        found = goals_of(session, role)
        self.display = found is not None
        if found is not None:
            self.draw(lambda cells, rows: [goals_row(found, cells)])
