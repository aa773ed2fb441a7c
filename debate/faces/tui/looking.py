"""Screens from which things can be looked up: why, the map, the flow sheet, what is coming, words, details."""

from __future__ import annotations

from functools import partialmethod
from typing import Any, TypeVar

from textual.app import App
from textual.screen import Screen

from debate.faces.tui.page import Page
from debate.faces.tui.routes import look_up, show
from debate.game.record import GameRecord
from debate.pages.document import Ref
from debate.pages.glossary import word_of_the_game
from debate.pages.register import REGISTER
from debate.pages.words import round_title
from debate.rules.deck import Deck

Result = TypeVar("Result")
Subject = tuple[str | None, int | None]
"""A meter or flag to ask about, and the number of the step that is asked about; None for none."""
NOTHING: Subject = (None, None)


def asked_about(deck: Deck, to: Ref | None) -> Subject:
    """What one asks about who asks why at a thing: the thing itself, of a move, link or denial the meter that it is
    about; nothing where there is none."""
    if to is None:
        return NOTHING
    if to.kind in ("why", "meter", "flag"):
        return to.id, None
    about: list[str] = []
    if to.kind == "denial" and to.id in deck.denials:
        about = [*deck.denials[to.id].denies]
    elif to.kind == "link" and to.id in deck.links:
        about = [meter for meter, _ in deck.links[to.id].effects.meters]
    elif to.kind == "move" and to.id in deck.moves:
        move = deck.moves[to.id]
        about = [*move.promises, *(meter for meter, _ in move.effects.meters)]
    return next(((id_, None) for id_ in about if id_ in deck.meters), NOTHING)


class OpensPages:
    """A screen about a game, with an action for each page of the register."""

    app: App[Any]
    session: GameRecord
    role: str | None

    def _read(self, name: str) -> None:
        show(self.app, name, self.session, self.role)


for _name in REGISTER:
    setattr(OpensPages, f"action_{_name}", partialmethod(OpensPages._read, _name))


class LookingScreen(OpensPages, Screen[Result]):
    """The actions that look things up. A subclass says in :meth:`subject` what is marked."""

    def __init__(self, session: GameRecord, role: str | None) -> None:
        super().__init__()
        self.session = session
        self.role = role

    def subject(self) -> Subject:
        """What is marked, to ask about."""
        return NOTHING

    def look_up(self, to: Ref) -> None:
        """Show the page of this thing."""
        look_up(self.app, self.session, self.role, to)

    def open_row(self, id_: str) -> None:
        """Show the page of a row: a meter, a flag, a card, a move, a role, an exchange, or what a round brought."""
        kind, _, rest = id_.partition(":")
        if kind == "came":
            show(
                self.app, "every-step", self.session, self.role, [int(rest)], round_title(self.session.deck, int(rest))
            )
        elif kind == "pending":
            show(self.app, "coming", self.session, self.role)
        elif kind in ("meter", "flag", "role", "card", "move", "exchange"):
            self.look_up(Ref(kind, rest))
        elif kind == "hold":
            self.notify(word_of_the_game(self.session.deck, "hold").text, markup=False)

    def on_page_opened(self, message: Page.Opened) -> None:
        message.stop()
        if message.line.to is not None:
            self.look_up(message.line.to)

    def action_why(self) -> None:
        show(self.app, "why", self.session, self.role, *self.subject())

    def action_causal_map(self) -> None:
        show(self.app, "map", self.session, self.role, self.subject()[0])
