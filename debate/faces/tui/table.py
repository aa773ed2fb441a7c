"""The table: the world, the floor, the seats, what is coming, and what is asked of the one who plays."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import cast

from textual import on
from textual.content import Content
from textual.widgets import OptionList, Static

from debate.faces.kit.rows import plain
from debate.faces.kit.table_rows import seats_row
from debate.faces.tui import panels
from debate.faces.tui import table_pictures as pictures
from debate.faces.tui.actions import TABLE, bindings
from debate.faces.tui.beside import in_place
from debate.faces.tui.board import Board
from debate.faces.tui.ink import Drawn, GoalsLine
from debate.faces.tui.keeping import Banner
from debate.faces.tui.listing import Listing, Row
from debate.faces.tui.looking import NOTHING, Subject, asked_about
from debate.faces.tui.page import Page
from debate.faces.tui.panels import floor_rows
from debate.faces.tui.question import CHOOSE_A_MOVE, Asked, Option, asked, floor_choices
from debate.faces.tui.stage import GameApp
from debate.faces.tui.table_facts import cases_of, seat_names, way_to_play
from debate.faces.tui.table_sheet import TableSheet
from debate.faces.tui.text import QUIET, entitle, say
from debate.game.record import GameRecord
from debate.pages.document import Ref
from debate.pages.words import capital_left
from debate.rules.moves import Move


class TableScreen(TableSheet):
    """Shows a game as one role may see it, and asks for its choices. It reads; what drives the game is told them.

    ``role`` None shows what everybody may know and asks nobody.
    """

    BINDINGS = bindings(TABLE)

    def __init__(self, session: GameRecord, role: str | None = None) -> None:
        super().__init__(session, role)
        self._held: dict[str, str | None] = {}
        self._choice: asyncio.Future[Move | None] | None = None
        self._on_top = asyncio.Event()
        self._thinking = ""
        """Who is thinking, by name."""
        self._note: tuple[str | None, str] = (None, "")
        """What a role is told once, below what it is asked, until its next choice."""
        self._asked_before: tuple[int, str, str | None] = (0, "", None)
        """Round, phase and role of what was asked last."""

    def on_mount(self) -> None:
        self.show_tab("move")
        # At once, not by a message after it: the row and what it stands for are drawn in one go.
        self.watch(self.listing("moves"), "highlighted", self._marked, init=False)

    # What is shown.

    def on_resize(self) -> None:
        self._take_size()
        self.call_after_refresh(self.show)

    def turn(self, role: str | None) -> None:
        """Show the table as this role sees it from now on."""
        self.role = role
        self.listing("moves").show(())
        self.query_one("#saying", Page).show(())
        self.show()

    def show(self) -> None:
        """Show the game as it stands."""
        if not in_place(self, "#head", "#floor"):
            return
        session = self.session
        self._looked.clear()
        self._asked = self.now_asked()
        self.query_one("#head", Static).update(self._head(), layout=False)
        self.query_one(GoalsLine).tell(session, self.role)
        self.show_seats()
        self.show_prompt()
        self.query_one(Banner).tell(session)
        if self.in_sight("floor"):
            self.listing("floor").show(self.panel_rows("floor", self._cells("floor")))
        self.show_asked()
        self.refresh_bindings()

    def now_asked(self) -> Asked | None:
        """What is asked now of the one who looks on; None where nothing is."""
        return asked(self.session, self.role) if self.role is not None else None

    def show_prompt(self) -> None:
        """Show the line that says what to do; not where the screen says it: a move is to be chosen."""
        prompt = self.prompt()
        plain = self._asked is not None and prompt == self._asked.prompt == CHOOSE_A_MOVE
        line = self.query_one("#ask", Static)
        line.display = bool(prompt) and not plain
        line.update(say((f" {prompt}", "bold")), layout=False)
        reader, words = self._note
        note = self.query_one("#note", Static)
        note.display = bool(words) and reader == self.role
        note.update(say((words, QUIET)), layout=note.display)

    def note(self, role: str | None, words: str) -> None:
        """Tell this role something where it covers nothing, in place of what was told before."""
        self._note = (role, words)
        if self.query("#note"):  # else the table was left meanwhile
            self.show_prompt()

    def show_seats(self) -> None:
        """Show who has chosen, with what capital."""
        session, state, role = self.session, self.session.state, self.role
        who, choosing = seat_names(session, role), () if state.over else state.awaiting
        deck, capital = session.deck, capital_left(session.view(role))
        self.query_one("#seats", Drawn).draw(lambda cells, rows: [seats_row(deck, capital, choosing, who, role, cells)])

    def panel_rows(self, panel: str, cells: int) -> Sequence[Row]:
        """What stands on the floor."""
        return floor_rows(self.session, self.role, cells)

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
            return f"Thinking: {self._thinking}."
        if self.session.withheld:
            return ""  # what is asked then stands over the table
        return self._asked.prompt if self._asked is not None else "The opponents are choosing."

    def _head(self) -> Content:
        return pictures.head(self.session, self.role, self.size.width)

    def show_asked(self) -> None:
        """Fill the moves, and beside them the sheet, or the page of what is marked."""
        moves = self.listing("moves")
        options = self._asked.options if self._asked is not None else ()
        moves.set_class(bool(options), "-answering")
        self.lay(page=bool(options))
        entitle(moves, self._asked.title if self._asked is not None else "")
        cells = self._cells("moves")
        # What is asked anew has no mark until a person sets one: the key that led here, pressed once too often, chooses
        # nothing. Where nothing is lost by it, what goes on is marked.
        state, to_choose = self.session.state, bool(options) or self.choosing()
        now = (state.round, state.phase, self.role)
        if to_choose and now != self._asked_before:
            self._asked_before, moves.highlighted, self._missed = now, None, False
        if options:
            moves.show(self.choice_rows(options, cells), other=self._asked.marked if self._asked is not None else "")
            self._show_page()
        elif self.role is not None:
            rows = () if state.over or state.phase == "deal" else self.move_rows(self.role, cells)
            moves.show(rows, other="" if to_choose else None)
            self._count(rows)
        self.show_sheet()

    def _count(self, rows: Sequence[Row]) -> None:
        """Say below the moves how many of them are possible."""
        if self.role is None or not self.choosing():
            return
        known = panels.offered(self.session, self.role)
        possible = sum(item.refusal is None for item in known)
        below = f"{possible} possible · {len(known) - possible} not now"
        entitle(self.listing("moves"), "Your move", below)

    def choice_rows(self, options: Sequence[Option], cells: int) -> Sequence[Row]:
        """The cases on the floor, with what one may say to them now."""
        return floor_choices(self.session, self.role, options, cells)

    def move_rows(self, role: str, cells: int) -> Sequence[Row]:
        """What stands under "Your move" while moves are chosen."""
        return panels.move_rows(self.session, role, cells)

    # What is asked.

    def on_screen_resume(self) -> None:
        self._on_top.set()

    async def uncovered(self) -> None:
        """Wait until no other screen lies over the table."""
        while self.is_attached and self.app.screen is not self:
            self._on_top.clear()
            await self._on_top.wait()

    async def ask(self, role: str) -> Move | None:
        """Show the table to this role and wait for its choice. None: the game was changed otherwise, look anew."""
        self._choice = asyncio.get_running_loop().create_future()
        held, self._held = self._held, {}
        self.turn(role)
        for panel, marked in held.items():
            part = self.query_one(f"#{panel}")
            if isinstance(part, Listing | Board) and marked is not None:
                part.mark(marked)
        if not held:
            self.show_tab("move")
        try:
            return await self._choice
        finally:
            self._choice = None

    def hold_marks(self) -> None:
        """Let marks and focus stand where they are when this choice is asked for once more."""
        if self.awaits:
            parts = (self.listing("moves"), self.listing("floor"), self.board("world"), self.board("hand"))
            self._held = {part.id or "": part.marked for part in parts}

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
            self._play(id_.removeprefix("move:"))

    def _play(self, move_id: str) -> None:
        """Play a move the way the sheet says, or say why it cannot be chosen."""
        if self.role is None or not self.choosing():
            self.open_row(f"move:{move_id}")
            return
        cases = cases_of(self.session, self.role, move_id)
        if not cases:
            cast("GameApp", self.app).say(str(self.session.hindrance(move_id)), warning=True)
            return
        way = self._way if self._turned == move_id else 0
        self.choose(way_to_play(self.role, move_id, cases[min(way, len(cases) - 1)]))

    @on(Drawn.Clicked, "#move-sheet")
    def _sheet_clicked(self, message: Drawn.Clicked) -> None:
        """The words at its end that say so play the move."""
        row = message.drawn.rows[message.y] if message.y < len(message.drawn.rows) else ()
        at = plain(row).find("⏎ play it")
        if 0 <= at <= message.x <= at + 9:
            self.action_confirm()

    @on(Board.Opened)
    def _board_opened(self, message: Board.Opened) -> None:
        message.stop()
        self.open_row(message.id)

    def choosing(self) -> bool:
        """Whether a move can be chosen now."""
        state = self.session.state
        return self._choice is not None and state.phase == "choose" and self.role in state.awaiting

    def action_confirm(self) -> None:
        """Choose what is marked; where one reads a page, go where its marked line leads, as the keys below say."""
        if isinstance(self.focused, Page):
            self.focused.choose()
        else:
            self.confirmed()

    def confirmed(self) -> None:
        """What is marked in the list is chosen."""
        self.listing("moves").action_select()

    def action_hold(self) -> None:
        if self.role is not None and self.choosing():
            self.choose(Move(self.role, "hold"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "hold":
            return self.choosing()
        if action == "confirm":
            return not self.session.state.over
        if action in ("tab_move", "tab_world", "tab_floor", "tab_hand"):
            return action != f"tab_{self._tab}" or (self.wide and action != "tab_move")
        return True

    # Looking things up.

    def action_details(self) -> None:
        page = self.focused
        if isinstance(page, Page):
            page.choose()
        elif isinstance(page, Board) and page.marked:
            self.open_row(page.marked)
        elif isinstance(page, Listing):
            if page.id == "moves" and self._asked is not None and self._asked.options:
                self.query_one("#saying", Page).focus()
            elif page.marked:
                self.open_row(page.marked)
            else:
                page.post_message(Listing.Unmarked(page))  # it is said that nothing is

    def action_why(self) -> None:
        """Where something is asked about a case: how that case stands, and why. Else why what is marked moved."""
        option, state = self._marked_option(), self.session.state
        about = self.role if state.phase in ("extend", "settle") else option.about if option is not None else ""
        if self._asked is not None and self._asked.options and about:
            self.open_row(f"exchange:{state.round}:{about}")
        else:
            super().action_why()

    def subject(self) -> Subject:
        part = self.focused
        marked = part.marked if isinstance(part, Listing | Board) else None
        if not marked:
            return NOTHING
        kind, _, rest = marked.partition(":")
        return asked_about(self.session.deck, Ref(kind, rest))
