"""Choosing from a list, and forms whose lines are turned: the small screens of the console."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from attrs import frozen
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from debate.classroom.console.next_step import CAPTAIN, OFFER, VOTE
from debate.faces.tui.actions import ASK, CLASS_RULES, IDLE, SPLIT, bindings
from debate.faces.tui.confirm import QuestionScreen
from debate.faces.tui.footer import Keys
from debate.faces.tui.listing import Listing, Row
from debate.faces.tui.page import QUIET
from debate.faces.tui.text import entitle, fit, rows, say


class ChoosingScreen(QuestionScreen):
    """A question with many answers: the list scrolls."""

    CSS = """
    ChoosingScreen { align: center middle; }
    ChoosingScreen #question { max-height: 22; }
    ChoosingScreen #answers { height: auto; max-height: 13; }
    """

    def __init__(
        self, title: str, texts: Iterable[str], answers: Sequence[tuple[str, str]], mark: str | None = None
    ) -> None:
        super().__init__(title, texts, answers)
        self._marked = mark

    def on_mount(self) -> None:
        if self._marked is not None:
            self.call_after_refresh(self.query_one("#answers", Listing).mark, self._marked)


class SplitScreen(QuestionScreen):
    """How a team that cannot agree is helped: two keys of its own, or the answers as everywhere."""

    PLACES: ClassVar[tuple[str, ...]] = (ASK, SPLIT)
    BINDINGS = bindings(ASK, SPLIT)

    def __init__(self, title: str) -> None:
        texts = ["They are told so, too, and may still agree by themselves."]
        answers = [(CAPTAIN, "c: make somebody captain"), (VOTE, "2: ask for a second vote between two proposals")]
        super().__init__(title, texts, [*answers, ("leave", "Let them talk")])

    def action_split_captain(self) -> None:
        self.dismiss(CAPTAIN)

    def action_split_vote(self) -> None:
        self.dismiss(VOTE)


class IdleScreen(QuestionScreen):
    """How a team that proposes nothing is helped. ``one``: somebody plays it alone, so that a captain helps nobody."""

    PLACES: ClassVar[tuple[str, ...]] = (ASK, IDLE)
    BINDINGS = bindings(ASK, IDLE)

    def __init__(self, title: str, one: bool) -> None:
        texts = [f"{title}. They read the same, with what to do. A move that is offered can be taken or left."]
        answers = [(OFFER, "m: offer them what a scripted opponent would choose")]
        answers += [] if one else [(CAPTAIN, "c: make somebody captain, who decides this once")]
        super().__init__("Nothing is proposed", texts, [*answers, ("leave", "Let them think")])
        self._one = one

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "split_captain":
            return not self._one
        return super().check_action(action, parameters)

    def action_split_captain(self) -> None:
        self.dismiss(CAPTAIN)

    def action_offer_move(self) -> None:
        self.dismiss(OFFER)


@frozen
class Turned:
    """One line of a form: what it is, the words for how it stands, what that means, and what turning it does."""

    id: str
    label: str
    value: str
    means: str
    turn: Callable[[int], None]


class TurningScreen(ModalScreen[None]):
    """A form whose lines are turned with ←→ or the space bar; what is turned counts at once."""

    CSS = """
    TurningScreen { align: center middle; }
    TurningScreen #turning {
        width: 76; height: auto; max-height: 100%; background: $surface;
        border: heavy $accent; border-title-style: bold; padding: 0 1;
    }
    TurningScreen #lines { max-height: 16; }
    TurningScreen #means { height: 3; margin: 1 0 0 0; }
    """
    PLACES: ClassVar[tuple[str, ...]] = (CLASS_RULES,)
    BINDINGS: ClassVar[list[BindingType]] = bindings(CLASS_RULES, modal=True)
    AUTO_FOCUS = "#lines"

    def __init__(self, title: str, form: Callable[[], Iterable[Turned]]) -> None:
        super().__init__()
        self.heading = title
        self._form = form
        self._turned: dict[str, Turned] = {}

    def compose(self) -> ComposeResult:
        with Vertical(id="turning"):
            yield Listing(id="lines")
            yield Static(id="means")
        yield Keys()

    def on_mount(self) -> None:
        entitle(self.query_one("#turning"), self.heading, "←→ changes, esc goes back")
        self.show()

    def show(self) -> None:
        """Show the lines as they stand."""
        self._turned = {line.id: line for line in self._form()}
        self.query_one("#lines", Listing).show([Row(line.id, self._line(line)) for line in self._turned.values()])
        self._explain()

    def _line(self, line: Turned) -> Content:
        return say(fit(line.label, 24), ("‹ ", QUIET), (line.value, "bold"), (" ›", QUIET))

    @on(OptionList.OptionHighlighted, "#lines")
    def _explain(self) -> None:
        line = self._turned.get(self.query_one("#lines", Listing).marked or "")
        self.query_one("#means", Static).update(rows([(line.means, QUIET)] if line is not None else []))

    @on(OptionList.OptionSelected, "#lines")
    def _selected(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        self.action_turn_setting()

    def action_turn_setting(self, step: int = 1) -> None:
        line = self._turned.get(self.query_one("#lines", Listing).marked or "")
        if line is not None:
            line.turn(step)
            self.show()

    def action_turn_setting_back(self) -> None:
        self.action_turn_setting(-1)

    def action_back(self) -> None:
        self.dismiss(None)
