"""What came of a round, one cause at a time: what changed and why, and what did not happen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import OptionList, Static

from debate.debrief.telling import STILL, Told
from debate.session import Session
from debate.tui.actions import CONSEQUENCES, bindings
from debate.tui.floor import told_content
from debate.tui.footer import Keys
from debate.tui.listing import Listing, Row
from debate.tui.page import QUIET, Line, Page, Ref
from debate.tui.panels import deck_label
from debate.tui.text import entitle, say

PACE = 0.9
"""Seconds between one consequence and the next; 0 waits for a key each time."""


class ConsequencesScreen(Screen[None]):
    """Shows ``lines`` step by step; any can be asked for its reason. Ends when the player goes on."""

    PLACES: ClassVar[tuple[str, ...]] = (CONSEQUENCES,)
    BINDINGS = bindings(CONSEQUENCES)
    AUTO_FOCUS = "#consequences"

    def __init__(self, session: Session, role: str | None, lines: Sequence[Told], pace: float | None = None) -> None:
        super().__init__()
        self.session = session
        self.role = role
        self.lines = tuple(lines)
        self.pace = PACE if pace is None else pace
        self.shown = 1
        self._clock: Timer | None = None

    @property
    def finished(self) -> bool:
        """Whether everything has been shown."""
        return self.shown >= len(self.lines)

    def compose(self) -> ComposeResult:
        yield Static(id="consequences-head")
        with Vertical(id="told"):
            yield Listing(id="consequences", classes="panel", title="What came of it")
            yield Page(id="reason", classes="panel")
        yield Keys()

    def on_mount(self) -> None:
        entitle(self.query_one("#reason"), "Why")
        if self.pace:
            self._clock = self.set_interval(self.pace, self._tick)

    def on_resize(self) -> None:
        self.call_after_refresh(self._fill)

    def _tick(self) -> None:
        if self.app.screen is self and not self.finished:
            self._show(self.shown + 1)

    def _show(self, count: int) -> None:
        self.shown = min(count, len(self.lines))
        self._fill()
        self.query_one("#consequences", Listing).mark(f"told:{self.shown - 1}")
        self.refresh_bindings()

    def _fill(self) -> None:
        listing = self.query_one("#consequences", Listing)
        cells = max(20, listing.scrollable_content_region.width - 2)
        listing.show([Row(f"told:{n}", told_content(line, cells)) for n, line in enumerate(self.lines[: self.shown])])
        count = f"{self.shown} of {len(self.lines)}"
        entitle(listing, "What came of it", count)
        ahead = "⏎ goes on to the table." if self.finished else "Space shows the next one, s all of them."
        self.query_one("#consequences-head", Static).update(say(f" {self._title()}   {ahead}"))

    def _title(self) -> str:
        rounds = [line.step.round for line in self.lines if line.step is not None]
        number = min(rounds, default=self.session.state.round)
        label = deck_label(self.session.deck, number)
        return f"Round {number}" + (f" · {label}" if label not in ("", f"Round {number}") else "")

    def _marked(self) -> Told | None:
        marked = self.query_one("#consequences", Listing).marked
        return self.lines[int(marked.removeprefix("told:"))] if marked else None

    @on(OptionList.OptionHighlighted, "#consequences")
    def _explain(self) -> None:
        told = self._marked()
        if told is None:
            return
        deck = self.session.deck
        lines = [Line(told.text, "bold")]
        if told.kind in ("denied", STILL):
            lines.append(Line("The brief says that this does not follow:", QUIET))
        if told.cause:
            lines.append(Line(told.cause))
        for passage in told.source:
            if passage in deck.passages:
                lines.append(Line(deck.passages[passage].gist, lead=f"{passage}  ", to=Ref("passage", passage)))
        for id_ in told.evidence:
            lines.append(Line(deck.evidence[id_].says, lead=f"outside, {id_}  ", to=Ref("evidence", id_)))
        self.query_one("#reason", Page).show(lines)

    @on(OptionList.OptionSelected)
    def _selected(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        self.action_next_step()

    def on_page_opened(self, message: Page.Opened) -> None:
        message.stop()
        if message.line.to is not None:
            from debate.tui.details import DetailsScreen

            self.app.push_screen(DetailsScreen(self.session, self.role, message.line.to))

    def action_next_step(self) -> None:
        if self.finished:
            self.dismiss()
        else:
            self._show(self.shown + 1)

    def action_skip(self) -> None:
        if self.finished:
            self.dismiss()
        else:
            self._show(len(self.lines))
