"""Who contributed what, as facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from debate.classroom.room.reducer import Event
from debate.classroom.room.types import ASKING, STUDENT, Person
from debate.debrief.contributed import ANSWERED, PROPOSED, SUPPORTED, VOTED, Contribution
from debate.rules.moves import read_notation


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


def number_name(id_: str) -> str:
    """How somebody is called whose name is not to be seen: ``Student 3``."""
    return f"Student {id_[1:]}"
