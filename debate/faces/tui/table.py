"""The table: the world, the floor, the seats, what is coming, and what is asked of the one who plays."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from debate.faces.tui import panels
from debate.faces.tui.actions import TABLE, bindings
from debate.faces.tui.beside import beside
from debate.faces.tui.exchange import ExchangeScreen
from debate.faces.tui.floor import floor_rows, round_groups
from debate.faces.tui.footer import Keys
from debate.faces.tui.goals import GoalsLine
from debate.faces.tui.keeping import Banner, keep_now
from debate.faces.tui.listing import Listing, Row
from debate.faces.tui.looking import NOTHING, LookingScreen, Subject, subject_of
from debate.faces.tui.page import Page
from debate.faces.tui.question import PHASES, Asked, asked
from debate.faces.tui.text import entitle, say, width
from debate.game.session import Session
from debate.pages.document import Ref
from debate.rules.moves import Move
from debate.store import RecordError

if TYPE_CHECKING:
    from debate.faces.tui.app import DebateApp

WIDE = 110
"""From this width on all panels stand side by side; below, they share the window as tabs."""
TABS = {"world": "World", "floor": "Floor", "move": "Move"}
PANELS = {
    "moves": "move",
    "hand": "move",
    "saying": "move",
    "world": "world",
    "floor": "floor",
    "standing": "",
    "coming": "",
    "seats": "",
}
"""Panels in the order of the tab key, with the tab that shows each (empty: both World and Floor)."""


PANEL_ROWS: dict[str, Callable[[Session, str | None, int], list[Row]]] = {
    "seats": panels.seat_rows,
    "world": panels.world_rows,
    "floor": floor_rows,
    "standing": panels.standing_rows,
    "coming": panels.coming_rows,
}
"""What fills the panels that show the game."""


class _Tab(Static):
    """The handle of a tab: a click brings it to the front."""

    def on_click(self) -> None:
        cast(TableScreen, self.screen).show_tab((self.id or "").removeprefix("tab-"))


class TableScreen(LookingScreen[None]):
    """Shows a session as one role may see it, and asks for its choices.

    ``role`` None shows what everybody may know and asks nobody.
    """

    PLACES: ClassVar[tuple[str, ...]] = (TABLE,)
    BINDINGS = bindings(TABLE)
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012

    def __init__(self, session: Session, role: str | None = None) -> None:
        super().__init__(session, role)
        self._asked: Asked | None = None
        self._held: dict[str, str | None] = {}
        self._choice: asyncio.Future[Move | None] | None = None
        self._thinking = ""
        """Who is thinking, by name."""
        self._tab = "move"

    def compose(self) -> ComposeResult:
        yield Static(id="head")
        yield GoalsLine()
        yield Static(id="ask")
        yield Banner()
        with Horizontal(id="tabs"):
            for number, (id_, title) in enumerate(TABS.items(), 1):
                yield _Tab(say(f" {number} {title} "), id=f"tab-{id_}")
        with Horizontal(id="upper"):
            yield Listing(id="world", classes="panel", title="The world")
            yield Listing(id="floor", classes="panel", title="The floor", newest_first=True)
            with Vertical(id="side"):
                yield Listing(id="seats", classes="panel", title="At the table")
                yield Listing(id="standing", classes="panel", title="How things stand")
                yield Listing(id="coming", classes="panel", title="Coming")
        with Horizontal(id="lower"):
            yield Listing(id="moves", classes="panel", title="Your move", keeps_mark=True)
            yield Listing(id="hand", classes="panel", title="Your hand")
            yield Page(id="saying", classes="panel", beside=True)
        yield Keys()

    def on_mount(self) -> None:
        self.listing("seats").styles.height = len(self.session.deck.turn_order) + 2
        self.show_tab("move")

    def listing(self, id_: str) -> Listing:
        return self.query_one(f"#{id_}", Listing)

    # What is shown.

    def on_resize(self) -> None:
        self.call_after_refresh(self.show)

    def turn(self, role: str | None) -> None:
        """Show the table as this role sees it from now on."""
        self.role = role
        self.listing("moves").show(())
        self.listing("hand").show(())
        self.query_one("#saying", Page).show(())
        self.show()

    def show(self) -> None:
        """Show the game as it stands."""
        if not self.is_mounted:
            return
        session = self.session
        self._asked = self.now_asked()
        self.query_one("#head", Static).update(self._head(), layout=False)
        self.query_one(GoalsLine).tell(session, self.role)
        self.show_prompt()
        self.query_one(Banner).tell(session)
        for panel in PANEL_ROWS:
            if self.in_sight(panel):
                self.listing(panel).show(self.panel_rows(panel, self._cells(panel)))
        self.show_asked()
        self.refresh_bindings()

    def now_asked(self) -> Asked | None:
        """What is asked now of the one who looks on; None where nothing is."""
        return asked(self.session, self.role) if self.role is not None else None

    def show_prompt(self) -> None:
        """Show the line that says what to do."""
        self.query_one("#ask", Static).update(say((f" {self.prompt()}", "bold")), layout=False)

    def panel_rows(self, panel: str, cells: int) -> list[Row]:
        """What stands in one of the panels that show the game."""
        return PANEL_ROWS[panel](self.session, self.role, cells)

    def in_sight(self, panel: str) -> bool:
        """Whether a panel is filled now; a kind of table may leave out those that are folded away."""
        return True

    def think(self, name: str) -> None:
        """Show that somebody is thinking, until this is called again with nobody."""
        self._thinking = name
        if self.query("#ask"):  # else the table was left meanwhile
            self.show_prompt()
            self.refresh_bindings()

    def prompt(self) -> str:
        """One sentence: what to do now."""
        if self._thinking:
            return f"{self._thinking} is thinking."
        return self._asked.prompt if self._asked is not None else "The opponents are choosing."

    def _cells(self, panel: str) -> int:
        """How many cells a row of this panel has, also while it is folded away."""
        inside = self.listing(panel).scrollable_content_region.width
        if inside <= 12:
            columns, wide = self.size.width, self.has_class("-wide")
            halves = columns // 2 - 3 if wide else columns - 3
            inside = -1 + {  # the scrollbar has its place also where it is not needed
                "world": 45 if wide else columns - 35,
                "floor": columns - (84 if wide else 35),
                "moves": halves,
                "hand": halves,
            }.get(panel, 29)
        return max(16, inside - 2)

    def _head(self) -> Content:
        session, state = self.session, self.session.state
        deck = session.deck
        label = panels.deck_label(deck, state.round)
        where = f"Round {min(state.round, deck.rounds.count)} of {deck.rounds.count}"
        if label and label != f"Round {state.round}":
            where += f" · {label}"
        parts = [where, PHASES[state.phase]]
        if self.role is not None:
            motive = deck.roles[self.role].motives.get(session.view(self.role).motive)
            name = deck.roles[self.role].name
            parts.append(f"{name} · {motive.name}" if motive is not None else name)
        if sum(width(part) + 3 for part in parts) + width(deck.title) < self.size.width:
            parts.insert(0, deck.title)
        return say(" " + "   ".join(parts))

    def show_asked(self) -> None:
        """Fill the lower panels: what can be chosen, and the hand or the page of what is marked."""
        moves, hand, saying = self.listing("moves"), self.listing("hand"), self.query_one("#saying", Page)
        options = self._asked.options if self._asked is not None else ()
        hand.display, saying.display = not options, bool(options)
        title = self._asked.title if self._asked is not None else ""
        entitle(moves, title)
        cells = self._cells("moves")
        if options:
            moves.show([Row(option.id, option.content(cells)) for option in options])
            self._show_page()
        elif self.role is not None:
            moves.show(self.move_rows(self.role, cells))
            self._show_hand()

    def move_rows(self, role: str, cells: int) -> list[Row]:
        """What stands under "Your move" while moves are chosen."""
        return panels.move_rows(self.session, role, cells)

    def _show_hand(self) -> None:
        if self.role is None:
            return
        hand, marked = self.listing("hand"), self._marked_move()
        view = self.session.view(self.role)
        cells = self._cells("hand")
        hand.show(panels.hand_rows(view, self.session.deck, marked, cells))
        backing = sum(1 for card in view.hand if marked in self.session.deck.arguments[card].backs)
        entitle(hand, f"Your hand: {backing} of {len(view.hand)} back this move" if marked else "Your hand")

    def _show_page(self) -> None:
        marked = self.listing("moves").marked
        for option in self._asked.options if self._asked is not None else ():
            if option.id == marked:
                entitle(self.query_one("#saying"), option.label)
                self.query_one("#saying", Page).show(option.page)

    def _marked_move(self) -> str | None:
        marked = self.listing("moves").marked or ""
        return marked.removeprefix("move:") if marked.startswith("move:") else None

    # Tabs and focus.

    def show_tab(self, tab: str) -> None:
        """In a narrow window: bring this tab to the front. In a wide one all are there, and it takes the focus."""
        self._tab = tab
        for id_ in TABS:
            self.set_class(id_ == tab, f"-on-{id_}")
            self.query_one(f"#tab-{id_}").set_class(id_ == tab, "-on")
        first = {"world": "world", "floor": "floor", "move": "moves"}[tab]
        self.call_after_refresh(self.query_one(f"#{first}").focus)

    def action_tab_world(self) -> None:
        self.show_tab("world")

    def action_tab_floor(self) -> None:
        self.show_tab("floor")

    def action_tab_move(self) -> None:
        self.show_tab("move")

    @on(OptionList.OptionHighlighted, "#moves")
    def _marked(self) -> None:
        if self._asked is not None and self._asked.options:
            self._show_page()
        else:
            self._show_hand()

    def action_next_panel(self) -> None:
        folded = "saying" if self.query_one("#hand").display else "hand"
        shown = [id_ for id_ in PANELS if id_ != folded and self._has_rows(id_)]
        now = self.focused.id if self.focused is not None else None
        after = shown[(shown.index(now) + 1) % len(shown)] if now in shown else shown[0]
        tab = PANELS[after] or (self._tab if self._tab != "move" else "world")
        if self.has_class("-narrow") and tab != self._tab:
            self.show_tab(tab)
        self.call_after_refresh(self.query_one(f"#{after}").focus)

    # What is asked.

    async def ask(self, role: str) -> Move | None:
        """Show the table to this role and wait for its choice. None: the game was changed otherwise, look anew."""
        self._choice = asyncio.get_running_loop().create_future()
        held, self._held = self._held, {}
        self.turn(role)
        for panel, marked in held.items():
            self.listing(panel).mark(marked)
        if not held:
            self.show_tab("move")
        try:
            return await self._choice
        finally:
            self._choice = None

    def hold_marks(self) -> None:
        """Let marks and focus stand where they are when this choice is asked for once more."""
        if self.awaits:
            self._held = {panel: self.listing(panel).marked for panel in (*PANEL_ROWS, "moves", "hand")}

    @property
    def awaits(self) -> bool:
        """Whether a choice is asked for now."""
        return self._choice is not None and not self._choice.done()

    def choose(self, move: Move | None) -> None:
        """Answer what was asked, if something was."""
        if self._choice is not None and not self._choice.done():
            self._choice.set_result(move)

    @on(OptionList.OptionSelected)
    def _selected(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        listing, id_ = message.option_list.id, message.option_id or ""
        if listing != "moves":
            self.open_row(id_)
        elif self._asked is not None and self._asked.options:
            move = next((option.move for option in self._asked.options if option.id == id_), None)
            if move is not None:  # else the row is of what was asked a moment before
                self.choose(move)
        elif id_ == "hold":
            self.action_hold()
        elif id_.startswith("move:"):
            self._look_ahead(id_.removeprefix("move:"))

    def _look_ahead(self, move_id: str) -> None:
        """Show what the move would do and let the player choose the case; or say why it cannot be chosen."""
        if self.role is None or not self.choosing():
            self.open_row(f"move:{move_id}")
            return
        if not any(move.move == move_id for move in self.session.legal(self.role)):
            refusal = panels.refused_at_best(self.session, self.role, move_id)
            cast("DebateApp", self.app).say(str(refusal), warning=True)
            return
        from debate.faces.tui.preview import PreviewScreen

        def chosen(move: Move | None) -> None:
            if move is not None:
                self.choose(move)

        self.app.push_screen(PreviewScreen(self.session, self.role, move_id), chosen)

    def choosing(self) -> bool:
        """Whether a move can be chosen now."""
        state = self.session.state
        return self._choice is not None and state.phase == "choose" and self.role in state.awaiting

    def action_confirm(self) -> None:
        self.listing("moves").action_select()

    def action_hold(self) -> None:
        if self.role is not None and self.choosing():
            self.choose(Move(self.role, "hold"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "hold":
            return self.choosing()
        if action == "second_opinion":
            return self._may_ask()
        if action == "undo":
            return self._choice is not None and self.session.can_take_back(self.role)
        if action == "redo":
            return self._choice is not None and self.session.can_redo()
        if action == "timeline":
            return bool(self.session.entries)
        if action == "keep":
            return self.session.kept_at is None and not self.session.read_only
        return True

    def _may_ask(self) -> bool:
        """Whether a second opinion can be had: something is asked of the player, who has more than one way to go."""
        free = self._choice is not None and not self._choice.done() and not self._thinking
        return free and self.role in self.session.awaited() and len(self.session.legal(self.role or "")) > 1

    @work(exclusive=True, group="opinion")
    async def action_second_opinion(self) -> None:
        """Have the planner think beside the screen, and show what it would choose."""
        if self.role is None or not self._may_ask():
            return
        due = self.session.opinion(self.role)
        self.think("The planner")
        try:
            advice = await beside(due.choose)
        finally:
            self.think("")
        app = cast("DebateApp", self.app)
        try:
            noted = self.session.advise(due, advice)
        except RecordError as problem:
            app.say(problem.sentence, warning=True)
            return
        if noted is not None and self.is_current:
            from debate.faces.tui.opinion import OpinionScreen

            app.push_screen(OpinionScreen(self.session, due.view.role, noted))

    def action_undo(self) -> None:
        self._change(self.session.undo)

    def action_redo(self) -> None:
        self._change(self.session.redo)

    def _change(self, change: Callable[[], Move | None]) -> None:
        """Undo or redo; where that cannot be recorded, nothing was changed, and whoever asks the table sees to it."""
        try:
            changed = change() is not None
        except RecordError:
            changed = True
        if changed:
            self.choose(None)

    def action_keep(self) -> None:
        keep_now(self.app, self.session)

    def action_timeline(self) -> None:
        from debate.faces.tui.timeline import TimelineScreen

        self.app.push_screen(TimelineScreen(self.session, self.role))

    # Looking things up.

    def open_row(self, id_: str) -> None:
        """Show the page of a row: a meter, a flag, a card, a move, a role, an exchange, or why something came."""
        kind, _, rest = id_.partition(":")
        if kind == "exchange":
            number, _, role = rest.partition(":")
            self.app.push_screen(ExchangeScreen(self.session, self.role, int(number), role))
        elif kind == "told":
            self.action_why()
        elif kind == "pending":
            self.action_pending()
        elif kind in ("meter", "flag", "role", "card", "move"):
            self.look_up(Ref(kind, rest))

    def action_details(self) -> None:
        page = self.focused
        if isinstance(page, Page):
            page.choose()
        elif isinstance(page, Listing) and page.marked:
            if page.id == "moves" and self._asked is not None and self._asked.options:
                self.query_one("#saying", Page).focus()
            else:
                self.open_row(page.marked)

    def subject(self) -> Subject:
        listing = self.focused
        if not isinstance(listing, Listing) or not listing.marked:
            return NOTHING
        kind, _, rest = listing.marked.partition(":")
        if kind in ("meter", "flag"):
            return rest, None
        if kind != "told":
            return NOTHING
        number, place, line = map(int, rest.split(":"))
        groups = round_groups(self.session.deck, self.session.visible(self.role), number)
        return subject_of(groups[place].lines[line].step)

    def _has_rows(self, id_: str) -> bool:
        panel = self.query_one(f"#{id_}")
        return not isinstance(panel, Listing) or any(row.enabled for row in panel.rows)
