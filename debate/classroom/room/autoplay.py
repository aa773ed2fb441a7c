"""What happens by itself: ends of rounds of which all has been said, teams that have decided, opponents, ballots."""

from __future__ import annotations

from collections.abc import Sequence

from debate.classroom.room.course_events import GameCutShort
from debate.classroom.room.effects import Acts
from debate.classroom.room.plan import Plan
from debate.classroom.room.students import verdict
from debate.classroom.room.table import Table
from debate.game.session import PERSON
from debate.rules.moves import JUDGE, read_notation


def due(table: Table) -> Plan | None:
    """The end of a round that is to be shown, or the next choice that is decided at this table and not made yet; None
    where there is none.

    A team's may become so when somebody leaves or the way of deciding is changed; a ballot likewise.
    """
    if table.past_last:
        return cut_short([table])
    if table.told_enough:
        return Plan("", (), Acts().show(table))
    session = table.session
    for role in session.state.awaiting:
        if role == JUDGE:
            found = _ballot(table)
        elif session.seats[role].who == PERSON and role not in table.taken:
            found = _team(table, role)
        else:
            found = None
        if found is not None:
            return found
    return None


def cut_short(tables: Sequence[Table]) -> Plan:
    """The games end here: opponents have all roles from now on, and the rules judge."""
    ended, acts = [], Acts()
    for table in tables:
        session = table.session
        roles = tuple(role for role, seat in session.seats.items() if seat.who == PERSON)
        if table.withheld:
            acts.show(table)
        acts.predicting(table, False)
        for role in roles:
            acts.seat(table, role, "scripted")
        count = len(session.journal.line())
        ended.append(GameCutShort(table.number, count, session.state.round, roles))
    return Plan("The game ends here: opponents make all choices that are left.", tuple(ended), acts)


def _team(table: Table, role: str) -> Plan | None:
    for draft in table.drafts(role):
        move = read_notation(draft.move)
        if table.decides(role, draft.supporters) and table.session.refusal(move) is None:
            return Plan("", (), Acts().move(table, move))
    return None


def _ballot(table: Table) -> Plan | None:
    """Where nobody judges, the rules' own result is the ruling; where judges are away, they are waited for."""
    ballot = table.ballot()
    if ballot is None:
        return None
    here = table.present(table.judges)
    if (here and not ballot.waiting) or not table.judges:
        return Plan("", (), Acts().move(table, verdict(table, ballot.votes)))
    return None
