"""The debrief in lines: part by part where somebody reads, whole into a pipe."""

from __future__ import annotations

from debate.faces.plain.desk import Desk
from debate.faces.plain.told import write
from debate.pages.ending import PARTS, report_of


def debrief(desk: Desk) -> None:
    """The whole debrief of a game that is over."""
    found = report_of(desk.reader)
    for _, part in PARTS:
        write(desk.console, part(desk.reader, found))


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
    write(desk.console, PARTS[number - 1][1](desk.reader, report_of(desk.reader)))
    desk.console.say()
    parts = ", ".join(f"{n} {title}" for n, (title, _) in enumerate(PARTS, 1))
    desk.console.say(f"Parts of the debrief: {parts}. Type a number to read one.")
