"""Pages of a game that are only read, each as a screen over what is below: a thing of the deck, the flow sheet ..."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.widget import Widget

from debate.faces.tui.actions import FLOW, bindings
from debate.faces.tui.drawn import drawn, lookup, unfolded
from debate.faces.tui.page import STRONG, Columns, Line, Page, Rows
from debate.faces.tui.sheet import GameSheet
from debate.game.record import GameRecord
from debate.opponents import Choice
from debate.pages.account import tellings
from debate.pages.details import title
from debate.pages.document import Heading, Ref
from debate.pages.exchange import exchanged
from debate.pages.floor import flow, happened
from debate.pages.opinion import opinion
from debate.pages.reader import Reader
from debate.pages.register import REGISTER
from debate.pages.table import coming, table
from debate.pages.world import standing


def registered(name: str, session: GameRecord, role: str | None) -> GameSheet:
    """A page of the register that has no screen of its own. ``KeyError`` where there is none of this name."""
    page = REGISTER[name]
    nodes = (node for node in page.make(Reader(session, role)) if node != Heading(page.title))
    return GameSheet(session, role, page.title, drawn(nodes))


def what_is_coming(session: GameRecord, role: str | None) -> GameSheet:
    """Pending changes, the soonest first; standing facts; seats."""
    reader = Reader(session, role)
    below = f"it is round {reader.view.round} of {session.deck.rounds.count}"
    lines = drawn([*coming(reader), *standing(reader), *table(reader)])
    return GameSheet(session, role, "Coming, and how things stand", lines, below)


def exchange(session: GameRecord, role: str | None, number: int, speaker: str) -> GameSheet:
    """What one role had on the floor in one round."""
    title = f"Round {number}: {session.deck.roles[speaker].name}"
    return GameSheet(session, role, title, drawn(exchanged(Reader(session, role), number, speaker)))


def every_step(session: GameRecord, role: str | None, numbers: Sequence[int], title: str) -> GameSheet:
    """All that some rounds brought, cause by cause; before it every word of what is for me, which may have been cut."""
    reader = Reader(session, role)
    mine = [group for telling in tellings(reader, numbers) for group in (telling.mine, telling.foreseen)]
    lines = unfolded(node for group in mine if group is not None for node in group.opened())
    lines += [line for number in numbers for line in drawn(happened(reader, number, f"Round {number}"))]
    return GameSheet(session, role, f"{title}: every step", lines)


def second_opinion(session: GameRecord, role: str, advice: Choice) -> GameSheet:
    """What the planner would choose here, with its reason."""
    return GameSheet(session, role, "A second opinion", drawn(opinion(Reader(session, role), advice)))


class FlowScreen(GameSheet):
    """The whole debate so far. Dropped arguments are marked once the game is over, never before."""

    DEFAULT_CSS = """
    FlowScreen > #sheet { max-width: 160; }
    FlowScreen Rows#roles { height: auto; padding: 0 2 0 1; border-bottom: solid $accent; }
    FlowScreen Page > Rows { height: auto; }
    """
    BINDINGS = bindings(FLOW)

    def heading(self) -> tuple[str, str]:
        below = "" if self.session.state.over else "what was dropped is told in the debrief"
        return f"Flow: {self.deck.question}", below

    def inside(self) -> Iterable[Widget]:
        names = ((role, self.deck.roles[role].name) for role in self.deck.turn_order)
        cells = tuple(((f"{name} (you)" if role == self.role else name, STRONG),) for role, name in names)
        yield Rows([Columns(cells=cells)], id="roles")
        yield Page()

    def lines(self) -> list[Line]:
        return drawn(flow(Reader(self.session, self.role)))


class DetailsScreen(GameSheet):
    """The page of ``to``. Following a line turns the page; Backspace turns back, Escape closes."""

    def __init__(self, session: GameRecord, role: str | None, to: Ref) -> None:
        super().__init__(session, role)
        self.to = to
        self._before: list[tuple[Ref, str]] = []

    def heading(self) -> tuple[str, str]:
        below = "w what moved it · m what drives it" if self.to.kind == "meter" else ""
        return title(Reader(self.session, self.role), self.to), below

    def lines(self) -> Iterable[Line]:
        return lookup(self.session, self.role, self.to)

    def has_earlier(self) -> bool:
        return bool(self._before)

    def follow(self, to: Ref) -> None:
        marked = self.page.marked
        self._before.append((self.to, marked.key if marked else ""))
        self.to = to
        self.fill()

    def action_earlier(self) -> None:
        if self._before:
            self.to, mark = self._before.pop()
            self.fill(mark)
        else:
            self.dismiss()
