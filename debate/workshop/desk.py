"""A deck as its author has it on the desk: files with their items, what was found, and the last version that plays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from attrs import evolve, field, frozen

from debate.deckfile.finding import Finding
from debate.deckfile.folder import deck_root
from debate.deckfile.load import Checked, shipped_decks
from debate.deckfile.passages import SourceError, with_source
from debate.deckfile.read.names import Item
from debate.deckfile.sections import SECTIONS
from debate.rules.deck import Deck
from debate.rules.text import visible
from debate.workshop import checking

WEIGHT = {"error": 0, "warning": 1, "note": 2}
DECK = "deck"
"""Stands for the section of the single keys, which are no item."""


@frozen
class Entry:
    """One item where it stands. ``id`` of a rule is ``role/number``, from 1; ``called`` is what findings call it."""

    section: str
    id: str
    called: str
    file: str
    line: int
    column: int


@frozen
class Group:
    """The items of one section in one file."""

    file: str
    section: str
    entries: tuple[Entry, ...]

    @property
    def key(self) -> str:
        return f"{self.section}@{self.file}"


@frozen
class Desk:
    """What is known of a deck at ``path`` after the latest save.

    ``deck``: the last version that plays, None where there was none yet; ``kept``: it is of an earlier save, since the
    latest has errors. ``problem``: why the words of the source cannot be shown. ``played``: findings of games are among
    those of ``checked``.
    """

    path: str
    source: Path | None = None
    checked: Checked = field(factory=lambda: Checked(None, ()), repr=False)
    deck: Deck | None = field(default=None, repr=False)
    kept: bool = False
    problem: str = ""
    played: bool = False
    seen: checking.Stamp = ()
    """The files as they were when it was read."""

    @property
    def root(self) -> Path:
        return deck_root(self.path)

    @property
    def shipped(self) -> bool:
        """Whether it came with the program, and is only to be looked at."""
        return self.path in shipped_decks()

    @property
    def _beside(self) -> tuple[Path, ...]:
        return () if self.source is None else (self.source,)

    def read(self) -> Desk:
        """The desk after a look at the files."""
        seen = checking.stamp(self.root, *self._beside)
        return evolve(self.with_check(checking.examined(self.path)), seen=seen)

    def with_check(self, checked: Checked, played: bool = False) -> Desk:
        """The desk with this check of it."""
        deck, problem = checked.deck, ""
        if deck is not None and self.source is not None:
            try:
                deck = with_source(deck, self.source)
            except SourceError as why:
                problem = f"{visible(str(self.source), 200)}: {why}."
        kept = deck is None and self.deck is not None
        return evolve(self, checked=checked, deck=deck or self.deck, kept=kept, problem=problem, played=played)

    def saves(self, sleep: Callable[[float], None]) -> Iterator[Desk]:
        """The desk anew after each save since it was read, for as long as ``sleep`` lets it go on."""
        desk = self
        for _ in checking.saves(self.root, self.seen, sleep, *self._beside):
            desk = desk.read()
            yield desk

    # What is in it.

    def findings(self) -> tuple[Finding, ...]:
        """What was found, the worst first, then notes."""
        every = (*self.checked.findings, *self.checked.notes)
        return tuple(sorted(every, key=lambda finding: WEIGHT[finding.severity]))

    def groups(self) -> tuple[Group, ...]:
        """All items by file and section, in the order in which they stand there."""
        found: dict[tuple[str, str], list[Entry]] = {}
        for entry in sorted(self._entries(), key=lambda entry: (entry.line, entry.column)):
            found.setdefault((entry.file, entry.section), []).append(entry)
        order = {file: number for number, file in enumerate(self.checked.texts)}
        ranked = sorted(found.items(), key=lambda pair: (order.get(pair[0][0], len(order)), pair[1][0].line))
        return tuple(Group(file, section, tuple(entries)) for (file, section), entries in ranked)

    def _entries(self) -> Iterator[Entry]:
        names = self.checked.names
        if names is None:
            return
        for name, (key, _) in names.singles.items():
            yield Entry(DECK, name, f"'{name}'", key.file, key.line, key.column)
        for section, items in names.items.items():
            if not SECTIONS[section].listed:
                for id, item in items.items():
                    yield _entry(section, id, item)
        for role, rules in names.scripts.items():
            for number, rule in enumerate(rules, 1):
                yield _entry("opponents", f"{role}/{number}", rule)

    def owner(self, finding: Finding) -> Entry | None:
        """The item in which a finding stands."""
        best: Entry | None = None
        for entry in self._entries():
            place = (entry.line, entry.column)
            if entry.file == finding.file and place <= (finding.line, finding.column):
                best = entry if best is None or place >= (best.line, best.column) else best
        return best

    def entry(self, section: str, id: str) -> Entry | None:
        """The item of this name, where it stands now."""
        return next((e for e in self._entries() if (e.section, e.id) == (section, id)), None)

    def file(self, shown: str) -> Path | None:
        """The path of a file by what findings call it; None where that is none of the deck's."""
        prefix = visible(self.path, 200)
        if shown == prefix:
            return self.root
        inside = shown.removeprefix(prefix.rstrip("/") + "/")
        path = self.root / inside
        return path if inside != shown and path.is_file() else None

    def headline(self) -> str:
        """``2 errors, 1 warning``, in a few words."""
        counts: Mapping[str, int] = {
            severity: sum(finding.severity == severity for finding in self.checked.findings)
            for severity in ("error", "warning")
        }
        told = [f"{n} {what}{'s' * (n != 1)}" for what, n in counts.items() if n]
        return ", ".join(told) or "nothing is wrong"


def _entry(section: str, id: str, item: Item) -> Entry:
    return Entry(section, id, item.called, item.key.file, item.key.line, item.key.column)
