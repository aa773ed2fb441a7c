"""Before a move is played: what it promises, does and wakes, and with which case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList

from debate.debrief.ahead import Touch, Woken, ahead
from debate.debrief.foreseen import FIND_OUT
from debate.faces.tui.actions import PROMPT, bindings
from debate.faces.tui.footer import Keys
from debate.faces.tui.listing import Listing, Row
from debate.faces.tui.page import QUIET, Line, Page, section
from debate.faces.tui.panels import rows_of
from debate.faces.tui.text import DENIED, DOWN, UP, entitle
from debate.game.session import Session
from debate.pages.document import Ref
from debate.pages.things import ref_of
from debate.rules.moves import Move


class PreviewScreen(ModalScreen[Move | None]):
    """Looks ahead of one move of the role and lets it choose the case. Ends with the choice, or None."""

    PLACES: ClassVar[tuple[str, ...]] = (PROMPT,)
    BINDINGS = bindings(PROMPT, modal=True)

    def __init__(self, session: Session, role: str, move_id: str) -> None:
        super().__init__()
        self.session = session
        self.role = role
        self.move_id = move_id

    def compose(self) -> ComposeResult:
        with Vertical(id="preview"):
            yield Page(tuple(self._ahead()), id="ahead", beside=True)
            yield Listing(id="cases", title="Back it with one of these: ⏎ plays the move")
        yield Keys()

    def on_mount(self) -> None:
        entitle(self.query_one("#preview"), self.session.deck.moves[self.move_id].title, "tab reads on, i tells more")
        self.query_one("#cases").focus()
        self.call_after_refresh(self._fill)

    def on_resize(self) -> None:
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        cases = self.query_one("#cases", Listing)
        cells = max(20, cases.scrollable_content_region.width - 2)
        cases.show(Row(str(move), rows_of([label], cells)) for move, label in self._choices())

    def _ahead(self) -> Iterator[Line]:
        """The look ahead, what matters most first."""
        deck = self.session.deck
        seen = ahead(deck, self.session.view(self.role), self.move_id)
        yield Line(seen.text)
        if seen.covert:
            yield Line("Covert: the others are not told. They see what it changes, unless it is found out.", QUIET)
        if seen.offer_to:
            yield Line(f"An offer: it happens only if {deck.roles[seen.offer_to].name} takes it.", QUIET)
        promises = [
            Line(f"{deck.meters[meter].name} {word}", lead=f"{UP if word == 'up' else DOWN} ", to=Ref("meter", meter))
            for meter, word in seen.promises
        ]
        yield from section("The promise: what is said, not what will come", promises)
        yield from section("At once", (self._touch(touch) for touch in seen.at_once))
        yield from section("If it is declined", (self._touch(touch) for touch in seen.if_declined))
        yield from section(
            "What it will wake", (self._woken(link, "■ " if link.stops else "→ ") for link in seen.links)
        )
        denied = (self._woken(denial, f"{DENIED} ") for denial in seen.denials)
        yield from section("What will not happen", denied)
        if self.session.predicting:
            yield Line(FIND_OUT, QUIET)

    def _touch(self, touch: Touch) -> Line:
        return Line(f"{touch.name} {touch.words}", lead="→ ", to=ref_of(self.session.deck, touch.target))

    def _woken(self, woken: Woken, lead: str) -> Line:
        hangs = f" Hangs on: {woken.needs}." if woken.needs else ""
        return Line(f"{woken.line} ({woken.citation}){hangs}", lead=lead, to=Ref(woken.kind, woken.id))

    def _choices(self) -> Iterator[tuple[Move, str]]:
        """The legal ways to play the move, with words and price."""
        deck = self.session.deck
        definition = deck.moves[self.move_id]
        extra = deck.rules.unbacked_extra
        for move in self.session.legal(self.role):
            if move.move != self.move_id:
                continue
            if move.card:
                card = deck.arguments[move.card]
                yield move, f'{card.title}: "{card.claim}" Costs {definition.cost}.'
            elif definition.covert:
                yield move, f"Do it covertly. Costs {definition.cost}."
            else:
                yield move, f"No case: policy by decree. Costs {definition.cost + extra}, that is {extra} more."

    @on(OptionList.OptionSelected, "#cases")
    def _chosen(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        for move, _ in self._choices():
            if str(move) == message.option_id:
                self.dismiss(move)
                return

    def on_page_opened(self, message: Page.Opened) -> None:
        message.stop()
        self._follow(message.line.to)

    def _follow(self, to: Ref | None) -> None:
        if to is not None:
            from debate.faces.tui.details import DetailsScreen

            self.app.push_screen(DetailsScreen(self.session, self.role, to))

    def action_back(self) -> None:
        self.dismiss(None)

    def action_details(self) -> None:
        marked = self.query_one("#cases", Listing).marked
        card = next((move.card for move, _ in self._choices() if str(move) == marked), "")
        self._follow(Ref("card", card) if card else Ref("move", self.move_id))

    def action_glossary(self) -> None:
        from debate.faces.tui.glossary import GlossaryScreen

        self.app.push_screen(GlossaryScreen(self.session, self.role))
