"""What a playthrough is made of: its statements, each with its place."""

from __future__ import annotations

from attrs import define, field, frozen

from debate.rules.moves import Move


@frozen
class Word:
    """One word of a line, with its place; ``file``, ``line`` and ``column`` are as findings tell them."""

    text: str
    file: str
    line: int
    column: int


@frozen
class Choice:
    """A role chooses so."""

    at: Word
    move: Move


@frozen
class Refuse:
    """This choice is refused, with this code."""

    at: Word
    move: Move
    code: str
    code_at: Word


@frozen
class GoOn:
    """To the beginning of this round, or to the end of the game (0). ``scripts``: scripts choose on the way for the
    roles whose choices are written; else these pass."""

    at: Word
    round: int
    scripts: bool


@frozen
class Expect:
    """Something is so. ``what``: meter, flag, times, round, capital, score, points, ending, tag, denied or fired.

    ``id``: of which; ``values``: those of a flag; ``low`` and ``high``: both ends, included, of what a number may be.
    ``negated``: it is not so. ``later``: after the epilogue, and not at the end of term.
    """

    at: Word
    text: str
    what: str
    id: str = ""
    values: tuple[str, ...] = ()
    low: int = 0
    high: int = 0
    negated: bool = False
    later: bool = False


Statement = Choice | Refuse | GoOn | Expect


@define
class Playthrough:
    """A playthrough as written. ``players``: role -> the opponent that plays it; choices of the others are written."""

    file: str
    title: str = ""
    preset: str | None = None
    views: list[str] = field(factory=list)
    seed: int = 0
    motives: dict[str, str] = field(factory=dict)
    players: dict[str, str] = field(factory=dict)
    draft: list[str] = field(factory=list)
    judged: bool = False
    statements: list[Statement] = field(factory=list)
