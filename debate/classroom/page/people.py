"""Who is here and who plays what; how one is called; and what is read before the game begins."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from debate.classroom.page.blocks import Choice, Do, Sheet, sheet
from debate.classroom.page.seat import Seat
from debate.pages.briefing import before_a_seat
from debate.pages.document import Heading, Node, item, section
from debate.pages.table import table as table_page

if TYPE_CHECKING:
    from debate.classroom.room import Room


def people(seat: Seat, _: str) -> Sheet:
    """Tables, teams, judges, and those without a seat."""
    nodes = who_is_here(seat.room, seat.person)
    if seat.session is not None:
        nodes += [*table_page(seat.reader()), *_hands(seat)]
    return sheet("Who is here", nodes, [name_choice(seat)])


def who_is_here(room: Room, person: str) -> list[Node]:
    """The same for ``person`` to read, without what the game says of a table."""
    nodes: list[Node] = []
    for table in room.tables:
        source = table.session.source
        nodes.append(Heading(f"Table {table.number}" if len(room.tables) > 1 else "Who plays what"))
        for role in source.turn_order:
            filled = table.filled_by(role)
            team = table.teams[role]
            who = _present(room, team, person) if team else _FILLED.get(filled, f"{filled} opponent")
            nodes.append(item(f"{source.roles[role].name}: {who}"))
        if table.judges:
            nodes.append(item(f"Judges: {_present(room, table.judges, person)}"))
    waiting = [p.id for p in room.people.values() if p.kind == "student" and p.status == "in" and p.place is None]
    if waiting:
        nodes.append(Heading("Without a seat so far"))
        nodes.append(item(_present(room, waiting, person)))
    return nodes


_FILLED = {"nobody": "nobody so far", "teacher": "the teacher"}


def _present(room: Room, ids: Iterable[str], own: str) -> str:
    shown = []
    for id_ in ids:
        person = room.people[id_]
        name = f"{person.name} (you)" if id_ == own else person.name
        shown.append(name if person.here else f"{name} (away)")
    return ", ".join(shown)


def _hands(seat: Seat) -> list[Node]:
    """Hands that the teacher has opened."""
    table = seat.table
    if table is None or seat.session is None or seat.session.state.over:
        return []
    told = []
    for role, cards in seat.room.hands(table.number).items():
        titles = ", ".join(f"'{seat.deck.arguments[card].title}'" for card in cards) or "no cards"
        told.append(item(f"{seat.called(role)}: {titles}"))
    return section("Open hands", told, 2)


def name_choice(seat: Seat) -> Choice:
    """To be called otherwise."""
    asks = seat.room.settings.names == "ask"
    help_ = "Others see it once your teacher lets it through." if asks else "Others see it at once."
    return Choice("rename", "Change my name", help_, "Your name", Do("rename"), text="name", yes="Use this name")


def anteroom(seat: Seat) -> Sheet:
    """What is read before there is a seat or a game: what it is about and how it goes."""
    room, deck = seat.room, seat.room.deck
    choices = [name_choice(seat)] if room.people[seat.person].status != "out" else []
    return sheet(deck.title, before_a_seat(deck, room.rounds), choices)
