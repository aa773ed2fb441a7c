"""JSON Schema of decks, made from the declaration that the reader works from, so that an editor completes and hints.

It has no ``oneOf``, ``anyOf``, ``allOf``, ``if`` or ``not``: editors answer these with guesses. Nor has it an ``enum``
of nothing, for which editors refuse the whole schema: where a deck has none of a kind, any id will do. A type array
binds each keyword to its own type instead, and what cannot be said so is left to ``debate deck check``. Never stricter
than that. ``patternErrorMessage`` is what editors say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from debate.deckfile import kinds as k
from debate.deckfile.codes import CODES
from debate.deckfile.keys import MAX_ID, SINGLE
from debate.deckfile.read.names import Names
from debate.deckfile.read.suppressions import SILENCEABLE
from debate.deckfile.sections import SECTIONS

Schema = dict[str, Any]

ID = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
LOCATOR = r"^[^\s,:\[\]\{\}#]+$"
LANGUAGE = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
NUMBER = r"^ *(\+|-)?[0-9]+ *$"
_N = r"(\+|-)?[0-9]{1,9}"
COMPARISON = f"^ *((at least|at most|below|above|exactly) +(start|{_N})|{_N} +to +{_N}) *$"
PLAIN_COMPARISON = COMPARISON.replace(f"(start|{_N})", _N)
_RECENT = "(not +)?(this +round|in +the +last +[0-9]{1,9} +rounds?)"
EVENT = f"^ *(ever|never|{_RECENT}|(at least|at most|below|above|exactly) +{_N}|{_N} +to +{_N}) *$"
ANY_TEST = f"{ID}|{COMPARISON}|{EVENT}"

SAYS = {
    NUMBER: "a whole number is wanted here, such as 3 or +5",
    COMPARISON: "a comparison is wanted here: at least 60, at most 20, below 5, above start, exactly 3, 20 to 40",
    PLAIN_COMPARISON: "a comparison is wanted here: at least 2, at most 5, below 3, above 1, exactly 3, 2 to 4",
    EVENT: "wanted here: ever, never, at least 2, this round, in the last 2 rounds, not in the last 2 rounds",
}
"""What an editor says where a text does not match one of these patterns."""

_SCALAR = ["string", "number", "boolean"]
_LOCATED = {"passage", "evidence"}


def schema(names: Names | None = None) -> Schema:
    """The schema of one file of a deck. ``names``: the ids of a deck, which are then offered and asked for."""
    return _Maker(names).whole()


class _Maker:
    def __init__(self, names: Names | None) -> None:
        self.names = names
        self.definitions: Schema = {}

    def defined(self, name: str, made: Schema) -> Schema:
        """A reference to ``made``, which is written down once."""
        self.definitions[name] = made
        return {"$ref": f"#/definitions/{name}"}

    def whole(self) -> Schema:
        properties: Schema = {name: self.key(declared) for name, declared in SINGLE.items()}
        properties |= {name: self.section(name, declared) for name, declared in SECTIONS.items()}
        self.defined("condition", self.condition())
        self.defined("effects", self.effects())
        if self.names is not None:
            for name, section in SECTIONS.items():
                if section.replaceable:
                    keys = {key: declared for key, declared in section.keys.items() if key != "role"}
                    self.defined(f"changed-{name}", self.record(keys, required=False))
        return {
            "$schema": "http://json-schema.org/draft-07/schema#",
            "title": "A deck of the debate game, or one file of it",
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
            "definitions": self.definitions,
        }

    # Sections and keys.

    def section(self, name: str, section: k.Section) -> Schema:
        item = self.record(section.keys)
        item["description"] = f"One {section.noun}."
        if section.listed:
            return self.listed(section, item)
        pattern = LOCATOR if section.noun in _LOCATED else ID
        return {
            "description": section.help,
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": pattern, "maxLength": MAX_ID},
            "additionalProperties": item,
        }

    def listed(self, section: k.Section, item: Schema) -> Schema:
        made: Schema = {"description": section.help, "type": "object", "minProperties": 1}
        if self.names is None:
            return {**made, "additionalProperties": _list(item)}
        rules = {}
        for role in self.names.items["roles"]:
            motives = list(self.names.motives.get(role, ()))
            keys = {**item["properties"], "motive": _ids(motives)} if motives else item["properties"]
            rules[role] = _list({**item, "properties": keys})
        return {**made, "properties": rules, "additionalProperties": False}

    def record(self, keys: Mapping[str, k.Key], required: bool = True) -> Schema:
        made: Schema = {
            "type": "object",
            "properties": {name: self.key(declared) for name, declared in keys.items()},
            "additionalProperties": False,
        }
        needed = [name for name, declared in keys.items() if declared.required]
        if needed and required:
            made["required"] = needed
        if not required:
            made["minProperties"] = 1
        return made

    def key(self, declared: k.Key) -> Schema:
        made = {"description": declared.help, **self.value(declared.kind)}
        default = declared.default
        if isinstance(default, bool):
            made["default"] = "yes" if default else "no"
        elif isinstance(default, int | str) and default:
            made["default"] = default
        return made

    # Values.

    def value(self, kind: k.Kind) -> Schema:
        match kind:
            case k.Text():
                return {"type": _SCALAR, "minLength": 1, "maxLength": kind.limit}
            case k.Whole(low, high):
                return _whole(low, high)
            case k.Language():  # editors read 'no', which is Norwegian, as false
                return {"type": ["string", "boolean"], "pattern": LANGUAGE, "examples": ["en", "de", "pt-BR"]}
            case k.YesNo():
                return {"enum": ["yes", "no", True, False, "true", "false"]}
            case k.Word(words):
                return {"enum": list(words)}
            case k.NewId():
                return {"type": ["string", "boolean"], "pattern": ID, "maxLength": MAX_ID}
            case k.ValueOfFlag():
                return {"type": ["string", "boolean"], "pattern": ID}
            case k.Id(of):
                return self.id(of)
            case k.Ids(of):
                return self.ids(of)
            case k.MarkedIds(of, words):
                return self.marked_ids(of, words)
            case k.TextOrId(of):
                return self.text_or_id(of)
            case k.ConditionOf():
                return {"$ref": "#/definitions/condition"}
            case k.EffectsOf():
                return {"$ref": "#/definitions/effects"}
            case k.AmountOf(low, high):
                return self.amount(low, high)
            case k.ListOf(item):
                return _list(self.value(item))
            case k.Table(key, inner):
                return self.table(key, self.value(inner))
            case k.Record(keys):
                return {**self.record(keys), "minProperties": 1}
            case k.Replaces():
                return self.replaces()
            case k.Silences():
                return self.silences()

    def text_or_id(self, of: tuple[str, ...]) -> Schema:
        known = {} if self.names is None else {"examples": self.names.of(of)}
        return {"type": _SCALAR, "minLength": 1, "maxLength": k.MAX_LINE, **known}

    def id(self, of: tuple[str, ...]) -> Schema:
        if self.names is not None and of != ("motive",) and self.names.of(of):
            return self.defined(f"{'-or-'.join(of)}", {"enum": _with_numbers(self.names.of(of))})
        if _LOCATED & set(of):
            return {"type": ["string", "number"], "pattern": LOCATOR}
        return {"type": ["string", "boolean"], "pattern": ID}

    def ids(self, of: tuple[str, ...]) -> Schema:
        if self.names is not None and of != ("motive",) and self.names.of(of):
            return self.defined(f"some-{'-or-'.join(of)}", _ids(self.names.of(of)))
        return self.any_ids(of)

    def any_ids(self, of: tuple[str, ...]) -> Schema:
        one = self.id(of)
        return {**one, "type": [*one["type"], "array"], "items": one, "minItems": 1, "uniqueItems": True}

    def marked_ids(self, of: tuple[str, ...], words: tuple[str, ...]) -> Schema:
        """Ids, or a mapping of them to words: one type array binds each keyword to its own type."""
        made = _ids(self.names.of(of)) if self.names is not None and self.names.of(of) else self.any_ids(of)
        table = self.table(k.Id(of), {"enum": list(words)})
        return self.defined(f"marked-{'-or-'.join(of)}", {**table, **made, "type": [*made["type"], "object"]})

    def table(self, key: k.NewId | k.Id, value: Schema) -> Schema:
        made: Schema = {"type": "object", "minProperties": 1}
        if isinstance(key, k.Id) and self.names is not None:
            return {**made, "properties": dict.fromkeys(self.names.of(key.of), value), "additionalProperties": False}
        return {**made, "propertyNames": {"pattern": ID}, "additionalProperties": value}

    def amount(self, low: int, high: int) -> Schema:
        """A whole number, or a step table. Its keys are patterns, or editors would begin every amount as a table."""
        steps = {"type": "object", "minProperties": 1, "propertyNames": {"pattern": NUMBER}}
        number = _whole(low, high)
        return {
            **number,
            "type": [*number["type"], "object"],
            "patternProperties": {"^by$": self.id(("meter",)), "^from$": {**steps, "additionalProperties": number}},
            "required": ["by", "from"],
            "additionalProperties": False,
        }

    def replaces(self) -> Schema:
        made: Schema = {"type": "object", "minProperties": 1}
        if self.names is None:
            return {**made, "propertyNames": {"pattern": ID}, "additionalProperties": {"type": "object"}}
        changed: Schema = {}
        for name, section in SECTIONS.items():
            if section.replaceable:
                changed |= {id: {"$ref": f"#/definitions/changed-{name}"} for id in self.names.items[name]}
        return {**made, "properties": changed, "additionalProperties": False}

    def silences(self) -> Schema:
        reason: Schema = {"type": _SCALAR, "minLength": 1, "maxLength": k.MAX_TEXT}
        places: Schema = {"type": [*_SCALAR, "object"], "minLength": 1, "additionalProperties": reason}
        if self.names is not None:
            reason = self.defined("reason", reason)
            every = dict.fromkeys((id for items in self.names.items.values() for id in items), reason)
            places |= {"properties": every, "additionalProperties": False}
        places = self.defined("reasons", places)
        return {
            "type": "object",
            "minProperties": 1,
            "properties": {code: {"description": CODES[code].means, **places} for code in SILENCEABLE},
            "additionalProperties": False,
        }

    # Conditions and effects.

    def condition(self) -> Schema:
        itself = {"$ref": "#/definitions/condition"}
        groups = {"any_of": "one of them holds", "all_of": "all of them hold", "none_of": "none of them holds"}
        plain = _phrase(PLAIN_COMPARISON, "at least 2")
        lasting = {"rounds": _whole(1, 999), "when": itself}
        properties: Schema = {name: {"description": says, **_list(itself)} for name, says in groups.items()}
        properties["lasting"] = {
            "description": "it holds now, and held at each of so many round ends in a row",
            "type": "object",
            "properties": lasting,
            "required": ["rounds", "when"],
            "additionalProperties": False,
        }
        properties["round"] = {"description": "the number of the round", **plain}
        properties["capital"] = {"description": "what roles have", **self.table(k.Id(("role",)), plain)}
        offered = _phrase(EVENT, "ever", "never", "this round", "in the last 2 rounds")
        properties["declined"] = {"description": "offers that were declined", **self.table(k.Id(("move",)), offered)}
        cases = self.defined("cases", self.table(k.Id(("move", "argument")), self.defined("case-test", offered)))
        properties["stood"] = {"description": "moves or arguments whose case stood", **cases}
        properties["beaten"] = {"description": "moves or arguments whose case was beaten", **cases}
        made: Schema = {
            "description": "all of its entries must hold",
            "type": "object",
            "minProperties": 1,
            "properties": properties,
        }
        if self.names is None:
            one: Schema = {"type": ["string", "boolean", "array"], "pattern": ANY_TEST, "minItems": 1}
            return {**made, "additionalProperties": {**one, "items": {"type": ["string", "boolean"]}}}
        phrase = self.defined("meter-test", _phrase(COMPARISON, "at least 50", "above start"))
        properties |= dict.fromkeys(self.names.items["meters"], phrase)
        for flag in self.names.items["flags"]:
            values = list(self.names.values.get(flag, ()))
            properties[flag] = _ids(values) if values else {}
        phrase = self.defined("event-test", _phrase(EVENT, "ever", "never", "this round", "in the last 2 rounds"))
        properties |= dict.fromkeys(self.names.of(("move", "news")), phrase)
        return {**made, "additionalProperties": False}

    def effects(self) -> Schema:
        capital = {"description": "capital to add", **self.table(k.Id(("role",)), _whole(-99, 99))}
        made: Schema = {
            "description": "meters: an amount to add; flags: their new value",
            "type": "object",
            "minProperties": 1,
            "properties": {"capital": capital},
        }
        amount = self.amount(-100, 100)
        if self.names is None:
            either = {**amount, "type": [*amount["type"], "boolean"], "pattern": f"{NUMBER}|{ID}"}
            return {**made, "additionalProperties": either}
        made["properties"] |= dict.fromkeys(self.names.items["meters"], self.defined("amount", amount))
        for flag in self.names.items["flags"]:
            values = _with_booleans(self.names.values.get(flag, ()))
            made["properties"][flag] = {"enum": values} if values else {}
        return {**made, "additionalProperties": False}


def _whole(low: int, high: int) -> Schema:
    made: Schema = {"type": ["integer", "string"], "minimum": low, "maximum": high, "pattern": NUMBER}
    return {**made, "patternErrorMessage": SAYS[NUMBER]}


def _list(item: Schema) -> Schema:
    return {"type": "array", "minItems": 1, "items": item}


def _phrase(pattern: str, *examples: str) -> Schema:
    return {"type": "string", "pattern": pattern, "patternErrorMessage": SAYS[pattern], "examples": list(examples)}


def literal(text: str) -> str:
    """A pattern for this text alone, for every engine: in the Unicode mode of ECMAScript, which editors use, only signs
    that mean something may be escaped."""
    return re.sub(r"[\\^$.*+?()\[\]{}|]", r"\\\g<0>", text)


def _ids(ids: list[str]) -> Schema:
    """One of some ids, or a list of them."""
    pattern = f"^({'|'.join(map(literal, ids))})$"
    words = _with_booleans(_with_numbers(ids))
    read = {bool: "boolean", int: "number"}
    types = ["string", *dict.fromkeys(read[type(word)] for word in words if type(word) in read), "array"]
    shown = f"one of these, or a list of them, is wanted here: {', '.join(ids[:12])}{' ...' if len(ids) > 12 else ''}"
    made: Schema = {"type": types, "pattern": pattern, "patternErrorMessage": shown, "items": {"enum": words}}
    return {**made, "minItems": 1, "uniqueItems": True, "examples": ids}


def _with_numbers(ids: Iterable[str]) -> list[Any]:
    """With the numbers that an editor may take digits for."""
    listed: list[Any] = list(ids)
    return listed + [int(id) for id in listed if id.isascii() and id.isdigit()]


def _with_booleans(words: Iterable[Any]) -> list[Any]:
    listed = list(words)
    return listed + [word == "true" for word in listed if word in ("true", "false")]
