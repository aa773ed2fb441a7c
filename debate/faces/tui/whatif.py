"""What if: another choice in a past turn, and the two games that follow side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from debate.faces.tui.actions import ASK, bindings
from debate.faces.tui.footer import Keys
from debate.faces.tui.listing import Listing, Row
from debate.faces.tui.page import BLANK, HEADING, QUIET, STRONG, Line, heading, section
from debate.faces.tui.panels import rows_of
from debate.faces.tui.sheet import GameSheet
from debate.faces.tui.text import DOWN, UP, entitle, fit, say, width
from debate.game.session import Session
from debate.pages.document import Ref
from debate.pages.exchange import choice_words
from debate.pages.words import ALL_THE_SAME
from debate.rules.deck import Deck
from debate.rules.legal import legal_moves
from debate.rules.moves import Move
from debate.store import Comparison, Lines, WhatIf, compare, said, told

PLAYED, OTHER = "as played", "what if"
HERE = "as it was played", "in the other game"
APART = "≠"
"""Marks a round in which the two lines differ."""


class OtherChoiceScreen(ModalScreen[None]):
    """All that could have been chosen in place of choice number ``at`` (from 0)."""

    PLACES: ClassVar[tuple[str, ...]] = (ASK,)
    BINDINGS = bindings(ASK)

    def __init__(self, session: Session, role: str | None, at: int) -> None:
        super().__init__()
        self.session = session
        self.role = role
        self.at = at
        self.made = session.moves[at]
        before = session.at(at).state
        self.others = tuple(move for move in legal_moves(before, self.made.role) if move != self.made)

    def compose(self) -> ComposeResult:
        with Vertical(id="other-choice"):
            yield Static(id="other-made")
            yield Listing(id="others")
        yield Keys()

    def on_mount(self) -> None:
        deck = self.session.deck
        who = deck.roles[self.made.role].name
        entitle(self.query_one("#other-choice"), f"What if {who} had chosen otherwise?")
        words = f"It chose: {option_words(deck, self.made)}. "
        words += "⏎ on another choice plays the rest again." if self.others else "It had no other choice."
        self.query_one("#other-made", Static).update(say(words))
        listing = self.query_one("#others", Listing)
        cells = max(30, min(self.size.width, 100) - 10)
        listing.show(Row(str(move), rows_of([option_words(deck, move)], cells)) for move in self.others)
        listing.focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        move = next(move for move in self.others if str(move) == message.option_id)
        found = self.session.what_if(self.at, move)
        self.dismiss()
        self.app.push_screen(ComparedScreen(self.session, self.role, found))

    def action_back(self) -> None:
        self.dismiss()


def option_words(deck: Deck, move: Move) -> str:
    """A choice in a few words; of a hand, the cards that are kept."""
    if move.kind == "keep":
        return "keep " + ", ".join(f"'{deck.arguments[card].title}'" for card in move.cards)
    return choice_words(deck, move)


class ComparedScreen(GameSheet):
    """Both runs: where they part, how they end, two lines a meter, and the choices that came out otherwise."""

    DEFAULT_CSS = """
    ComparedScreen > #sheet { max-width: 132; }
    """

    def __init__(self, session: Session, role: str | None, found: WhatIf) -> None:
        super().__init__(session, role)
        self.found = found
        self.own = None if session.state.over else role
        self.compared = compare(session.deck, found.recorded, found.other, self.own)

    def heading(self) -> tuple[str, str]:
        return "What if", f"{PLAYED}: as it was · {OTHER}: with the other choice · {APART} differs"

    def lines(self) -> Iterator[Line]:
        deck, found, compared = self.deck, self.found, self.compared
        number = found.recorded.states[found.at].round
        who = deck.roles[found.changed.role].name
        yield Line(f"Round {number}, {who}", HEADING)
        yield Line(option_words(deck, found.instead_of), lead=f"{PLAYED}  ")
        yield Line(option_words(deck, found.changed), lead=fit(OTHER, width(PLAYED)) + "  ")
        if compared.first is None:
            yield BLANK
            yield Line(ALL_THE_SAME, STRONG)
            return
        yield from section("Where they part", [Line(told(deck, compared.first, *HERE))])
        yield from section("How they end" if self.session.state.over else "How they stand", self._ends())
        yield from self._meters()
        yield from section("Choices that came out otherwise", self._choices())
        yield from section("Recorded choices that could not be made again", self._replaced())
        yield BLANK
        yield Line(
            "Only this choice differs: the cards, the chance and what people chose stay as they were wherever they "
            "can; opponents choose afresh.",
            QUIET,
        )

    def _ends(self) -> Iterator[Line]:
        deck, compared = self.deck, self.compared
        over = self.session.state.over
        if over:
            for words, ending in zip((PLAYED, OTHER), compared.endings, strict=True):
                item = deck.endings.get(ending)
                title = item.title if item is not None else "no ending"
                yield Line(
                    title,
                    STRONG,
                    lead=fit(words, width(PLAYED)) + "  ",
                    to=Ref("ending", ending) if item is not None else None,
                )
        for role, (one, other) in compared.scores.items():
            if over or role == self.role:
                change = f"{UP if other > one else DOWN} {other - one:+d}" if other != one else "the same"
                yield Line(f"{deck.roles[role].name}: {one} → {other} of 100   {change}", lead="score  ")

    # Two lines a meter.

    def _meters(self) -> Iterator[Line]:
        compared = self.compared
        apart = [lines for lines in compared.lines.values() if lines.parted is not None]
        alike = [self.deck.meters[lines.meter].name for lines in compared.lines.values() if lines.parted is None]
        if apart:
            yield BLANK
            yield heading("The world, round by round")
            yield Line("", lead=_columns(compared, max(len(lines.one) for lines in apart)))
        for lines in sorted(apart, key=lambda item: (item.parted or 0, -_gap(item))):
            yield from self._meter(lines)
        if alike:
            yield BLANK
            yield Line(", ".join(alike), QUIET, lead="The same in both: ")

    def _meter(self, lines: Lines) -> Iterator[Line]:
        yield Line(self.deck.meters[lines.meter].name, STRONG, to=Ref("meter", lines.meter))
        yield Line("", lead=f"  {PLAYED}  {_numbers(lines.one)}", lead_style="")
        yield Line("", lead=f"  {fit(OTHER, width(PLAYED))}  {_numbers(lines.other)}", lead_style="bold")
        yield Line("", lead=f"  {' ' * width(PLAYED)}  {_signs(lines.one, lines.other)}", lead_style="bold $accent")
        parting = self.compared.meters.get(lines.meter)
        if parting is not None:
            yield Line(told(self.deck, parting, *HERE), QUIET, lead="  ")

    # Choices.

    def _choices(self) -> Iterator[Line]:
        for item in self.compared.choices:
            if self.own is not None and item.role != self.own:
                continue
            if item.role not in self.deck.roles:
                continue
            who = self.deck.roles[item.role].name
            one = option_words(self.deck, item.one) if item.one is not None else "was not asked"
            other = option_words(self.deck, item.other) if item.other is not None else "was not asked"
            yield Line(f"{one} → {other}", lead=f"R{item.round} {who}: ")

    def _replaced(self) -> Iterator[Line]:
        for item in self.found.replaced:
            if item.recorded is not None:
                yield Line(f"{said(self.deck, item.recorded)} {item.why}", lead=f"R{item.round} ")


def _gap(lines: Lines) -> int:
    return max((abs(a - b) for a, b in zip(lines.one, lines.other, strict=False)), default=0)


def _columns(compared: Comparison, count: int) -> str:
    """The heads of the columns: the start, each round, and the rounds after the term."""
    term = compared.terms[0]
    rounds = (f"R{number}" if not term or number <= term else f"+{number - term}" for number in range(1, count))
    heads = ["start", *rounds]
    return f"  {' ' * width(PLAYED)}  " + "".join(f"{head:>5}" for head in heads)


def _numbers(values: Sequence[int]) -> str:
    return "".join(f"{value:5d}" for value in values)


def _signs(one: Sequence[int], other: Sequence[int]) -> str:
    return "".join(f"{APART:>5}" if a != b else "     " for a, b in zip(one, other, strict=False)).rstrip()
