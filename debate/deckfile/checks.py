"""What holds across items. ``across`` needs only what was written; ``whole`` a deck that has no error so far."""

from __future__ import annotations

from debate.deckfile.finding import Report
from debate.deckfile.names import Names
from debate.rules.deck import Deck


def across(names: Names, report: Report, file: str) -> None:
    """Report what is missing and what does not fit together."""


def whole(deck: Deck, names: Names, used: set[tuple[str, str]], report: Report) -> None:
    """Report what is never used, unfair or out of reach."""
