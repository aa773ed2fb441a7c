"""What happened while somebody was away, in sentences; nothing in them that their seat may not know."""

from __future__ import annotations

from debate.classroom.room.plan import Desk
from debate.classroom.room.state import Mark
from debate.classroom.room.table import Table
from debate.classroom.room.types import Person
from debate.debrief.naming import listed
from debate.game.record import Known
from debate.rules.deck import Deck
from debate.rules.moves import JUDGE, Move
from debate.rules.words import PHASES
from debate.store import Went


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
        found += _game(desk, desk.tables[at], now.place.role, then.versions[at], now.versions[at])
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


def _game(desk: Desk, table: Table, role: str, since: int, until: int) -> list[str]:
    session = table.session
    entries, deck = session.journal.entries[since:until], session.deck
    if not entries:
        return []
    found = []
    if any(isinstance(entry, Went) for entry in entries):
        found.append("Choices were taken back; the game stands where it was before them.")
    new = {entry.number for entry in entries}
    line = session.journal.line()
    made = [known for known in session.known(role or None) if line[known.number - 1].number in new]
    rounds: dict[int, list[str]] = {}
    for known in made:
        rounds.setdefault(known.round, []).append(told(deck, known))
    found += [f"Round {number}: {'; '.join(words)}." for number, words in rounds.items()]
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


def told(deck: Deck, known: Known) -> str:
    """A choice that lies open, in words: ``Beijing answered Congress with 'They outwait us'``."""
    move = known.entry.move
    who = "the judges" if move.role == JUDGE else deck.roles[move.role].name
    return f"{who} {_did(deck, move)}"


def _did(deck: Deck, move: Move) -> str:
    title = f"'{deck.moves[move.move].title}'" if move.move else ""
    card = f"'{deck.arguments[move.card].title}'" if move.card else ""
    to = deck.roles[move.to].name if move.to else ""
    match move.kind:
        case "keep":
            return f"kept {listed([deck.arguments[card].title for card in move.cards])}"
        case "play":
            return f"played {title}{f' with {card}' if card else ''}"
        case "hold":
            return "held"
        case "accept" | "decline":
            return f"{'took' if move.kind == 'accept' else 'declined'} {title}"
        case "answer":
            return f"answered {to} with {card}"
        case "extend":
            return f"answered {to}'s answer with {card}"
        case "press":
            return f"asked {to} for the ground of its case"
        case "show":
            return "showed the ground of its case"
        case "withhold":
            return "did not show the ground of its case"
        case "let-stand":
            return "let the cases stand"
        case "rest":
            return "said no more"
        case "pay":
            return "paid for its beaten case"
        case "wait":
            return "lets its move wait a round"
        case _:
            return f"ruled that the case of {to} {'stands' if move.ruling == 'stands' else 'is beaten'}"
