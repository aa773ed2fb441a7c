"""What judges rule on in a round in which no case waits for a vote, so that they always have something to rule on.

Whose case is argued best where there are several, whether one would press it where there is one. It changes nothing in
the game, can be changed until the round is over, and is gone with a choice that is taken back.
"""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from debate.classroom.room.messages import Message, table_of_messages
from debate.classroom.room.plan import Desk, Plan
from debate.classroom.room.state import Appraisal
from debate.classroom.room.students import given_reason, judged_by
from debate.classroom.room.table import Table
from debate.classroom.room.team_events import Appraised
from debate.classroom.room.types import Person, Refused
from debate.pages.judging import BEST, NONE, PRESS
from debate.rules.moves import JUDGE


def speakers(table: Table) -> tuple[str, ...]:
    """Whose cases lie open in this round, in the order of their turns."""
    state = table.session.state
    if state.phase not in ("answer", "extend", "settle"):
        return ()
    return tuple(role for role, play in state.plays.items() if play.case)


def appraisals(table: Table) -> tuple[Appraisal, ...]:
    """What judges said of rounds along the line that was played, each judge's latest of a round."""
    line = {made.number for made in table.session.journal.line()}
    kept = {(one.person, one.round, one.what): one for one in table.kept.appraised if one.after in line}
    return tuple(kept.values())


def to_appraise(table: Table, person: Person) -> str:
    """What this judge is to be asked of the round: ``best``, ``press``; empty for nothing."""
    found = speakers(table) if person.place is not None and not person.place.role else ()
    if not found or table.withheld or table.ended or JUDGE in table.session.state.awaiting:
        return ""
    what, round_ = BEST if len(found) > 1 else PRESS, table.session.state.round
    said = any((one.person, one.round) == (person.id, round_) for one in appraisals(table))
    return "" if said else what


@frozen
class Appraise(Message):
    """A judge says whose case is argued best, or whether one presses it (``speaker``, or ``none``); ``reason``: its id,
    ``words``: one's own."""

    kind = "appraise"
    what: Literal["best", "press"]
    speaker: str
    reason: str = ""
    words: str = ""

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        table = judged_by(desk, person, "Only judges say that.")
        found = speakers(table)
        if not found or table.withheld:
            raise Refused("not-now", "There is no case to judge now.")
        if self.what != (BEST if len(found) > 1 else PRESS):
            raise Refused("stale", "Other cases lie open now. Look at what is asked.")
        if self.speaker not in found and not (self.what == PRESS and self.speaker == NONE):
            raise Refused("illegal", "That is none of the cases that lie open.")
        reason, words = given_reason(self.what, self.reason, self.words)
        round_, phase = table.session.state.round, table.session.state.phase
        said = Appraised(table.number, table.head, round_, phase, self.what, self.speaker, reason, words)
        return Plan("Your judgement is noted.", (said,))


JUDGING = table_of_messages(Appraise)
"""What judges may say beside their votes."""
