"""Before the first round: who you are, what you want, what the question is, and which cards you keep."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar

from attrs import frozen
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static

from debate.debrief.hands import sensible_hand
from debate.debrief.naming import cited, counted, name_of
from debate.faces.tui.actions import BRIEFING, bindings
from debate.faces.tui.footer import Keys
from debate.faces.tui.listing import Listing, Row
from debate.faces.tui.page import BLANK, QUIET, STRONG, Line, Page, heading
from debate.faces.tui.routes import show
from debate.faces.tui.stage import GameApp
from debate.faces.tui.text import BACKS, DOWN, OTHER, UP, Part, entitle, fold, rows, say
from debate.game.record import GameRecord
from debate.pages.believing import asked_before, believing, can_believe, learner_of
from debate.pages.document import Ref
from debate.rules.deck import Argument, Deck
from debate.rules.moves import Move


@frozen
class Marks:
    """What somebody has marked on the page: the cards to keep, and the row with the mark."""

    kept: tuple[str, ...]
    cursor: str | None


class BriefingScreen(Screen[Move | None]):
    """Ends with the cards to keep where hands are being chosen, else with None."""

    PLACES: ClassVar[tuple[str, ...]] = (BRIEFING,)
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
            story = Page(tuple(self._story()), id="story", classes="panel", beside=True)
            entitle(story, f"You are {self.session.deck.roles[self.role].name}")
            yield story
            yield Listing(id="dealt", classes="panel")
        yield Keys()

    def on_resize(self) -> None:
        self.set_class(self.size.width >= 110, "-wide")
        self.call_after_refresh(self._fill)

    def _story(self) -> Iterator[Line]:
        session, deck = self.session, self.session.deck
        role = deck.roles[self.role]
        yield Line(deck.question, STRONG)
        if can_believe(session, self.role) and not asked_before(session.source, learner_of(session)):
            count = len(session.source.beliefs)
            yield Line(f"{count} claims about it: v says what you believe, before you know more.", QUIET)
        motive = role.motives.get(session.view(self.role).motive)
        # What one wants comes before all else, in sight also where the window is small.
        yield BLANK
        if motive is not None:
            yield heading(f"Your motive, known to you alone: {motive.name}")
            yield Line(motive.text)
        yield Line(role.brief, QUIET)
        if motive is not None:
            yield BLANK
            yield from _weights(deck, "You are scored on", motive.wants)
            yield from _weights(deck, "You say it is for (shown beside your score at the end)", motive.ends)
        yield BLANK
        yield heading("One author's model")
        origin = f"'{deck.origin.title}' ({deck.origin.year})" if deck.origin else "a brief"
        yield Line(
            f"All causes and effects here come from {origin}. It is one author's view of the world, made playable. "
            "Ask of every link whether it is true; cards marked 'outside the brief' speak against it."
        )
        on_now = [deck.views[view].name for view in session.state.setting.views]
        if on_now:
            yield Line(f"Causal views that are on: {', '.join(on_now)}.")
        rounds = deck.rounds
        yield Line(
            f"You play {counted(rounds.count, 'round')}; then the world runs on for {rounds.epilogue} more.", QUIET
        )

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
            ask = _missing(missing) if missing else "⏎ takes your seat with the cards marked ◆; space changes one."
        else:
            entitle(dealt, "Your cards")
            ask = "⏎ takes your seat at the table."
        self.query_one("#briefing-head", Static).update(say((f" {deck.title}   ", ""), (ask, "bold")))
        self.refresh_bindings()

    def _card(self, card_id: str, cells: int) -> Content:
        card = self.session.deck.arguments[card_id]
        glyph = BACKS if card_id in self.kept else OTHER
        word = " (kept)" if self.drafting and card_id in self.kept else ""
        lines: list[Part] = [
            (f"{glyph if n == 0 else ' '} {line}", "bold") for n, line in enumerate(fold(card.title + word, cells - 2))
        ]
        lines += [(f"  {line}", QUIET) for line in fold(f"{card.claim} {cited(card)}", cells - 2)]
        lines += [(f"  {line}", "") for line in fold(self._backs(card), cells - 2)]
        return rows(lines)

    def _backs(self, card: Argument) -> str:
        """Which of the role's own moves a card backs."""
        deck = self.session.deck
        titles = [deck.moves[move].title for move in card.backs if deck.moves[move].role == self.role]
        return f"Backs: {'; '.join(titles)}." if titles else "Backs none of your moves: it can only answer."

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


def _weights(deck: Deck, title: str, weights: Mapping[str, int]) -> Iterator[Line]:
    """What a motive weighs, the heaviest first."""
    if not weights:
        return
    yield Line(f"{title}:", QUIET)
    for meter, weight in sorted(weights.items(), key=lambda pair: -abs(pair[1])):
        glyph, way = (UP, "high") if weight > 0 else (DOWN, "low")
        strength = {1: "a little", 2: "clearly"}.get(abs(weight), "strongly")
        words = f"{name_of(deck, meter)} {way} ({strength}: {abs(weight)})"
        yield Line(words, lead=f"{glyph} ", to=Ref("meter", meter))
