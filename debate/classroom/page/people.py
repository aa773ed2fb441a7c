"""Who is here and who plays what; how one is called; and what is read before the game begins."""

from __future__ import annotations

from collections.abc import Iterable

from debate.classroom.page.blocks import Choice, Do, Paper, Sheet
from debate.classroom.page.seat import Seat
from debate.faces.plain import pages
from debate.faces.plain.words import HOW_IT_GOES


def people(seat: Seat, _: str) -> Sheet:
    """Tables, teams, judges, and those without a seat."""
    room, paper = seat.room, Paper()
    for table in room.tables:
        source = table.session.source
        paper.head(f"Table {table.number}" if len(room.tables) > 1 else "Who plays what")
        for role in source.turn_order:
            filled = table.filled_by(role)
            who = _present(seat, table.teams[role]) if table.teams[role] else _FILLED.get(filled, f"{filled} opponent")
            paper.say(f"{source.roles[role].name}: {who}", 2)
        if table.judges:
            paper.say(f"Judges: {_present(seat, table.judges)}", 2)
    waiting = [p.id for p in room.people.values() if p.kind == "student" and p.status == "in" and p.place is None]
    if waiting:
        paper.head("Without a seat so far")
        paper.say(_present(seat, waiting), 2)
    if seat.session is not None:
        desk, own = seat.desk()
        pages.table(desk)
        paper.blocks += own.blocks
        _hands(seat, paper)
    return paper.sheet("Who is here", [name_choice(seat)])


_FILLED = {"nobody": "nobody so far", "teacher": "the teacher"}


def _present(seat: Seat, ids: Iterable[str]) -> str:
    shown = []
    for id_ in ids:
        person = seat.room.people[id_]
        own = f"{person.name} (you)" if id_ == seat.person else person.name
        shown.append(own if person.here else f"{own} (away)")
    return ", ".join(shown)


def _hands(seat: Seat, paper: Paper) -> None:
    """Hands that the teacher has opened."""
    table = seat.table
    if table is None or seat.session is None or seat.session.state.over:
        return
    hands = seat.room.hands(table.number)
    if hands:
        paper.head("Open hands")
    for role, cards in hands.items():
        titles = ", ".join(f"'{seat.deck.arguments[card].title}'" for card in cards) or "no cards"
        paper.say(f"{seat.called(role)}: {titles}", 2)


def name_choice(seat: Seat) -> Choice:
    """To be called otherwise."""
    asks = seat.room.settings.names == "ask"
    help_ = "Others see it once your teacher lets it through." if asks else "Others see it at once."
    return Choice("rename", "Change my name", help_, "Your name", Do("rename"), text="name", yes="Use this name")


def anteroom(seat: Seat) -> Sheet:
    """What is read before there is a seat or a game: what it is about and how it goes."""
    room, deck, paper = seat.room, seat.room.deck, Paper()
    paper.say(deck.question)
    if deck.origin is not None:
        paper.say(
            f"The arguments, causes and effects come from '{deck.origin.title}' ({deck.origin.year}): one author's "
            "view of the world, made playable."
        )
    paper.head("The roles")
    for role in deck.turn_order:
        paper.say(f"{deck.roles[role].name}: {deck.roles[role].brief}", 2)
    paper.head(f"How it goes: {room.rounds} rounds, each of them so")
    for title, text in HOW_IT_GOES:
        paper.say(f"{title}: {text}", 2)
    paper.say("Judges: a judge reads each case with its answers, and votes whether it stands.", 2)
    choices = [name_choice(seat)] if room.people[seat.person].status != "out" else []
    return paper.sheet(deck.title, choices)
