"""The timeline: the table as it stood at any past moment, with what each choice brought; the way back into it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partialmethod
from typing import cast

from textual import on
from textual.content import Content
from textual.widgets import OptionList, Static

from debate.faces.tui.actions import TIMELINE, bindings
from debate.faces.tui.beside import in_place
from debate.faces.tui.confirm import Answer, QuestionScreen, ask
from debate.faces.tui.drawn import content_of, drawn
from debate.faces.tui.keeping import Banner
from debate.faces.tui.listing import Row
from debate.faces.tui.page import Page
from debate.faces.tui.question import PHASES
from debate.faces.tui.routes import show, shown
from debate.faces.tui.stage import GameApp
from debate.faces.tui.table import TableScreen
from debate.faces.tui.text import entitle, say
from debate.game.record import GameRecord
from debate.game.session import driven
from debate.pages.document import quiet, strong
from debate.pages.past import WHAT_IF, origin_of, played_on
from debate.pages.reader import Reader
from debate.pages.timeline import brought, no_secrets, taken_back, timeline
from debate.saves import branch_of, default_name
from debate.store import RecordError

START = "start"


class TimelineScreen(TableScreen):
    """The past of ``game`` as ``role`` saw it then; once the game is over, as any seat saw it.

    ``name``: how the game is called in the records of games that go on from it. ``at``: how many choices had been made
    at the moment that is shown first; by default all.
    """

    BINDINGS = bindings(TIMELINE)

    def __init__(self, game: GameRecord, role: str | None, name: str = "", at: int | None = None) -> None:
        at = len(game.entries) if at is None else at
        super().__init__(game.fork(at), role)
        self.game = game
        self.called = name or (game.kept_at.stem if game.kept_at is not None else default_name(game))
        self.number = at
        """How many choices had been made at the moment that is shown."""
        self.tip = 0
        """The entry whose position is shown where it is one that was taken back, else 0."""

    @property
    def _app(self) -> GameApp:
        return cast("GameApp", self.app)

    def on_mount(self) -> None:
        self.query_one("#tab-move", Static).update(say(" 1 Timeline "))
        self.lay(page=True)  # before the first rows are folded to the room that is left

    # Where it stands.

    @property
    def _past(self) -> Reader:
        """The game as whoever looks may know it now, not as it stood then."""
        return Reader(self.game, self.role)

    def _go(self, id_: str) -> None:
        """Show the moment that this row stands for."""
        kind, _, rest = id_.partition(":")
        tip, number = (int(rest), 0) if kind == "branch" else (0, int(rest) if rest else 0)
        if (tip, number) == (self.tip, self.number) or kind not in ("choice", "branch", START):
            return
        self.tip, self.number = tip, number
        self.session = self.game.fork_to(tip) if tip else self.game.fork(number)
        self.show()

    # What is shown.

    def show(self) -> None:
        super().show()
        if in_place(self, Banner):
            self.query_one(Banner).tell(self.game)

    def prompt(self) -> str:
        if self.tip:
            return "This was taken back. ⏎: what can be done with it. esc: back to the game."
        return "← → step through the game. ⏎: what can be done here. esc: back to the game."

    def _head(self) -> Content:
        state, deck = self.session.state, self.session.deck
        count = len(self.game.entries)
        where = "The start" if not self.number and not self.tip else f"Choice {self.number} of {count}"
        parts = [
            "THE PAST",
            "Taken back" if self.tip else where,
            f"Round {min(state.round, deck.rounds.count)} of {deck.rounds.count}",
            PHASES[state.phase],
            f"as {deck.roles[self.role].name} saw it" if self.role else "as everybody saw it",
        ]
        return say((" " + " · ".join(parts), "bold"))

    def show_asked(self) -> None:
        moves = self.listing("moves")
        self.lay(page=True)
        entitle(moves, "Timeline")
        cells = max(20, moves.scrollable_content_region.width - 2)
        here = f"branch:{self.tip}" if self.tip else f"choice:{self.number}" if self.number else START
        rows = [Row(START, say("The start")), *self._rows(cells)]
        known = [row.id for row in rows if row.enabled]
        if here not in known:  # a choice that is not told: the one before it
            numbers = (known.number for known in self.game.known(self.role))
            here = f"choice:{max((n for n in numbers if n <= self.number), default=0)}"
        moves.show(rows, mark=here if here in known else START)
        self._show_brought()

    def _rows(self, cells: int) -> Iterator[Row]:
        for number, node in enumerate(timeline(self._past)):
            key = getattr(node, "key", "")
            yield Row(key or f"title:{number}", content_of([node], cells), bool(key))

    def _show_brought(self) -> None:
        """What the choice at hand brought, step by step, and why it was made."""
        page = self.query_one("#saying", Page)
        if self.tip:
            title, nodes = "Taken back", list(taken_back(self._past, self.tip))
        elif not self.number:
            title, nodes = "The start", [strong(self.game.deck.question), quiet("→ steps to the first choice.")]
        else:
            title, nodes = "What it brought", list(brought(self._past, self.number))
        entitle(page, title)
        page.show(drawn(nodes))
        self.refresh_bindings()

    # Stepping.

    @on(OptionList.OptionHighlighted, "#moves")
    def _moment_marked(self, message: OptionList.OptionHighlighted) -> None:
        message.stop()
        message.prevent_default()
        marked = self.listing("moves").marked
        if marked is not None:
            self._go(marked)

    def _step(self, by: int) -> None:
        moves = self.listing("moves")
        places = [row.id for row in moves.rows if row.enabled]
        at = places.index(moves.marked) if moves.marked in places else 0
        if places:  # else the key came before the rows
            moves.mark(places[min(max(at + by, 0), len(places) - 1)])

    action_step_back = partialmethod(_step, -1)
    action_step_on = partialmethod(_step, 1)

    def action_other_seat(self) -> None:
        seats: list[str | None] = [*self.game.deck.turn_order, None]
        self.turn(seats[(seats.index(self.role) + 1) % len(seats)])

    @on(OptionList.OptionSelected)
    def _row_chosen(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        message.prevent_default()
        if message.option_list.id == "moves":
            self.action_confirm()
        else:
            self.open_row(message.option_id or "")

    def action_details(self) -> None:
        """From the moments to what the choice brought, whose lines lead on."""
        if self.focused is self.listing("moves"):
            self.query_one("#saying", Page).focus()
        else:
            super().action_details()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "hold":
            return False
        if action == "details" and self.focused is self.listing("moves"):
            return any(line.leads for line in self.query_one("#saying", Page).lines)
        if action in ("other_seat", "debrief"):
            return self.game.state.over
        if action == "what_if":
            return self._may_change()
        if action in ("go_on_here", "confirm"):
            return self._may_go_on()
        return super().check_action(action, parameters) if action.startswith("tab_") else True

    @property
    def labels(self) -> dict[str, str]:
        """The first tab is that of the moments here, and ⏎ asks what is to be done with one."""
        return {"tab_move": "Timeline", "confirm": "What now"}

    def action_back(self) -> None:
        self.dismiss()

    def action_debrief(self) -> None:
        """The ending; back to it where this was called from there."""
        if shown(self.app, "ending"):
            self.dismiss()
            return

        def read(wanted: str | None) -> None:
            if wanted is not None:
                self._app.finished(new_game=True)

        show(self.app, "ending", self.game, self.role, then=read)

    # What can be done from here.

    def _may_change(self) -> bool:
        """Whether the choice at hand may be tried otherwise: after the game any, before only a lone player's own."""
        return not self.tip and self.game.can_try(self.number)

    def _may_go_on(self) -> bool:
        """Whether there is another way to go from here than the one the game has taken already."""
        later = any(known.number > self.number for known in self.game.known(self.role))
        return no_secrets(self._past) and bool(self.tip or later or self.game.read_only)

    def confirmed(self) -> None:
        if not self._may_go_on() and not self._may_change():
            return
        answers: list[Answer] = []
        if self._may_change():
            answers.append(("what_if", WHAT_IF, self.action_what_if))
        if self._may_change() and no_secrets(self._past):
            answers.append(("anew", "Take it back, and choose anew", self._choose_anew))
        if self._may_go_on():
            answers.append(("go_on_here", "Play on from here, after this choice", self.action_go_on_here))
        answers.append(("stay", "Just look", None))
        ask(self.app, "From here", (), answers)

    def _choose_anew(self) -> None:
        self.number -= 1
        go_on(self._app, self.game, self.called, self.number)

    def action_what_if(self) -> None:
        if self._may_change():
            show(self.app, "other-choice", self.game, self.role, self.number - 1)

    def action_go_on_here(self) -> None:
        """Play on from the moment shown."""
        if self._may_go_on():
            go_on(self._app, self.game, self.called, self.number, self.tip)


def go_on(app: GameApp, game: GameRecord, called: str, number: int, tip: int = 0) -> None:
    """Ask how to play on after choice ``number`` of ``game``, or after its entry ``tip`` that was taken back, and do
    it. ``called``: the game's name in the records of games that go on from it."""
    session = driven(game)
    answers = []
    if session is not None and not game.read_only and len(game.people()) == 1:
        answers.append(("here", "In this game: what came after is taken back, and stays in its record"))
    answers.append(("new", "In a new game: this one stays as it is"))
    if len(game.people()) != 1:
        answers += [
            (f"as:{role}", f"In a new game, you as {game.deck.roles[role].name}, scripted opponents for the others")
            for role in game.deck.turn_order
        ]

    def answered(answer: str | None) -> None:
        if answer is None:
            return
        try:
            if answer == "here" and session is not None:
                if tip:
                    session.take_up(tip)
                else:
                    session.back(number)
                app.begin(session)
            else:
                _branch(app, game, called, number, tip, answer.partition(":")[2])
        except RecordError as problem:
            app.say(problem.sentence, warning=True)

    app.push_screen(QuestionScreen("Play on from here", (), answers), answered)


def _branch(app: GameApp, game: GameRecord, called: str, number: int, tip: int, role: str) -> None:
    """Go on in a new game; ``role``: the one person in it, empty where everybody stays."""
    new = played_on(game, number, tip, role)
    if app.saves is not None:
        opened = branch_of(app.saves, new, called, origin_of(game, called, number, tip))
        for told in opened.told:
            app.say(told)
    app.begin(new)
