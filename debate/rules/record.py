"""A line of play: which deck, how the game was set up, and the choices, in the order made."""

from __future__ import annotations

from debate.rules import replay
from debate.rules.deck import Deck
from debate.rules.state import Record as Record


def played(deck: Deck, record: Record) -> replay.Played:
    """The game of a record, with all its positions. ``deck`` is as written, without preset and views.

    ``ValueError`` with a sentence for a record of another deck; :class:`debate.IllegalMove` (one too) for a choice that
    is not legal.
    """
    if record.deck != deck.digest:
        raise ValueError(f"This record was not made with this version of the deck '{deck.id}'.")
    latest: tuple[Record, replay.Played] | None = deck._cache.get("played")
    if latest is None or latest[0] != record:
        # What is asked about a game is asked many times, of each answer that was given in it for one.
        latest = deck._cache["played"] = record, replay.run(deck, record.setting, record.moves)
    return latest[1]
