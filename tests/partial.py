"""Partial decks: what a rules test needs and nothing else, made into a whole deck in memory.

The text is that of a deck file with everything left out that the test is not about: no sources, no titles, no cards.
:func:`deck_of` reads it by itself, without the loader, so that the rules are tested on their own; :func:`written_out`
completes the same text for the loader, so that both readers can be held against each other.

Unless the text says otherwise moves cost nothing and do not rest, there is no surcharge for a move without a case, no
epilogue, and a role called ``nobody`` where there is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from debate.rules import conditions as c
from debate.rules import deck as d

Raw = Mapping[str, Any]

_BOUND = r"(-?\d+|start)"
_COMPARE = re.compile(rf"(at least|at most|below|above|exactly) {_BOUND}|{_BOUND} to {_BOUND}")
_TABLE = {"dealt": 7, "hand": 5, "hold_bonus": 1, "unbacked_extra": 0, "beaten_extra": 2}


def parsed(text: str) -> Any:
    """YAML with every scalar as the text that stands there."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def deck_of(given: Raw | str) -> d.Deck:
    """The deck that a partial text (or what YAML makes of it) stands for."""
    raw = _completed(parsed(given) if isinstance(given, str) else given)
    reader = _Reader(raw)
    return d.Deck(
        id="partial",
        title="A partial deck",
        question="Does it hold?",
        leaves_out=("Everything else.",),
        rounds=_rounds(raw["rounds"]),
        turn_order=tuple(raw["turn_order"]),
        rules=reader.rules(raw["rules"]),
        passages={"P1": d.Passage("P1", "It stands here.")},
        meters={id_: reader.meter(id_, item) for id_, item in raw["meters"].items()},
        flags={
            id_: d.Flag(id_, id_, dict(item["values"]), item["start"], grounds=_GROUNDS)
            for id_, item in raw["flags"].items()
        },
        links={id_: reader.link(id_, item) for id_, item in raw["links"].items()},
        denials={id_: reader.denial(id_, item) for id_, item in raw["denials"].items()},
        news={id_: reader.news(id_, item) for id_, item in raw["news"].items()},
        roles={id_: reader.role(id_, item) for id_, item in raw["roles"].items()},
        moves={id_: reader.move(id_, item) for id_, item in raw["moves"].items()},
        arguments={id_: reader.argument(id_, item) for id_, item in raw["arguments"].items()},
        opponents={role: tuple(map(reader.rule, rules)) for role, rules in raw["opponents"].items()},
        endings={id_: reader.ending(id_, item) for id_, item in raw["endings"].items()},
        questions={
            id_: d.Question(id_, item.get("ask", id_), when=reader.condition(item.get("when")), grounds=_GROUNDS)
            for id_, item in raw["questions"].items()
        },
        views={
            id_: d.CausalView(id_, id_, replaces=reader.replaces(item), includes=_ids(item.get("includes")))
            for id_, item in raw["views"].items()
        },
        presets={
            id_: d.Preset(id_, id_, _rounds(item["rounds"]), reader.replaces(item))
            for id_, item in raw["presets"].items()
        },
    )


_GROUNDS = d.Grounds(("P1",))
_SECTIONS = (
    *("meters", "flags", "links", "denials", "news", "roles", "moves"),
    *("arguments", "opponents", "endings", "questions", "views", "presets"),
)


def _completed(given: Raw) -> dict[str, Any]:
    raw: dict[str, Any] = {**given}
    for section in _SECTIONS:
        items = (raw.get(section) or {}).items()
        raw[section] = {id_: {**item} if isinstance(item, Mapping) else item or {} for id_, item in items}
    rounds = raw.get("rounds", "1")
    raw["rounds"] = {"epilogue": "0", **({"count": rounds} if isinstance(rounds, str | int) else rounds)}
    raw["roles"] = raw["roles"] or {"nobody": {}}
    raw["turn_order"] = raw.get("turn_order") or list(raw["roles"])
    raw["rules"] = {**_TABLE, **(raw.get("rules") or {})}
    raw["endings"] = raw["endings"] or {"as-it-was": {}}
    return raw


def _rounds(item: Raw) -> d.Rounds:
    count = int(item["count"])
    labels = tuple(item.get("labels") or (f"Round {n}" for n in range(1, count + 1)))
    return d.Rounds(count, labels, int(item.get("epilogue", 0)))


def _ids(value: Any) -> tuple[str, ...]:
    return () if not value else (value,) if isinstance(value, str) else tuple(value)


def _yes(item: Raw, key: str, default: bool = False) -> bool:
    return str(item.get(key, "yes" if default else "no")) in ("yes", "true")


class _Reader:
    """Reads items of one deck; it knows of which kind each id is."""

    def __init__(self, raw: Raw) -> None:
        self._kinds = {id_: section for section in ("meters", "flags", "moves", "news") for id_ in raw[section]}

    def condition(self, raw: Raw | None) -> c.Condition:
        return tuple(test for key, value in (raw or {}).items() for test in self._tests(key, value))

    def _tests(self, key: str, value: Any) -> list[c.Test]:
        match key:
            case "any_of":
                return [c.AnyOf(tuple(map(self.condition, value)))]
            case "all_of":
                return [c.AllOf(tuple(map(self.condition, value)))]
            case "none_of":
                return [c.NoneOf(tuple(map(self.condition, value)))]
            case "lasting":
                return [c.Lasting(int(value["rounds"]), self.condition(value["when"]))]
            case "round":
                return [_compare("round", "", value)]
            case "declined" | "stood" | "beaten":
                return [_about(f"{key}.", _times(event, phrase)) for event, phrase in value.items()]
            case "capital":
                return [_compare("capital", role, phrase) for role, phrase in value.items()]
        match self._kinds[key]:
            case "meters":
                return [_compare("meter", key, value)]
            case "flags":
                return [c.FlagIs(key, _ids(value))]
            case _:
                return [_times(key, value)]

    def effects(self, raw: Raw | None) -> c.Effects:
        raw = raw or {}
        return c.Effects(
            meters=tuple((key, _amount(value)) for key, value in raw.items() if self._kinds.get(key) == "meters"),
            flags=tuple((key, value) for key, value in raw.items() if self._kinds.get(key) == "flags"),
            capital=tuple((role, int(value)) for role, value in raw.get("capital", {}).items()),
        )

    def rules(self, raw: Raw) -> d.TableRules:
        said = {key: self.effects(raw[key]) for key in ("stands", "beaten") if key in raw}
        numbers = {key: int(raw[key]) for key in raw if key not in (*said, "covert_as_hold")}
        return d.TableRules(**numbers, **said, covert_as_hold=_yes(raw, "covert_as_hold"))

    def meter(self, id_: str, item: Raw) -> d.Meter:
        return d.Meter(
            id_,
            id_,
            "low",
            "high",
            int(item["start"]),
            int(item.get("min", 0)),
            int(item.get("max", 100)),
            seen_by=_ids(item["seen_by"]) if "seen_by" in item else None,
            shown_when=self.condition(item["shown_when"]) if "shown_when" in item else None,
            perceived=_yes(item, "perceived"),
            grounds=_GROUNDS,
        )

    def link(self, id_: str, item: Raw) -> d.Link:
        return d.Link(
            id_,
            id_,
            self.effects(item["effects"]),
            when=self.condition(item.get("when")),
            follows=_ids(item.get("follows")),
            per_rise_of=item.get("per_rise_of"),
            per_fall_of=item.get("per_fall_of"),
            points=int(item.get("points", 1)),
            every=int(item.get("every", 1)),
            once=_yes(item, "once"),
            delay=int(item.get("delay", 0)),
            active=_yes(item, "active", True),
            grounds=_GROUNDS,
        )

    def denial(self, id_: str, item: Raw) -> d.Denial:
        return d.Denial(
            id_,
            id_,
            _ids(item["denies"]),
            when=self.condition(item.get("when")),
            follows=_ids(item.get("follows")),
            every=int(item.get("every", 1)),
            active=_yes(item, "active", True),
            grounds=_GROUNDS,
        )

    def news(self, id_: str, item: Raw) -> d.News:
        return d.News(
            id_,
            id_,
            id_,
            when=self.condition(item.get("when")),
            odds=_amount(item.get("odds", "100")),
            effects=self.effects(item.get("effects")),
            active=_yes(item, "active", True),
            grounds=_GROUNDS,
        )

    def role(self, id_: str, item: Raw) -> d.Role:
        capital = item.get("capital") or {}
        motives = {key: _motive(key, motive) for key, motive in (item.get("motives") or {"any": {}}).items()}
        return d.Role(
            id_,
            id_,
            id_,
            motives,
            int(capital.get("start", 4)),
            int(capital.get("income", 1)),
            int(capital.get("max", 6)),
        )

    def move(self, id_: str, item: Raw) -> d.MoveDef:
        return d.MoveDef(
            id_,
            item["role"],
            id_,
            id_,
            needs=self.condition(item.get("needs")),
            cost=int(item.get("cost", 0)),
            cooldown=int(item.get("cooldown", 0)),
            once=_yes(item, "once"),
            covert=_yes(item, "covert"),
            effects=self.effects(item.get("effects")),
            promises=dict(item.get("promises") or {}),
            offer_to=item.get("offer_to"),
            if_declined=self.effects(item.get("if_declined")),
            forbidden=item.get("forbidden", ""),
            active=_yes(item, "active", True),
            grounds=_GROUNDS,
        )

    def argument(self, id_: str, item: Raw) -> d.Argument:
        return d.Argument(
            id_,
            id_,
            id_,
            id_,
            _ids(item["voices"]),
            id_,
            backs=_ids(item.get("backs")),
            answers=dict(given) if isinstance(given := item.get("answers"), dict) else dict.fromkeys(_ids(given), ""),
            stands=self.effects(item["stands"]) if "stands" in item else None,
            beaten=self.effects(item["beaten"]) if "beaten" in item else None,
            active=_yes(item, "active", True),
            grounds=_GROUNDS,
        )

    def rule(self, item: Raw) -> d.ScriptRule:
        return d.ScriptRule(
            item.get("because", "It is so."),
            self.condition(item.get("when")),
            _ids(item.get("motive")),
            _ids(item.get("play")),
            _ids(item.get("accept")),
            _ids(item.get("with")),
            grounds=_GROUNDS,
        )

    def ending(self, id_: str, item: Raw) -> d.Ending:
        return d.Ending(
            id_,
            id_,
            id_,
            when=self.condition(item.get("when")),
            ends_the_game=_yes(item, "ends_the_game"),
            tag=_yes(item, "tag"),
            active=_yes(item, "active", True),
            grounds=_GROUNDS,
        )

    def replaces(self, item: Raw) -> dict[str, dict[str, Any]]:
        """Of replacements, the keys that these tests use."""
        read = {
            "when": self.condition,
            "needs": self.condition,
            "effects": self.effects,
            "every": int,
            "delay": int,
            "cost": int,
            "odds": _amount,
            "active": lambda value: _yes({"active": value}, "active"),
            "forbidden": str,
        }
        return {
            id_: {key: read[key](value) for key, value in keys.items()}
            for id_, keys in (item.get("replaces") or {}).items()
        }


def _compare(kind: Any, id_: str, phrase: str) -> c.Compare:
    found = _COMPARE.fullmatch(phrase)
    assert found is not None, f"{id_}: '{phrase}' is no comparison"
    comparison, bound, low, high = found.groups()
    if comparison:
        return c.Compare(kind, id_, comparison, _bound(bound))
    return c.Compare(kind, id_, "to", _bound(low), int(high))


def _bound(text: str) -> c.Bound:
    return "start" if text == "start" else int(text)


def _times(event: str, phrase: str) -> c.Test:
    if phrase == "ever":
        return c.Compare("times", event, "at least", 1)
    if phrase == "never":
        return c.Compare("times", event, "exactly", 0)
    recent = re.fullmatch(r"(not )?(?:this round|in the last (\d+) rounds)", phrase)
    if recent is not None:
        return c.Recent(event, int(recent[2] or 1), bool(recent[1]))
    return _compare("times", event, phrase)


def _about(prefix: str, test: c.Test) -> c.Test:
    """The same test, of what happened about the move or argument."""
    if isinstance(test, c.Recent):
        return c.Recent(prefix + test.event, test.rounds, test.negated)
    assert isinstance(test, c.Compare)
    return c.Compare("times", prefix + test.id, test.comparison, test.bound, test.upper)


def _amount(value: Any) -> c.Amount:
    if isinstance(value, str | int):
        return int(value)
    return c.StepTable(value["by"], tuple((int(at), int(amount)) for at, amount in value["from"].items()))


def _motive(id_: str, item: Raw) -> d.Motive:
    wants, ends = ({meter: int(n) for meter, n in (item.get(key) or {}).items()} for key in ("wants", "ends"))
    return d.Motive(id_, id_, id_, wants, ends)


def written_out(given: Raw | str) -> str:
    """The same partial text as a whole deck file, with all that the loader asks for."""
    raw = _completed(parsed(given) if isinstance(given, str) else given)
    whole: dict[str, Any] = {
        "format": "1",
        "id": "partial",
        "title": "A partial deck",
        "question": "Does it hold?",
        "leaves_out": ["Everything else."],
        **{key: raw[key] for key in ("rounds", "turn_order")},
        "rules": {key: value if isinstance(value, dict) else str(value) for key, value in raw["rules"].items()},
        "passages": {"P1": {"gist": "It stands here."}},
        "evidence": {"K1": {"says": "It stands elsewhere.", "where": "Elsewhere"}},
    }
    cited = {"source": "P1"}
    added: dict[str, dict[str, Any]] = {
        "meters": {"name": "meter", "low": "low", "high": "high", **cited},
        "flags": {"name": "flag", **cited},
        "links": {"says": "It follows.", **cited},
        "denials": {"says": "It does not.", **cited},
        "news": {"title": "news", "text": "It happened.", **cited},
        "roles": {"name": "role", "brief": "You play.", "motives": {"any": {}}},
        "moves": {"title": "move", "text": "It is done.", "cost": "0", "cooldown": "0", **cited},
        "arguments": {"title": "card", "claim": "So.", "grounds": "It is seen.", "warrant": "Seeing counts.", **cited},
        "endings": {"title": "ending", "text": "It is over.", **cited},
        "questions": {"ask": "Why?", **cited},
        "views": {"name": "view"},
        "presets": {"name": "preset"},
    }
    raw["meters"] = raw["meters"] or {"standing": {"start": "50"}}
    raw["moves"] = raw["moves"] or {"wait-and-see": {"role": raw["turn_order"][0]}}
    outside = {"basis": "outside", "evidence": "K1"}
    for view in raw["views"].values():
        view["replaces"] = {id_: {**keys, **outside} for id_, keys in (view.get("replaces") or {}).items()}
    for item in raw["arguments"].values():
        if "backs" not in item:
            item["backs"] = move = f"never-mind-{_ids(item['voices'])[0]}"
            raw["moves"][move] = {"role": _ids(item["voices"])[0], "forbidden": "Nobody does."}
    for section, keys in added.items():
        if raw[section]:
            whole[section] = {id_: {**keys, **item} for id_, item in raw[section].items()}
    for meter in whole.get("meters", {}).values():
        meter["start"] = str(meter["start"])
    for move in whole.get("moves", {}).values():
        if "forbidden" in move:
            move.pop("cost"), move.pop("cooldown")
    for role in whole.get("roles", {}).values():
        role["motives"] = {
            id_: {"name": "motive", "text": "It wants.", **(motive or {"wants": {next(iter(raw["meters"])): "1"}})}
            for id_, motive in role["motives"].items()
        }
    if raw["opponents"]:
        whole["opponents"] = {
            role: [{"because": "It is so.", **cited, **rule} for rule in rules]
            for role, rules in raw["opponents"].items()
        }
    return str(yaml.safe_dump(whole, sort_keys=False, allow_unicode=True))
