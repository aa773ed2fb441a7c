"""The parts of the table and where they stand: behind tabs in a small window, side by side in a wide one."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from debate.faces.tui.board import Board
from debate.faces.tui.footer import Keys, Tab
from debate.faces.tui.ink import Drawn, GoalsLine
from debate.faces.tui.keeping import Banner
from debate.faces.tui.listing import Listing
from debate.faces.tui.looking import LookingScreen
from debate.faces.tui.page import Page
from debate.faces.tui.table_facts import CARD_ROWS, LOW_CARD_ROWS, TALL, WIDE, WORLD_CELLS
from debate.faces.tui.text import say
from debate.game.record import GameRecord

TABS = {"move": "Move", "world": "World", "floor": "Floor", "hand": "Hand"}
PANELS = {"moves": "move", "hand": "hand", "saying": "move", "world": "world", "floor": "floor"}
"""Parts in the order of the tab key, with the tab that shows each."""


LAID = "One moment: the table is being laid."
"""What stands on a table until it shows a game."""


class TableParts(LookingScreen[None]):
    """Lays out the parts of a table, and walks through them. A subclass says what stands in them.

    ``role`` None shows what everybody may know.
    """

    AUTO_FOCUS = ""
    FOOTER: ClassVar[tuple[str, ...]] = (
        "confirm",
        "tab_move",
        "tab_world",
        "tab_hand",
        "details",
        "hold",
        "why",
        "causal_map",
        "coming",
        "flow",
        "undo",
        "next_panel",
    )
    """Keys in the order in which they are let into the footer's one row."""

    def __init__(self, session: GameRecord, role: str | None = None) -> None:
        super().__init__(session, role)
        self._tab = "move"
        self._lower = True
        """Whether sheet and hand are shown; else the page of what is marked."""

    def compose(self) -> ComposeResult:
        self._take_size()  # before there are parts, or all of them would be styled twice
        yield Static(id="head")
        yield GoalsLine()
        with Horizontal(id="tabs"):
            for number, (id_, title) in enumerate(TABS.items(), 1):
                yield Tab(f" {number} {title} ", partial(self.show_tab, id_), f"tab-{id_}")
            yield Drawn(id="seats")
        yield Static(say((f" {LAID}", "bold")), id="ask")
        yield Static(id="note")
        yield Banner()
        with Horizontal(id="upper"):
            with Vertical(id="left"):
                yield Board(id="world")
                yield Drawn(id="standing")
            with Vertical(id="side"):
                yield Listing(id="moves", classes="panel", title="Your move", keeps_mark=True, marks_first=True)
                yield Drawn(id="move-sheet")
                yield Page(id="saying", classes="panel", beside=True)
                yield Listing(id="floor", classes="panel", title="The floor", newest_first=True)
        yield Board(id="hand")
        yield Keys(first=self.FOOTER)

    def listing(self, id_: str) -> Listing:
        return self.query_one(f"#{id_}", Listing)

    def board(self, id_: str) -> Board:
        return self.query_one(f"#{id_}", Board)

    @property
    def wide(self) -> bool:
        """Whether everything stands side by side."""
        return self.has_class("-wide")

    def _take_size(self) -> None:
        wide = self.app.size.width >= WIDE and self.app.size.height >= TALL
        self.update_classes({"-wide": wide, "-narrow": not wide})

    def _cells(self, panel: str) -> int:
        """How many cells a row of this panel has, also while it is folded away."""
        inside = self.listing(panel).scrollable_content_region.width
        if inside <= 12:
            inside = self.size.width - (WORLD_CELLS if self.wide else 0) - 3
        return max(16, inside - 2)

    def lay(self, page: bool) -> None:
        """Show the page of what is marked in the place of sheet and hand, or these."""
        self._lower = not page
        self._fold()

    def _fold(self) -> None:
        """Show the parts that belong to the tab, or in a wide window all that have a place."""
        tab, wide, page = self._tab, self.wide, not self._lower
        floor = tab == "floor"
        shown = {
            "world": wide or tab == "world",
            "standing": not wide and tab == "world",
            "moves": tab == "move" or (wide and not floor),
            "move-sheet": not page and (tab == "move" or (wide and not floor)),
            "saying": page and (tab == "move" or (wide and not floor)),
            "floor": floor,
            "hand": self.role is not None and (wide or tab == "hand" or (tab == "move" and not page)),
        }
        for id_, there in shown.items():
            self.query_one(f"#{id_}").display = there
        self.query_one("#left").display = shown["world"]
        self.query_one("#side").display = wide or tab in ("move", "floor")
        self.query_one("#upper").display = wide or tab != "hand"
        whole = not wide and tab == "hand"
        self.query_one("#hand").styles.height = "1fr" if whole else CARD_ROWS if wide else LOW_CARD_ROWS

    def show_sheet(self) -> None:
        """Fill what depends on the tab and on what is marked."""
        raise NotImplementedError

    # Tabs and focus.

    def show_tab(self, tab: str) -> None:
        """Bring this part to the front, and the focus to it. In a wide window only the floor needs a place made."""
        self._tab = tab
        for id_ in TABS:
            self.query_one(f"#tab-{id_}").set_class(id_ == tab, "-on")
        self._fold()
        if self.is_mounted:
            self.show_sheet()
        self.refresh_bindings()
        first = {"world": "world", "floor": "floor", "move": "moves", "hand": "hand"}[tab]
        self.call_after_refresh(self.query_one(f"#{first}").focus)

    def action_tab_world(self) -> None:
        self.show_tab("world")

    def action_tab_floor(self) -> None:
        self.show_tab("floor")

    def action_tab_move(self) -> None:
        self.show_tab("move")

    def action_tab_hand(self) -> None:
        if self.role is not None:
            self.show_tab("hand")

    def action_next_panel(self) -> None:
        shown = [id_ for id_ in PANELS if self._has_rows(id_)]
        now = self.focused.id if self.focused is not None else None
        after = shown[(shown.index(now) + 1) % len(shown)] if now in shown else shown[0]
        if not self.query_one(f"#{after}").display or (self.wide and PANELS[after] != self._tab):
            self.show_tab(PANELS[after])
        self.call_after_refresh(self.query_one(f"#{after}").focus)

    def _has_rows(self, id_: str) -> bool:
        part = self.query_one(f"#{id_}")
        if id_ == "saying":
            return not self._lower
        if isinstance(part, Board):
            return id_ == "world" or self.role is not None
        return not isinstance(part, Listing) or any(row.enabled for row in part.rows)
