"""The files that a teacher can take home from a class: what each is called, and what is in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import frozen

from debate.classroom.records import sheet, xapi
from debate.classroom.records.facts import ClassRecord
from debate.faces.web.sheets import printed
from debate.pages.take_home import take_home


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
    "table": Taken("contributions", ".csv", sheet.contributions, "A spreadsheet opens it."),
    "xapi": Taken("statements", ".jsonl", xapi.lines, "A learning record store takes it in, one statement a line."),
}


def file_name(kind: str, stamp: str, names: bool) -> str:
    """``contributions-STAMP-with-names.csv``; pages are for those whom they are about, so they have names anyhow."""
    taken = TAKEN[kind]
    return f"{taken.stem}-{stamp}{'-with-names' if names else ''}{taken.suffix}"
