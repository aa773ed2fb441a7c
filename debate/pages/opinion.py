"""A second opinion: what the strongest opponent would choose in this seat, knowing what the player knows, and why."""

from __future__ import annotations

from collections.abc import Iterator

from debate.debrief.foreseen import NOT_YET
from debate.debrief.naming import listed
from debate.opponents import Choice
from debate.pages.document import Line, Node, quiet, strong
from debate.pages.exchange import choice_words
from debate.pages.reader import Reader
from debate.pages.things import gists
from debate.rules.moves import Move


def opinion(reader: Reader, advice: Choice) -> Iterator[Node]:
    """The advice with its reason, which tells no link and no denial that is still to be found out. The player is free
    to do otherwise."""
    deck = reader.deck
    yield strong(f"With what you know, the planner would {_words(reader, advice.move)}.")
    yield Line(reader.as_known(advice.because))
    yield from gists(deck, [id_ for id_ in advice.source if deck.passages[id_].gist != NOT_YET])
    if advice.rejected is not None:
        yield Line(f"{_words(reader, advice.rejected)}. {advice.rejected_because}", term="Next best")
    yield quiet("It costs nothing and changes nothing. The record of the game notes that you asked.")


def _words(reader: Reader, move: Move) -> str:
    """A choice of the player's own in a few words, which may name the cards in hand."""
    dropped = [f"'{reader.deck.arguments[id_].title}'" for id_ in reader.view.hand if id_ not in move.cards]
    if move.kind == "keep" and dropped:
        return f"keep all but {listed(dropped)}"
    return choice_words(reader.deck, move)
