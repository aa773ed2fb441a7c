"""The flow sheet: a column for each role, a row for each exchange; answers stand across from what they answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from debate.debrief.naming import how_answered
from debate.debrief.rounds import Exchange, RoundRecord, rounds
from debate.debrief.vocabulary import HOW_ANSWERS
from debate.faces.tui.actions import FLOW, READING, bindings
from debate.faces.tui.page import BLANK, HEADING, QUIET, STRONG, Columns, Line, Page, Rows
from debate.faces.tui.routes import show
from debate.faces.tui.sheet import GameSheet
from debate.pages.document import Ref

Cell = tuple[tuple[str, str], ...]
STANDS, BEATEN, DROPPED = "✓", "✗", "○"
FATES = {
    "waits": "waits a round",
    "lapsed": "too late: the last round",
    "overtaken": "came too late",
    "declined": "declined",
    "unplayable": "not possible here",
}


class FlowScreen(GameSheet):
    """The whole debate so far. Dropped arguments are marked once the game is over, never before."""

    DEFAULT_CSS = """
    FlowScreen > #sheet { max-width: 160; }
    FlowScreen Rows#roles { height: auto; padding: 0 2 0 1; border-bottom: solid $accent; }
    FlowScreen Page > Rows { height: auto; }
    """
    PLACES = (READING, FLOW)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(FLOW)]

    def heading(self) -> tuple[str, str]:
        over = self.session.state.over
        below = f"{DROPPED} marks what was dropped" if over else "what was dropped is told in the debrief"
        return f"Flow: {self.deck.question}", below

    def inside(self) -> Iterable[Widget]:
        names = ((role, self.deck.roles[role].name) for role in self._order)
        cells = tuple(((f"{name} (you)" if role == self.role else name, STRONG),) for role, name in names)
        yield Rows([Columns(cells=cells)], id="roles")
        yield Page()

    def lines(self) -> Iterator[Line]:
        records = [record for record in rounds(self.session.played, self.role) if not record.years_later]
        spoken = False
        for record in records:
            if record.exchanges:
                spoken = True
                label = "" if record.label == f"Round {record.number}" else f" · {record.label}"
                yield BLANK
                yield Line(f"Round {record.number}{label}", HEADING)
                yield from self._round(record)
        if not spoken:
            yield Line("Nothing has been said yet. Come back when the first cases are on the table.", QUIET)
            return
        yield BLANK
        signs = f"{STANDS} stands   {BEATEN} beaten   → an answer   ↳ an answer to that"
        if self.session.state.over:
            signs += f"   {DROPPED} dropped: held an answer and kept it"
        yield Line(signs, QUIET)
        yield Line(HOW_ANSWERS, QUIET)

    def _round(self, record: RoundRecord) -> Iterator[Line]:
        for exchange in record.exchanges:
            to = Ref("exchange", f"{record.number}:{exchange.role}")
            yield Columns(cells=self._cells(exchange), to=to, key=to.id)
        # While a round is open nobody may know whether a role holds or moves covertly.
        quiet = [role for role in record.holding if record.exchanges]
        if quiet:
            words = "no move" if self.session.state.over else "no open move"
            yield Columns(cells=tuple((((words, QUIET),) if role in quiet else ()) for role in self._order))

    @property
    def _order(self) -> tuple[str, ...]:
        return self.deck.turn_order

    def _cells(self, exchange: Exchange) -> tuple[Cell, ...]:
        deck = self.deck
        cells: dict[str, list[tuple[str, str]]] = {role: [] for role in self._order}
        own = cells[exchange.role]
        own.append((deck.moves[exchange.move].title, STRONG))
        if exchange.case:
            own.append((f"case: {deck.arguments[exchange.case].title}", ""))
        elif exchange.covert:
            own.append(("covert", QUIET))
        else:
            own.append(("waited since the round before" if exchange.waited else "no case", QUIET))
        own += _results(exchange)
        for role, card in exchange.answers:
            how = how_answered(deck, card, exchange.case)
            cells[role].append((f"→ {how} {deck.roles[exchange.role].name}", QUIET))
            cells[role].append((deck.arguments[card].title, ""))
            if exchange.extension and exchange.extension[0] == role:
                extended = exchange.extension[1]
                how = how_answered(deck, extended, card)
                own.insert(2, (f"↳ {how} the answer: {deck.arguments[extended].title}", ""))
                cells[role].append(("met by the extension", QUIET))
        if exchange.offer_to:
            word = {None: "not decided yet", True: "takes the offer", False: "declines the offer"}[exchange.taken]
            cells[exchange.offer_to].append((word, STRONG))
        for role, card in exchange.dropped:
            cells[role].append((f"{DROPPED} dropped: {deck.arguments[card].title}", QUIET))
        return tuple(tuple(cells[role]) for role in self._order)

    def follow(self, to: Ref) -> None:
        if to.kind != "exchange":
            super().follow(to)
            return
        number, _, speaker = to.id.partition(":")
        show(self.app, "exchange", self.session, self.role, int(number), speaker)


def _results(exchange: Exchange) -> list[tuple[str, str]]:
    found = []
    ruled = " (ruled)" if exchange.ruled else ""
    if exchange.result == "stands":
        found.append((f"{STANDS} stands{ruled}", STRONG))
    elif exchange.result == "beaten":
        found.append((f"{BEATEN} beaten{ruled}" + (", paid to go on" if exchange.paid_on else ""), STRONG))
    if exchange.fate in FATES:
        found.append((FATES[exchange.fate], QUIET))
    return found
