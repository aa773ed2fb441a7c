"""A view as numbers, for programs of others that learn from such."""

from __future__ import annotations

from typing import Any

from debate import View
from debate.rules.deck import Deck

HIDDEN = -1.0


def size(deck: Deck) -> int:
    """How many numbers :func:`numbers` gives."""
    cards = sum(argument.active for argument in deck.arguments.values())
    return 2 + len(deck.meters) + len(deck.flags) + 4 * len(deck.turn_order) + cards


def numbers(deck: Deck, view: View) -> list[float]:
    """Each between -1 and 1: round, phase, meters (-1: hidden), flags, capital, debate points, cards held, whether a
    choice is outstanding, and which cards the role holds."""
    phases = ("deal", "choose", "answer", "extend", "settle", "over")
    found: list[float] = [view.round / (deck.rounds.count + deck.rounds.epilogue), phases.index(view.phase) / 5]
    for meter in deck.meters.values():
        value = view.meters[meter.id]
        found.append(HIDDEN if value is None else (value - meter.min) / (meter.max - meter.min))
    for flag in deck.flags.values():
        values = list(flag.values)
        found.append(values.index(view.flags[flag.id]) / max(1, len(values) - 1))
    for role in deck.turn_order:
        found.append(view.capital[role] / max(1, deck.roles[role].capital_max))
        found.append(min(1.0, view.points[role] / 50))
        found.append(view.hand_sizes[role] / max(deck.rules.dealt, deck.rules.hand))
        found.append(float(role in view.awaiting))
    found += [float(id_ in view.hand) for id_, argument in deck.arguments.items() if argument.active]
    return found


def missing(*modules: str) -> str:
    """Why a test cannot run here: the libraries that are not installed, empty for none."""
    from importlib.util import find_spec

    lacking = [module for module in modules if find_spec(module) is None]
    return f"{' and '.join(lacking)} not installed: pip install '.[interop]'" if lacking else ""


def loaded(name: str) -> Any:
    """A module of another library, whose types nobody here needs."""
    from importlib import import_module

    return import_module(name)
