"""What happened while somebody was away, in sentences; nothing in them that their seat may not know."""

from __future__ import annotations

from debate.classroom.room.plan import Desk
from debate.classroom.room.state import Mark
from debate.classroom.room.table import Table
from debate.classroom.room.types import Person
from debate.pages.words import WENT_BACK
from debate.rules.words import PHASES
from debate.store import Went, said


def news(desk: Desk, person: Person, then: Mark, now: Mark) -> tuple[str, ...]:
    """What happened between two marks of this person."""
    found = []
    if now.phase != "gathering" and then.phase == "gathering":
        found.append("The game has begun.")
    if now.name != then.name:
        found.append(f"You are called {now.name} now.")
    if now.place != then.place:
        found.append(_moved(desk, now))
    if now.message and now.message != then.message:
        found.append(f"The teacher says: {now.message}")
    if now.place is not None and now.place == then.place == person.place:
        at = now.place.table - 1
        found += _game(desk.tables[at], now.place.role, then.versions[at], now.versions[at])
    return tuple(found)


def _moved(desk: Desk, now: Mark) -> str:
    place = now.place
    if place is None:
        return "You have no seat now."
    where = f" at table {place.table}" if len(desk.tables) > 1 else ""
    return (
        f"You play {desk.called(place.role)}{where} now."
        if place.role
        else f"You {'judge' if desk.judged else 'watch'}{where} now."
    )


def _game(table: Table, role: str, since: int, until: int) -> list[str]:
    session = table.session
    entries, deck = session.journal.entries[since:until], session.deck
    if not entries:
        return []
    found = []
    if any(isinstance(entry, Went) for entry in entries):
        found.append(WENT_BACK)
    new = {entry.number for entry in entries}
    line = session.journal.line()
    made = [known for known in session.known(role or None) if line[known.number - 1].number in new]
    rounds: dict[int, list[str]] = {}
    for known in made:
        rounds.setdefault(known.round, []).append(said(deck, known.entry.move))
    found += [f"Round {number}: {' '.join(words)}" for number, words in rounds.items()]
    last = entries[-1]
    if last.ending:
        found.append(f"The game is over: {last.ending}.")
        found += [table.cut_words] if table.cut_words else []
    elif (last.round, last.phase) != _place_at(table, since):
        found.append(f"Then {PHASES[last.phase]}, in round {last.round}.")
    return found


def _place_at(table: Table, version: int) -> tuple[int, str]:
    if version:
        entry = table.session.journal.entries[version - 1]
        return entry.round, entry.phase
    first = table.session.at(0).state
    return first.round, first.phase
