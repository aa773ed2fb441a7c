"""Who contributed what, as facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from debate.classroom.room.events import Event
from debate.classroom.room.team_events import Appraised, ProposalMade, ProposalSupported, VoteCast
from debate.classroom.room.types import ASKING, STUDENT, Person
from debate.debrief.contributed import ANSWERED, JUDGED, PROPOSED, SUPPORTED, VOTED, Contribution
from debate.pages.judging import because
from debate.rules.moves import read_notation


def contributed(people: Iterable[Person], events: Iterable[Event]) -> Mapping[str, tuple[Contribution, ...]]:
    """What each student contributed, by their ids: students in the order in which they joined, those who gave nothing
    too; who was never let in is left out."""
    found: dict[str, list[Contribution]] = {p.id: [] for p in people if p.kind == STUDENT and p.status != ASKING}
    drafts: dict[tuple[int, str, int], str] = {}
    for event in events:
        if event.by in found:
            item = _item(event, drafts)
            if item is not None:
                found[event.by].append(item)
    return {id_: tuple(items) for id_, items in found.items()}


def _item(event: Event, drafts: dict[tuple[int, str, int], str]) -> Contribution | None:
    """What the event says that its author contributed; None where nothing. ``drafts``: (table, role, number) of a
    proposal -> its choice."""
    at, chosen = event.number, bool(event.acts)
    for part in event.parts:
        if isinstance(part, ProposalMade | ProposalSupported):
            key = (part.table, part.role, part.proposal)
            if isinstance(part, ProposalMade):
                drafts[key] = part.move
            if not drafts.get(key):
                return None
            move, did = read_notation(drafts[key]), SUPPORTED
            if isinstance(part, ProposalMade):
                did = ANSWERED if move.kind in ("answer", "extend") else PROPOSED
            return Contribution(at, part.table, part.role, part.round, part.phase, did, move, chosen=chosen)
        if isinstance(part, VoteCast | Appraised):
            did, ruling = (VOTED, part.ruling) if isinstance(part, VoteCast) else (JUDGED, part.what)
            why = because(ruling, part.reason, part.words)
            given = (at, part.table, "", part.round, part.phase, did)
            return Contribution(*given, ruling=ruling, speaker=part.speaker, because=why, chosen=chosen)
    return None


def number_name(id_: str) -> str:
    """How somebody is called whose name is not to be seen: ``Student 3``."""
    return f"Student {id_[1:]}"
