"""The timeline: the table as it stood at any past moment, with what each choice brought; the way back into it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, cast

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from debate.debrief.narration import consequences
from debate.faces.tui import panels
from debate.faces.tui.actions import TABLE, TIMELINE, bindings
from debate.faces.tui.confirm import QuestionScreen
from debate.faces.tui.drawn import drawn
from debate.faces.tui.keeping import Banner
from debate.faces.tui.listing import Row
from debate.faces.tui.page import BLANK, QUIET, STRONG, Line, Page, heading
from debate.faces.tui.question import PHASES
from debate.faces.tui.routes import show, shown
from debate.faces.tui.stage import GameApp
from debate.faces.tui.table import TableScreen
from debate.faces.tui.text import entitle, say
from debate.game.record import GameRecord, Known
from debate.game.session import driven, forked
from debate.pages.exchange import choice_words, reasons
from debate.rules.text import visible
from debate.saves import branch_of, default_name
from debate.store import PERSON, Branch, Origin, RecordError, Seat

START = "start"
NOT_HERE = frozenset({"hold", "undo", "redo", "keep", "timeline"})
"""What the table offers and the past does not."""
AS_BEFORE = ""


class TimelineScreen(TableScreen):
    """The past of ``game`` as ``role`` saw it then; once the game is over, as any seat saw it.

    ``name``: how the game is called in the records of games that go on from it. ``at``: how many choices had been made
    at the moment that is shown first; by default all.
    """

    PLACES: ClassVar[tuple[str, ...]] = (TABLE, TIMELINE)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(TIMELINE)]

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

    def _known(self) -> tuple[Known, ...]:
        """The choices of the game that lie open to whoever looks."""
        return self.game.known(self.role)

    def _branches(self) -> tuple[Branch, ...]:
        """What was taken back. While several people play, what one of them took back is nobody else's business."""
        return self.game.journal.branches() if self._no_secrets else ()

    @property
    def _no_secrets(self) -> bool:
        """Whether no person at the keyboard may learn here what another one keeps from them."""
        return self.game.state.over or len(self.game.people()) <= 1

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
        if self.is_mounted:
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
        rows = list(self._rows(cells))
        known = [row.id for row in rows]
        if here not in known:  # a choice that is not told: the one before it
            before = [n for n in (k.number for k in self._known()) if n <= self.number]
            here = f"choice:{before[-1]}" if before else START
        moves.show(rows, mark=here)
        self._show_brought()

    def _rows(self, cells: int) -> Iterator[Row]:
        yield Row(START, say("The start"))
        round_ = 0
        for known in self._known():
            if known.round != round_:
                round_ = known.round
                label = panels.deck_label(self.game.deck, round_)
                title = f"Round {round_}" + (f" · {label}" if label and label != f"Round {round_}" else "")
                yield Row(f"round:{round_}", say((title, "bold underline")), enabled=False)
            yield Row(f"choice:{known.number}", panels.rows_of([self._words(known)], cells))
        branches = self._branches()
        if branches:
            yield Row("branches", say(("Taken back", "bold underline")), enabled=False)
        for branch in branches:
            first = branch.choices[0]
            words = f"R{first.round} {self._who(first.move.role)}: {choice_words(self.game.deck, first.move)}"
            more = len(branch.choices) - 1
            words += f", and {more} more choice{'s' * (more > 1)}" if more else ""
            yield Row(f"branch:{branch.tip}", panels.rows_of([words], cells))

    def _who(self, role: str) -> str:
        roles = self.game.deck.roles
        return roles[role].name if role in roles else "The judge"

    def _words(self, known: Known) -> str:
        move = known.entry.move
        return f"{self._who(move.role)}: {choice_words(self.game.deck, move)}"

    def _show_brought(self) -> None:
        """What the choice at hand brought, step by step, and why it was made."""
        page = self.query_one("#saying", Page)
        if self.tip:
            entitle(page, "Taken back")
            page.show(self._branch_lines())
        elif not self.number:
            entitle(page, "The start")
            page.show([Line(self.game.deck.question, STRONG), Line("→ steps to the first choice.", QUIET)])
        else:
            entitle(page, "What it brought")
            page.show(self._brought())

    def _branch_lines(self) -> Iterator[Line]:
        branch = next((branch for branch in self._branches() if branch.tip == self.tip), None)
        for choice in branch.choices if branch is not None else ():
            yield Line(f"{self._who(choice.move.role)}: {choice_words(self.game.deck, choice.move)}")

    def _brought(self) -> Iterator[Line]:
        deck, over = self.game.deck, self.game.state.over
        known = next((known for known in self._known() if known.number == self.number), None)
        if known is not None:
            yield Line(self._words(known), STRONG)
        steps, before = self.game.seen_by(self.number, None if over else self.role)
        lines = consequences(deck, steps, before)
        if not lines:
            yield Line("Nothing yet: it was sealed, or waited for the others to choose.", QUIET)
        elif any(told.step is not None and told.step.kind != "rule" for told in lines):
            yield Line("The last choice that was awaited. All choices together then brought:", QUIET)
        for told in lines:
            yield Line(told.text, STRONG, lead="- ")
            if told.cause:
                cite = f" ({told.citation})" if told.citation else ""
                yield Line(f"{told.cause}{cite}", QUIET, lead="  ")
        if known is not None:
            yield from drawn(reasons(deck, [known]))
        if self.game.state.over and self.number == len(self.game.entries):
            yield BLANK
            yield heading("The last choice of the game")

    # Stepping.

    @on(OptionList.OptionHighlighted, "#moves")
    def _moment_marked(self, message: OptionList.OptionHighlighted) -> None:
        message.stop()
        message.prevent_default()
        marked = self.listing("moves").marked
        if marked is not None:
            self._go(marked)

    def action_step_back(self) -> None:
        self._step(-1)

    def action_step_on(self) -> None:
        self._step(1)

    def _step(self, by: int) -> None:
        moves = self.listing("moves")
        places = [row.id for row in moves.rows if row.enabled]
        at = places.index(moves.marked) if moves.marked in places else 0
        moves.mark(places[min(max(at + by, 0), len(places) - 1)])

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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in NOT_HERE:
            return False
        if action in ("other_seat", "debrief"):
            return self.game.state.over
        if action == "what_if":
            return self._may_change()
        if action in ("go_on_here", "confirm"):
            return self._may_go_on()
        return True

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
        later = any(known.number > self.number for known in self._known())
        return self._no_secrets and bool(self.tip or later or self.game.read_only)

    def action_confirm(self) -> None:
        if not self._may_go_on() and not self._may_change():
            return
        answers = []
        if self._may_change():
            answers.append(("what_if", "What if this choice had been another one?"))
        if self._may_change() and self._no_secrets:
            answers.append(("anew", "Take it back, and choose anew"))
        if self._may_go_on():
            answers.append(("go_on_here", "Play on from here, after this choice"))
        answers.append(("stay", "Just look"))

        async def answered(answer: str | None) -> None:
            if answer == "what_if":
                self.action_what_if()
            elif answer == "go_on_here":
                self.action_go_on_here()
            elif answer == "anew":
                self.number -= 1
                self.session = self.game.fork(self.number)
                self._ask_how()

        self.app.push_screen(QuestionScreen("From here", (), answers), answered)

    def action_what_if(self) -> None:
        if self._may_change():
            show(self.app, "other-choice", self.game, self.role, self.number - 1)

    def action_go_on_here(self) -> None:
        """Play on from the moment shown."""
        if self._may_go_on():
            self._ask_how()

    def _ask_how(self) -> None:
        """Whether to play on in this game, where that can be, or in a new one that says where it is from."""
        game = self.game
        answers = []
        if driven(game) is not None and not game.read_only and len(game.people()) == 1:
            answers.append(("here", "In this game: what came after is taken back, and stays in its record"))
        answers.append(("new", "In a new game: this one stays as it is"))
        if len(game.people()) != 1:
            answers += [
                (f"as:{role}", f"In a new game, you as {game.deck.roles[role].name}, scripted opponents for the others")
                for role in game.deck.turn_order
            ]
        self.app.push_screen(QuestionScreen("Play on from here", (), answers), self._go_on)

    def _go_on(self, answer: str | None) -> None:
        if answer is None:
            return
        try:
            session = driven(self.game)
            if answer == "here" and session is not None:
                if self.tip:
                    session.take_up(self.tip)
                else:
                    session.back(self.number)
                self._app.begin(session)
            else:
                self._branch(answer.partition(":")[2])
        except RecordError as problem:
            self._app.say(problem.sentence, warning=True)

    def _branch(self, role: str) -> None:
        """Go on in a new game; ``role``: the one person in it, empty where everybody stays."""
        new = forked(self.session, len(self.session.entries))
        if role:
            for other in new.seats:
                new.takeover(other, Seat(PERSON if other == role else "scripted"))
        saves = self._app.saves
        if saves is not None:
            line = self.game.journal.line(self.tip or None)
            entry = self.tip or (line[self.number - 1].number if self.number else 0)
            opened = branch_of(saves, new, self.called, Origin(visible(self.called, 100), entry))
            for told in opened.told:
                self._app.say(told)
        self._app.begin(new)
