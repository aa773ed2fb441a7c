"""The table in a class: as alone, with what the team proposes, what the teacher says, and a judge's ballot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, cast
from weakref import WeakKeyDictionary

from attrs import evolve, frozen
from textual import on
from textual.app import ComposeResult
from textual.widgets import OptionList, Static

from debate.classroom.page.people import who_is_here
from debate.classroom.page.seat import Seat
from debate.classroom.seats import words
from debate.classroom.seats.judging import Reasons, Ruling, ballot_asked, made_page, waiting_rows
from debate.classroom.seats.stage import SeatedApp
from debate.faces.tui.actions import SEAT, bindings
from debate.faces.tui.dialogue import DialogueScreen
from debate.faces.tui.drawn import drawn
from debate.faces.tui.keeping import Banner
from debate.faces.tui.listing import Row
from debate.faces.tui.page import QUIET, Line, Page
from debate.faces.tui.panels import made_rows, rows_of
from debate.faces.tui.question import Asked, Option
from debate.faces.tui.sheet import Sheet
from debate.faces.tui.table import TableScreen
from debate.faces.tui.table_parts import PANELS
from debate.faces.tui.text import Part, entitle, fold, rows, say
from debate.game.record import GameRecord
from debate.pages.document import Ref
from debate.pages.judging import NONE, RULINGS
from debate.pages.timeline import made_words
from debate.rules.moves import JUDGE, Move
from debate.rules.state import State

if TYPE_CHECKING:
    from debate.classroom.room import Asking, Proposal, Room

TALL = 30
"""From so many lines on there is always room for a prompt of two."""
PROPOSAL = "proposal:"
MINE = ("choose", "confirm")
"""What is asked of a person whose role chooses now."""


Made = TypeVar("Made")
Kept = dict[tuple[str, str | None, int], tuple[State, Any]]
_made: WeakKeyDictionary[Room, dict[int, tuple[int, Kept]]] = WeakKeyDictionary()
"""Room -> table -> its version, and what was made at that version by kind, role and width; with the state that it was
made of, for a screen that is drawn in the very moment of a change may still have the one before it."""


@frozen
class Proposed(Option):
    """A choice that somebody in the team proposes; ``number`` is the proposal's."""

    number: int = 0

    @property
    def id(self) -> str:
        return f"{PROPOSAL}{self.number}"


class SeatTable(TableScreen):
    """The table for one person of a class: at a role, or as a judge (``role`` None)."""

    BINDINGS = bindings(SEAT)
    VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]  # noqa: RUF012
    DEFAULT_CSS = """
    SeatTable #class { height: auto; max-height: 5; padding: 0 1; display: none; background: $boost; }
    SeatTable #class.-on { display: block; }
    """

    def __init__(self, room: Room, person: str, session: GameRecord, role: str | None) -> None:
        super().__init__(session, role)
        self.room = room
        self.person = person
        self.asking: Asking = room.asking(person)
        self.seen = -1
        """The version of the table that is shown."""
        self._late = True
        self._lines: dict[str, list[Part]] = {}
        self._question: tuple[int, int] | None = None

    @property
    def seat_app(self) -> SeatedApp:
        return cast("SeatedApp", self.app)

    def compose(self) -> ComposeResult:
        for widget in super().compose():
            yield widget
            if isinstance(widget, Banner):
                yield Static(id="class")

    def on_mount(self) -> None:
        self.set_interval(1.0, self._count_down)
        if self.role is None:
            self.call_later(self._open_on_the_floor)

    def _open_on_the_floor(self) -> None:
        """For a judge, unless a case has come to be judged by now."""
        if self._question is None:
            self.show_tab("floor")

    # What is shown.

    def show(self) -> None:
        """Show the game as it stands; while another screen is on top, only once that has gone."""
        if self._look():
            self.show_class()
            super().show()
            self._come_forward()

    def show_first(self) -> None:
        """Show what matters most and takes least: what is asked, and who has chosen. :meth:`show` does the rest."""
        if self._look():
            self._asked = self.now_asked()
            self.show_class()
            self.query_one("#head", Static).update(self._head(), layout=False)
            self.show_prompt()
            if self._come_forward():
                self.show_asked()
            self.show_seats()

    def _look(self) -> bool:
        """Look at the room and the game in it, if anybody looks at this screen now. Both at the same time: what is
        asked may be about what the game of a moment ago did not have."""
        if not self.is_mounted:
            return False
        self._late = self.app.screen is not self
        if self._late:
            return False
        game = self.seat_app.game()
        if game is None or game.role != self.role:
            return False  # they sit elsewhere by now, and another screen is on its way
        self.session = game
        self.asking = self.room.asking(self.person)
        place = self.room.people[self.person].place
        self.seen = self.room.tables[place.table - 1].version if place is not None else -1
        return True

    def in_sight(self, panel: str) -> bool:
        """Not those behind another tab, once they have been filled: the rest of the class waits meanwhile."""
        folded = self.has_class("-narrow") and PANELS[panel] not in ("", self._tab)
        return not folded or (panel == "floor" and not self.listing(panel).rows)

    def show_tab(self, tab: str) -> None:
        other = tab != self._tab
        super().show_tab(tab)
        if other and self.has_class("-narrow"):
            self.call_after_refresh(self.show)

    def panel_rows(self, panel: str, cells: int) -> Sequence[Row]:
        return self._shared(panel, cells, lambda: tuple(super(SeatTable, self).panel_rows(panel, cells)))

    def choice_rows(self, options: Sequence[Option], cells: int) -> Sequence[Row]:
        if self.role is None or any(isinstance(option, Proposed) for option in options):
            return super().choice_rows(options, cells)
        return self._shared("choices", cells, lambda: tuple(super(SeatTable, self).choice_rows(options, cells)))

    def _shared(self, kind: str, cells: int, make: Callable[[], Made]) -> Made:
        """What all who sit in the same place see, made once for them: the same object for each, so that their lists are
        drawn once, too."""
        place = self.room.people[self.person].place
        if place is None:
            return make()
        tables = _made.setdefault(self.room, {})
        version, kept = tables.get(place.table, (-1, {}))
        if version != self.seen:
            kept = {}
            tables[place.table] = self.seen, kept
        key = (kind, self.role, cells)
        found = kept.get(key)
        if found is None or found[0] is not self.session.state:
            found = kept[key] = self.session.state, make()
        return cast("Made", found[1])

    def show_prompt(self) -> None:
        lines = fold(self.prompt(), max(20, self.size.width - 2))[:2]
        self._put("ask", [(f" {line}", "bold") for line in lines], fixed=self.has_class("-tall"))

    def _put(self, id_: str, lines: list[Part], fixed: bool = False) -> None:
        """Show these lines; the screen is only laid out anew where their number is another and not ``fixed``."""
        before = self._lines.get(id_)
        if before != lines:
            self._lines[id_] = lines
            other = before is None or len(before) != len(lines)
            self.query_one(f"#{id_}", Static).update(rows(lines), layout=other and not fixed)

    def show_class(self) -> None:
        """The lines above the panels: what stops the game, the teacher's message, the time, the team."""
        lines = words.class_lines(self.room, self.person, self.asking)
        folded = [(row, style) for text, style in lines for row in fold(text, max(20, self.size.width - 2))][:5]
        self.query_one("#class").set_class(bool(lines), "-on")
        self.set_class(self.asking.what in words.STOPPED, "-stopped")
        self._put("class", list(folded))

    def _come_forward(self) -> bool:
        """Bring what is asked to the front when it is asked anew; whether it was."""
        place, question = self.room.people[self.person].place, None
        if place is not None and self.asking.what == "appraise":
            question = (-1, self.session.state.round)
        elif place is not None and self.asking.what in (*MINE, "judge"):
            question = self.room.tables[place.table - 1].questions.asked(self.role or JUDGE)
        anew = question is not None and question != self._question
        if anew:
            self.show_tab("move")
        self._question = question
        return anew

    def show_asked(self) -> None:
        if self.role is not None or self._asked is not None:
            super().show_asked()
            return
        moves = self.listing("moves")
        self.lay(page=True)
        entitle(moves, "What was chosen, the latest first")
        moves.show(made_rows(self.session, self._cells("moves")))
        self._show_made()

    def _show_made(self) -> None:
        page, marked = self.query_one("#saying", Page), self.listing("moves").marked or ""
        made = self.session.known(None)
        number = int(marked.partition(":")[2]) if marked.startswith("choice:") else len(made)
        if number < len(made):
            entitle(page, made_words(self.session, made[number]))
            page.show(made_page(self.session, made[number]))
        else:
            entitle(page, "Nothing has been chosen yet")
            page.show(())

    @on(OptionList.OptionHighlighted, "#moves")
    def _made_marked(self) -> None:
        if self.role is None and self._asked is None:
            self._show_made()

    def _count_down(self) -> None:
        if self.asking.until is not None and self.app.screen is self:
            self.show_class()

    def prompt(self) -> str:
        asking = self.asking
        if asking.what in ("judge", "appraise") or (asking.what == "choose" and not asking.proposals):
            return self._asked.prompt if self._asked is not None else asking.sentence
        if asking.what in words.STOPPED:
            return f"! {asking.sentence}"
        if any(self.person in proposal.supporters for proposal in asking.proposals):
            return f"{asking.sentence} x takes your support back."
        if asking.what == "confirm":
            return f"{asking.sentence} It stands on top: mark it, and ⏎ supports it."
        return f"{asking.sentence} v answers." if asking.what == "believe" else asking.sentence

    def now_asked(self) -> Asked | None:
        if self.role is None:
            return ballot_asked(self.room, self.person, self.session)
        found = self._shared("asked", 0, super().now_asked)
        if found is None:
            return None
        if self.asking.what not in MINE:
            own = self.role in self.session.state.awaiting
            title = "Your team's proposals" if self.asking.proposals else "Wait"
            found = Asked(title if own else found.title, self.asking.sentence)
        if self.session.state.phase == "deal":
            return Asked("Your hand", found.prompt, tuple(self._keeping()))
        if not found.options:
            return found
        proposed = tuple(self._proposed(proposal) for proposal in self.asking.proposals)
        return evolve(found, options=proposed + found.options)

    def _keeping(self) -> Iterator[Option]:
        for proposal in self.asking.proposals:
            yield self._proposed(proposal)
        if self.asking.what in MINE and self.role is not None:
            page = (Line("Look at all the cards that were dealt, and choose which to keep."),)
            yield Option("Choose the cards", Move(self.role, "keep"), page)

    def _proposed(self, proposal: Proposal) -> Option:
        lines = tuple(words.proposal_page(self.room, self.person, self.session, proposal))
        label = words.proposal_words(self.room, self.person, self.session, proposal)
        return Proposed(label, proposal.move, lines, proposal.number)

    def move_rows(self, role: str, cells: int) -> Sequence[Row]:
        state = self.session.state
        if self.asking.what not in MINE and (state.phase != "choose" or role not in state.awaiting):
            return self._shared("waiting", cells, lambda: tuple(waiting_rows(self.session, role, cells)))
        found = []
        for proposal in self.asking.proposals:
            text = words.proposal_words(self.room, self.person, self.session, proposal)
            found.append(Row(f"{PROPOSAL}{proposal.number}", rows_of([f"◆ {text}"], cells, "bold")))
        if found:
            found.append(Row("proposals:end", say(("Or propose something else:", QUIET)), enabled=False))
        moves = self._shared("moves", cells, lambda: tuple(super(SeatTable, self).move_rows(role, cells)))
        return (*found, *moves) if found else moves

    def _marked_move(self) -> str | None:
        marked = self.listing("moves").marked or ""
        if marked.startswith(PROPOSAL):
            number = int(marked.removeprefix(PROPOSAL))
            return next((p.move.move or None for p in self.asking.proposals if p.number == number), None)
        return super()._marked_move()

    # What is chosen.

    @property
    def awaits(self) -> bool:
        return self.asking.what in MINE

    def choosing(self) -> bool:
        state = self.session.state
        return self.awaits and state.phase == "choose" and self.role in state.awaiting

    def choose(self, move: Move | None) -> None:
        if move is not None:
            self.seat_app.request("propose", move=str(move))

    @on(OptionList.OptionSelected, "#moves")
    def _picked(self, message: OptionList.OptionSelected) -> None:
        """Before the table's own: what is chosen may be a proposal, or a vote."""
        id_ = message.option_id or ""
        if id_.startswith(PROPOSAL):
            message.stop().prevent_default()
            self.seat_app.request("support", proposal=id_.removeprefix(PROPOSAL))
            return
        if id_.startswith("choice:"):
            message.stop().prevent_default()
            self.open_row(id_)
            return
        option = next((o for o in (self._asked.options if self._asked is not None else ()) if o.id == id_), None)
        if option is None:
            return
        message.stop().prevent_default()
        if isinstance(option, Proposed):
            self.seat_app.request("support", proposal=str(option.number))
        elif isinstance(option, Ruling):
            if option.what:
                self._judge(option)
        elif option.move.kind == "keep":
            self.seat_app.choose_hand()
        elif self.awaits:
            self.choose(option.move)

    def _judge(self, ruling: Ruling) -> None:
        """Rule on a case, once a reason was given or left open."""

        def send(reason: str, words: str) -> None:
            given = {"speaker": ruling.speaker, "reason": reason, "words": words}
            if ruling.what in RULINGS:
                self.seat_app.request("vote", ruling=ruling.what, **given)
            else:
                self.seat_app.request("appraise", what=ruling.what, **given)

        if ruling.speaker == NONE:
            send("", "")
        else:
            self.app.push_screen(DialogueScreen(Reasons(ruling.what, ruling.label, send)))

    def open_row(self, id_: str) -> None:
        """As alone; of a choice that was made, its move or else its card."""
        kind, _, rest = id_.partition(":")
        if kind != "choice":
            super().open_row(id_)
            return
        move = self.session.known(self.role)[int(rest)].entry.move
        if move.move or move.card:
            self.look_up(Ref("move", move.move) if move.move else Ref("card", move.card))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "hold":
            return self.choosing()
        if action == "withdraw":
            return any(self.person in proposal.supporters for proposal in self.asking.proposals)
        if action == "beliefs":
            return self.asking.what == "believe"  # what is asked after the game is asked where it is told how it ended
        if action == "be_captain":
            return Seat(self.room, self.person).may_be_captain
        return True

    def action_withdraw(self) -> None:
        self.seat_app.request("withdraw")

    def action_be_captain(self) -> None:
        self.seat_app.request("captain")

    def action_beliefs(self) -> None:
        self.seat_app.ask_beside()

    def action_who(self) -> None:
        people = drawn(who_is_here(self.room, self.person))
        self.app.push_screen(Sheet("Who is here", people, "esc closes"))

    def on_screen_resume(self) -> None:
        if self._late:
            self.show()
