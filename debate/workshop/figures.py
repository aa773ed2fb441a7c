"""One measured figure, with what is wanted of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import sqrt
from statistics import fmean, stdev
from textwrap import fill

from attrs import frozen


class Unsure(str):
    """A cure where luck may explain a miss: more games, and only then what to turn."""


@frozen
class Figure:
    """One measured figure: what it is, its value in words, what is wanted, and whether that holds (None: no target).

    ``cure``: what to turn where it misses, shown below it; one by so little that it may be luck begins with more games,
    see :class:`Unsure`. ``of``: the games that it is taken from, in words.
    """

    name: str
    value: str
    wanted: str = ""
    holds: bool | None = None
    cure: str = ""
    of: str = ""

    def __str__(self) -> str:
        return self.told()

    def told(self, more: str = "", cured: bool = False) -> str:
        """In one line, and the cure below it where it misses. ``more``: what else is to stand beside the value;
        ``cured``: its cure stands there already, as that of the last miss."""
        mark = {True: "ok  ", False: "MISS", None: "    "}[self.holds]
        beside = "; ".join(part for part in (f"wanted: {self.wanted}" if self.wanted else "", more) if part)
        line = f"{mark} {self.name}: {self.value}" + (f"  ({beside})" if beside else "")
        if self.holds is not False or not self.cure:
            return line
        cure = "as above." if cured else self.cure
        return line + "\n" + fill(cure, 78, initial_indent="       try: ", subsequent_indent=" " * 12)

    @property
    def within_luck(self) -> bool:
        """Whether it misses by so little that it may be luck."""
        return self.holds is False and isinstance(self.cure, Unsure)


def show(figures: Iterable[Figure], beside: Callable[[Figure], str] = lambda figure: "") -> int:
    """Print figures as they come, each kind of game as a heading, then how many miss; returns that number.

    ``beside``: what else is to stand beside a figure. Of misses in a row with one cure only the first tells it in full.
    """
    missed, near, looked, of, cure = 0, 0, 0, "", ""
    for figure in figures:
        if figure.of != of:
            if of:
                print()
            if figure.of:
                print(f"── {figure.of}")
            of, cure = figure.of, ""
        print(figure.told(beside(figure), figure.cure == cure), flush=True)
        cure = figure.cure if figure.holds is False else cure
        missed += figure.holds is False
        near += figure.within_luck
        looked += figure.holds is not None
    of_them = "1 of them misses" if missed == 1 else f"{missed} of them miss"
    luck = f", {near} of these within luck" if near and missed > 1 else ", within luck" if near else ""
    told = f"{of_them} what is wanted{luck}." if missed else "All are as wanted."
    print(f"Figures of which something is wanted: {looked}, from the games named above them. {told if looked else ''}")
    return missed


def within(
    name: str,
    value: float,
    low: float,
    high: float,
    unit: str = "",
    *,
    luck: float = 0,
    too_low: str = "",
    too_high: str = "",
) -> Figure:
    """A figure that should lie between two bounds, both included; all three as they are shown, with one decimal.

    ``luck``: by how much chance alone may move it, 0 if that is not told. ``too_low``, ``too_high``: the cures.
    """
    value, low, high = round(value, 1), round(low, 1), round(high, 1)
    cure = too_low if value < low else too_high
    if luck and low - luck <= value <= high + luck:
        cure = more_games(cure)
    told = f"{value:.1f}{unit}" + (f" ±{luck:.1f}" if luck else "")
    return Figure(name, told, f"{low:g} to {high:g}{unit}", low <= value <= high, cure)


@frozen
class Mean:
    """The mean of some differences, and by how much it is off through luck in 19 of 20 cases."""

    value: float
    luck: float

    def __str__(self) -> str:
        return f"{self.value:.1f} ±{self.luck:.1f}"


MORE_GAMES = Unsure("more --games first: by so much it may be luck.")
TOO_FEW = Unsure("more --games: it is as wanted so far, but these are too few to be sure.")


def more_games(cure: str) -> Unsure:
    """More games first, then this."""
    return Unsure(f"{MORE_GAMES} Then: {cure}") if cure else MORE_GAMES


def at_least(name: str, mean: Mean, wanted: float, cure: str, unit: str = "") -> Figure:
    """A mean whose whole interval should reach what is wanted; see :func:`unsure` for the cure."""
    holds = mean.value - mean.luck >= wanted
    cure = unsure(mean.value, mean.value + mean.luck, wanted, cure)
    return Figure(name, f"{mean}{unit}", f"{wanted:g} or more", holds, cure)


def unsure(value: float, high: float, wanted: float, cure: str) -> str:
    """The cure for a figure of whose interval the lower end falls short: where only that does, more games and nothing
    else; where the upper end reaches what is wanted, more games first."""
    if value >= wanted:
        return TOO_FEW
    return more_games(cure) if high >= wanted else cure


def mean_of(values: Sequence[float]) -> Mean:
    return Mean(fmean(values), 1.96 * stdev(values) / sqrt(len(values)) if len(values) > 1 else 0.0)


def luck_of_share(share: float, games: int) -> float:
    """By how many points a share in percent of so many games is off through luck, in nineteen of twenty cases."""
    return 2 * sqrt(max(share, 1) * max(100 - share, 1) / max(games, 1))


def luck_of_mean(values: Sequence[float]) -> float:
    """By how much the mean of such values is off through luck, in nineteen of twenty cases."""
    return 2 * stdev(values) / sqrt(len(values)) if len(values) > 1 else 0
