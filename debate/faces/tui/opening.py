"""Opening a deck for a game, and saying what is wrong with one that cannot be opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from debate.debrief.naming import counted
from debate.game.beginning import new_seed
from debate.game.session import PERSON, Session
from debate.rules.deck import Deck

if TYPE_CHECKING:
    from textual.app import App

    from debate.faces.tui.sheet import Sheet


def open_deck(app: App[None], name: str) -> Deck | None:
    """The deck of this name or path; None where it has errors, which are shown then."""
    from debate.deckfile import DeckError, load_deck

    try:
        return load_deck(name)
    except DeckError as problem:
        app.push_screen(unplayable(name, [str(finding) for finding in problem.findings]))
        return None


def unplayable(name: str, findings: Sequence[str]) -> Sheet:
    """The screen of a deck that cannot be opened: every finding, as the reader tells it."""
    from debate.faces.tui.page import BLANK, QUIET, Line
    from debate.faces.tui.sheet import Sheet

    first = Line(f"{counted(len(findings), 'finding')} to put right; then open it again.", QUIET)
    told = (part for finding in findings for part in (BLANK, Line(finding)))
    return Sheet(f"The deck '{name}' cannot be played", (first, *told), "esc closes")


def deck_names() -> tuple[str, ...]:
    """Decks that come with the program."""
    from debate.deckfile import shipped_decks

    return shipped_decks()


def quick_session(deck: Deck, *, people: bool, seed: int | None = None, predicting: bool = True) -> Session:
    """The first role for a person against scripted opponents; without people all are opponents. ``predicting``: whether
    a person is asked before the world moves."""
    first = deck.turn_order[0]
    session = Session(
        deck,
        {first: PERSON} if people else {},
        seed=new_seed() if seed is None else seed,
        draft=(first,) if people else (),
    )
    if people and predicting:
        session.set_predicting(True)
    return session
