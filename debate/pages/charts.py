"""Nodes that are pictures where there are letters to draw with, and sentences everywhere else."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from debate.debrief.waiting import both_rounds
from debate.pages.reference import Goal, Ref


@frozen
class Course:
    """How a meter went: its ``values`` at the start and after each round, on its scale of ``low`` to ``high``, and what
    it was ``later`` (None: it ended there). ``points``: what that gave to the reader's score, or to what the reader
    says it is for; None where it counts for neither."""

    name: str
    short: str
    values: tuple[int, ...]
    low: int
    high: int
    to: Ref
    goal: Goal | None = None
    later: int | None = None
    points: int | None = None

    @property
    def end(self) -> str:
        """From where to where, and on to where: ``30→46, years later 58``."""
        late = "" if self.later in (None, self.values[-1]) else f", years later {self.later}"
        return f"{self.values[0]}→{self.values[-1]}{late}"

    @property
    def words(self) -> str:
        """The course as sentences."""
        goal = f", {self.goal.words}," if self.goal is not None else ""
        gave = ""
        if self.points is not None and self.goal is not None:
            gave = f" {signed(self.points)} {POINTS[self.goal.kind]}."
        rounds = ", ".join(str(value) for value in self.values[1:])
        return f"{self.name}{goal} {self.end}.{gave} After each round: {rounds}."


POINTS = {"scored": "for your score", "said": "for what you say"}
"""What points are for, by the kind of the goal."""


def signed(number: int) -> str:
    """``+4``, ``-4``, ``±0``."""
    return f"{number:+d}" if number else "±0"


@frozen
class Own:
    """A move of the reader's ``role`` on a chart: chosen in this ``round``, by its ``title`` and its ``short`` one.
    ``happened``: whether it came about; ``late``: in the round after, since it had to wait."""

    round: int
    title: str
    short: str
    role: str
    happened: bool = True
    late: bool = False

    @property
    def words(self) -> str:
        """The move and when it was chosen, with whether and when it came about."""
        late = f", happened in round {self.round + 1}" if self.late else ""
        return f"{self.title} (round {self.round}{late if self.happened else ', did not happen'})"


@frozen
class Chart:
    """How meters went, one under another over the same rounds, with the moves ``made`` by the one who reads."""

    courses: tuple[Course, ...]
    made: tuple[Own, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """The chart in words."""
        moves = ", ".join(own.words for own in self.made)
        return (*(course.words for course in self.courses), *([f"Your moves: {moves}."] if moves else []))


@frozen
class Share:
    """What one goal gave to a score: ``points`` out of at most ``most`` that any did, for a change from ``before`` to
    ``after``."""

    name: str
    short: str
    goal: Goal
    points: int
    most: int
    before: int
    after: int
    to: Ref

    @property
    def words(self) -> str:
        """The arithmetic as a sentence."""
        low = "" if self.goal.weight > 0 else ", wanted low"
        return f"{signed(self.points)}: {self.name} {self.before}→{self.after}, weight {abs(self.goal.weight)}{low}."


@frozen
class Standing:
    """What a ``role`` scored, of 100, beside ``par`` (None where there is none)."""

    role: str
    who: str
    score: int
    par: int | None
    to: Ref

    @property
    def beside_par(self) -> str:
        """``9 over par``, ``at par``; empty where there is none."""
        if self.par is None:
            return ""
        gap = self.score - self.par
        return "at par" if not gap else f"{abs(gap)} {'over' if gap > 0 else 'under'} par"

    @property
    def words(self) -> str:
        """The score as a sentence."""
        beside = f", {self.beside_par}" if self.par is not None else ""
        return f"{self.who}: {self.score} of 100{beside}."


@frozen
class Promised:
    """A promise with its verdict: who promised in which round, by which move, that a meter goes ``way`` (``up`` or
    ``down``); from where to where it went, and the ``reason``. ``detour``: other moves reached it, and this one only
    made room for them."""

    verdict: Literal["kept by it", "kept later", "came anyway", "not kept"]
    round: int
    role: str
    who: str
    move: str
    move_short: str
    meter: str
    meter_short: str
    way: str
    before: int
    after: int
    reason: str
    to: Ref
    detour: bool = False
    chosen: int = 0
    """In which round it was decided, of a move that waited before it happened in its ``round``."""

    @property
    def label(self) -> str:
        """``R2``, of a move that waited ``R1→2``."""
        return f"R{self.chosen}→{self.round}" if self.chosen not in (0, self.round) else f"R{self.round}"

    @property
    def words(self) -> str:
        """The promise and what became of it as sentences."""
        when = both_rounds(self.chosen, self.round)
        whose = f", {self.who}" if self.who else ""
        went = f"{self.before}→{self.after}"
        verdict = f"{'Made room' if self.detour else self.verdict.capitalize()}. "
        if self.detour and self.reason:
            verdict = ""
        return (
            f"{when[:1].upper()}{when[1:]}{whose}, '{self.move}' promised {self.meter} {self.way}: {went}. "
            f"{verdict}{self.reason}".rstrip()
        )


@frozen
class TableRow:
    """A row of a table: its ``label``, a cell for each head, where it leads, whether it went up or down, and ``notes``
    that explain it."""

    label: str
    cells: tuple[str, ...]
    to: Ref | None = None
    mark: Literal["", "up", "down", "change"] = ""
    notes: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The row as a sentence; what its numbers are the heads say."""
        if not self.cells:
            return f"{self.label.strip()}:"
        return f"{self.label.strip()}: {', '.join(cell for cell in self.cells if cell)}."


@frozen
class Table:
    """Rows of cells under their ``heads``."""

    heads: tuple[str, ...]
    rows: tuple[TableRow, ...]

    @property
    def words(self) -> str:
        """What the numbers of each row are, in turn."""
        return f"In turn: {', '.join(self.heads)}."
