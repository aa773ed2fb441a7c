"""The debrief in lines: part by part where somebody reads, whole into a pipe."""

from __future__ import annotations

from debate.faces.plain.desk import Desk
from debate.faces.plain.told import write
from debate.pages.ending import PARTS


def debrief(desk: Desk) -> None:
    """The whole debrief of a game that is over."""
    found = desk.finale()
    for part in PARTS:
        write(desk.console, part.nodes(found))


def open_debrief(desk: Desk) -> None:
    """Where somebody reads line by line: how it ended, and a list of the other parts. Into a pipe: all of it."""
    if desk.console.interactive:
        debrief_part(desk, 1)
    else:
        debrief(desk)


def debrief_part(desk: Desk, number: int) -> None:
    """One part of the debrief, and the list of all."""
    if not 1 <= number <= len(PARTS):
        desk.console.say(f"The debrief has parts 1 to {len(PARTS)}.")
        return
    write(desk.console, PARTS[number - 1].nodes(desk.finale()))
    desk.console.say()
    parts = ", ".join(f"{n} {part.name.lower()}" for n, part in enumerate(PARTS, 1))
    desk.console.say(f"Parts of the debrief: {parts}. Type a number to read one.")
    if number == 2 and desk.role is not None:
        desk.console.hint("'retry' looks for the decisions that cost you most.")
