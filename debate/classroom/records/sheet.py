"""What each student of a class gave, said and foresaw, as a table for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator

from debate.classroom.records.facts import ClassRecord
from debate.debrief.contributed import wording
from debate.debrief.foreseen import foreseen
from debate.pages.take_home import Student
from debate.store.spreadsheet import table

COLUMNS = (
    "student",
    "table",
    "role",
    "round",
    "phase",
    "did",
    "choice",
    "argument",
    "about",
    "became the choice",
    "what came",
)
_WIDTH = len(COLUMNS) - 1


def contributions(record: ClassRecord, names: bool) -> str:
    """CSV with one line for each thing: a proposal, an answer, a support, a vote, a prediction, a belief, own words.

    One who gave nothing has a line that says so. ``names``: with the names that others could see.
    """
    rows = []
    for student in record.students(names):
        found = list(_rows(student)) or [("", "", "", "", "nothing yet")]
        rows += [(student.name, *row, *[""] * (_WIDTH - len(row))) for row in found]
    return table((COLUMNS, *rows))


def _rows(student: Student) -> Iterator[tuple[str, ...]]:
    game = student.game
    if game is None:
        return
    deck = game.source
    for one in student.given:
        said = wording(deck, one)
        role = deck.roles[one.role].name if one.role else "Judge"
        chosen = "yes" if one.chosen else "no"
        yield str(one.table), role, str(one.round), one.phase, one.did, said.choice, said.argument, said.about, chosen
    table_, role = str(student.table), deck.roles[student.role].name if student.role else "Judge"
    for each in foreseen(deck, game.to_record(), student.predicted):
        score = each.score
        sure = f"{score.answer}, {score.sure} % sure"
        yield table_, role, str(score.round), "", "predicted", sure, "", score.said, "", score.told
    reasons = {(when, id_): words for when, id_, words in student.reasons}
    for when, answers in (("before", student.before), ("after", student.after)):
        for id_, answer in answers:
            claim = deck.beliefs[id_].claim if id_ in deck.beliefs else id_
            yield table_, role, "", when, "believed", answer, reasons.get((when, id_), ""), claim
    if student.sentence:
        yield table_, role, "", "after", "wrote", student.sentence, "", "What you say that you achieved"
    for asked, said_ in student.ticket:
        yield table_, role, "", "after", "wrote", said_, "", asked
