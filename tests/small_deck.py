"""Small decks: what a test needs and nothing else, filled up and read by the reader of decks.

The text is that of a deck file with everything left out that the test is not about: no sources, no titles, no cards.
What is wrong with a key or an item by itself fails; what a whole deck must have besides is not asked for.

Unless the text says otherwise moves cost nothing and do not rest, there is no surcharge for a move without a case, no
epilogue, and a role called ``nobody`` where there is none; all that has a name is called by its id.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from debate.deckfile.finding import Report
from debate.deckfile.kinds import Text
from debate.deckfile.read.names import collect
from debate.deckfile.read.whole import read_parts
from debate.deckfile.sections import SECTIONS
from debate.deckfile.yaml.nodes import File, Map, Node, Scalar, Seq, Source
from debate.rules.deck import Deck

Raw = Mapping[str, Any]

_SOURCE = Source("small", "small.yaml")
_TABLE = {"dealt": "7", "hand": "5", "hold_bonus": "1", "unbacked_extra": "0", "beaten_extra": "2"}
_WHOLE = {
    "format": "1",
    "id": "partial",
    "title": "A partial deck",
    "question": "Does it hold?",
    "leaves_out": ["Everything else."],
    "passages": {"P1": {"gist": "It stands here."}},
    "evidence": {"K1": {"says": "It stands elsewhere.", "where": "Elsewhere"}},
}


BaseLoader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml's where it is there: a tenth of the time."""


def parsed(text: str) -> Any:
    """YAML with every scalar as the text that stands there."""
    return yaml.load(text, Loader=BaseLoader)


def deck_of(given: Raw | str) -> Deck:
    """The deck that such a text (or what YAML makes of it) stands for."""
    report = Report()
    entries = _node(filled(parsed(given) if isinstance(given, str) else given))
    assert isinstance(entries, Map)
    names = collect([File(_SOURCE, entries.entries)], report)
    parts = read_parts(names, report)
    assert not report.has_errors, "\n".join(map(str, report.findings()))
    return parts.deck(names, {})


def filled(given: Raw) -> dict[str, Any]:
    """The same with all that each key and item asks for."""
    raw: dict[str, Any] = {**_WHOLE, **{key: value for key, value in given.items() if value}}
    rounds = raw.get("rounds", "1")
    raw["rounds"] = {"epilogue": "0", **({"count": rounds} if isinstance(rounds, str | int) else rounds)}
    raw["roles"] = raw.get("roles") or {"nobody": {}}
    raw["turn_order"] = raw.get("turn_order") or list(raw["roles"])
    raw["rules"] = {**_TABLE, **raw.get("rules", {})}
    raw.setdefault("meters", {"standing": {"start": "50"}})
    raw.setdefault("endings", {"as-it-was": {}})
    wants = {"wants": {next(iter(raw["meters"])): "1"}}
    for name in SECTIONS.keys() & raw.keys():
        if name == "opponents":
            scripts = raw[name].items()
            raw[name] = {
                role: [_item(name, role, {"because": "It is so.", **rule}) for rule in rules] for role, rules in scripts
            }
        else:
            raw[name] = {id: _item(name, id, item or {}) for id, item in raw[name].items()}
    for role in raw["roles"].values():
        motives = role.get("motives") or {"any": {}}
        role["motives"] = {id: {"name": id, "text": id, **(motive or wants)} for id, motive in motives.items()}
    for length in raw.get("presets", {}).values():
        length["rounds"] = {"epilogue": "0", **length["rounds"]}
    for view in raw.get("views", {}).values():
        changes = view.get("replaces", {})
        view["replaces"] = {id: {**keys, "basis": "outside", "evidence": "K1"} for id, keys in changes.items()}
    return raw


def _item(section: str, id: str, item: Raw) -> dict[str, Any]:
    declared = SECTIONS[section]
    texts = {key: id for key, d in declared.keys.items() if d.required and isinstance(d.kind, Text)}
    costs = {"cost": "0", "cooldown": "0"} if section == "moves" and "forbidden" not in item else {}
    cited = {"source": "P1"} if declared.grounds != "none" else {}
    return {**texts, **costs, **cited, **{key: value for key, value in item.items() if value or value == 0}}


def _node(value: Any) -> Node:
    if isinstance(value, Mapping):
        return Map(_SOURCE, 1, 1, [(Scalar(_SOURCE, 1, 1, str(key)), _node(inner)) for key, inner in value.items()])
    if isinstance(value, list | tuple):
        return Seq(_SOURCE, 1, 1, list(map(_node, value)))
    return Scalar(_SOURCE, 1, 1, str(value))
