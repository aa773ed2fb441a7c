"""Before the first round: who you are, what you want, what the question is, and which cards you keep."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve, frozen
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static

from debate.debrief.hands import sensible_hand
from debate.faces.tui.actions import BRIEFING, bindings
from debate.faces.tui.drawn import content_of, drawn
from debate.faces.tui.footer import Keys
from debate.faces.tui.listing import Listing, Row
from debate.faces.tui.page import Line, Page
from debate.faces.tui.routes import show
from debate.faces.tui.stage import GameApp
from debate.faces.tui.text import entitle, say
from debate.game.record import GameRecord
from debate.pages.believing import asked_before, believing, can_believe, learner_of
from debate.pages.briefing import story
from debate.pages.document import Ref
from debate.pages.reader import Reader
from debate.pages.table import card_in_hand
from debate.rules.moves import Move


@frozen
class Marks:
    """What somebody has marked on the page: the cards to keep, and the row with the mark."""

    kept: tuple[str, ...]
    cursor: str | None


class BriefingScreen(Screen[Move | None]):
    """Ends with the cards to keep where hands are being chosen, else with None."""

    BINDINGS = bindings(BRIEFING)
    AUTO_FOCUS = "#dealt"

    def __init__(
        self, session: GameRecord, role: str, leave: Callable[[], None] | None = None, marks: Marks | None = None
    ) -> None:
        """``leave``: goes back to where roles are chosen; None: there is no way back. ``marks``: those of the same page
        before its deck was written anew."""
        super().__init__()
        self._leave = leave
        self.session = session
        self.role = role
        view = session.view(role)
        self.cards = view.hand
        self.drafting = session.state.phase == "deal" and role in session.state.awaiting
        self.size_kept = min(session.deck.rules.hand, len(self.cards))
        self.kept = list(sensible_hand(session.deck, view) if self.drafting else self.cards)
        self._cursor: str | None = None
        if marks is not None:
            self._cursor = marks.cursor
            if self.drafting:
                self.kept = [card for card in marks.kept if card in self.cards]

    @property
    def marks(self) -> Marks:
        """Which cards are kept, and where the mark stands; where it is to stand, while the page is not shown yet."""
        dealt = self.query("#dealt").results(Listing)
        return Marks(tuple(self.kept), next((each.marked for each in dealt), self._cursor))

    def compose(self) -> ComposeResult:
        yield Static(id="briefing-head")
        with Horizontal(id="briefing"):
            page = Page(tuple(self._story()), id="story", classes="panel", beside=True)
            entitle(page, "Briefing", self._claims())
            yield page
            yield Listing(id="dealt", classes="panel")
        yield Keys()

    def on_resize(self) -> None:
        self.set_class(self.size.width >= 110, "-wide")
        self.call_after_refresh(self._fill)

    def _story(self) -> list[Line]:
        return drawn(story(Reader(self.session, self.role)))

    def _claims(self) -> str:
        """That there are claims to be answered before one knows more; it stands in the frame, where it costs no row."""
        session = self.session
        if not self.check_action("beliefs", ()) or asked_before(session.source, learner_of(session)):
            return ""
        return f"{len(session.source.beliefs)} claims about it: v says what you believe"

    def _fill(self) -> None:
        deck = self.session.deck
        dealt = self.query_one("#dealt", Listing)
        cells = max(20, dealt.scrollable_content_region.width - 2)
        cursor, self._cursor = self._cursor, None
        dealt.show((Row(f"card:{card}", self._card(card, cells)) for card in self.cards), cursor)
        count = f"{len(self.kept)} of {self.size_kept}"
        if self.drafting:
            entitle(dealt, f"Keep {self.size_kept} of these {len(self.cards)} cards: {count} kept")
            missing = self.size_kept - len(self.kept)
            ask = _missing(missing) if missing else "⏎ takes your seat with the ◆ cards; space changes one."
        else:
            entitle(dealt, "Your cards")
            ask = "⏎ takes your seat at the table."
        self.query_one("#briefing-head", Static).update(say((f" {deck.title}   ", ""), (ask, "bold")))
        self.refresh_bindings()

    def _card(self, card_id: str, cells: int) -> Content:
        kept = card_id in self.kept
        title, *rest = card_in_hand(Reader(self.session, self.role), card_id)
        text = f"{title.text} (kept)" if self.drafting and kept else title.text
        head = evolve(title, text=text, mark="held" if kept else "other")
        return content_of([head, *(evolve(line, level=2) for line in rest)], cells)

    @on(OptionList.OptionSelected, "#dealt")
    def _selected(self, message: OptionList.OptionSelected) -> None:
        """A click on a card: keeps or drops it; once the hand is chosen it opens the card."""
        message.stop()
        if self.drafting:
            self.action_toggle_card()
        else:
            self.action_details()

    def action_toggle_card(self) -> None:
        marked = (self.query_one("#dealt", Listing).marked or "").removeprefix("card:")
        if not self.drafting or marked not in self.cards:
            return
        if marked in self.kept:
            self.kept.remove(marked)
        elif len(self.kept) < self.size_kept:
            self.kept.append(marked)
        else:
            self.app.notify(f"You keep {self.size_kept} cards: drop one first.", markup=False)
        self._fill()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "toggle_card":
            return self.drafting
        if action == "beliefs":
            return can_believe(self.session, self.role) and isinstance(self.app, GameApp)
        if action == "leave_briefing":
            return self._leave is not None
        return True

    def action_beliefs(self) -> None:
        """Say what one believes before the game."""
        show(self.app, "dialogue", believing(self.session, self.role))

    def action_begin(self) -> None:
        if not self.is_current:
            return  # the key came twice
        missing = self.size_kept - len(self.kept)
        if not self.drafting:
            self.dismiss(None)
        elif missing:
            self.app.notify(_missing(missing), markup=False)
        else:
            kept = tuple(card for card in self.cards if card in self.kept)
            self.dismiss(Move(self.role, "keep", cards=kept))

    def action_details(self) -> None:
        page = self.focused
        marked = self.query_one("#dealt", Listing).marked
        if isinstance(page, Page):
            page.choose()
        elif marked:
            self._follow(Ref("card", marked.removeprefix("card:")))

    def action_leave_briefing(self) -> None:
        if self._leave is not None:
            self._leave()

    def on_page_opened(self, message: Page.Opened) -> None:
        message.stop()
        if message.line.to is not None:
            self._follow(message.line.to)

    def _follow(self, to: Ref) -> None:
        show(self.app, "details", self.session, self.role, to)


def _missing(count: int) -> str:
    return f"Keep {count} more card{'s' * (count != 1)}: space keeps or drops the marked one."
