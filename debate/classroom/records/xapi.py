"""What the students of a class did as xAPI statements (1.0.3), one a line, for a school's learning record store.

A statement says who did what to what, and never when: no line holds a time. The same class gives the same statements,
by the same ids, whenever they are written, so a store that has them already takes none twice.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from debate.classroom.records.facts import ClassRecord
from debate.debrief.contributed import ANSWERED, JUDGED, PROPOSED, SUPPORTED, VOTED, Contribution, about
from debate.debrief.foreseen import foreseen
from debate.pages.take_home import Student

VERSION = "1.0.3"
_HERE = "https://debate.invalid"
"""The name space of what only this program knows; ``.invalid`` is an address that nobody can have."""
_ADL = "http://adlnet.gov/expapi"
VERBS: Mapping[str, str] = {
    PROPOSED: f"{_HERE}/xapi/verbs/proposed",
    ANSWERED: f"{_ADL}/verbs/answered",
    SUPPORTED: f"{_HERE}/xapi/verbs/supported",
    VOTED: f"{_HERE}/xapi/verbs/voted",
    JUDGED: f"{_HERE}/xapi/verbs/judged",
    "predicted": f"{_HERE}/xapi/verbs/predicted",
    "believed": f"{_HERE}/xapi/verbs/believed",
    "wrote": f"{_ADL}/verbs/commented",
    "attended": f"{_ADL}/verbs/attended",
}
_EXTENSIONS = f"{_HERE}/xapi/extensions"

Statement = dict[str, Any]


def lines(record: ClassRecord, names: bool) -> str:
    """The statements as JSON lines. ``names``: with the names that others could see; else students by their numbers."""
    found = (one for student in record.students(names) for one in told(record, student))
    return "".join(json.dumps(one, ensure_ascii=True, sort_keys=True) + "\n" for one in found)


def told(record: ClassRecord, student: Student) -> Iterator[Statement]:
    """The statements about one student."""
    return _Teller(record, student).all()


class _Teller:
    """The statements about one student."""

    def __init__(self, record: ClassRecord, student: Student) -> None:
        self.record, self.student, self.deck = record, student, record.deck
        self.language = record.deck.language

    def all(self) -> Iterator[Statement]:
        student, game = self.student, self.student.game
        seat = self._activity("class", self.record.called, {"type": f"{_ADL}/activities/meeting"}, "en")
        yield self._statement("attended", "attended", seat)
        if game is None:
            return
        for one in student.given:
            yield self._given(one)
        for each in foreseen(game.source, game.to_record(), student.predicted):
            score = each.score
            key = f"table-{student.table}/round-{score.round}/{score.id}"
            result = {
                "response": f"{score.answer}, {score.sure} % sure",
                "extensions": {
                    f"{_EXTENSIONS}/answer": score.answer,
                    f"{_EXTENSIONS}/sure": score.sure,
                    f"{_EXTENSIONS}/came": score.came,
                },
            }
            yield self._statement("predicted", key, self._activity(key, score.said), score.round, result)
        reasons = {(when, id_): words for when, id_, words in student.reasons}
        for when, answers in (("before", student.before), ("after", student.after)):
            for id_, answer in answers:
                claim = self.deck.beliefs[id_].claim if id_ in self.deck.beliefs else id_
                reason = {f"{_EXTENSIONS}/because": reasons[when, id_]} if (when, id_) in reasons else {}
                said: Statement = {"response": answer, "extensions": {f"{_EXTENSIONS}/when": when, **reason}}
                asked = self._activity(f"beliefs/{id_}", claim)
                yield self._statement("believed", f"{when}/{id_}", asked, 0, said)
        for number, (question, words) in enumerate(self._written(), 1):
            to = self._activity(f"written/{number}", question, language="en")
            yield self._statement("wrote", f"written/{number}", to, 0, {"response": words})

    def _written(self) -> Iterator[tuple[str, str]]:
        if self.student.sentence:
            yield "What you say that you achieved", self.student.sentence
        yield from self.student.ticket

    def _given(self, one: Contribution) -> Statement:
        key = f"table-{one.table}/event-{one.number}"
        to = self._activity(key, about(self.deck, one))
        response = one.ruling or str(one.move)
        why = {f"{_EXTENSIONS}/because": one.because} if one.because else {}
        result = {"response": response, "extensions": {f"{_EXTENSIONS}/became-the-choice": one.chosen, **why}}
        return self._statement(one.did, key, to, one.round, result, one.role)

    def _statement(
        self,
        did: str,
        key: str,
        object_: Statement,
        round_: int = 0,
        result: Statement | None = None,
        role: str | None = None,
    ) -> Statement:
        here: Statement = {f"{_EXTENSIONS}/role": (self.student.role if role is None else role) or "judge"}
        if self.student.table:
            here[f"{_EXTENSIONS}/table"] = self.student.table
        if round_:
            here[f"{_EXTENSIONS}/round"] = round_
        id_ = uuid.uuid5(uuid.NAMESPACE_URL, f"{self._home}/{self.student.person}/{did}/{key}")
        statement: Statement = {
            "id": str(id_),
            "actor": self._actor(),
            "verb": {"id": VERBS[did], "display": {"en": did}},
            "object": object_,
            "context": {
                "registration": str(uuid.uuid5(uuid.NAMESPACE_URL, self._home)),
                "platform": "debate",
                "language": self.language,
                "contextActivities": {
                    "parent": [self._activity("", self.record.called, language="en")],
                    "grouping": [self._deck()],
                },
                "extensions": here,
            },
            "version": VERSION,
        }
        if result is not None:
            statement["result"] = result
        return statement

    @property
    def _home(self) -> str:
        """The class, by its day and code."""
        return f"{_HERE}/classes/{'-'.join(self.record.called.replace(',', '').split()[1:])}"

    def _actor(self) -> Statement:
        account = {"homePage": self._home, "name": f"student-{self.student.person.removeprefix('p')}"}
        return {"objectType": "Agent", "name": self.student.name, "account": account}

    def _deck(self) -> Statement:
        return {
            "objectType": "Activity",
            "id": f"{_HERE}/decks/{self.deck.id}",
            "definition": {"name": {self.language: self.deck.title}, "type": f"{_ADL}/activities/simulation"},
        }

    def _activity(
        self, path: str, name: str, more: Mapping[str, Any] | None = None, language: str | None = None
    ) -> Statement:
        id_ = f"{self._home}/{path.replace(' ', '/')}".rstrip("/")
        definition = {"name": {language or self.language: name}, "type": f"{_ADL}/activities/interaction"}
        return {"objectType": "Activity", "id": id_, "definition": {**definition, **(more or {})}}
