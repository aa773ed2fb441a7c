"""What is told of a class afterwards, as facts: who contributed what, how its tables came out side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from debate.classroom.room.events import Event
from debate.classroom.room.table import Table
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


@frozen
class TableOutcome:
    """How one table stands or ended.

    ``ending`` is the title of the headline at the end of term, ``later`` of the one years later; while a game runs: as
    it would end now. ``cut_short``: the round in which the teacher ended it, after which opponents chose; 0 where the
    class played to the end. ``scores``: role -> 0..100 on what it wants; ``points``: role -> debate points;
    ``meters``: meter -> value at the end of term. Nothing is hidden in it.
    """

    table: int
    over: bool
    cut_short: int
    rounds: int
    ending: str
    later: str
    scores: Mapping[str, int]
    ends: Mapping[str, int]
    points: Mapping[str, int]
    meters: Mapping[str, int]


def outcomes(tables: tuple[Table, ...]) -> tuple[TableOutcome, ...]:
    """One a table, in their order."""
    return tuple(_outcome(table) for table in tables)


def _outcome(table: Table) -> TableOutcome:
    session = table.session
    state, found = session.state, session.outcome()
    term = state.term or state
    endings = session.deck.endings
    return TableOutcome(
        table=table.number,
        over=state.over,
        cut_short=table.cut_short,
        rounds=term.round,
        ending=endings[found.ending].title if found.ending in endings else "",
        later=endings[found.later].title if found.later in endings else "",
        scores=dict(found.scores),
        ends=dict(found.ends),
        points=dict(found.debate_points),
        meters=dict(term.meters),
    )
