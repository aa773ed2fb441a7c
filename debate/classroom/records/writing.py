"""The files that a teacher can take home from a class: what each is called, what is in it; among them a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from attrs import frozen

from debate.classroom.records import xapi
from debate.classroom.records.facts import ClassRecord
from debate.debrief.contributed import wording
from debate.debrief.foreseen import foreseen
from debate.faces.web.sheets import printed
from debate.pages.take_home import Student, take_home
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


@frozen
class Taken:
    """A kind of file. ``stem`` and ``suffix``: of its name; ``opens``: what it is opened with, as a sentence."""

    stem: str
    suffix: str
    make: Callable[[ClassRecord, bool], str]
    opens: str


def pages(record: ClassRecord, names: bool) -> str:
    """A page for each student, in one file of HTML."""
    sheets = [take_home(student, record.called) for student in record.students(names)]
    return printed(record.deck, f"{record.deck.title}: {record.called}", sheets)


TAKEN: Mapping[str, Taken] = {
    "pages": Taken("pages", ".html", pages, "A browser opens it; print it from there, or keep it as PDF."),
    "table": Taken("contributions", ".csv", contributions, "A spreadsheet opens it."),
    "xapi": Taken("statements", ".jsonl", xapi.lines, "A learning record store takes it in, one statement a line."),
}


def file_name(kind: str, stamp: str, names: bool) -> str:
    """``contributions-STAMP-with-names.csv``; pages are for those whom they are about, so they have names anyhow."""
    taken = TAKEN[kind]
    return f"{taken.stem}-{stamp}{'-with-names' if names else ''}{taken.suffix}"
