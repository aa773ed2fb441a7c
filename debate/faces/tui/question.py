"""What is asked of a role now: a question, the choices with what each would mean, ready to be shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve, field, frozen
from textual.content import Content

from debate.debrief.naming import how_answered, listed, waiting_for
from debate.debrief.rounds import Exchange, rounds
from debate.faces.kit.glyphs import ANSWERS, BACKS, OTHER
from debate.faces.kit.rows import width
from debate.faces.kit.table_rows import choice_row
from debate.faces.tui.drawn import drawn
from debate.faces.tui.ink import content
from debate.faces.tui.listing import Row
from debate.faces.tui.page import Line
from debate.faces.tui.panels import case_lines, rows_of
from debate.game.record import GameRecord
from debate.pages.floor import in_short
from debate.pages.reader import Reader
from debate.pages.replies import NOTHING_SAVES, answered, last_round, reply, will_be_beaten
from debate.pages.words import waited
from debate.rules.deck import Deck
from debate.rules.moves import Move

PROMPT = 78
"""Cells of what is asked: a row of 80 with a blank on either side."""
PHASES = {
    "deal": "HANDS",
    "choose": "CHOOSE",
    "answer": "ANSWER",
    "extend": "EXTEND",
    "settle": "SETTLE",
    "over": "THE END",
}
"""The phase as the header names it."""
CHOOSE_A_MOVE = "Choose a move: ↑↓ marks one, ←→ turns to another card, ⏎ plays it. Or hold with d."
"""What is asked where moves are chosen."""
SIGNS = "Beside each: ◆ a card of yours backs it; ● its price in capital; “▲” what it is said to do."
"""What the signs beside moves mean."""
NOTHING_CHOSEN = "Nothing is chosen yet."
"""Said where the key that chooses was pressed while nothing was marked."""
OVER = "The game is over. How it ended is being worked out, and comes by itself."
UNMARKED = "↑↓ marks a choice and shows what it would mean. Said so far:"
"""What stands in the place of a choice's page before one is marked."""


@frozen
class Option:
    """One choice: how it reads in a list, and its page. ``about``: whose case it is said to, empty for none; it stands
    under that case, with a ``glyph`` before and a ``note`` after it, and is called ``short`` there."""

    label: str
    move: Move
    page: tuple[Line, ...]
    about: str = field(default="", kw_only=True)
    glyph: str = field(default="", kw_only=True)
    short: str = field(default="", kw_only=True)
    note: str = field(default="", kw_only=True)

    @property
    def id(self) -> str:
        return str(self.move)

    def content(self, cells: int) -> Content:
        if self.glyph:
            return content([choice_row(self.glyph, self.short or self.label, self.note, cells)])
        return rows_of([self.label], cells)


@frozen
class Asked:
    """What a role is asked. ``title`` heads the list, ``prompt`` is one sentence that says what to do; ``harmless``:
    the choice by which nothing is lost, where there is one."""

    title: str
    prompt: str
    options: tuple[Option, ...] = ()
    harmless: str = ""
    before: tuple[Line, ...] = ()
    """What was said, to be read before anything is marked."""

    @property
    def marked(self) -> str:
        """What is marked before anybody has marked anything: only what loses nothing, or is all there is."""
        return self.harmless or (self.options[0].id if len(self.options) == 1 else "")


def asked(session: GameRecord, role: str) -> Asked:
    """What this role is asked now. Nothing but a sentence where it is not its turn, and in the choose phase, where the
    moves and the hand have panels of their own."""
    found = _asked(session, role)
    if not found.options:
        return found
    reader = Reader(session, role)
    first = session.state.phase == "answer"
    cases = (told for _, told in in_short(reader, session.state.round)) if first else answered(reader, role, set())
    said = [evolve(told, term="", text=f"{told.term}: {told.text}") if told.term else told for told in cases]
    return evolve(found, before=tuple(drawn(said)))


def _asked(session: GameRecord, role: str) -> Asked:
    state, deck = session.state, session.deck
    if state.over:
        return Asked("The end", OVER)
    if role not in state.awaiting:
        return Asked("Wait", waiting_for(deck, state.awaiting))
    if state.phase == "choose":
        return Asked("Your move", CHOOSE_A_MOVE)
    reader = Reader(session, role)
    options = tuple(_options(reader))
    if state.phase == "answer":
        return _answer(reader, options)
    if state.phase == "extend":
        return _extend(session, reader, options, role)
    if state.phase == "settle":
        wait = "let the move go" if last_round(reader) else "let the move wait a round"
        return Asked("Your case is beaten", f"Pay to go on now, or {wait}: ⏎ chooses.", options)
    return Asked("Your hand", "First you choose your hand.", options)


def _answer(reader: Reader, options: tuple[Option, ...]) -> Asked:
    """Whose move waited has read no question in this round yet, so that it says so before what it asks."""
    came, kinds = waited(reader, brief=True), {option.move.kind for option in options}
    if "accept" in kinds:
        title, prompt = "An offer to you", "Take the offer or decline it: ⏎ chooses."
        return Asked(title, f"{came} {prompt}" if came else f"{prompt} It costs no turn.", options)
    if len(options) == 1:
        nothing = "No card of yours answers here: ⏎ goes on."
        whole = "You hold no card that answers a case here. Read the floor, then ⏎."
        return Asked("Answer", f"{came} {nothing}" if came else whole, options)
    if came:
        prompt = f"{came} {'Answer, press' if 'press' in kinds else 'Answer a case'}, or let them stand: ⏎ chooses."
    elif "press" in kinds:
        prompt = "Answer one case, press for its ground, or let them stand: ⏎ chooses."
    else:
        prompt = "Answer one case with a card, or let them stand: ⏎ chooses."
    return Asked("Answer a case", prompt, options)


def _extend(session: GameRecord, reader: Reader, options: tuple[Option, ...], role: str) -> Asked:
    """Its ground is asked for, or it was answered. Where nothing saves the case, the choice that goes on is first."""
    state, deck = session.state, session.deck
    lost = options[-1].id if will_be_beaten(reader) else ""
    if lost:
        options = (options[-1], *options[:-1])
    if "show" in (option.move.kind for option in options):
        pressing = [deck.roles[other].name for other, to in state.presses.items() if to == role]
        asks = f"Asked by {listed(pressing)}: what does your case rest on?"
        return Asked("Your ground is asked for", _in_one_row(asks, "⏎ chooses."), options, lost)
    who = listed([deck.roles[other].name for other, (to, _) in state.answers.items() if to == role])
    if len(options) == 1:
        words = _in_one_row(f"No card of yours meets what {who} said.", "⏎ goes on.")
    elif lost:
        words = _in_one_row(NOTHING_SAVES, "⏎ on 'Say no more' goes on.")
    else:
        words = _in_one_row(f"Answer back to {who}, or say no more.", "⏎ chooses.")
    return Asked("You were answered", words, options, lost)


def _in_one_row(words: str, key: str) -> str:
    """The words with the key that answers, which the footer names too, where both stand in a row of 80 cells."""
    whole = f"{words} {key}"
    return whole if width(whole) <= PROMPT else words


def _options(reader: Reader) -> Iterator[Option]:
    if reader.game.state.phase != "deal":
        for move in reader.game.legal(reader.role or ""):
            found = reply(reader, move)
            about, glyph, short, note = _on_the_floor(reader, move)
            page = tuple(drawn(found.nodes))
            yield Option(found.label, move, page, about=about, glyph=glyph, short=short, note=note)


def _on_the_floor(reader: Reader, move: Move) -> tuple[str, str, str, str]:
    """Under whose case a choice stands, and its glyph, short name and note there."""
    deck, state, own = reader.deck, reader.game.state, reader.role or ""
    match move.kind:
        case "answer":
            how = how_answered(deck, move.card, state.plays[move.to].case)
            return move.to, ANSWERS, deck.arguments[move.card].title, f"{how} it"
        case "extend":
            how = how_answered(deck, move.card, state.answers[move.to][1])
            return own, ANSWERS, deck.arguments[move.card].title, f"{how} the answer of {deck.roles[move.to].name}"
        case "press":
            return move.to, "?", "Press: what does it rest on?", "or it counts half"
        case "let-stand":
            return "", OTHER, "", "you keep your cards"
        case "accept" | "decline":
            speaker = next(other for other, play in state.plays.items() if play.move == move.move)
            return speaker, BACKS if move.kind == "accept" else OTHER, "", ""
    return own, BACKS if move.kind in ("pay", "show") else OTHER, "", ""


def floor_choices(session: GameRecord, role: str | None, options: Sequence[Option], cells: int) -> list[Row]:
    """The cases that lie open, each with what was said against it and what one may say to it; those that one holds a
    card against come first, those to which one may say nothing last. What has no glyph, such as a team's proposals,
    stands on top."""
    state = session.state
    now = [record for record in rounds(session.played, role) if record.number == state.round]
    lying = [exchange for record in now for exchange in record.exchanges]
    about = {option.about for option in options}
    against = {option.about for option in options if option.glyph == ANSWERS}
    mine = sorted((each for each in lying if each.role in about), key=lambda each: each.role not in against)
    placed = {exchange.role for exchange in mine}
    found = [Row(option.id, option.content(cells)) for option in options if not option.glyph]
    for exchange in mine:
        found += case_rows(session.deck, exchange, cells, role)
        found += [Row(option.id, option.content(cells)) for option in options if option.about == exchange.role]
    rest = [option for option in options if option.glyph and option.about not in placed]
    found += [Row(option.id, option.content(cells)) for option in rest]
    return found + [row for each in lying if each not in mine for row in case_rows(session.deck, each, cells, role)]


def case_rows(deck: Deck, exchange: Exchange, cells: int, me: str | None = None) -> list[Row]:
    """A case and what was said against it, and back, for the role ``me``; none of it can be chosen."""
    lines = case_lines(deck, exchange, cells, me)
    return [Row(f"case:{exchange.role}:{n}", content([each]), enabled=False) for n, each in enumerate(lines)]
