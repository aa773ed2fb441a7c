"""The joint page of a rematch as its record keeps it: links that both sides accept, and one that both doubt."""

from __future__ import annotations

from collections.abc import Sequence

from debate.rules.deck import Deck
from debate.store.journal import Journal

JOINT = "joint"
"""Kind of the remark that keeps a joint page, whole or as far as it was written."""
ACCEPTED = 3
"""How many links both sides accept; one more is doubted."""
PLACES = (*(f"accept-{number}" for number in range(1, ACCEPTED + 1)), "doubt")


def fields_of(picked: Sequence[str]) -> dict[str, str]:
    """What is kept of these picks, in their order."""
    return dict(zip(PLACES, picked, strict=False))


def written(deck: Deck, journal: Journal) -> tuple[str, ...]:
    """The joint page that was written last: ids of the links that both accept, then of the one that both doubt; or
    empty."""
    return next((ids for ids in reversed(_all(deck, journal)) if len(ids) == len(PLACES)), ())


def begun(deck: Deck, journal: Journal) -> tuple[str, ...]:
    """What was picked of one that was begun and left; empty where the last one is whole, or there is none."""
    found = _all(deck, journal)
    return found[-1] if found and len(found[-1]) < len(PLACES) else ()


def _all(deck: Deck, journal: Journal) -> list[tuple[str, ...]]:
    """What was picked each time, those of things that the deck does not have left out."""
    found = []
    for remark in journal.remarks(JOINT):
        ids = tuple(remark.fields[place] for place in PLACES if place in remark.fields)
        if all(id_ in deck.links or id_ in deck.denials for id_ in ids):
            found.append(ids)
    return found
