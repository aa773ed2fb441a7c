"""The sheet of the marked move beside the list of moves, with what it lights in the hand and in the world."""

from __future__ import annotations

from textual import events, on

from debate.debrief.ahead import Ahead
from debate.debrief.naming import name_of
from debate.faces.kit.frames import framed
from debate.faces.kit.rows import Row, cut, fold, row, settled
from debate.faces.kit.world import good_for
from debate.faces.tui import table_pictures as pictures
from debate.faces.tui.board import Board
from debate.faces.tui.ink import Drawn
from debate.faces.tui.listing import Listing
from debate.faces.tui.page import Line, Page
from debate.faces.tui.question import NOTHING_CHOSEN, UNMARKED, Asked, Option
from debate.faces.tui.table_facts import cases_of, looked_at, motive_of
from debate.faces.tui.table_parts import TableParts
from debate.faces.tui.text import QUIET, entitle
from debate.game.record import GameRecord
from debate.pages.table import still_coming


class TableSheet(TableParts):
    """The parts of the table that follow the mark in the list of moves, or of answers."""

    def __init__(self, session: GameRecord, role: str | None = None) -> None:
        super().__init__(session, role)
        self._asked: Asked | None = None
        self._way = 0
        """Which way to play the marked move was turned to."""
        self._turned = ""
        self._missed = False
        """Whether something was to be chosen while nothing was marked."""
        self._lit = ""
        """The meter that a question is about, while it is asked."""
        self._looked: dict[str | None, Ahead | None] = {}
        """The moves that were looked at as the game stands: one goes up and down among them."""

    def prompt(self) -> str:
        """One sentence: what to do now."""
        return ""

    def light(self, meter: str) -> None:
        """Light this meter in the world, until this is called again with none."""
        self._lit = meter
        if self.query("#world"):  # else the table was left meanwhile
            self._show_world(self._seen())

    def _seen(self) -> Ahead | None:
        """The look ahead of the marked move, where moves are chosen."""
        if not self._lower:
            return None
        marked = self._marked_move()
        if marked not in self._looked:
            self._looked[marked] = looked_at(self.session, self.role, marked)
        return self._looked[marked]

    def _show_world(self, seen: Ahead | None = None) -> None:
        """The world, with what the marked move says and does to it."""
        session, role = self.session, self.role
        self.board("world").draw(pictures.world(session, role, seen, self._lit, self.wide))
        self.query_one("#standing", Drawn).draw(lambda cells, rows: standing_rows(session, role, cells, rows))

    def show_sheet(self) -> None:
        """Sheet, hand and world as the marked move has them."""
        seen = self._seen()
        if self._turned != (seen.move if seen is not None else ""):
            self._turned, self._way = seen.move if seen is not None else "", 0
        if self.role is not None:
            self._show_hand(self.role, seen)
            drawn = self.query_one("#move-sheet", Drawn)
            if seen is not None:
                drawn.draw(pictures.sheet(self.session, self.role, seen, self._way, self.wide))
            else:
                hold, missed = self.listing("moves").marked == "hold", self._missed
                drawn.draw(lambda *room: pictures.no_sheet(self.session, hold, self.prompt(), missed, *room))
        if self.wide or self._tab == "world":
            self._show_world(seen)

    def _show_hand(self, role: str, seen: Ahead | None) -> None:
        answering, ways = not self._lower, cases_of(self.session, role, seen.move) if seen is not None else []
        option = self._marked_option() if answering else None
        fitting = {option.move.card} if option is not None else set(seen.backing if seen is not None else ())
        lead = option.move.card if option is not None else ways[min(self._way, len(ways) - 1)].card if ways else ""
        wide, whole = self.wide, not self.wide and self._tab == "hand"
        self.board("hand").draw(
            pictures.hand(self.session, role, fitting, lead, answering=answering, wide=wide, whole=whole)
        )

    def _marked_option(self) -> Option | None:
        marked = self.listing("moves").marked
        options = self._asked.options if self._asked is not None else ()
        return next((option for option in options if option.id == marked), None)

    def _show_page(self) -> None:
        option, page = self._marked_option(), self.query_one("#saying", Page)
        if option is not None:
            entitle(page, option.short or option.label)
            page.show(option.page)
        elif self._asked is not None and self._asked.options:
            entitle(page, "")
            missed = (Line(NOTHING_CHOSEN, "bold $bad"),) if self._missed else ()
            page.show((*missed, Line(UNMARKED, QUIET), *self._asked.before))

    def _marked_move(self) -> str | None:
        marked = self.listing("moves").marked or ""
        return marked.removeprefix("move:") if marked.startswith("move:") else None

    # What is marked.

    def _marked(self) -> None:
        self._missed = False
        self._show_marked()

    @on(Listing.Unmarked, "#moves")
    def _nothing_marked(self) -> None:
        self._missed = True
        self._show_marked()

    def _show_marked(self) -> None:
        if not self._lower:
            self._show_page()
        self.show_sheet()

    def action_turn_case(self, step: int) -> None:
        """Another card to play the marked move with, or none."""
        seen = self._seen()
        if self.role is None or seen is None:
            return
        count = len(cases_of(self.session, self.role, seen.move))
        if count > 1:
            self._way = (self._way + step) % count
            self.show_sheet()

    def on_key(self, event: events.Key) -> None:
        """← and → among the moves turn to another card to play the marked one with; Escape leads from a sheet back to
        the list."""
        if event.key in ("left", "right") and self.focused is self.listing("moves") and self._lower:
            event.stop()
            self.action_turn_case(1 if event.key == "right" else -1)
        elif event.key == "escape" and isinstance(self.focused, Page):
            event.stop()
            self.listing("moves").focus()

    @on(Board.Marked, "#hand")
    def _card_marked(self) -> None:
        """A card that backs the marked move is the one that it will be played with."""
        seen, card = self._seen(), (self.board("hand").marked or "").removeprefix("card:")
        if self.role is None or seen is None:
            return
        for number, case in enumerate(cases_of(self.session, self.role, seen.move)):
            if case.card == card and number != self._way:
                self._way = number
                self.show_sheet()


def standing_rows(session: GameRecord, role: str | None, cells: int, height: int) -> list[Row]:
    """Flags that are other than at the start, then what is on its way, the soonest first; as much as fits."""
    deck, view, motive = session.deck, session.view(role), motive_of(session, role)
    room = cells - 4
    told = [
        f"{settled(flag.name)}: {flag.values[view.flags[flag.id]]}"
        for flag in sorted(deck.flags.values(), key=lambda flag: view.flags[flag.id] == flag.start)
        if len(flag.values) > 1
    ]
    coming: list[Row] = []
    for item in still_coming(view):
        for target, amount in item.changes:
            if target in deck.meters:
                weight = motive.wants.get(target, motive.ends.get(target, 0)) if motive is not None else 0
                change = row((f"{amount:+d}", f"bold {good_for(weight, amount)}"))
            else:
                change = row((list(deck.flags[target].values.values())[amount], "bold"))
            name = cut(name_of(deck, target), room - 10)
            coming.append(row((f" R{item.lands} ", "bold"), (f"{name} ", ""), change))
    free = max(0, height - 2)
    stands = [row((f" {line}", "")) for line in fold(" · ".join(told), room)] if told else []
    kept = max(1, free - min(len(coming), max(1, free // 2)))
    if len(stands) > kept:
        stands = [
            *stands[: kept - 1],
            row((" " + cut(" ".join(line[0][0].strip() for line in stands[kept - 1 :]), room), "")),
        ]
    rows = [*stands, *coming[: free - len(stands)]]
    below = "p: all of it" if len(coming) > free - len(stands) or len(told) > 4 else ""
    return framed(rows, cells, title="How things stand, and what is coming", below=below, height=free)
