"""Screens from which things can be looked up: why, the map, the flow sheet, what is coming, words, details."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import Screen

from debate.faces.tui.page import Page
from debate.game.session import Session
from debate.pages.document import Ref
from debate.rules.trace import TraceStep

Result = TypeVar("Result")
Subject = tuple[str | None, int | None]
"""A meter or flag to ask about, and the number of the step that is asked about; None for none."""
NOTHING: Subject = (None, None)


class LookingScreen(Screen[Result]):
    """The actions that look things up. A subclass says in :meth:`subject` what is marked."""

    def __init__(self, session: Session, role: str | None) -> None:
        super().__init__()
        self.session = session
        self.role = role

    def subject(self) -> Subject:
        """What is marked, to ask about."""
        return NOTHING

    def look_up(self, to: Ref) -> None:
        """Show the page of this thing."""
        from debate.faces.tui.details import DetailsScreen

        self.app.push_screen(DetailsScreen(self.session, self.role, to))

    def on_page_opened(self, message: Page.Opened) -> None:
        message.stop()
        if message.line.to is not None:
            self.look_up(message.line.to)

    def action_why(self) -> None:
        from debate.faces.tui.why import WhyScreen

        self.app.push_screen(WhyScreen(self.session, self.role, *self.subject()))

    def action_causal_map(self) -> None:
        from debate.faces.tui.causal_map import MapScreen

        self.app.push_screen(MapScreen(self.session, self.role, self.subject()[0]))

    def action_flow(self) -> None:
        from debate.faces.tui.flow import FlowScreen

        self.app.push_screen(FlowScreen(self.session, self.role))

    def action_pending(self) -> None:
        from debate.faces.tui.pending import PendingScreen

        self.app.push_screen(PendingScreen(self.session, self.role))

    def action_glossary(self) -> None:
        from debate.faces.tui.glossary import GlossaryScreen

        self.app.push_screen(GlossaryScreen(self.session, self.role))


def subject_of(step: TraceStep | None) -> Subject:
    """The meter or flag that a step is about, with its number."""
    if step is None or not (step.meter or step.flag):
        return NOTHING
    return step.meter or step.flag, step.number
