"""The debrief in lines: part by part where somebody reads, whole into a pipe."""

from __future__ import annotations

from debate.faces.plain.desk import Desk
from debate.faces.plain.told import write
from debate.pages.afterwards import ONWARD, leads_on
from debate.pages.ending import PARTS

TYPED = ("retry", "rematch", "contest", "beliefs")
"""What a game leads on to that is typed by its name."""


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
    """One part of the debrief."""
    if not 1 <= number <= len(PARTS):
        desk.console.say(f"The debrief has parts 1 to {len(PARTS)}.")
        return
    with desk.console.paged():
        write(desk.console, PARTS[number - 1].nodes(desk.finale()))


def ways_on(desk: Desk) -> None:
    """What can be read and done after a game."""
    desk.console.say("Parts of the debrief, by number:")
    for number, part in enumerate(PARTS, 1):
        desk.console.say(f"{number}. {part.title}", 2)
    on = [f"'{name}': {ONWARD[name].label}" for name in leads_on(desk.session, desk.role) if name in TYPED]
    desk.console.say("; ".join([*on, "'why' and a name", "'timeline'", "'help'", "or 'quit'"]) + ".")
