"""What became of what people said would come."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from debate.classroom.room.state import Said
from debate.classroom.room.table import Table
from debate.debrief.answers import AnswerScore, at, scored
from debate.debrief.base_rates import base_rates
from debate.debrief.closing import Closing
from debate.debrief.foreseen import Foreseen


class Scores:
    """Answers scored, each round looked at once for all who answered."""

    def __init__(self) -> None:
        self._closings: dict[tuple[int, int], Closing] = {}

    def of(self, table: Table, said: Iterable[Said], open_to: str | None) -> tuple[Foreseen, ...]:
        """What became of these answers, those about rounds whose end has been shown. While the game runs, what only a
        covert move of another role could tell is left out, for ``open_to`` (a role; None: everybody)."""
        found = []
        for one in said:
            score = self._score(table, one)
            if score is not None:
                if not _may_be_told(table, open_to, score.cause):
                    score = evolve(score, cause="", reason="")
                found.append(Foreseen(one.role, score, one.why, one.person))
        return tuple(found)

    def _score(self, table: Table, said: Said) -> AnswerScore | None:
        session, key = table.session, (table.number, said.after)
        closing = self._closings.get(key)
        if closing is None:
            numbers = [made.number for made in session.journal.line()][: len(session.entries)]
            if said.after not in numbers:
                return None
            closing = self._closings[key] = Closing(at(session.played, numbers.index(said.after) + 1))
        setting = session.state.setting
        rates = base_rates(session.source, setting.preset, setting.views)
        try:
            return scored(closing, rates, said.question, said.answer, said.sure)
        except ValueError:
            return None


def _may_be_told(table: Table, role: str | None, cause: str) -> bool:
    """Whether what is at work tells nothing that lies hidden from this role."""
    session = table.session
    if session.state.over or not cause:
        return True
    covert = {
        entry.move.move
        for entry in session.entries
        if entry.move.kind == "play" and session.source.moves[entry.move.move].covert and entry.move.role != role
    }
    return not covert or (cause not in covert and cause in {step.cause for step in session.visible(role)})
