"""Pass one: every id with its place, and what pass two must know of an item before it has been read.

Nothing is resolved here, so the order of items and files never matters.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping

from attrs import define, field, frozen

from debate.deckfile.finding import Report
from debate.deckfile.keys import MAX_ID, MAX_ROUNDS, RESERVED, SINGLE
from debate.deckfile.kinds import Section
from debate.deckfile.sections import SECTIONS
from debate.deckfile.yaml.nodes import File, Map, Node, Scalar, Seq
from debate.rules.text import visible

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LOCATOR = re.compile(r"[^\s,:\[\]{}#]+")
_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")

MOST_COMPARED = 40_000
"""Spellings compared for one deck: enough for hundreds of mistakes, and an end for a file of nothing else."""

Entries = Mapping[str, tuple[Scalar, Node]]


@define(eq=False)
class Item:
    """One item as written. ``key`` is where its id stands; ``node`` is None where it is not a mapping."""

    section: str
    id: str
    key: Scalar | Map
    called: str
    """What findings call it: ``link 'l1'``."""
    node: Map | None
    entries: Entries = field(init=False)
    """Its keys with their values."""

    def __attrs_post_init__(self) -> None:
        self.entries = _entries(self.node) if self.node is not None else {}

    @property
    def noun(self) -> str:
        return SECTIONS[self.section].noun

    def at(self, key: str, word: str = "") -> Scalar | Map | Seq:
        """Where ``word`` stands in the value of ``key``; the value itself, or the id where there is none."""
        if key not in self.entries:
            return self.key
        node = self.entries[key][1]
        if isinstance(node, Seq) and word:
            for item in node.items:
                if isinstance(item, Scalar) and item.text == word:
                    return item
        if isinstance(node, Map) and word:
            return next((key for key, _ in node.entries if key.text == word), node)
        return node


@frozen
class Scale:
    """The limits of a meter and its start."""

    start: int = 0
    min: int = 0
    max: int = 100


@define(eq=False)
class Names:
    """What pass one found."""

    singles: dict[str, tuple[Scalar, Node]] = field(factory=dict)
    items: dict[str, dict[str, Item]] = field(factory=lambda: {name: {} for name in SECTIONS})
    shared: dict[str, Item] = field(factory=dict)
    scripts: dict[str, list[Item]] = field(factory=dict)
    guessed: set[str] = field(factory=set)
    """Sections and keys that a misspelt one was probably meant to be, which are therefore not missing."""
    complete: bool = True
    """False: something was not readable, so an id that is not here may still be in the deck."""
    scales: dict[str, Scale] = field(factory=dict)
    values: dict[str, tuple[str, ...]] = field(factory=dict)
    motives: dict[str, tuple[str, ...]] = field(factory=dict)
    capital_max: dict[str, int] = field(factory=dict)
    rounds: int = MAX_ROUNDS
    epilogue: int = 3
    _compared: int = 0

    def of(self, nouns: Iterable[str], role: str = "") -> list[str]:
        """All ids of these kinds; motives are those of ``role``."""
        found: list[str] = []
        for noun in nouns:
            if noun == "motive":
                found += self.motives.get(role, ())
            else:
                found += self.items[_SECTION_OF[noun]]
        return found

    def has(self, nouns: Iterable[str], word: str, role: str = "") -> bool:
        """Whether ``word`` is the id of something of these kinds."""
        for noun in nouns:
            if noun == "motive":
                if word in self.motives.get(role, ()):
                    return True
            elif word in self.items[_SECTION_OF[noun]]:
                return True
        return False

    def noun(self, word: str) -> str | None:
        """What ``word`` is the id of, anywhere in the deck."""
        if word in self.shared:
            return self.shared[word].noun
        for name, section in SECTIONS.items():
            if not section.shared and not section.listed and word in self.items[name]:
                return section.noun
        return None

    def nearest(self, word: str, options: Iterable[str]) -> str:
        """The option that ``word`` was probably meant to be, or ``""``."""
        options = list(options)
        self._compared += len(options)
        if self._compared > MOST_COMPARED or len(word) > 2 * MAX_ID:
            return ""
        return nearest(word, options)


_SECTION_OF = {section.noun: name for name, section in SECTIONS.items()}


NEAR = 0.7
"""How like each other two spellings are that may mean the same: 'passengers' and 'anger' are not."""


def nearest(word: str, options: Iterable[str]) -> str:
    """The closest spelling among ``options``, or ``""``."""
    found = difflib.get_close_matches(word.lower().replace("_", "-"), list(options), n=1, cutoff=NEAR)
    if not found:
        found = difflib.get_close_matches(word.lower().replace("-", "_"), list(options), n=1, cutoff=NEAR)
    return found[0] if found else ""


def a(noun: str) -> str:
    """The noun with its article."""
    return f"an {noun}" if noun[0] in "aeiou" else noun if noun in ("news", "evidence") else f"a {noun}"


def either(words: Iterable[str]) -> str:
    """``a, b or c``."""
    listed = list(words)
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} or {listed[-1]}"


def collect(files: Iterable[File], report: Report) -> Names:
    """Read the ids and sections of all files; what stands in the wrong place is reported."""
    names = Names()
    for file in files:
        names.complete = names.complete and file.source.complete
        for key, node in file.entries:
            if key.text in SINGLE:
                _single(names, key, node, report)
            elif key.text == "opponents":
                _scripts(names, node, report)
            elif key.text in SECTIONS:
                _section(names, key.text, SECTIONS[key.text], node, report)
            else:
                guess = names.nearest(key.text, [*SINGLE, *SECTIONS])
                names.guessed.add(guess)
                names.complete = names.complete and guess not in SECTIONS
                item = "two blanks before it, if it belongs to the section above" if isinstance(node, Map) else ""
                right = guess or item or "a note begins with #" * (" " in key.text)
                report.error(key, "unknown", "a deck has no section or key of this name", key.text, right)
    _preview(names)
    return names


def _single(names: Names, key: Scalar, node: Node, report: Report) -> None:
    first = names.singles.get(key.text)
    if first is not None:
        where = f"{first[0].file}:{first[0].line}"
        report.error(key, "twice", f"{key.text!r} stands already in {where}", right="put both under one")
        return
    names.singles[key.text] = (key, node)


def _section_map(name: str, wants: str, node: Node, report: Report) -> Map | None:
    if isinstance(node, Map) and (node.entries or not node.source.complete):
        return node
    if isinstance(node, Seq) and node.items:
        report.error(
            node, "shape", f"{name!r} is a mapping, not a list", right=f"{name}: with lines '{wants}' below it"
        )
    elif isinstance(node, Scalar) and node.text:
        report.error(node, "shape", f"{name!r} is a mapping", visible(node.text), f"lines '{wants}' below it")
    else:
        report.error(node, "empty", f"the section {name!r} is empty", right="fill it, or leave it out")
    return None


def _section(names: Names, name: str, section: Section, node: Node, report: Report) -> None:
    mapping = _section_map(name, "id: ...", node, report)
    if mapping is None:
        return
    strays = [key for key, value in mapping.entries if key.text in section.keys and not isinstance(value, Map)]
    if len(strays) > 1:
        sentence = f"keys of {a(section.noun)} stand where its id is wanted"
        report.error(strays[0], "shape", sentence, strays[0].text, "a line 'id:' above them, and indent them below it")
        names.complete = False
    for key, value in mapping.entries:
        if len(strays) > 1 and key in strays:
            continue
        if not _good_id(name, section, key, report):
            continue
        taken = names.shared.get(key.text) if section.shared else names.items[name].get(key.text)
        if taken is not None:
            sentence = f"'{key.text}' is already the id of {a(taken.noun)} ({taken.key.file}:{taken.key.line})"
            report.error(key, "twice", sentence, right="choose another")
            continue
        item = Item(name, key.text, key, f"{section.noun} '{key.text}'", _item_map(key, value, section, report))
        names.items[name][key.text] = item
        if section.shared:
            names.shared[key.text] = item


def _scripts(names: Names, node: Node, report: Report) -> None:
    section = SECTIONS["opponents"]
    mapping = _section_map("opponents", "role: ...", node, report)
    if mapping is None:
        return
    for key, value in mapping.entries:
        first = names.items["opponents"].get(key.text)
        if first is not None:
            sentence = f"the rules of '{visible(key.text)}' stand already in {first.key.file}:{first.key.line}"
            report.error(key, "twice", sentence, right="put them all in one file")
            continue
        names.items["opponents"][key.text] = Item("opponents", key.text, key, f"opponent '{visible(key.text)}'", None)
        rules = names.scripts[key.text] = []
        if not isinstance(value, Seq) or not value.items:
            code = "empty" if is_empty(value) else "shape"
            report.error(
                value, code, f"the rules of '{visible(key.text)}' are a list", right="lines that begin with '- '"
            )
            continue
        for number, rule in enumerate(value.items, 1):
            called = f"rule {number} of '{visible(key.text)}'"
            place = rule if isinstance(rule, Map) else key
            rules.append(Item("opponents", key.text, place, called, _item_map(key, rule, section, report)))


def is_empty(node: Node) -> bool:
    """Whether nothing was written where ``node`` stands."""
    if isinstance(node, Scalar):
        return not node.text.strip()
    return not (node.entries if isinstance(node, Map) else node.items)


def _item_map(key: Scalar, value: Node, section: Section, report: Report) -> Map | None:
    if isinstance(value, Map) and value.entries:
        return value
    called = f"{section.noun} '{visible(key.text)}'"
    needed = ", ".join(name for name, declared in section.keys.items() if declared.required)
    if is_empty(value):
        report.error(key, "empty", f"{called} has no keys", right=f"it needs {needed}")
    elif isinstance(value, Scalar) and (word := re.split(r"[\s:]", value.text.strip())[0]) in section.keys:
        right = f"'{word}: ' with a colon and a blank after it"
        report.error(value, "shape", f"{called}: a colon is missing", visible(value.text)[:40], right)
    else:
        report.error(value, "shape", f"{called} is a mapping", right=f"keys such as {needed}")
    return None


def _good_id(name: str, section: Section, key: Scalar, report: Report) -> bool:
    """Report an id that cannot be one. False: it is not even good for finding what refers to it."""
    text = key.text
    if not text:
        report.error(key, "empty", f"{a(section.noun)} has no id", right="id: ...")
        return False
    if name in ("passages", "evidence"):
        if len(text) > MAX_ID or not _LOCATOR.fullmatch(text):
            sentence = f"the id of {a(section.noun)} is one word of at most {MAX_ID} characters"
            report.error(key, "shape", sentence, visible(text), "P7")
        return True
    check_id(key, report)
    return True


def check_id(key: Scalar, report: Report) -> bool:
    """Report an id that is not formed as ids are; whether it is."""
    text = key.text
    if text in RESERVED:
        report.error(key, "shape", f"'{text}' has a meaning of its own and cannot be an id", right="choose another")
        return False
    if _ID.fullmatch(text) and len(text) <= MAX_ID:
        return True
    guess = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:MAX_ID].strip("-")
    report.cured.add(guess)
    sentence = f"an id is small letters, digits and single hyphens, a letter first, at most {MAX_ID}"
    report.error(key, "shape", sentence, visible(text), guess if _ID.fullmatch(guess) else "my-id")
    return False


def _preview(names: Names) -> None:
    """Read ahead, quietly, what conditions and effects are checked against."""
    for meter, item in names.items["meters"].items():
        low, high = _number(item.entries.get("min"), 0), _number(item.entries.get("max"), 100)
        if not 0 <= low < high <= 100:
            low, high = 0, 100
        start = min(max(_number(item.entries.get("start"), low), low), high)
        names.scales[meter] = Scale(start, low, high)
    for flag, item in names.items["flags"].items():
        names.values[flag] = _keys(item.entries.get("values"))
    for role, item in names.items["roles"].items():
        names.motives[role] = _keys(item.entries.get("motives"))
        capital = item.entries.get("capital")
        inner = _entries(capital[1]) if capital and isinstance(capital[1], Map) else {}
        names.capital_max[role] = _number(inner.get("max"), 6) if _number(inner.get("max"), 6) > 0 else 99
    rounds = names.singles.get("rounds")
    if rounds and isinstance(rounds[1], Map):
        inner = _entries(rounds[1])
        names.rounds = min(max(_number(inner.get("count"), MAX_ROUNDS), 1), MAX_ROUNDS)
        names.epilogue = min(max(_number(inner.get("epilogue"), 3), 0), MAX_ROUNDS)


def _number(entry: tuple[Scalar, Node] | None, default: int) -> int:
    if entry and isinstance(entry[1], Scalar) and _WHOLE.fullmatch(entry[1].text):
        return int(entry[1].text)
    return default


def _keys(entry: tuple[Scalar, Node] | None) -> tuple[str, ...]:
    return tuple(key.text for key, _ in entry[1].entries) if entry and isinstance(entry[1], Map) else ()


def _entries(mapping: Map) -> dict[str, tuple[Scalar, Node]]:
    entries: dict[str, tuple[Scalar, Node]] = {}
    for key, value in mapping.entries:
        entries.setdefault(key.text, (key, value))
    return entries
