"""What is asked of a role now: a question, the choices with what each would mean, ready to be shown."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen
from textual.content import Content

from debate.debrief.naming import listed, waiting_for
from debate.faces.tui.drawn import drawn
from debate.faces.tui.page import Line
from debate.faces.tui.panels import rows_of
from debate.game.record import GameRecord
from debate.pages.reader import Reader
from debate.pages.replies import last_round, reply
from debate.pages.words import waited
from debate.rules.moves import Move

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


@frozen
class Option:
    """One choice: how it reads in a list, and its page."""

    label: str
    move: Move
    page: tuple[Line, ...]

    @property
    def id(self) -> str:
        return str(self.move)

    def content(self, cells: int) -> Content:
        return rows_of([self.label], cells)


@frozen
class Asked:
    """What a role is asked. ``title`` heads the list, ``prompt`` is one sentence that says what to do."""

    title: str
    prompt: str
    options: tuple[Option, ...] = ()


def asked(session: GameRecord, role: str) -> Asked:
    """What this role is asked now. Nothing but a sentence where it is not its turn, and in the choose phase, where the
    moves and the hand have panels of their own."""
    state, deck = session.state, session.deck
    if state.over:
        return Asked("The end", "The game is over: ⏎ shows how it ended.")
    if role not in state.awaiting:
        return Asked("Wait", waiting_for(deck, state.awaiting))
    if state.phase == "choose":
        return Asked("Your move", CHOOSE_A_MOVE)
    reader = Reader(session, role)
    options = tuple(_options(reader))
    if state.phase == "answer":
        came = waited(reader)
        if options[0].move.kind == "accept":
            title, prompt = "An offer to you", "Take the offer or decline it: ⏎ chooses. It costs no turn."
        elif len(options) == 1:
            title, prompt = "Answer", "You hold no card that answers a case here. Read the floor, then ⏎."
        else:
            title, prompt = "Answer a case", "Answer one case with a card, or let them stand: ⏎ chooses."
            if any(option.move.kind == "press" for option in options):
                prompt = "Answer one case with a card, press for its ground, or let them stand: ⏎ chooses."
        return Asked(title, f"{came} ⏎ {'goes on' if len(options) == 1 else 'chooses'}." if came else prompt, options)
    if state.phase == "extend" and options[0].move.kind == "show":
        who = listed([deck.roles[other].name for other, to in state.presses.items() if to == role])
        return Asked("Your ground is asked for", f"{who} asks what your case rests on: ⏎ chooses.", options)
    if state.phase == "extend":
        who = listed([deck.roles[other].name for other, (to, _) in state.answers.items() if to == role])
        if len(options) == 1:
            return Asked("You were answered", f"Answered by {who}. You hold no card against it: ⏎ goes on.", options)
        return Asked("You were answered", f"Answered by {who}. Answer back, or say no more: ⏎ chooses.", options)
    if state.phase == "settle":
        wait = "let the move go" if last_round(reader) else "let the move wait a round"
        return Asked("Your case is beaten", f"Pay to go on now, or {wait}: ⏎ chooses.", options)
    return Asked("Choose", "Choose: ⏎ takes what is marked.", options)


def _options(reader: Reader) -> Iterator[Option]:
    if reader.game.state.phase != "deal":
        for move in reader.game.legal(reader.role or ""):
            found = reply(reader, move)
            yield Option(found.label, move, tuple(drawn(found.nodes)))
