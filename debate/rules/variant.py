"""The deck as it is played: under one preset and one set of causal views."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from debate.rules.deck import CausalView, Deck, Preset, Role, Rounds

FULL = "full"
"""What the length that a deck is written for is called, unless a preset of the deck has that name."""


@attrs.frozen
class Length:
    """One length that a game can have. ``preset``: None for the deck as it was written."""

    name: str
    rounds: Rounds
    preset: str | None


def lengths(deck: Deck) -> Mapping[str, Length]:
    """What a player may ask for -> the length, shortest first. A deck need not have any that another deck has."""
    found = {id_: Length(preset.name, preset.rounds, id_) for id_, preset in deck.presets.items()}
    found.setdefault(FULL, Length("Full", deck.rounds, None))
    return dict(sorted(found.items(), key=lambda each: each[1].rounds.count))


def effective(deck: Deck, preset: str | None, views: tuple[str, ...]) -> Deck:
    """The deck as it is played: the preset's rounds and replacements, then those of the views that are on.

    Raises ``KeyError`` for a preset or view that the deck does not have.
    """
    sources: list[Preset | CausalView] = []
    changes: dict[str, Any] = {}
    if preset is not None:
        chosen = deck.presets[preset]
        sources.append(chosen)
        changes["rounds"] = chosen.rounds
        changes["roles"] = {id_: _in_preset(role, chosen) for id_, role in deck.roles.items()}
        changes["rules"] = attrs.evolve(deck.rules, **chosen.rules)
        if chosen.dearer:
            changes["moves"] = {
                id_: attrs.evolve(move, cost=move.cost + chosen.dearer) if move.cost else move
                for id_, move in deck.moves.items()
            }
    on = with_included(deck, views)
    sources += [view for id_, view in deck.views.items() if id_ in on]
    replaced: dict[str, dict[str, Any]] = {}
    for source in sources:
        for item, values in source.replaces.items():
            replaced.setdefault(item, {}).update(values)
    for section in ("meters", "links", "denials", "moves", "news", "arguments", "endings"):
        items: Mapping[str, Any] = changes.get(section, getattr(deck, section))
        if any(id_ in replaced for id_ in items):
            changes[section] = {
                id_: attrs.evolve(item, **replaced[id_]) if id_ in replaced else item for id_, item in items.items()
            }
    return attrs.evolve(deck, **changes) if changes else deck


def _in_preset(role: Role, preset: Preset) -> Role:
    """The role with the capital that it starts with in this preset, each of its motives with its par there."""
    motives = {
        id_: attrs.evolve(motive, par=motive.pars.get(preset.id, motive.par)) for id_, motive in role.motives.items()
    }
    return attrs.evolve(role, motives=motives, capital_start=preset.capital.get(role.id, role.capital_start))


def with_included(deck: Deck, views: Iterable[str]) -> frozenset[str]:
    """The views named and all that they include. Raises ``KeyError`` for an unknown one."""
    found: set[str] = set()
    todo = list(views)
    while todo:
        view = todo.pop()
        if view not in found:
            found.add(view)
            todo += deck.views[view].includes
    return frozenset(found)
