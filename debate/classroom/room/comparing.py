"""How the tables of a class came out, side by side."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from debate.classroom.room.table import Table


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
