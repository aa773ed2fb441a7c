"""One measured figure, with what is wanted of it."""

from __future__ import annotations

from attrs import frozen


@frozen
class Figure:
    """One measured figure: what it is, its value in words, what is wanted, and whether that holds (None: no target)."""

    name: str
    value: str
    wanted: str = ""
    holds: bool | None = None


def within(name: str, value: float, low: float, high: float, unit: str = "") -> Figure:
    """A figure that should lie between two bounds, both included."""
    return Figure(name, f"{value:.1f}{unit}", f"{low:g} to {high:g}{unit}", low <= value <= high)
