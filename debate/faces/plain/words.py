"""Numbers that were typed."""

from __future__ import annotations


def number_of(answer: str) -> int | None:
    return int(answer) if answer.isdecimal() and len(answer) < 4 else None


def numbers_to(last: int) -> str:
    """What can be typed where the choices run from 0 to ``last``."""
    return f"Type a number from 0 to {last}." if last else "Type 0: there is nothing else to choose."
