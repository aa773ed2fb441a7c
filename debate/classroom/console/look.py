"""One table on the teacher's screen: as everybody sees it, or as the role that the teacher plays."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partialmethod
from typing import TYPE_CHECKING, cast

from debate.classroom.console.board import board_of
from debate.classroom.console.selection import TeachingApp
from debate.classroom.console.tables import awaits, table_page
from debate.classroom.seats.seat_flow import SeatEnding
from debate.faces.tui.actions import CLASS_TABLE, bindings
from debate.faces.tui.confirm import confirm
from debate.faces.tui.ink import Drawn
from debate.faces.tui.listing import Row
from debate.faces.tui.page import BLANK, QUIET, STRONG, Line, Page, heading
from debate.faces.tui.panels import rows_of
from debate.faces.tui.table import TableScreen
from debate.faces.tui.text import cut, entitle
from debate.game.seat_view import SeatView
from debate.pages.document import Ref
from debate.pages.exchange import choice_words
from debate.rules.moves import Move

if TYPE_CHECKING:
    from debate.classroom.room import Room


class LookScreen(TableScreen):
    """A table as everybody may see it. Hands lie covered until they are asked for: the console may be on the wall."""

    BINDINGS = bindings(CLASS_TABLE)

    def __init__(self, room: Room, number: int) -> None:
        self.room = room
        self.number = number
        self.hands = False
        super().__init__(board_of(room).public(number))

    def show(self) -> None:
        self.session = board_of(self.room).public(self.number)
        super().show()

    def prompt(self) -> str:
        table = self.room.tables[self.number - 1]
        words = awaits(self.room, table, self.session, self._now())
        return f"Table {self.number} {words}."

    def _now(self) -> float:
        return cast("TeachingApp", self.app).clock()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("hold", "confirm"):
            return False
        if action in ("next_table", "table_before"):
            return len(self.room.tables) > 1
        return super().check_action(action, parameters)

    # The lower panels: the table in words, and the hands.

    def show_asked(self) -> None:
        self.lay(page=True)
        page = self.query_one("#saying", Page)
        moves, table = self.listing("moves"), self.room.tables[self.number - 1]
        cells = self._cells("moves")
        entitle(moves, "Who plays, and who is awaited")
        lines = table_page(self.room, table, self.session, self._now())
        moves.show(Row(f"line:{n}", rows_of([line.plain], cells, line.style)) for n, line in enumerate(lines))
        entitle(page, "Hands", "h covers them" if self.hands else "")
        open_ = self.hands or bool(self.room.hands(self.number))
        found = tuple(self._hands()) if open_ else (Line("Covered. h shows every hand on this screen.", QUIET),)
        if found != page.lines:
            page.show(found)

    def _hands(self) -> Iterator[Line]:
        """Every hand; motives and sealed choices only where the teacher looks, not where hands lie open to all."""
        session = self.room.tables[self.number - 1].session
        deck = session.deck
        for role in deck.turn_order:
            view = session.view(role)
            motive = deck.roles[role].motives.get(view.motive)
            yield BLANK
            told = f": {motive.name}" if self.hands and motive is not None else ""
            yield heading(deck.roles[role].name + told)
            for move in view.chosen if self.hands else ():
                yield Line(f"has chosen: {choice_words(deck, move)}", STRONG)
            for card in view.hand:
                yield Line(deck.arguments[card].title, lead="◇ ", to=Ref("card", card))

    def action_show_hands(self) -> None:
        def turn() -> None:
            self.hands = not self.hands
            self.show()

        if self.hands or self.session.state.over:
            turn()
            return
        texts = ["Every hand and motive of this table will stand on this screen. Is it on the projector?"]
        confirm(self.app, "Show the hands?", texts, "Leave them covered", "Show them here", turn)

    def action_next_table(self, step: int = 1) -> None:
        self.number = (self.number - 1 + step) % len(self.room.tables) + 1
        self.hands = False
        self.show()

    action_table_before = partialmethod(action_next_table, -1)

    def action_back(self) -> None:
        self.dismiss(None)


class TableEnding(SeatEnding):
    """How the game of a table ended, or stood when it was stopped; escape goes back to the console."""

    def __init__(self, room: Room, number: int) -> None:
        super().__init__(room, number, board_of(room).public(number), None)
        self.number_of_table = number if len(room.tables) > 1 else 0

    def on_mount(self) -> None:
        if self.number_of_table:
            words = f" Table {self.number_of_table}: how it ended"
            head = self.query_one("#ending-head", Drawn)
            self.call_after_refresh(head.draw, lambda cells, _: [((cut(words, cells), "bold on panel"),)])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return True if action == "back" else super().check_action(action, parameters)


class PlayScreen(TableScreen):
    """The table for a role that the teacher plays: its hand and its moves, and its choices go to the room."""

    BINDINGS = bindings(CLASS_TABLE)

    def __init__(self, room: Room, number: int, role: str) -> None:
        self.room = room
        self.number = number
        self._seated = SeatView(room.tables[number - 1].session, role)
        super().__init__(self._seated, role)

    def show(self) -> None:
        self._seated.follow(self.room.tables[self.number - 1].session)
        super().show()

    def prompt(self) -> str:
        table = self.room.tables[self.number - 1]
        if not table.playing and not table.ended:
            words = awaits(self.room, table, self.session, cast("TeachingApp", self.app).clock())
            return f"Nothing can be chosen now: {words}."
        return super().prompt()

    @property
    def awaits(self) -> bool:
        return self.room.tables[self.number - 1].playing and self.role in self.session.state.awaiting

    def choosing(self) -> bool:
        return self.awaits and self.session.state.phase == "choose"

    def choose(self, move: Move | None) -> None:
        """Make this choice at the table, through the room."""
        if move is None:
            return
        table = self.room.tables[self.number - 1]
        cast("TeachingApp", self.app).do("play", {"table": str(self.number), "move": str(move)}, table.version)
        self.show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("next_table", "table_before", "show_hands"):
            return False
        return super().check_action(action, parameters)

    def action_show_hands(self) -> None:
        """Nothing: one's own hand lies open here."""

    def action_next_table(self) -> None:
        """Nothing: this is about one role at one table."""

    def action_table_before(self) -> None:
        """Nothing, as for the next table."""

    def action_back(self) -> None:
        self.dismiss(None)
