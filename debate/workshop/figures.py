"""One measured figure, with what is wanted of it."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen


@frozen
class Figure:
    """One measured figure: what it is, its value in words, what is wanted, and whether that holds (None: no target)."""

    name: str
    value: str
    wanted: str = ""
    holds: bool | None = None

    def __str__(self) -> str:
        mark = {True: "ok  ", False: "MISS", None: "    "}[self.holds]
        return f"{mark} {self.name}: {self.value}" + (f"  (wanted: {self.wanted})" if self.wanted else "")


def show(figures: Iterable[Figure]) -> int:
    """Print figures as they come, then how many miss what is wanted; returns that number."""
    missed = 0
    for figure in figures:
        print(figure, flush=True)
        missed += figure.holds is False
    print(f"{missed} figures miss what is wanted." if missed else "All figures are as wanted.")
    return missed


def within(name: str, value: float, low: float, high: float, unit: str = "") -> Figure:
    """A figure that should lie between two bounds, both included."""
    return Figure(name, f"{value:.1f}{unit}", f"{low:g} to {high:g}{unit}", low <= value <= high)
