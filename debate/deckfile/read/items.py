"""Pass two, items: from the declared keys of a section to a value of its class, and what holds within one item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from debate.deckfile import kinds as k
from debate.deckfile.finding import Report
from debate.deckfile.keys import GROUNDS, SINGLE
from debate.deckfile.kinds import Key, Kind, Section
from debate.deckfile.read.item_rules import cut_short, grounds_fit, keys_fit, missing_keys, says_no, values_fit
from debate.deckfile.read.names import Entries, Item, Names, check_id, either, is_empty
from debate.deckfile.read.notation import Notation
from debate.deckfile.read.suppressions import read_silences
from debate.deckfile.read.values import BAD
from debate.deckfile.sections import SECTIONS
from debate.deckfile.yaml.nodes import Map, Node, Scalar, Seq
from debate.rules.deck import Rounds
from debate.rules.grounds import Grounds
from debate.rules.text import visible

_GROUND_KEYS = frozenset(GROUNDS)


class Items:
    """Builds items; ``names`` has what pass one found."""

    def __init__(self, names: Names, report: Report) -> None:
        self.names = names
        self.report = report
        self.read = Notation(names, report)

    def section(self, name: str) -> dict[str, Any]:
        """All items of a section, in deck order, without those that have errors."""
        built = {}
        for id, item in self.names.items[name].items():
            value = self.item(item)
            if value is not BAD:
                built[id] = value
        return built

    def scripts(self) -> dict[str, tuple[Any, ...]]:
        """The rules of each role's opponent."""
        built = {}
        for role, rules in self.names.scripts.items():
            owner = self.names.items["opponents"][role]
            assert isinstance(owner.key, Scalar)
            if self.read.resolve(owner.key, ("role",), "'opponents'") is not BAD:
                found = [self.item(rule) for rule in rules]
                built[role] = tuple(rule for rule in found if rule is not BAD)
        return built

    def single(self, name: str) -> Any:
        """The value of a single key; BAD where it is missing or wrong, its default where it may be left out."""
        declared = SINGLE[name]
        if name not in self.names.singles:
            return BAD if declared.required else declared.default
        return self.value(declared.kind, self.names.singles[name][1], f"'{name}'", None)

    def item(self, item: Item) -> Any:
        """One item as its class."""
        if item.node is None:
            return BAD
        section = SECTIONS[item.section]
        self.read.entries(item.node, section.keys, item.called)
        return self._build(item, item.entries, section)

    def _build(self, item: Item, entries: Entries, section: Section, fresh: Iterable[str] = ()) -> Any:
        values = self._attributes(item, entries, section, fresh)
        if values is BAD:
            return BAD
        return section.make(**values) if section.listed else section.make(id=item.id, **values)

    def _attributes(self, item: Item, entries: Entries, section: Section, fresh: Iterable[str] = ()) -> Any:
        """The attributes that ``entries`` give the item; ``fresh`` are the keys that a view or preset brought."""
        values = self.record(entries, section.keys, item.key, item.called, item)
        good = keys_fit(item, entries, frozenset(fresh), self.report)
        cites = not fresh or set(fresh) & _GROUND_KEYS
        if cites and len(missing_keys(entries, section.keys)) < 2 and not cut_short(item):
            good = grounds_fit(item, entries, section, self.report) and good
        if values is BAD or not good or not values_fit(item, values, entries, self.report):
            return BAD
        if section.grounds != "none":
            cited = {name: values.pop(name) for name in _GROUND_KEYS if name in values}
            if cited:
                values["grounds"] = Grounds(**cited)
        return values

    # Records.

    def record(self, entries: Entries, keys: Mapping[str, Key], place: Any, owner: str, item: Item | None) -> Any:
        """Attribute -> value for declared keys; unknown ones have been reported."""
        values: dict[str, Any] = {}
        missing = missing_keys(entries, keys)
        good = not missing
        told = [name for name in missing if (owner, name) not in self.read.guessed]
        if told and (item is None or not cut_short(item)):
            right = keys[told[0]].help if len(told) == 1 else ""
            self.report.error(place, "missing", f"{owner} has no {either(map(repr, told))}", right=right)
        for name, declared in keys.items():
            if name not in entries:
                continue
            value = self.value(declared.kind, entries[name][1], f"{name!r} of {owner}", item)
            if value is BAD:
                good = False
            elif isinstance(declared.kind, k.Record) and declared.kind.make is None:
                values.update(value)
            else:
                values[declared.attr or name] = value
        return values if good else BAD

    def value(self, kind: Kind, node: Node, wants: str, item: Item | None) -> Any:
        """The value of one key, by its declared kind. ``wants`` is what findings call it."""
        read = self.read
        role = item.id if item is not None and item.section == "opponents" else ""
        match kind:
            case k.Text():
                return read.text(node, kind, wants)
            case k.Ids(of):
                return read.ids(node, of, wants, role)
            case k.ConditionOf():
                return read.condition(node, item.called if item else wants)
            case k.EffectsOf():
                return read.effects(node, item.called if item else wants, fine=_fine(item))
            case k.Whole(low, high, zero):
                return read.whole(node, low, high, wants, zero)
            case k.Language():
                return read.language(node, wants)
            case k.YesNo():
                return read.yes_no(node, wants)
            case k.Word(words):
                return read.word(node, words, wants)
            case k.Id(of):
                return read.id(node, of, wants, role)
            case k.MarkedIds(of, words):
                return self._marked_ids(of, words, node, wants)
            case k.TextOrId(of):
                return self._text_or_id(node, of, wants)
            case k.AmountOf(low, high, zero):
                return read.amount(node, wants, low, high, zero)
            case k.ListOf(inner):
                return self._list(inner, node, wants, item)
            case k.Table(key, inner):
                return self._table(key, inner, node, wants, item)
            case k.Record():
                return self._record(kind, node, wants, item)
            case k.NewId():
                return self._new_id(node, wants)
            case k.ValueOfFlag():
                assert item is not None
                return read.flag_value(item.id, node)
            case k.Replaces():
                assert item is not None
                return self.replaces(node, item)
            case k.Silences():
                return read_silences(node, read)

    def _new_id(self, node: Node, wants: str) -> Any:
        scalar = self.read.scalar(node, wants)
        return BAD if scalar is None or not check_id(scalar, self.report) else scalar.text

    def _marked_ids(self, of: tuple[str, ...], words: tuple[str, ...], node: Node, wants: str) -> Any:
        if isinstance(node, Map) and node.entries:
            return self._table(k.Id(of), k.Word(words), node, wants, None)
        ids = self.read.ids(node, of, wants)
        return BAD if ids is BAD else dict.fromkeys(ids, "")

    def _text_or_id(self, node: Node, of: tuple[str, ...], wants: str) -> Any:
        text = self.read.text(node, k.Text(lines=False), wants)
        if text is BAD or not self.names.complete:
            return text
        if self.names.has(of, text):
            for noun in of:
                self.read.used.add((noun, text))
        elif "-" in text and " " not in text and text not in self.report.cured:
            guess = self.names.nearest(text, self.names.of(of))
            if guess:
                sentence = f"{wants}: no {either(of)} called '{visible(text)}', so it is read as words"
                self.report.warning(node, "unknown", sentence, right=f"did you mean '{guess}'?")
        return text

    def _list(self, kind: Kind, node: Node, wants: str, item: Item | None) -> Any:
        if is_empty(node):
            return self.read.bad(node, "empty", f"{wants} is empty", right="[one, two]")
        if not isinstance(node, Seq):
            right = "[one, two], or lines that begin with '- '"
            if isinstance(node, Scalar) and node.plain and node.text[:1] in ("-", "–", "—", "•", "*"):
                right = "lines that begin with a hyphen and a blank: '- '"
            return self.read.bad(node, "shape", f"{wants} is a list", right=right)
        values = [self.value(kind, inner, f"an entry of {wants}", item) for inner in node.items]
        return BAD if any(value is BAD for value in values) else tuple(values)

    def _table(self, key: k.NewId | k.Id, kind: Kind, node: Node, wants: str, item: Item | None) -> Any:
        mapping = self.read.mapping(node, wants)
        if mapping is None:
            return BAD
        values: dict[str, Any] = {}
        good = True
        for name, inner in self.read.entries(mapping, None, wants, new=isinstance(key, k.NewId)):
            if isinstance(key, k.Id):
                known = self.read.resolve(name, key.of, wants) is not BAD
            else:
                known = check_id(name, self.report)
            called = f"'{visible(name.text)}' in {wants}"
            if isinstance(kind, k.Record) and kind.named:
                value = self._record(kind, inner, called, item, id=name.text)
            else:
                value = self.value(kind, inner, called, item)
            good = good and known and value is not BAD
            values[name.text] = value
        return values if good else BAD

    def _record(self, kind: k.Record, node: Node, wants: str, item: Item | None, **more: str) -> Any:
        wanted = [name for name, key in kind.keys.items() if key.required] or list(kind.keys)[:1]
        mapping = self.read.mapping(node, wants, "{" + ", ".join(f"{name}: ..." for name in wanted) + "}")
        if mapping is None:
            return BAD
        entries = {key.text: (key, value) for key, value in self.read.entries(mapping, kind.keys, wants)}
        values = self.record(entries, kind.keys, node, wants, item)
        if values is BAD or kind.make is None:
            return values
        if kind.make is Rounds:
            return self._rounds(values, mapping, entries)
        return kind.make(**values, **more)

    def _rounds(self, values: dict[str, Any], node: Map, entries: Entries) -> Any:
        count = values["count"]
        labels = values.setdefault("labels", tuple(f"Round {number}" for number in range(1, count + 1)))
        if len(labels) != count:
            sentence = "there must be as many labels as rounds"
            wrong = f"{len(labels)} labels for {count} rounds"
            return self.read.bad(entries["labels"][1], "range", sentence, wrong, f"{count} labels")
        return Rounds(**values)

    # Views and presets.

    def replaces(self, node: Node, owner: Item) -> Any:
        """Item id -> attribute -> value, for what a view or a preset changes."""
        mapping = self.read.mapping(node, f"'replaces' of {owner.called}")
        if mapping is None:
            return BAD
        changes: dict[str, Any] = {}
        good = True
        for key, inner in mapping.entries:
            item = self._replaced(key, owner)
            changed = BAD if item is None else self._changes(item, key, inner, owner)
            if changed is BAD:
                good = False
            else:
                changes[key.text] = changed
        return changes if good else BAD

    def _replaced(self, key: Scalar, owner: Item) -> Item | None:
        nouns = tuple(section.noun for section in SECTIONS.values() if section.replaceable)
        wants = f"'replaces' of {owner.called}"
        if self.read.resolve(key, nouns, wants) is BAD:
            return None
        item = self.names.shared[key.text]
        return item if item.node is not None else None

    def _changes(self, item: Item, key: Scalar, node: Node, owner: Item) -> Any:
        section = SECTIONS[item.section]
        called = f"{item.called} under {owner.called}"
        mapping = self.read.mapping(node, called)
        if mapping is None:
            return BAD
        for name in ("id", "role"):
            for entry, _ in mapping.entries:
                if entry.text == name and (name == "id" or name in section.keys):
                    return self.read.bad(entry, "clash", f"{called}: {name!r} cannot be replaced", right="leave it out")
        fresh = {entry.text: (entry, value) for entry, value in self.read.entries(mapping, section.keys, called)}
        if len(fresh) < len(mapping.entries):
            return BAD
        merged = dict(item.entries)
        if "once" in fresh and not says_no(fresh["once"][1]) and "every" not in fresh:
            merged.pop("every", None)
        if "every" in fresh and "once" not in fresh:
            merged.pop("once", None)
        merged.update(fresh)
        good = True
        if owner.section == "views" and set(fresh) - {"active"} and not set(fresh) & _GROUND_KEYS:
            other = next(name for name in fresh if name != "active")
            sentence = f"{called} changes {other!r} and has no grounds of its own"
            self.report.error(key, "grounds", sentence, right="basis: outside with evidence, or a source")
            good = False
        altered = Item(item.section, item.id, item.key, called, item.node)
        altered.entries = merged
        values = self._attributes(altered, merged, section, fresh)
        if values is BAD or not good:
            return BAD
        return _altered(values, fresh, section)


def _altered(values: dict[str, Any], fresh: Entries, section: Section) -> dict[str, Any]:
    """Of all attributes those that the keys in ``fresh`` set, and those that they drop."""
    changed: dict[str, Any] = {}
    for name in fresh:
        if name in _GROUND_KEYS:
            changed["grounds"] = values["grounds"]
        else:
            attr = section.keys[name].attr or name
            changed[attr] = values[attr]
    if changed.get("once") is True and "once" in section.keys and "every" in section.keys:
        changed["every"] = 1
    elif "every" in changed and "once" in section.keys:
        changed["once"] = False
    return changed


def _fine(item: Item | None) -> bool:
    """Whether single points are usual: a link that counts points of another meter."""
    return item is not None and ("per_rise_of" in item.entries or "per_fall_of" in item.entries)
