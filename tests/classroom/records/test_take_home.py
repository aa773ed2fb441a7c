"""What students and teachers take home: pages, a table, statements, from a room and from its log on disk."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import evolve
from jsonschema import Draft7Validator, FormatChecker

from debate.classroom.records import xapi
from debate.classroom.records.facts import ClassRecord, of_room
from debate.classroom.records.writing import contributions, pages
from debate.classroom.room import Request, Room
from debate.cli import run
from debate.command import Exit
from debate.debrief import scores
from debate.debrief.verdicts import verdicts
from debate.faces.web.sheets import printed
from debate.game.session import PERSON, Session
from debate.pages.take_home import Student, take_home
from debate.rules.legal import legal_moves
from debate.store import Saves
from debate.store.spreadsheet import MARK
from tests.classroom.room.school import DECK, TEACHER, School

HOSTILE = ["<b>Ada</b>", "</title>x", "=1+1", "Zoë & Co", "'\"><i>", "Ivo"]


def played(people: int = 6, **given: Any) -> School:
    school = School.open(people, **given)
    for n in range(people):
        school.teach("name", person=f"p{n + 1}", name=HOSTILE[n])
        school.seat(f"p{n + 1}", ("port", "town")[n % 2] if n < 4 else "judge")
    school.teach("start")
    school.play(Random(5))
    assert school.table().session.state.over
    return school


@pytest.fixture(scope="module")
def record() -> ClassRecord:
    return of_room(played().room)


class Sections(HTMLParser):
    """The text of each section of a file, and all tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "section":
            self.texts.append("")
        assert not any(name in ("src", "href", "style") or name.startswith("on") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        if self.texts:
            self.texts[-1] += " " + " ".join(data.split())


def test_a_page_for_each_student(record: ClassRecord) -> None:
    """Name, role, motive, what was given, how it ended, verdicts and score as they are worked out elsewhere; names and
    all else stand there as text; nothing is fetched, nobody ranked, no time told."""
    text = pages(record, names=True)
    found = Sections(text)
    assert found.tags <= {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "section",
        "div",
        *("h1", "h2", "h3", "h4"),
    } | {*("p", "b", "ul", "li", "table", "thead", "tbody", "tr", "th", "td")}
    assert len(found.texts) == 6
    session = record.tables[0].session
    judged = verdicts(session.source, session.to_record())
    for student, page in zip(record.students(True), found.texts, strict=True):
        assert page.strip().startswith(student.name)
        if student.role:
            role = DECK.roles[student.role]
            assert role.name in page
            assert role.motives[session.state.motives[student.role]].text in page
            score = scores.score(session.source, session.to_record())[student.role]
            assert f"came to {score.end} of 100" in page
            assert all(one.because in page for one in [v for v in judged if v.role == student.role][:3])
        else:
            assert "You were a judge" in page
        assert DECK.endings[session.outcome().ending].title in page
    assert "Nobody was asked to predict in this class." in text
    assert "You have written nothing so far." in text
    assert not any(word in text.lower() for word in ("rank", "fastest", "seconds", "speed"))


def test_what_was_given_is_told_by_round(record: ClassRecord) -> None:
    """Whoever proposed, supported or voted reads it, with what settled the choice told as such."""
    for student in record.students(True):
        page = Sections(printed(record.deck, "x", [take_home(student, record.called)])).texts[0]
        assert student.given
        for one in student.given:
            assert f"Round {one.round}: " in page
        assert ("(this settled it)" in page) == any(one.chosen and not one.ruling for one in student.given)
        assert (f"voted that the case of {DECK.roles[DECK.turn_order[0]].name}" in page) <= (student.role == "")


def test_students_as_numbers(record: ClassRecord) -> None:
    """No name is in any file that is to have none; everybody has the same number in all of them."""
    for text in (pages(record, False), contributions(record, False), xapi.lines(record, False)):
        assert "Zoë" not in text
        assert "Zo\\u00eb" not in text
        assert "Student 4" in text


def test_somebody_without_a_seat_and_a_class_that_never_played() -> None:
    """Pages are made all the same, and say so plainly."""
    school = School.open(2)
    school.seat("p1", "port")
    text = pages(of_room(school.room), True)
    assert "You had no seat at a table in this class." in text
    assert "This game was not played to its end" in text
    assert "Nothing of yours is on record in this game." in text
    school.teach("kick", person="p1")
    assert len(Sections(pages(of_room(school.room), True)).texts) == 2


def foreseeing() -> Session:
    """A game in which the first role predicts in each round, played to its end."""
    session = Session(DECK, {DECK.turn_order[0]: PERSON}, seed=2, draft=(DECK.turn_order[0],))
    session.set_predicting(True)
    random = Random(1)
    while not session.state.over:
        for role in session.to_predict():
            for question in session.questions(role):
                session.predict(role, question.id, question.answers[0], 70)
        if session.ask() is None and not session.state.over and not session.to_predict():
            session.submit(random.choice(legal_moves(session.state, session.state.awaiting[0])))
    return session


def test_predictions_beliefs_and_own_words() -> None:
    """What one foresaw stands beside what came; beliefs in two columns of words; own words as they were written."""
    session = foreseeing()
    belief = next(iter(DECK.beliefs))
    student = Student("p1", "Ada", 1, DECK.turn_order[0], session, (), "", session.predictions(), True)
    assert student.predicted
    student = evolve(
        student, before=((belief, "yes"),), after=((belief, "no"),), sentence="We <won>.", ticket=(("Why?", "So."),)
    )
    page = Sections(printed(DECK, "x", [take_home(student, "Class")])).texts[0]
    assert f"{len(student.predicted)} predictions, " in page
    assert "You: yes, then no. This model: " in page
    assert "We <won>." in page
    assert "So." in page
    assert "You have written nothing" not in page
    other = evolve(student, predicted=())
    assert "You predicted nothing in this game." in Sections(printed(DECK, "x", [take_home(other, "Class")])).texts[0]


def test_the_table(record: ClassRecord) -> None:
    """A byte order mark, every cell in quotes, no formula, and one line a thing."""
    text = contributions(record, True)
    assert text.startswith(MARK)
    found = list(csv.DictReader(io.StringIO(text.removeprefix(MARK))))
    assert len(found) == sum(map(len, record.given.values()))
    assert all(line.startswith('"') and line.endswith('"') for line in text.removeprefix(MARK).split("\r\n")[:-1])
    assert {row["student"] for row in found} == {*HOSTILE} - {"=1+1", "'\"><i>"} | {"'=1+1", "'\"><i>"}


# Statements. What a statement must be, after the data model of xAPI 1.0.3.

_IRI = {"type": "string", "format": "uri", "pattern": "^[a-z][a-z0-9+.-]*:\\S+$"}
_UUID = {"type": "string", "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"}
_WORDS = {"type": "object", "propertyNames": {"pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"}}
_WORDS |= {"additionalProperties": {"type": "string", "minLength": 1}}
_EXTENSIONS = {"type": "object", "propertyNames": _IRI}


def _closed(required: str, **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": required.split(),
        "properties": properties,
        "additionalProperties": False,
    }


_ACTIVITY = _closed(
    "id",
    objectType={"const": "Activity"},
    id=_IRI,
    definition=_closed("", name=_WORDS, description=_WORDS, type=_IRI, extensions=_EXTENSIONS),
)
_MANY = {"type": "array", "minItems": 1, "items": _ACTIVITY}
STATEMENT = _closed(
    "actor verb object",
    id=_UUID,
    actor=_closed(
        "account",
        objectType={"const": "Agent"},
        name={"type": "string"},
        account=_closed("homePage name", homePage=_IRI, name={"type": "string", "minLength": 1}),
    ),
    verb=_closed("id", id=_IRI, display=_WORDS),
    object=_ACTIVITY,
    result=_closed("", response={"type": "string"}, success={"type": "boolean"}, extensions=_EXTENSIONS),
    context=_closed(
        "",
        registration=_UUID,
        platform={"type": "string"},
        language={"type": "string"},
        contextActivities=_closed("", parent=_MANY, grouping=_MANY, category=_MANY, other=_MANY),
        extensions=_EXTENSIONS,
    ),
    version={"const": "1.0.3"},
)


def statements(text: str) -> list[dict[str, Any]]:
    check = Draft7Validator(STATEMENT, format_checker=FormatChecker())
    found = [json.loads(line) for line in text.splitlines()]
    for one in found:
        assert not list(check.iter_errors(one)), one
    return found


def test_statements_are_valid_and_always_the_same(record: ClassRecord) -> None:
    """Each line is a statement; ids are each there once, and the same when the class is written again or by names."""
    found = statements(xapi.lines(record, False))
    ids = [one["id"] for one in found]
    assert len(set(ids)) == len(ids) == 6 + sum(map(len, record.given.values()))
    assert ids == [one["id"] for one in statements(xapi.lines(record, True))]
    assert {one["verb"]["display"]["en"] for one in found} >= {"attended", "proposed", "voted"}
    assert not any("time" in key or "duration" in key for one in found for key in (*one, *one.get("result", ())))


def test_statements_of_predictions_and_words(record: ClassRecord) -> None:
    """An answer with what came, a belief before and after, and own words."""
    session = foreseeing()
    belief = next(iter(DECK.beliefs))
    student = Student("p9", "Ada", 1, DECK.turn_order[0], session, ())
    student = evolve(student, predicted=session.predictions(), before=((belief, "yes"),), sentence="<b>")
    found = statements("".join(json.dumps(one) + "\n" for one in xapi.told(record, student)))
    assert [one["verb"]["display"]["en"] for one in found].count("predicted") == len(student.predicted)
    assert {"believed", "wrote"} <= {one["verb"]["display"]["en"] for one in found}


# The command.


def real_class(folder: Path) -> Room:
    """A class of two in a folder, ended by the teacher after some choices."""
    room = Room.begin(DECK, Saves(folder), judged=False, pace="free")
    numbers = iter(range(1000))

    def do(person: str, kind: str, /, **fields: str) -> None:
        room.do(person, Request(f"r{next(numbers)}", kind, -1, fields))

    room.teacher()
    for name in ("Ada", "Ben"):
        ticket = room.join(room.code, name)
        room.kept(ticket.person, room.enter(ticket.token).token)
    do(TEACHER, "let-in")
    do(TEACHER, "name", person="all", ok="yes")
    do(TEACHER, "share-out")
    do(TEACHER, "start")
    random = Random(3)
    for _ in range(6):
        room.tick()
        person = next((p for p in ("p1", "p2") if room.asking(p).what == "choose"), None)
        if person is None:
            break
        place = room.people[person].place
        assert place is not None
        do(person, "propose", move=str(random.choice(legal_moves(room.tables[0].session.state, place.role))))
    do(TEACHER, "end", table="all")
    for _ in range(200):
        room.tick()
    return room


@pytest.fixture
def closed(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """The folder of saves in which a class lies that nobody hosts, and its files as the room itself made them."""
    room = real_class(tmp_path)
    made = of_room(room)
    texts = {"pages": pages(made, True), "table": contributions(made, True), "xapi": xapi.lines(made, True)}
    room.close()
    return tmp_path, texts


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_from_the_log_on_disk(closed: tuple[Path, dict[str, str]], capsys: pytest.CaptureFixture[str]) -> None:
    """The command writes what the open room would have written, and changes nothing of the class."""
    folder, texts = closed
    before = everything(folder)
    for kind, text in texts.items():
        names = [] if kind == "pages" else ["--names"]
        assert run(["class", kind, *names, "--saves", str(folder), "--output", "-"]) == Exit.OK
        assert capsys.readouterr().out == text
    assert everything(folder) == before
    assert run(["class", "--saves", str(folder)]) == Exit.OK
    assert capsys.readouterr().out.startswith("1 class in ")


def test_a_new_file_in_the_folder_of_the_class(
    closed: tuple[Path, dict[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """Its path is told, only this user may read it, and it is never written over."""
    folder, _ = closed
    assert run(["class", "table", "--saves", str(folder)]) == Exit.OK
    (path,) = folder.glob("classes/*/contributions-*.csv")
    assert path.name in capsys.readouterr().out
    assert path.stat().st_mode & 0o077 == 0
    assert "Ada" not in path.read_text("utf-8")
    assert run(["class", "table", "--saves", str(folder)]) == Exit.PROBLEM
    assert "there is a file at" in capsys.readouterr().err


def test_no_such_class(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence: none yet, none of that name, a log that is damaged."""
    assert run(["class", "pages", "--saves", str(tmp_path)]) == Exit.PROBLEM
    assert "there is no class in" in capsys.readouterr().err
    assert run(["class", "xapi", "XX\x1b[31m", "--saves", str(tmp_path)]) == Exit.PROBLEM
    told = capsys.readouterr().err
    assert "\x1b" not in told
    assert told.count("\n") == 1
    log = tmp_path / "classes" / "2026-01-01 ABCDEF" / "class.log"
    log.parent.mkdir(parents=True)
    log.write_bytes(b"nonsense")
    assert run(["class", "pages", "abcdef", "--saves", str(tmp_path)]) == Exit.PROBLEM
    assert "is not the log of a class" in capsys.readouterr().err


@pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium here to print with")
def test_each_student_has_one_page_of_paper(tmp_path: Path) -> None:
    """Printed by a browser, also after eight rounds in which each student did a lot and had much to say."""
    record = of_room(played().room)
    busy = next(student for student in record.students(True) if student.role)
    given = tuple(evolve(one, round=round_) for round_ in range(1, 9) for one in busy.given[:4])
    words = (("What did you learn, and from whom?", "w" * 20 + " word" * 30),) * 2
    answers = tuple((id_, "yes") for id_ in DECK.beliefs)
    full = evolve(busy, given=given, ticket=words, sentence="word " * 30, before=answers, after=answers)
    path = tmp_path / "pages.html"
    path.write_text(printed(DECK, "x", [take_home(full, "Class")] * 3), encoding="utf-8")
    assert sheets_of_paper(path) == 3


def sheets_of_paper(path: Path) -> int:
    """How many pages Chromium prints of it."""
    out = path.with_suffix(".pdf")
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={path.parent / 'browser'}"]
    command = ["chromium", *flags, "--no-pdf-header-footer", f"--print-to-pdf={out}", path.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return out.read_bytes().count(b"/Type /Page\n") or out.read_bytes().count(b"/Type /Page ")
