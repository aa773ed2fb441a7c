"""Who contributed what, as a table for a spreadsheet: no times, no speed, and names only where they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from debate.classroom.room.reducer import Event
from debate.classroom.room.types import ASKING, STUDENT, Person
from debate.rules.deck import Deck
from debate.rules.moves import Move, read_notation
from debate.store.spreadsheet import table

COLUMNS = ("student", "table", "role", "round", "phase", "did", "choice", "argument", "about", "became the choice")


def contributions(deck: Deck, people: Iterable[Person], events: Iterable[Event], names: bool) -> str:
    """CSV with one line for each thing that a student contributed: a proposal, a support, a vote.

    Students come in the order in which they joined; one who contributed nothing has a line that says so, and those who
    were never let in have none.
    """
    rows: dict[str, list[tuple[str, ...]]] = {p.id: [] for p in people if p.kind == STUDENT and p.status != ASKING}
    called = {p.id: p.name if names else number_name(p.id) for p in people}
    drafts: dict[tuple[int, str, int], str] = {}
    for event in events:
        if event.get("by") in rows:
            rows[event["by"]] += _rows(deck, event, drafts)
    nothing = ("",) * 4 + ("nothing yet",) + ("",) * 4
    return table((COLUMNS, *((called[id_], *row) for id_, found in rows.items() for row in found or [nothing])))


def number_name(id_: str) -> str:
    """How somebody is called whose name is not to be seen: ``Student 3``."""
    return f"Student {id_[1:]}"


def _rows(deck: Deck, event: Event, drafts: dict[tuple[int, str, int], str]) -> Iterator[tuple[str, ...]]:
    chose = "yes" if event.get("acts") else "no"
    if "propose" in event:
        table, role, number, text, _ = event["propose"]
        drafts[table, role, number] = text
        yield (*_where(event, deck, role), _verb(read_notation(text)), *_what(deck, read_notation(text)), chose)
    elif "support" in event:
        table, role, number = event["support"]
        text = drafts.get((table, role, number), "")
        if text:
            yield (*_where(event, deck, role), "supported", *_what(deck, read_notation(text)), chose)
    elif "vote" in event:
        speaker = deck.roles[event["speaker"]].name
        yield (*_where(event, deck, ""), "voted", event["vote"][1], "", speaker, chose)


def _where(event: Event, deck: Deck, role: str) -> tuple[str, ...]:
    return str(event["table"]), deck.roles[role].name if role else "Judge", str(event["round"]), event["in"]


def _verb(move: Move) -> str:
    return "answered" if move.kind in ("answer", "extend") else "proposed"


def _what(deck: Deck, move: Move) -> tuple[str, str, str]:
    """The choice, the argument that is used and whose case or answer it is about, each by its title."""
    title = deck.moves[move.move].title if move.move in deck.moves else ""
    argument = deck.arguments[move.card].title if move.card in deck.arguments else ""
    if move.cards:
        argument = "; ".join(deck.arguments[card].title for card in move.cards if card in deck.arguments)
    about = deck.roles[move.to].name if move.to in deck.roles else ""
    return f"{move.kind}: {title}" if title else move.kind, argument, about
