"""What holds within one item: keys that fit each other, grounds, numbers in order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from debate.deckfile.finding import Report
from debate.deckfile.kinds import Key, Section
from debate.deckfile.read.names import Entries, Item, either
from debate.deckfile.sections import SECTIONS
from debate.deckfile.yaml.nodes import Node, Scalar


def says_no(node: Node) -> bool:
    """Whether a yes/no key is there only to say no, which is as good as leaving it out."""
    return isinstance(node, Scalar) and node.text in ("no", "false")


def missing_keys(entries: Entries, keys: Mapping[str, Key]) -> list[str]:
    """Keys that must be there and are not."""
    return [name for name, declared in keys.items() if declared.required and name not in entries]


def cut_short(item: Item) -> bool:
    """Whether its file could not be read to the end, so that what the item lacks may only be unread."""
    return not item.key.source.complete


def keys_fit(item: Item, entries: Entries, fresh: frozenset[str], report: Report) -> bool:
    """Report keys that do not go together, or lack company; ``fresh`` are those that a view or preset brought."""
    section = SECTIONS[item.section]
    there = {name for name, (_, node) in entries.items() if not (name in section.switches and says_no(node))}
    good = True
    for name in section.bound:
        if name not in there:
            continue
        key = section.keys[name]
        sentence = f"{item.called}: {key.why}"
        other = next((other for other in key.excludes if other in there), None)
        if other is not None:
            place = entries[name if name in fresh and other not in fresh else other][0]
            report.error(place, "clash", sentence.format(other=other))
            good = False
        elif key.beside and not there & set(key.beside):
            right = f"add {either(key.beside)}, or leave {name!r} out"
            report.error(entries[name][0], "clash", sentence, right=right)
            good = False
    if section.one_of and not there & set(section.one_of) and not cut_short(item):
        report.error(item.key, "missing", f"{item.called}: {section.one_of_why}")
        good = False
    return good


def grounds_fit(item: Item, entries: Entries, section: Section, report: Report) -> bool:
    """Report an item that must say where it comes from and does not."""
    if section.grounds == "none":
        return True
    basis = entries["basis"][1] if "basis" in entries else None
    outside = isinstance(basis, Scalar) and basis.text == "outside"
    if basis is not None and outside and "evidence" not in entries:
        sentence = f"{item.called} is from outside the source and names no evidence"
        report.error(basis, "grounds", sentence, right="evidence: an id of the section 'evidence'")
        return False
    if outside or "source" in entries:
        return True
    right = "source: P..., or basis: outside with evidence"
    if section.grounds == "required":
        report.error(item.key, "grounds", f"{item.called} has no source", right=right)
        return False
    if basis is not None:
        report.error(basis, "grounds", f"{item.called} has a basis and no source", right=right)
        return False
    return True


def values_fit(item: Item, values: Mapping[str, Any], entries: Entries, report: Report) -> bool:
    """Report values that contradict each other; ``values`` are attributes."""

    def place(name: str) -> Any:
        return entries[name][1] if name in entries else item.key

    if item.section == "meters":
        low, start, high = values.get("min", 0), values["start"], values.get("max", 100)
        if low >= high:
            report.error(place("max"), "range", f"{item.called}: 'min' must be below 'max'", f"{low} to {high}")
            return False
        if not low <= start <= high:
            report.error(
                place("start"), "range", f"{item.called}: its start is outside", str(start), f"{low} to {high}"
            )
            return False
    elif item.section == "roles":
        start, most = values.get("capital_start", 4), values.get("capital_max", 6)
        if start > most:
            sentence = f"{item.called} starts with more capital than it can hold"
            report.error(place("capital"), "range", sentence, str(start), f"at most {most}")
            return False
        mark = values.get("mark", "")
        if mark and not (len(mark) == 1 and mark.isascii() and mark.isalnum() and mark == mark.upper()):
            right = "one capital letter or digit"
            report.error(place("mark"), "value", f"{item.called}: its mark is no single letter", mark, right)
            return False
    elif item.section == "moves" and values.get("offer_to") == values["role"]:
        report.error(place("offer_to"), "clash", f"{item.called} is offered to the role that makes it")
        return False
    elif item.section == "beliefs" and values["reason"] not in values["because"]:
        sentence = f"{item.called} gives a reason that is not among those to choose from"
        reasons = f"one of {', '.join(values['because'])}"
        report.error(place("reason"), "value", sentence, values["reason"], reasons)
        return False
    elif item.section == "arguments" and item.id in values.get("answers", ()):
        report.error(item.at("answers", item.id), "clash", f"{item.called} answers itself", right="leave it out")
        return False
    return True
