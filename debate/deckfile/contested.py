"""A deck with a few links or denials of its own put otherwise, taken out or added: what somebody holds against it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from attrs import evolve

from debate.deckfile.finding import DeckError
from debate.deckfile.load import check_files
from debate.rules.deck import Deck
from debate.rules.text import visible

Items = Mapping[str, Mapping[str, Any] | None]
"""Id -> the item as it stands in a deck, or None to take it out."""
_FILE, _ID = "contested.yaml", "contested-item-"


def contested(deck: Deck, links: Items, denials: Items, evidence: Items | None = None) -> Deck:
    """The deck (as written) with these links and denials; the same deck where there are none.

    ``evidence``: what they rest on besides the deck's own. Each is read and checked as in a deck. Raises
    :class:`DeckError` with what is wrong with one, and ``ValueError`` with a sentence for an id that is not there to be
    taken out, and for a deck made in memory: it has no files.
    """
    given = {"links": links, "denials": denials}
    for section, items in given.items():
        for id_ in (id_ for id_, item in items.items() if item is None):
            known = getattr(deck, section)
            if id_ not in known:
                near = get_close_matches(id_, list(known), 1)
                meant = f", did you mean '{near[0]}'?" if near else ""
                raise ValueError(f"the deck has no {section[:-1]} '{visible(id_, 80)}' to be taken out{meant}")
    read = _read(deck, given, evidence or {})
    changes: dict[str, Any] = {}
    for section, items in given.items():
        if items:
            now = {id_: item for id_, item in getattr(deck, section).items() if id_ not in items or items[id_]}
            changes[section] = {**now, **read[section]}
    return evolve(deck, **changes) if changes else deck


def _read(deck: Deck, given: Mapping[str, Items], evidence: Items) -> dict[str, dict[str, Any]]:
    """The items that are not taken out, read beside the deck under ids of their own."""
    called = {
        (section, id_): f"{_ID}{number}"
        for number, (section, id_) in enumerate((s, i) for s, items in given.items() for i in items if items[i])
    }
    found: dict[str, dict[str, Any]] = {section: {} for section in given}
    if not called:
        return found
    if not deck.files:
        raise ValueError(f"the deck '{deck.id}' was made in memory, so nothing can be read beside it")
    text: dict[str, dict[str, Any]] = {}
    for (section, id_), own in called.items():
        text.setdefault(section, {})[own] = given[section][id_]
    if evidence:
        text["evidence"] = dict(evidence)
    files = {**deck.files, _FILE: json.dumps(text, ensure_ascii=False, indent=1).encode()}
    loaded, findings = check_files(deck.id, files)
    if loaded is None:
        raise DeckError(findings)
    for (section, id_), own in called.items():
        found[section][id_] = evolve(getattr(loaded, section)[own], id=id_)
    return found
