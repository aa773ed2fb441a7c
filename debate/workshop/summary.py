"""What many games of a deck come to, in whole numbers that can be put together in any order.

Summaries are a monoid: ``Summary()`` changes nothing, and ``a + b`` is the same however the games were shared out
among processes and machines, since only sums, lowest seeds and highest values are kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from attrs import field, fields, frozen

Key = TypeVar("Key")
KEPT_FAILURES = 5


def _counts() -> Any:
    return field(factory=dict, metadata={"join": _added})


def _added(one: Mapping[Key, int], other: Mapping[Key, int]) -> Mapping[Key, int]:
    both = dict(one)
    for key, count in other.items():
        both[key] = both.get(key, 0) + count
    return both


def _lowest(one: Mapping[Key, int], other: Mapping[Key, int]) -> Mapping[Key, int]:
    both = dict(one)
    for key, seed in other.items():
        both[key] = min(both.get(key, seed), seed)
    return both


def _highest(one: Mapping[Key, tuple[int, int]], other: Mapping[Key, tuple[int, int]]) -> Mapping[Key, tuple[int, int]]:
    both = dict(one)
    for key, value in other.items():
        both[key] = max(both.get(key, value), value)
    return both


def _first_failures(one: tuple[tuple[int, str], ...], other: tuple[tuple[int, str], ...]) -> tuple[Any, ...]:
    return tuple(sorted({*one, *other})[:KEPT_FAILURES])


def _in_order(one: tuple[Row, ...], other: tuple[Row, ...]) -> tuple[Row, ...]:
    return tuple(sorted((*one, *other), key=lambda row: row.seed))


@frozen
class Row:
    """One game, as it stands in a table. Numbers of roles in turn order."""

    seed: int
    ending: str
    later: str
    rounds: int
    lead_changes: int
    motives: tuple[str, ...]
    scores: tuple[int, ...]
    points: tuple[int, ...]


@frozen
class Summary:
    """All that is kept of the games summed up so far."""

    games: int = field(default=0, metadata={"join": int.__add__})
    failed: int = field(default=0, metadata={"join": int.__add__})
    """Games that broke off with an error; they count nowhere else."""
    failures: tuple[tuple[int, str], ...] = field(default=(), metadata={"join": _first_failures})
    """(seed, what went wrong) of the first few."""
    scores: Mapping[tuple[str, str, int], int] = _counts()
    """(role, motive, score) -> games."""
    endings: Mapping[str, int] = _counts()
    """Headline at the end of term -> games."""
    later: Mapping[str, int] = _counts()
    """Headline after the epilogue -> games."""
    tags: Mapping[str, int] = _counts()
    rounds: Mapping[int, int] = _counts()
    """How many rounds were played -> games."""
    possible: Mapping[str, int] = _counts()
    """Move -> how many choices it was legal at."""
    chosen: Mapping[str, int] = _counts()
    """Move -> how many times it was chosen."""
    spoken: Mapping[tuple[str, str], int] = _counts()
    """(argument, ``case`` | ``answer`` | ``extension``) -> how many times."""
    used_by: Mapping[tuple[str, str, str, int], int] = _counts()
    """(role, motive, move or argument, power) -> sum of the role's score to that power over games in which it used it.

    Powers 0, 1 and 2: number of games, total, total of squares.
    """
    happened: Mapping[str, int] = _counts()
    """Move, news item, link or denial -> games in which it took effect, fired, or denied something."""
    meters: Mapping[tuple[str, int, int], int] = _counts()
    """(meter, round, value at its end) -> games; round 0 is the start and -1 after the epilogue."""
    lead_changes: Mapping[int, int] = _counts()
    """How often the lead changed -> games."""
    half_time: Mapping[str, int] = _counts()
    """``kept`` | ``lost``: games in which who led alone at half time led alone at the end, or did not."""
    weighed: Mapping[tuple[str, str], int] = _counts()
    """(``choices`` | ``best`` | ``close`` | ``cost``, role): of the choices at which all options were tried out, how
    often the obvious move was best and close to best, and how many score points it cost in all."""
    options: Mapping[tuple[str, str], int] = _counts()
    """(``tried`` | ``worthwhile``, move): how often it was tried out at a choice that mattered, and came close to the
    best option."""
    first: Mapping[tuple[str, str], int] = field(factory=dict, metadata={"join": _lowest})
    """(``ending`` | ``tag`` | ``move`` | ``argument``, id) -> lowest seed of a game with it."""
    oddest: Mapping[str, tuple[int, int]] = field(factory=dict, metadata={"join": _highest})
    """Kind of oddity -> (how odd, minus the seed): the oddest game, with the lowest seed among equals."""
    rows: tuple[Row, ...] = field(default=(), metadata={"join": _in_order})
    """The games one by one, where they were asked for."""

    def __add__(self, other: Summary) -> Summary:
        return Summary(
            **{
                each.name: each.metadata["join"](getattr(self, each.name), getattr(other, each.name))
                for each in fields(Summary)
            }
        )


def total(summaries: Iterable[Summary]) -> Summary:
    """All of them put together."""
    result = Summary()
    for summary in summaries:
        result += summary
    return result


@frozen
class Spread:
    """Whole numbers and how often each occurred."""

    counts: Mapping[int, int]

    @property
    def count(self) -> int:
        return sum(self.counts.values())

    @property
    def mean(self) -> float:
        return sum(value * n for value, n in self.counts.items()) / self.count

    @property
    def deviation(self) -> float:
        """Standard deviation."""
        squares = sum(value * value * n for value, n in self.counts.items()) / self.count
        return float(max(0.0, squares - self.mean**2) ** 0.5)

    def at(self, share: float) -> int:
        """The lowest value that at least this share of all reaches or stays under: 0.5 gives the median."""
        wanted, seen = share * self.count, 0
        for value, n in sorted(self.counts.items()):
            seen += n
            if seen >= wanted:
                return value
        raise ValueError("nothing was counted")


def scores_of(summary: Summary, role: str, motive: str | None = None) -> Spread:
    """Scores of a role, with all its motives or one."""
    counts: Counter[int] = Counter()
    for (whose, what, score), n in summary.scores.items():
        if whose == role and motive in (None, what):
            counts[score] += n
    return Spread(counts)


def meters_by_round(summary: Summary) -> dict[str, dict[int, Spread]]:
    """Meter -> round (0 the start, -1 years later) -> its values."""
    found: dict[str, dict[int, Counter[int]]] = {}
    for (meter, round_, value), n in summary.meters.items():
        found.setdefault(meter, {}).setdefault(round_, Counter())[value] += n
    return {m: {r: Spread(counts) for r, counts in rounds.items()} for m, rounds in found.items()}


@frozen
class Effect:
    """Scores of those who used a thing against those who did not: within each motive, then the mean over motives.

    ``games``: in which it was used. ``gain``: mean score with it minus mean score without it, None where one of the two
    never happened. ``error``: standard error of the gain.
    """

    games: int
    with_it: float | None
    without: float | None
    gain: float | None
    error: float


def effects_on_score(summary: Summary) -> dict[tuple[str, str], Effect]:
    """(role, move or argument) -> what its use went with; with an empty role for all roles together."""
    whole: dict[_Seat, _Sums] = {}
    for (role, motive, score), n in summary.scores.items():
        a, b, c = whole.get((role, motive), (0, 0, 0))
        whole[role, motive] = (a + n, b + n * score, c + n * score**2)
    parts: dict[tuple[str, str], dict[_Seat, _Sums]] = {}
    for (role, motive, item, power), n in summary.used_by.items():
        if power == 0:
            sums = (n, summary.used_by[role, motive, item, 1], summary.used_by[role, motive, item, 2])
            for whose in (role, ""):
                parts.setdefault((whose, item), {})[role, motive] = sums
    return {key: _effect(used, whole) for key, used in parts.items()}


_Seat = tuple[str, str]
"""A role and its motive: scores are comparable within it."""
_Sums = tuple[int, int, int]
"""Number, total, total of squares."""


def _effect(used: Mapping[_Seat, _Sums], whole: Mapping[_Seat, _Sums]) -> Effect:
    weight = gain = variance = with_it = without = 0.0
    for seat, (n, total, squares) in used.items():
        m, other_total, other_squares = (a - b for a, b in zip(whole[seat], (n, total, squares), strict=True))
        if not n or not m or n + m < 3:
            continue
        share = n * m / (n + m)
        mean, other = total / n, other_total / m
        weight += share
        with_it += share * mean
        without += share * other
        gain += share * (mean - other)
        # One variance for both: with few games on one side its own would say little.
        within = max(0.0, squares - n * mean**2 + other_squares - m * other**2) / (n + m - 2)
        variance += share**2 * within * (1 / n + 1 / m)
    games = sum(n for n, *_ in used.values())
    if not weight:
        return Effect(games, None, None, None, 0.0)
    return Effect(games, with_it / weight, without / weight, gain / weight, float(variance**0.5) / weight)
