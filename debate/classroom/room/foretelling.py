"""What people say will come, before the end of a round is shown to anybody; and what became of it.

When the last choice of a round is in, the table withholds what it leads to until all who are asked have answered, or
said that they wish to say nothing, or the time that the teacher gave has run out, or the teacher goes on. Whoever
waits while the round runs can say one thing ahead. Asked are
those who sit at the table, judges too; who is away is not waited for. Answers belong to the person who gave them, and
to the choice that had closed the round: where that is taken back they count no more.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve, frozen

from debate.classroom.room.messages import Message, table_of_messages
from debate.classroom.room.plan import Desk, Plan
from debate.classroom.room.state import Said
from debate.classroom.room.students import playing, whats_new
from debate.classroom.room.table import Table
from debate.classroom.room.team_events import Foretold, ForetoldNothing
from debate.classroom.room.types import Person, Refused
from debate.debrief.answers import AnswerScore, at, scored
from debate.debrief.base_rates import base_rates
from debate.debrief.closing import Closing
from debate.debrief.foreseen import Foreseen
from debate.debrief.questions import SURE, Question


def _withholding(desk: Desk, person: Person, at: int) -> Table:
    """The table of somebody who is asked what will come."""
    table = desk.table(person)
    playing(desk, table)
    if 0 <= at != table.version:
        raise Refused("stale", f"The game has gone on since you looked: {whats_new(desk, table)}")
    if not table.withheld:
        raise Refused("not-now", "Nobody is asked now what will come.")
    return table


def _ahead(desk: Desk, person: Person) -> tuple[Table, tuple[Question, ...]]:
    """The table of somebody who waits while the round runs, and what they can be asked; none where they do not wait."""
    table = desk.table(person)
    questions = () if table.withheld else table.to_foretell_ahead(person.id)
    if questions:
        playing(desk, table)
    return table, questions


@frozen
class Foretell(Message):
    """Somebody says what will come: one of the answers of a question, and how sure in per cent; ``why``: the reason."""

    kind = "foretell"
    question: str
    answer: str
    sure: int
    why: str = ""

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        table, ahead = _ahead(desk, person)
        if not ahead:
            table = _withholding(desk, person, at)
        asked = next((each for each in ahead or table.to_foretell(person.id) if each.id == self.question), None)
        if asked is None:
            raise Refused("not-now", "You have answered that, or it is not asked now.")
        if self.answer not in asked.answers:
            raise Refused("illegal", f"An answer to this is one of: {', '.join(asked.answers)}.")
        if self.sure not in SURE:
            raise Refused("illegal", f"One can be sure to {', '.join(map(str, SURE))} per cent.")
        if self.why and self.why not in asked.reasons(self.answer):
            raise Refused("illegal", "That is none of the reasons to choose from.")
        assert person.place is not None
        said = Foretold(
            table.number,
            table.head,
            person.place.role,
            table.withheld or table.session.state.round,
            self.question,
            self.answer,
            self.sure,
            self.why,
            bool(ahead),
        )
        return Plan("Noted. You will see what comes.", (said,))


@frozen
class ForetellNothing(Message):
    """Somebody wishes to say nothing to this question; without one to nothing more in this round."""

    kind = "foretell-nothing"
    question: str = ""

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        table, ahead = _ahead(desk, person)
        if ahead:
            silent = ForetoldNothing(table.number, -table.session.state.round)
            return Plan("You are asked again when the round is over.", (silent,))
        table = _withholding(desk, person, at)
        left = [question.id for question in table.to_foretell(person.id)]
        if not left:
            raise Refused("not-now", "You are asked nothing now.")
        if self.question and self.question not in left:
            raise Refused("not-now", "You have answered that, or it is not asked now.")
        more = bool(self.question) and len(left) > 1
        words = "Skipped. Here is the next one." if more else "You are asked nothing more in this round."
        return Plan(words, (ForetoldNothing(table.number, table.head, self.question),))


FORETELLING = table_of_messages(Foretell, ForetellNothing)
"""What students may say before the end of a round is shown."""


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
