"""A second opinion: what the strongest opponent would choose in this seat, knowing what the player knows, and why."""

from __future__ import annotations

from collections.abc import Iterator

from debate.opponents import Choice
from debate.pages.document import Line, Node, quiet, strong
from debate.pages.exchange import choice_words
from debate.pages.things import gists
from debate.rules.deck import Deck


def opinion(deck: Deck, advice: Choice) -> Iterator[Node]:
    """The advice with its reason. The player is free to do otherwise."""
    yield strong(f"With what you know, the planner would {choice_words(deck, advice.move)}.")
    yield Line(advice.because)
    yield from gists(deck, advice.source)
    if advice.rejected is not None:
        yield Line(f"{choice_words(deck, advice.rejected)}. {advice.rejected_because}", term="Next best")
    yield quiet("It costs nothing and changes nothing. The record of the game notes that you asked.")
