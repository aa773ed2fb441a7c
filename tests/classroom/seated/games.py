"""Games to look at from every seat: played by novices, stopped somewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import debate
from debate.deckfile import load_deck
from debate.game.session import Session
from debate.rules.deck import Deck
from debate.store import PERSON, Seat
from tests.faces.tui.playing import valley


def zte() -> Deck:
    return load_deck("zte")


DECKS: dict[str, Callable[[], Deck]] = {"zte": zte, "valley": valley}


def begun(deck: Deck, seed: int, *, draft: bool = False) -> Session:
    """A game of novices in which nobody has chosen yet. ``draft``: the first two roles choose their hands."""
    return Session(deck, dict.fromkeys(deck.turn_order, "novice"), seed=seed, draft=deck.turn_order[: 2 * draft])


def onward(session: Session, choices: int) -> Session:
    """The same game with so many choices more, or until it is over."""
    for _ in range(choices):
        if session.ask() is None:
            break
    return session


def peopled(session: Session) -> Session:
    """The same game, with a person in every seat from now on."""
    for role in session.deck.turn_order:
        session.takeover(role, Seat(PERSON, f"P {role}"))
    return session


def roles_of(session: Session) -> Iterator[str | None]:
    """Everybody who may look: each role, and the wall."""
    yield from session.deck.turn_order
    yield None


__all__ = ["DECKS", "begun", "debate", "onward", "peopled", "roles_of"]
