"""The page of a person or of a role, as the teacher reads it beside the lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from debate.classroom.console.people import CAPTAIN, ago, filled_by
from debate.classroom.console.tables import clock
from debate.debrief.naming import listed
from debate.faces.tui.page import BLANK, QUIET, STRONG, Line, heading
from debate.game.record import GameRecord

if TYPE_CHECKING:
    from debate.classroom.room import Person, Room, Table

STATUS = {"asking": "waits at the door", "in": "is inside", "out": "was sent out"}


def person_page(room: Room, person: Person, now: float) -> Iterator[Line]:
    """Who this is, where they sit, and what can be done."""
    yield heading(person.name)
    yield Line(f"{STATUS[person.status]}, {'here' if person.here else 'away'} for {ago(now - person.since)}")
    if person.wish:
        yield Line(f'would like to be called "{person.wish}"', STRONG)
    place = person.place
    if place is not None:
        table = room.tables[place.table - 1]
        role = room.deck.roles[place.role].name if place.role else "a judge"
        captain = f"  {CAPTAIN} captain" if table.captains.get(place.role) == person.id else ""
        where = f" at table {place.table}" if len(room.tables) > 1 else ""
        yield Line(f"plays {role}{where}{captain}" if place.role else f"is {role}{where}")
    elif person.status == "in" and person.kind == "student":
        yield Line("has no seat yet: s shares out seats, e gives one.", STRONG)
    yield from _said(room, person)
    if person.status == "in" and not person.here:
        yield BLANK
        yield Line(
            "Whoever comes back finds the same seat and hand. In the meantime the team goes on without them; for "
            "somebody alone in a role, o lets an opponent play it, e gives it to somebody else.",
            QUIET,
        )


def _said(room: Room, person: Person) -> Iterator[Line]:
    """What this person said beside the game."""
    voice, whole = room.voice(person.id), len(room.deck.beliefs)
    given = (("before", len(voice.before)), ("after", len(voice.after)))
    counts = [f"{count} of {whole} {when}" for when, count in given if count]
    if counts:
        yield Line(f"answered claims: {', '.join(counts)}")
    for one in room.achieved():
        if one.person == person.id:
            yield Line(one.text, lead="says they achieved: ", lead_style=QUIET)
    for question, words in voice.ticket.items():
        yield Line(question, QUIET)
        yield Line(words, lead="  ")


def role_page(room: Room, table: Table, session: GameRecord, role: str, now: float) -> Iterator[Line]:
    """Who plays this role, what is awaited of it, and what can be done."""
    deck, state = session.deck, session.state
    yield heading(deck.roles[role].name)
    names = [room.people[id_].name for id_ in table.teams.get(role, ()) if id_ in room.people]
    yield Line(f"{filled_by(table, role)}{': ' if names else ''}{listed(names)}")
    if room.phase == "playing" and not table.ended:
        if role in state.awaiting:
            yield Line("Its choice is awaited.", STRONG)
            for proposal in table.proposals(role):
                yield Line(
                    f"proposal {proposal.number}: {len(proposal.supporters)} for it, {proposal.needed} needed",
                    lead="  ",
                )
        until = table.until(role)
        if until is not None:
            yield Line(f"Time: {clock(until - now)}")
    yield BLANK
    yield Line(deck.roles[role].brief, QUIET)
