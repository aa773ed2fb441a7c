"""Who contributed what: as facts, and as a table for a spreadsheet, with names only where they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from debate.classroom.room.reducer import Event
from debate.classroom.room.types import ASKING, STUDENT, Person
from debate.debrief.contributed import ANSWERED, PROPOSED, SUPPORTED, VOTED, Contribution, wording
from debate.rules.deck import Deck
from debate.rules.moves import read_notation
from debate.store.spreadsheet import table

COLUMNS = ("student", "table", "role", "round", "phase", "did", "choice", "argument", "about", "became the choice")


def contributed(people: Iterable[Person], events: Iterable[Event]) -> Mapping[str, tuple[Contribution, ...]]:
    """What each student contributed, by their ids: students in the order in which they joined, those who gave nothing
    too; who was never let in is left out."""
    found: dict[str, list[Contribution]] = {p.id: [] for p in people if p.kind == STUDENT and p.status != ASKING}
    drafts: dict[tuple[int, str, int], str] = {}
    for event in events:
        if event.get("by") in found:
            item = _item(event, drafts)
            if item is not None:
                found[event["by"]].append(item)
    return {id_: tuple(items) for id_, items in found.items()}


def _item(event: Event, drafts: dict[tuple[int, str, int], str]) -> Contribution | None:
    """What the event says that its author contributed; None where nothing. ``drafts``: (table, role, number) of a
    proposal -> its choice."""
    at, chosen = event["n"], bool(event.get("acts"))
    if "propose" in event:
        number, role, count, text, _ = event["propose"]
        drafts[number, role, count] = text
        move = read_notation(text)
        did = ANSWERED if move.kind in ("answer", "extend") else PROPOSED
        return Contribution(at, event["table"], role, event["round"], event["in"], did, move, chosen=chosen)
    if "support" in event:
        number, role, count = event["support"]
        text = drafts.get((number, role, count), "")
        if text:
            move = read_notation(text)
            return Contribution(at, event["table"], role, event["round"], event["in"], SUPPORTED, move, chosen=chosen)
    elif "vote" in event:
        ruling, speaker = event["vote"][1], event["speaker"]
        return Contribution(
            at, event["table"], "", event["round"], event["in"], VOTED, ruling=ruling, speaker=speaker, chosen=chosen
        )
    return None


def contributions(deck: Deck, people: Iterable[Person], events: Iterable[Event], names: bool) -> str:
    """CSV with one line for each thing that a student contributed: a proposal, a support, a vote; one who contributed
    nothing has a line that says so."""
    everybody = tuple(people)
    called = {p.id: p.name if names else number_name(p.id) for p in everybody}
    nothing = ("",) * 4 + ("nothing yet",) + ("",) * 4
    rows = (
        (called[id_], *row)
        for id_, items in contributed(everybody, events).items()
        for row in [_row(deck, item) for item in items] or [nothing]
    )
    return table((COLUMNS, *rows))


def number_name(id_: str) -> str:
    """How somebody is called whose name is not to be seen: ``Student 3``."""
    return f"Student {id_[1:]}"


def _row(deck: Deck, item: Contribution) -> tuple[str, ...]:
    said = wording(deck, item)
    role = deck.roles[item.role].name if item.role else "Judge"
    where = (str(item.table), role, str(item.round), item.phase)
    return (*where, item.did, said.choice, said.argument, said.about, "yes" if item.chosen else "no")
