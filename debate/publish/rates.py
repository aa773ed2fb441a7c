"""Base rates of a deck, measured where it is published: in a browser that would take a quarter of a minute."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve

from debate.debrief.base_rates import BaseRates, base_rates, know
from debate.publish.page import Packed
from debate.rules.deck import Deck


def measured(deck: Deck) -> tuple[dict[str, Any], ...]:
    """For each way in which this deck begins (without views), as JSON has it."""
    found = []
    for preset in (None, *deck.presets):
        rates = base_rates(deck, preset)
        found.append(
            {
                "digest": deck.digest,
                "preset": preset,
                "rounds": {meter: list(odds) for meter, odds in rates.rounds.items()},
                "promises": [[move, meter, list(odds)] for (move, meter), odds in rates.promises.items()],
                "usual": list(rates.usual),
            }
        )
    return tuple(found)


def with_rates(packed: Packed, path: str) -> Packed:
    """The same deck with its base rates."""
    from debate.command import open_deck

    return evolve(packed, rates=measured(open_deck(path)))


def learn(found: Iterable[Mapping[str, Any]]) -> None:
    """Take what :func:`measured` gave as measured here."""
    for each in found:
        rates = BaseRates(
            {meter: tuple(odds) for meter, odds in each["rounds"].items()},
            {(move, meter): tuple(odds) for move, meter, odds in each["promises"]},
            tuple(each["usual"]),
        )
        know(each["digest"], each["preset"], (), rates)
