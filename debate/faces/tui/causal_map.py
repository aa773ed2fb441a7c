"""The causal map: what drives one thing of the world and what it drives, to walk along; cut wires are denials."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, partialmethod
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from debate.debrief.naming import name_of
from debate.faces.kit.causal_map import MORE, map_picture, move_rows, wire_rows
from debate.faces.kit.frames import framed
from debate.faces.kit.rows import Row
from debate.faces.kit.world import Picture
from debate.faces.tui.actions import MAP, bindings
from debate.faces.tui.board import Board
from debate.faces.tui.ink import Drawn, GoalsLine
from debate.faces.tui.why import Chooser, ChooserSheet, WhyScreen
from debate.game.record import GameRecord
from debate.pages.document import Ref
from debate.pages.reader import Reader
from debate.pages.things import ref_of
from debate.pages.wires import Wire, Wires, moves_to_tell, subjects, wires, wires_of_move

BOX_ROWS = 4
"""Rows inside the box below the map."""


class MapBoard(Board, inherit_bindings=False):
    """The map; ← and → walk along wires, which the whole screen does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "walk(0, -1)", show=False),
        Binding("down", "walk(0, 1)", show=False),
    ]

    def action_walk(self, across: int, down: int) -> None:
        """Up and down the wires of this side; past its end to those of the other."""
        before = self.marked
        super().action_walk(across, down)
        if down and self.marked == before:
            known = list(self.picture.places)
            at = known.index(before) + down if before in known else 0
            if 0 <= at < len(known):
                self.mark(known[at])


class MapScreen(ChooserSheet):
    """What drives ``subject`` (a meter, standing fact, move or news item) and what it drives."""

    DEFAULT_CSS = """
    MapScreen > #sheet { max-width: 160; }
    MapScreen #map-box { height: auto; }
    """
    BINDINGS = bindings(MAP)
    AUTO_FOCUS = "#map"

    def __init__(self, session: GameRecord, role: str | None, subject: str | None = None) -> None:
        super().__init__(session, role, subject)
        self._walked: list[tuple[str, str]] = []
        self._told = -1
        """Which of the own moves is told below the map; -1: the marked wire is."""
        self._unfolded = False

    def subjects(self) -> list[str]:
        return subjects(self.reader)

    @property
    def reader(self) -> Reader:
        return Reader(self.session, self.role)

    @cached_property
    def _moves(self) -> list[str]:
        return moves_to_tell(self.reader)

    @property
    def wires(self) -> Wires:
        """The wires of the thing in the middle."""
        return wires(self.reader, self.subject)

    def inside(self) -> Iterable[Widget]:
        yield Chooser(MapBoard(id="map"), Drawn(id="map-box"), narrow=True)

    @property
    def board(self) -> Board:
        return self.query_one("#map", Board)

    def heading(self) -> tuple[str, str]:
        signs = "━▶ at work · ┄▷ sleeping · ⊘ denied: the wire is cut"
        return f"What drives what · around {name_of(self.deck, self.subject)}", signs

    def fill(self, mark: str = "") -> None:
        self.list_subjects()
        self.query_one(GoalsLine).tell(self.session, self.role)
        self.draw_frame()
        found, deck, unfolded = self.wires, self.deck, self._unfolded

        def draw(cells: int, rows: int, marked: str, focus: bool) -> Picture:
            return map_picture(found, deck, cells, rows, marked, unfolded)

        self.board.draw(draw)
        self.board.mark(mark or next((wire.key for wire in found.all), ""))
        self._tell()

    def read(self) -> None:
        self.board.focus()

    @property
    def marked(self) -> Wire | None:
        """The wire that is marked."""
        key = self.board.marked
        return next((wire for wire in self.wires.all if wire.key == key), None)

    def marked_ids(self) -> tuple[str, ...]:
        wire = self.marked
        return (wire.id, wire.other) if wire is not None else ()

    @on(Board.Marked, "#map")
    def _tell(self) -> None:
        """Below the map: the marked wire, or the wires of an own move."""
        self.query_one("#map-box", Drawn).draw(lambda cells, rows: self._box(cells))
        self.refresh_bindings()

    def _box(self, cells: int) -> list[Row]:
        if self._told >= 0:
            move = self._moves[self._told]
            title = f"{self.deck.moves[move].title}: its wires"
            inside = move_rows(wires_of_move(self.reader, move), self.deck, cells - 2, BOX_ROWS)
            return framed(inside, cells, title=title, height=BOX_ROWS)
        wire = self.marked
        if wire is None:
            return framed([], cells, height=BOX_ROWS)
        title = f"{wire.name}{f': {wire.words}' if wire.words else ''}"
        return framed(wire_rows(wire, cells - 4, BOX_ROWS), cells, title=title, height=BOX_ROWS)

    def _walk(self, right: bool) -> None:
        """Along the marked wire to its other end; where that lies on the other side, back to where one came from."""
        wire, found = self.marked, self.wires
        outward = wire is not None and wire in found.out
        if wire is not None and wire.other and outward == right:
            self._walked.append((self.subject, wire.key))
            self._go(wire.other)
            return
        side = found.out if right else (*found.into, *found.cut)
        if side:
            self.board.mark(side[0].key)

    action_along_left = partialmethod(_walk, False)
    action_along_right = partialmethod(_walk, True)

    def _go(self, subject: str) -> None:
        self.subject, self._unfolded = subject, False
        self._stop_picking()
        self.fill()

    def turn_to(self, subject: str) -> None:
        self._walked.clear()
        self._go(subject)

    def has_earlier(self) -> bool:
        return bool(self._walked)

    def action_earlier(self) -> None:
        if self._walked:
            self.subject, mark = self._walked.pop()
            self.fill(mark)

    def action_next_move(self) -> None:
        """The wires of the next of one's own moves; after the last of them the marked wire again."""
        self._told = self._told + 1 if self._told + 1 < len(self._moves) else -1
        self._tell()

    @on(Board.Opened, "#map")
    def _opened(self, message: Board.Opened) -> None:
        message.stop()
        self.action_details()

    def action_open(self) -> None:
        self.action_details()

    def action_details(self) -> None:
        """The passage behind the marked wire; or the sleeping ones that are folded."""
        if self.board.marked == MORE:
            self._unfolded = True
            self.fill()
        elif (wire := self.marked) is not None:
            self.follow(ref_of(self.deck, wire.id) or Ref(wire.kind, wire.id))

    def action_why_here(self) -> None:
        known = self.subject in self.deck.meters or self.subject in self.deck.flags
        self.app.push_screen(WhyScreen(self.session, self.role, self.subject if known else None))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "open":
            return True
        if action == "next_move":
            return bool(self._moves)
        return super().check_action(action, parameters)
