"""Before the world moves: one question at a time, an answer and how sure one is, two keys each."""

from __future__ import annotations

from functools import partialmethod
from time import monotonic
from typing import ClassVar

from attrs import frozen
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from debate.debrief.closing import FALL, LATER, NOT, RISE, STAY
from debate.debrief.questions import SURE, Question
from debate.faces.tui.actions import PREDICT, bindings
from debate.faces.tui.footer import Keys
from debate.faces.tui.listing import Listing, Row
from debate.faces.tui.page import QUIET
from debate.faces.tui.question import NOTHING_CHOSEN
from debate.faces.tui.table_facts import TALL, WIDE
from debate.faces.tui.text import entitle, say
from debate.pages.predictions import ANSWERS, BEFORE_IT_MOVES, WHICH

WORDS = {id_: f"{glyph} {ANSWERS[id_]}" for id_, glyph in zip((RISE, NOT, STAY, FALL, LATER), "▲==▼↷", strict=True)}
"""The answers as they stand on the screen."""


@frozen
class Said:
    """An answer: what, how sure in per cent, and the id of the reason given, empty for none."""

    answer: str
    sure: int
    why: str = ""


LETTERS = "ab"
"""The keys of the two reasons. Whoever is asked for none has not answered the next question with the key of one."""
HOW = "Type what stands before it, or mark it with ↑↓ and press ⏎."
"""Said where a key was pressed that chooses nothing."""
STEPS = {
    "answer": ("answer_one", "answer_two", "answer_three", "answer_four"),
    "sure": ("half_sure", "rather_sure", "very_sure"),
    "reason": ("reason_one", "reason_two"),
}
"""The actions that choose something, by what is asked."""
OFF = "off"
"""Ends the questions for the rest of the game."""


class PredictScreen(ModalScreen[Said | str | None]):
    """Asks one question. Ends with what was said, None for no answer to it, or :data:`OFF`."""

    BINDINGS = bindings(PREDICT, asks=True)
    UNREAD: ClassVar[float] = 0.7
    """For so many seconds after it was drawn nobody can have read a question: keys were meant for what stood there
    before."""

    def __init__(self, question: Question, told: str = "", so_far: str = "", place: tuple[int, int] = (1, 1)) -> None:
        """``told``: who is asked, where several share the keyboard; ``so_far``: where the meter stands, and how right
        the answers before were; ``place``: which question it is, from 1 on, and of how many."""
        super().__init__()
        self.asked = question
        self.place = place
        self._drawn: float | None = None
        """When it was drawn first."""
        self.told = told
        self.so_far = so_far
        self.answer = ""
        self.sure = 0

    def compose(self) -> ComposeResult:
        with Vertical(id="predict"):
            if self.told:
                yield Static(say((self.told, "bold")))
            yield Static(say(self.asked.text), id="predict-text")
            yield Listing(id="predict-answers")
            yield Static(id="predict-sure")
            yield Static(say((self.so_far, QUIET)), id="predict-so-far")
        yield Keys()

    def on_resize(self) -> None:
        """In a large window it stands in the place of moves and sheet, with the world beside it."""
        self.set_class(self.app.size.width >= WIDE and self.app.size.height >= TALL, "-wide")
        self.call_after_refresh(self._place)

    def _place(self) -> None:
        """Cover what is beside the world on the table below, whatever stands above it there. In a small window cover
        all down to the hand, or down to the keys where the hand is in the way or not shown: no half of a frame."""
        box, below = self.query("#predict"), self.app.screen_stack[:-1]
        sides = below[-1].query("#side") if below and self.is_current else ()
        if not box or not sides:
            return
        frame = box[0]
        if self.has_class("-wide"):
            place = sides[0].region
            frame.styles.margin = (place.y, 0, 0, place.x)
            frame.styles.width, frame.styles.height = place.width, place.height
            return
        hand = below[-1].query_one("#hand")
        bottom, top = self.query_one(Keys).region.y, frame.region.y
        needed = sum(child.virtual_region_with_margin.height for child in frame.children) + frame.gutter.height
        free = hand.region.y - top if hand.display else 0
        frame.styles.margin, frame.styles.width = None, None
        frame.styles.height = free if needed <= free else bottom - top

    def on_mount(self) -> None:
        if not self.query(Listing):
            return  # taken away again before it stood
        number, count = self.place
        title = f"{BEFORE_IT_MOVES} · {number} of {count}" if count > 1 else BEFORE_IT_MOVES
        entitle(self.query_one("#predict"), title, "esc: no answer · it never changes the game")
        self.call_after_refresh(self._note_drawn)
        self._fill()
        self.query_one("#predict-answers", Listing).focus()

    def _note_drawn(self) -> None:
        self._drawn = monotonic()

    @property
    def _unread(self) -> bool:
        return self.UNREAD > 0 and (self._drawn is None or monotonic() - self._drawn < self.UNREAD)

    def _fill(self, missed: bool = False) -> None:
        """What is asked now: the answer, then how sure, then the reason where there are some to choose from.
        ``missed``: a key was pressed that chooses nothing here."""
        listing, given = self.query_one("#predict-answers", Listing), ""
        if not self.answer:
            rows = [
                Row(answer, say((f"{n} ", "bold"), WORDS[answer])) for n, answer in enumerate(self.asked.answers, 1)
            ]
            told = "Then you say how sure you are."
        elif not self.sure:
            rows = [Row(str(sure), say((f"{sure // 10} ", "bold"), f"{sure} % sure")) for sure in SURE]
            given, told = f"{WORDS[self.answer]}. How sure are you?", ""
        else:
            reasons = zip(LETTERS, self._reasons.items(), strict=False)
            rows = [Row(id_, say((f"{letter} ", "bold"), words)) for letter, (id_, words) in reasons]
            given, told = f"{WORDS[self.answer]}, {self.sure} % sure. {WHICH}", "esc leaves it open."
        # As at the table nothing is marked: the key that led here, pressed once too often, says nothing.
        listing.highlighted = None
        listing.show(rows, other="")
        missing = [(f"{NOTHING_CHOSEN} {HOW} ", "bold $bad")] if missed else []
        self.query_one("#predict-text", Static).update(say(self.asked.text, (given and f" {given}", "bold")))
        self.query_one("#predict-sure", Static).update(say(*missing, (told, QUIET)))
        self.refresh_bindings()
        self.call_after_refresh(self._place)

    @property
    def _reasons(self) -> dict[str, str]:
        """The reasons that can be given for the answer that was given."""
        return self.asked.reasons(self.answer)

    @on(Listing.Unmarked)
    def _nothing_marked(self) -> None:
        self._fill(missed=True)

    def on_key(self, event: events.Key) -> None:
        """A key of another step chooses nothing, and that is said."""
        if event.character and event.character in f"123456789{LETTERS}":
            self._fill(missed=True)

    @on(OptionList.OptionSelected, "#predict-answers")
    def _selected(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        listed = [row.id for row in self.query_one("#predict-answers", Listing).rows]
        if message.option_id in listed:  # else the row is of what was asked a moment before
            self._say(message.option_id or "")

    def _say(self, id_: str) -> None:
        if self._unread:
            return
        if not self.answer:
            self.answer = id_
        elif not self.sure:
            self.sure = int(id_)
            if not self._reasons:
                self._close(Said(self.answer, self.sure))
                return
        else:
            self._close(Said(self.answer, self.sure, id_))
            return
        self._fill()

    action_half_sure = partialmethod(_say, str(SURE[0]))
    action_rather_sure = partialmethod(_say, str(SURE[1]))
    action_very_sure = partialmethod(_say, str(SURE[2]))

    def _close(self, said: Said | str | None) -> None:
        """End once: keys that were pressed before the screen had closed mean nothing more."""
        if self.app.screen is self:
            self.dismiss(said)

    action_ask_no_more = partialmethod(_close, OFF)

    def _numbered(self, number: int) -> None:
        """The answer, or at the reasons the reason, with this number."""
        options = list(self._reasons if self.sure else self.asked.answers)
        if number <= len(options):
            self._say(options[number - 1])
        else:
            self._fill(missed=True)

    action_answer_one = action_reason_one = partialmethod(_numbered, 1)
    action_answer_two = action_reason_two = partialmethod(_numbered, 2)
    action_answer_three = partialmethod(_numbered, 3)
    action_answer_four = partialmethod(_numbered, 4)

    def action_no_answer(self) -> None:
        """At the answer none to this question; at how sure back to the answer; at the reason it stays open."""
        if self.answer and not self.sure:
            self.answer = ""
            self._fill()
        elif not self._unread:
            self._close(Said(self.answer, self.sure) if self.sure else None)

    @property
    def labels(self) -> dict[str, str]:
        """What escape does at this step."""
        return {"no_answer": "No reason" if self.sure else "Back"} if self.answer else {}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        asking = "reason" if self.sure else "sure" if self.answer else "answer"
        belongs = next((step for step, actions in STEPS.items() if action in actions), asking)
        return belongs == asking and super().check_action(action, parameters)
