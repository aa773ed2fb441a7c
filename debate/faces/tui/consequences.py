"""What came of a round, one cause at a time: what changed and why, and what did not happen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList, Static

from debate.debrief.narration import STILL, Told
from debate.debrief.rounds import rounds
from debate.faces.tui.actions import CONSEQUENCES, bindings
from debate.faces.tui.drawn import drawn
from debate.faces.tui.floor import round_groups, round_title
from debate.faces.tui.footer import Keys
from debate.faces.tui.goals import GoalsLine
from debate.faces.tui.groups import Group, floor_group, foreseen_groups, head_content, told_content
from debate.faces.tui.listing import Listing, Row
from debate.faces.tui.looking import LookingScreen, Subject, subject_of
from debate.faces.tui.page import QUIET, STRONG, Line, Page
from debate.faces.tui.text import entitle, say
from debate.game.session import Session
from debate.pages.document import Ref
from debate.pages.things import gist, own_words


class ConsequencesScreen(LookingScreen[None]):
    """Shows what the rounds ``numbers`` brought, a cause at a time; any line can be asked for its reason.

    All of these rounds must have closed.
    """

    PLACES: ClassVar[tuple[str, ...]] = (CONSEQUENCES,)
    BINDINGS = bindings(CONSEQUENCES)
    AUTO_FOCUS = "#consequences"

    def __init__(self, session: Session, role: str | None, numbers: Sequence[int]) -> None:
        super().__init__(session, role)
        deck, steps = session.deck, session.visible(role)
        records = [record for record in rounds(session.played, role) if record.number in numbers]
        self.heading = round_title(deck, records[0]) if records else ""
        if len(records) > 1:
            self.heading = f"Round {records[0].number} and what came later"
        self.groups: list[Group] = []
        for record in records:
            brought = round_groups(deck, steps, record.number, session.view(role).pending)
            inside = [floor_group(deck, record.exchanges, role), *brought]
            for group in inside:
                if record is not records[0]:
                    group.title = f"{round_title(deck, record)}: {group.title}"
                if group.head is not None or group.lines:
                    self.groups.append(group)
        self.groups[:0] = foreseen_groups(session, role, numbers)
        self.shown = min(1, len(self.groups))
        self._skipped = False

    @property
    def finished(self) -> bool:
        """Whether everything has been shown."""
        return self.shown >= len(self.groups)

    def compose(self) -> ComposeResult:
        yield Static(id="consequences-head")
        yield GoalsLine()
        with Vertical(id="told"):
            yield Listing(id="consequences", classes="panel", title="What came of it")
            yield Page(id="reason", classes="panel", beside=True)
        yield Keys()

    def on_mount(self) -> None:
        entitle(self.query_one("#reason"), "Why")
        self.query_one(GoalsLine).tell(self.session, self.role)

    def on_resize(self) -> None:
        self.call_after_refresh(self._resized)

    def _resized(self) -> None:
        marked = self.query_one("#consequences", Listing).marked
        self._fill()
        if marked is None:
            self._enter(0)

    def _show(self, count: int) -> None:
        first, self.shown = self.shown, min(count, len(self.groups))
        self._fill()
        self._enter(first)
        self.refresh_bindings()

    def _enter(self, place: int) -> None:
        """Mark what this group begins with, so that its reason is told at once, and bring the group into sight."""
        if place >= len(self.groups):
            return
        listing, group = self.query_one("#consequences", Listing), self.groups[place]
        listing.mark(f"group:{place}" if group.head is not None or not group.lines else f"line:{place}:0")
        last = f"line:{place}:{len(group.lines) - 1}" if group.lines else f"group:{place}"
        self.call_after_refresh(listing.bring, f"group:{place}", last)

    def _fill(self) -> None:
        listing = self.query_one("#consequences", Listing)
        cells = max(20, listing.scrollable_content_region.width - 2)
        listing.show(self._rows(cells))
        entitle(listing, "What came of it", f"{self.shown} of {len(self.groups)}")
        ask = "↑↓ lines · ⏎ goes on" if self.finished else "↑↓ lines · space: next · s: all"
        self.query_one("#consequences-head", Static).update(say(f" {self.heading}   ", (ask, "bold")))

    def _rows(self, cells: int) -> Iterator[Row]:
        for place, group in enumerate(self.groups[: self.shown]):
            yield Row(f"group:{place}", head_content(group, cells))
            for number, line in enumerate(group.lines):
                yield Row(f"line:{place}:{number}", told_content(line, cells, group, "  "))

    def _marked(self) -> Told | None:
        kind, _, rest = (self.query_one("#consequences", Listing).marked or "").partition(":")
        if kind == "group":
            return self.groups[int(rest)].head
        if kind == "line":
            place, number = map(int, rest.split(":"))
            return self.groups[place].lines[number]
        return None

    @on(OptionList.OptionHighlighted, "#consequences")
    def _explain(self) -> None:
        told = self._marked()
        deck = self.session.deck
        if told is None:
            self.query_one("#reason", Page).show(())
            return
        lines = [Line(told.text, STRONG)]
        if told.kind in ("denied", STILL):
            lines.append(Line("The brief says that this does not follow:", QUIET))
        if told.cause:
            lines.append(Line(told.cause))
        for passage in told.source:
            if passage in deck.passages:
                lines += drawn([gist(deck, passage), *own_words(deck, passage)])
        for id_ in told.evidence:
            lines.append(Line(deck.evidence[id_].says, lead=f"outside, {id_}  ", to=Ref("evidence", id_)))
        self.query_one("#reason", Page).show(lines)

    @on(OptionList.OptionSelected, "#consequences")
    def _selected(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        self.action_next_step()

    def action_next_step(self) -> None:
        if not self._skipped and self.query_one("#consequences", Listing).read_on():
            return  # a long cause is read to its end before the next one comes
        if self.finished:
            self.dismiss()
        else:
            self._show(self.shown + 1)

    def action_skip(self) -> None:
        self._skipped = True
        if self.finished:
            self.dismiss()
        else:
            self._show(len(self.groups))

    def subject(self) -> Subject:
        told = self._marked()
        return subject_of(told.step if told is not None else None)
