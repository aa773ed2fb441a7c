"""Games for debrief tests: a small deck, choices in notation, opponents for the rest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import debate
from debate.game.session import PERSON, Session
from debate.rules.deck import Deck

DECKS = Path(__file__).parents[1] / "decks"
PASSES = {"choose": "hold", "answer": "let-stand", "extend": "rest", "settle": "pay"}


def harbour() -> Deck:
    return debate.load_deck(DECKS / "harbour.yaml")


def played(deck: Deck, rounds: list[list[str]], seed: int = 1, **given: object) -> Session:
    """A session in which people made these choices, round by round, and passed (or paid) otherwise."""
    session = Session(deck, dict.fromkeys(deck.turn_order, PERSON), seed=seed, **given)  # type: ignore[arg-type]
    for choices in rounds:
        left, now = [debate.parse_move(deck, text) for text in choices], session.state.round
        while not session.state.over and session.state.round == now:
            role = session.awaited()[0]
            legal = session.legal(role)
            chosen = next((move for move in left if move in legal), None)
            if chosen is not None:
                left.remove(chosen)
            else:
                wanted = PASSES[session.state.phase]
                chosen = next((move for move in legal if move.kind in (wanted, "decline")), legal[-1])
            session.submit(chosen)
        assert not left, f"never asked for: {left}"
    return session


def watched(deck: Deck, seed: int, opponent: str = "novice", preset: str | None = None) -> Session:
    """A whole game between opponents."""
    session = Session(deck, dict.fromkeys(deck.turn_order, opponent), seed=seed, preset=preset)
    session.advance()
    return session


def game_where(deck: Deck, shows: Callable[[Session], object], preset: str | None = None) -> Session:
    """The first of many games among scripts that shows this, whatever the scripts of the deck do."""
    return next(game for seed in range(1, 200) if shows(game := watched(deck, seed, "scripted", preset)))
