"""The nodes that a page is made of. What a node *is* is said here; how it looks is for the faces to say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from attrs import evolve, frozen

from debate.debrief.naming import sentence
from debate.pages.charts import Chart as Chart
from debate.pages.charts import Promised as Promised
from debate.pages.charts import Share as Share
from debate.pages.charts import Standing as Standing
from debate.pages.charts import Table as Table
from debate.pages.charts import TableRow as TableRow
from debate.pages.reference import Goal as Goal
from debate.pages.reference import Ref as Ref

Mark: TypeAlias = Literal[
    "",
    "up",
    "down",
    "change",
    "denied",
    "held",
    "other",
    "on",
    "off",
    "ends",
    "leads",
    "warns",
    "stands",
    "beaten",
    "right",
    "wrong",
]
"""What stands out about a line: a meter goes up or down, something changes, is denied, is in the own hand or not, holds
now or not, ends, leads on to something, warns, stands or is beaten on the floor, was foreseen rightly or wrongly. The
text says the same in words: a face may leave every mark out."""
OWN_WORDS = "In the source's own words"
Tone: TypeAlias = Literal["", "strong", "quiet", "badge"]


@frozen
class Heading:
    """``level``: 2 for the page and its great parts, 3 and 4 for what stands inside."""

    text: str
    level: int = 2


@frozen
class Line:
    """A paragraph, or an item of a list.

    ``level``: 0 for a paragraph, from 1 for an item, deeper ones stand inside. ``term``: what it is about or explains,
    such as the id of a passage, and stands before the text. ``to``: where it leads; ``more``: what its link says there,
    where the text itself is not what is called so. ``quoted``: these are the source's own words. ``key``: names the
    line for whoever fills the page. ``goal``: what the meter that it is about is to the reader.
    """

    text: str
    level: int = 0
    term: str = ""
    to: Ref | None = None
    more: str = ""
    mark: Mark = ""
    tone: Tone = ""
    quoted: bool = False
    key: str = ""
    goal: Goal | None = None

    @property
    def words(self) -> str:
        """The line with what stands before it."""
        return _with_term(self.term, self.text)


@frozen
class Thing:
    """A thing by its name, and where it leads."""

    text: str
    to: Ref
    mark: Mark = ""
    term: str = ""

    @property
    def words(self) -> str:
        """The name with what stands before it."""
        return _with_term(self.term, self.text)


@frozen
class Field:
    """Lines under a label that is read with them: ``At once``, ``Backed by``."""

    label: str
    lines: tuple[Line | Thing, ...]


@frozen
class Bar:
    """A value on its scale of ``low`` to ``high``, and where it ``start``ed."""

    value: int
    low: int
    high: int
    start: int | None = None

    @property
    def words(self) -> str:
        """The value as a sentence."""
        since = "" if self.start is None else f", {self.start} at the start"
        return f"It stands at {self.value}{since}, on a scale from {self.low} to {self.high}."


@frozen
class Deed:
    """Who did what: the ``who`` of a ``role``, what it did, and how that went."""

    role: str
    who: str
    text: str
    result: str = ""
    mark: Mark = ""
    to: Ref | None = None
    known: bool = False
    """``result`` says no more than whoever read the floor has read there."""

    @property
    def words(self) -> str:
        """The deed as a sentence."""
        return f"{self.who}: {self.text}{f', {self.result}' if self.result else ''}."


@frozen
class Part:
    """What one cause did to a meter: by how much, the ``who`` of a ``role`` whose move it was (empty for nobody's), and
    why, with the passages that say so."""

    by: int
    text: str
    cites: str = ""
    role: str = ""
    who: str = ""
    limit: bool = False
    """It was cut off where the scale of the meter ends."""

    @property
    def words(self) -> str:
        """The amount, whose it was, and why."""
        text = sentence(self.text, self.cites)
        whose = f"{self.who} " if self.who else ""
        return f"{whose}{self.by:+d}, {text}" if text else f"{whose}{self.by:+d}."


@frozen
class Change:
    """How a meter moved from ``before`` to ``after``, on its scale of ``low`` to ``high``, and what moved it: the
    biggest cause first, and they add up. ``short``: its name where room is scarce."""

    name: str
    short: str
    before: int
    after: int
    low: int
    high: int
    parts: tuple[Part, ...]
    to: Ref
    goal: Goal | None = None

    @property
    def by(self) -> int:
        return self.after - self.before

    @property
    def words(self) -> str:
        """The change and its causes as sentences; a single cause needs no amount of its own."""
        goal = f", {self.goal.words}," if self.goal is not None else ""
        head = f"{self.name}{goal} {self.before}→{self.after}"
        if len(self.parts) == 1 and self.parts[0].text:
            (only,) = self.parts
            whose = f"{only.who}: " if only.who else ""
            return f"{head}. {whose}{sentence(only.text, only.cites)}"
        same: dict[tuple[str, str], list[Part]] = {}
        for part in self.parts:
            same.setdefault((part.text, part.cites) if part.text else (part.who, str(part.by)), []).append(part)
        return f"{head}. {' '.join(map(_together, same.values()))}".rstrip()


def _together(parts: list[Part]) -> str:
    """Parts that have one reason, which is said once: ``Beijing +5, ZTE +3, reason.``"""
    *others, last = parts
    return ", ".join([*(f"{part.who} {part.by:+d}".lstrip() for part in others), last.words])


@frozen
class Folded:
    """Nodes that are told only where somebody asks for them; ``text`` says in short what they are. ``roomy``: in a
    large window they are told at once."""

    text: str
    nodes: tuple[Node, ...]
    roomy: bool = False


@frozen
class Group:
    """Nodes that belong together under a title. ``kind``: ``main`` for what is read first, ``denied`` for what did not
    happen, the loudest of all. ``below``: what is said at its end."""

    title: str
    nodes: tuple[Node, ...]
    kind: Literal["", "main", "denied"] = ""
    below: str = ""

    def opened(self, level: int = 3, depth: int = 0) -> tuple[Node, ...]:
        """The same under a heading of this level, its end an item of this depth."""
        return (Heading(self.title, level), *self.nodes, *([Line(self.below, depth)] if self.below else []))


@frozen
class Tree:
    """A line, and the lines that led to it, each with what led to it in its turn."""

    line: Line
    below: tuple[Tree, ...] = ()

    def lines(self, depth: int = 0) -> Iterator[Line]:
        """The lines as items of a list, deeper ones inside; what led to another begins with that, but for a remark."""
        text = f"because {self.line.text}" if depth and self.line.tone != "quiet" else self.line.text
        yield evolve(self.line, text=text, level=1 + min(depth, 8))
        for each in self.below:
            yield from each.lines(depth + 1)


@frozen
class Across:
    """What several did about one thing: ``lines`` tell it in turn; ``columns``, one for each of them, hold the same in
    short where there is room to stand side by side."""

    columns: tuple[tuple[Line, ...], ...]
    lines: tuple[Line, ...]
    to: Ref | None = None


@frozen
class Columns:
    """Nodes side by side where there are at least so many cells, else one column after the other. ``shares``: of the
    width, one a column."""

    columns: tuple[tuple[Node, ...], ...]
    shares: tuple[int, ...] = (1, 1)
    least: int = 100


Picture: TypeAlias = Chart | Share | Standing | Promised | Table
"""Nodes that are pictures where there are letters to draw with."""
Node: TypeAlias = (
    Heading | Line | Thing | Field | Bar | Deed | Change | Folded | Group | Tree | Across | Columns | Picture
)


def _with_term(term: str, text: str) -> str:
    return f"{term.removesuffix(':')}: {text}" if term else text


def told_in_turn(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes for a face that has no sign for quoted text: where the source begins to speak, words say so."""
    quoting = False
    for node in nodes:
        quoted = isinstance(node, Line) and node.quoted
        if isinstance(node, Line) and quoted and not quoting:
            node = evolve(node, term=OWN_WORDS)
        quoting = quoted
        yield node


def strong(text: str, mark: Mark = "") -> Line:
    """A paragraph that is read first."""
    return Line(text, mark=mark, tone="strong")


def quiet(text: str) -> Line:
    """A paragraph that may be passed over."""
    return Line(text, tone="quiet")


def item(text: str, to: Ref | None = None, mark: Mark = "", more: str = "") -> Line:
    """An item of a list."""
    return Line(text, 1, to=to, mark=mark, more=more)


def section(title: str, nodes: Iterable[Node], level: int = 3) -> list[Node]:
    """A heading and what stands under it; nothing at all where there is nothing."""
    found = list(nodes)
    return [Heading(title, level), *found] if found else []


def field(label: str, lines: Iterable[Line | Thing]) -> list[Node]:
    """These lines under a label; nothing at all where there are none."""
    found = tuple(lines)
    return [Field(label, found)] if found else []
