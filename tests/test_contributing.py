"""What the guide for those who carry the project on says of the house is so."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import cast

import pytest
from attrs import evolve, frozen

from debate import IllegalMove, Move, load_deck, parse_move
from debate.classroom.host.frames import read_frame
from debate.classroom.room import Request
from debate.classroom.room.messages import read_message, to_request
from debate.classroom.room.teacher import COURSE
from debate.deckfile.kinds import Key, MarkedIds, Section, Whole
from debate.deckfile.load import Checked, examine_files
from debate.deckfile.sections import SECTIONS
from debate.faces.tui.actions import action
from debate.faces.tui.table import TableScreen
from debate.game.session import PERSON, Session
from debate.rules.deck import ANSWERS, MoveDef
from debate.saves import begin
from debate.store import Entry, Made, Saves, read
from debate.workshop.reference import reference
from debate.workshop.schema import schema
from tests.classroom.room.school import TEACHER, School
from tests.house import CHANGES, figures, touched

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_every_file_that_it_names_is_there() -> None:
    """Paths in the text, also the short ones that follow a folder's full one."""
    named = set(re.findall(r"`((?:debate|decks|tests)/[\w./-]+)`", GUIDE))
    assert len(named) > 20
    missing = [path for path in named if not (ROOT / path).exists()]
    assert not missing


def test_the_deck_key_goes_the_way_that_is_told() -> None:
    """The key of the example is declared with the kind that is named, and the rules hold its words."""
    kind = SECTIONS["arguments"].keys["answers"].kind
    assert isinstance(kind, MarkedIds)
    assert kind.words == ANSWERS


def test_a_key_that_is_declared_is_read_checked_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """One more key of moves, declared as the guide says and held by the class: the reader reads it and keeps to its
    range, the schema and the reference page have it, and nothing else was told of it."""

    @frozen
    class Rushed(MoveDef):
        rush: int = 0

    moves = SECTIONS["moves"]
    keys = {**moves.keys, "rush": Key(Whole(0, 9), "how soon it comes", default=0, excludes=("forbidden",), why="no")}
    monkeypatch.setitem(cast("dict[str, Section]", SECTIONS), "moves", evolve(moves, keys=keys, make=Rushed))
    harbour = (ROOT / "tests" / "decks" / "harbour.yaml").read_text(encoding="utf-8")

    def examined(number: int) -> Checked:
        text = harbour.replace("  clean-up: {role", f"  clean-up: {{rush: {number}, role")
        return examine_files("harbour", {"deck.yaml": text.encode()})

    deck = examined(3).deck
    assert deck is not None
    assert [getattr(deck.moves[id], "rush") for id in ("clean-up", "dig")] == [3, 0]  # noqa: B009
    (finding,) = [finding for finding in examined(30).findings if finding.severity == "error"]
    assert (finding.code, finding.right) == ("range", "0 to 9")
    item = schema()["properties"]["moves"]["additionalProperties"]
    assert item["properties"]["rush"]["maximum"] == 9
    assert "- `rush` (number from 0 to 9; `0` if left out): how soon it comes" in reference()
    assert "- *Note:* `rush` excludes `forbidden`." in reference()


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_change_touches_is_told(change: str) -> None:
    """Each worked example says which files are touched, and they are there, no more of them than is wanted."""
    files = touched()[change]
    assert all((ROOT / path).exists() for path in files)
    assert len(files) <= CHANGES[change]


def test_the_house_is_measured() -> None:
    """One command prints the figures of the house: no circles, nothing run as code, no sentence in two faces."""
    printed = "\n".join(figures(3))
    assert re.search(r"^lines of debate/: [\d,]+ \(46,900 wanted\)$", printed, re.MULTILINE)
    assert "circles of imports: 0 (0 wanted)" in printed
    assert "text that is run as code: 0 (0 wanted)" in printed
    assert "sentences of over 28 characters in two faces: 0 (0 wanted)" in printed
    assert "One deck key: 5 (5 wanted): debate/deckfile/sections.py" in printed


def test_a_page_that_is_declared_is_read_in_every_face() -> None:
    """One more page in the register, and nothing else told of it: the terminal has it under its key, the plain lines
    under its word and in their help, the page of a class in its list."""
    program = [sys.executable, "-m", "tests.pages.another_page"]
    lines, listed, terminal = subprocess.run(
        program, cwd=ROOT, capture_output=True, check=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"}
    ).stdout.splitlines()
    assert "tides: when the water comes" in lines
    assert lines.endswith("High water in round 1.")
    assert listed == "tides: Tides"
    assert "The tides" in terminal
    assert "High water in round 1." in terminal


def test_the_class_message_goes_the_way_that_is_told() -> None:
    """The frame of the example, as it is printed, becomes the class that is named; its plan is the happening that is
    named; and once that is applied the room has the text that the wall reads."""
    printed = re.search(r"`(\{\"t\": \"do\".*?), \.\.\.\}`", GUIDE)
    assert printed is not None
    frame = read_frame(json.dumps({**json.loads(printed[1] + "}"), "id": "a", "at": -1}))
    request = Request("a", str(frame["kind"]), -1, cast("dict[str, str]", frame["fields"]))
    message = read_message(COURSE[request.kind], request)
    assert (type(message).__name__, to_request("a", message)) == ("Tell", request)
    school = School.open(1)
    school.room.do(TEACHER, request)
    (happened,) = school.room._events[-1].parts
    assert f"`{happened!r}`".replace("text='Look up.'", "text") in GUIDE
    assert school.resumed().message == "Look up."


def test_the_move_goes_the_way_that_is_told(tmp_path: Path) -> None:
    """The move that is printed is legal where it is said to be; a key is declared for it; one that is not legal changes
    nothing; and it is on disk before the session stands elsewhere."""
    printed = re.search(r"`(city play [^`]+)`, the first move of River", GUIDE)
    assert printed is not None
    deck = load_deck("river")
    session = Session(deck, {"city": PERSON}, seed=7)
    move = parse_move(deck, printed[1])
    assert move in session.legal("city")
    assert action("confirm").keys == ("enter",)
    assert hasattr(TableScreen, "action_confirm")
    begin(Saves(tmp_path), session, "walk")
    assert session.writer is not None
    before, append, written = session.state, session.writer.append, []

    def appending(entry: Entry) -> None:
        append(entry)
        assert session.state is before
        written.append(read(session.writer.path.read_bytes()).entries[-1])  # type: ignore[union-attr]

    session.writer.append = appending  # type: ignore[method-assign]
    with pytest.raises(IllegalMove):
        session.submit(Move("city", "rest"))
    assert (session.state, written) == (before, [])
    session.submit(move)
    assert [entry.move for entry in written if isinstance(entry, Made)] == [move]
    assert session.view("city").chosen == (move,)
    session.close()


def test_the_floors_are_those_that_are_checked() -> None:
    """Each floor of the picture is one of import-linter's layers, in the same order."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = config["tool"]["importlinter"]["contracts"][0]["layers"]
    order = [name.strip() for layer in layers for name in layer.split("|")]
    drawn = ["publish", "classroom", "faces", "pages", "saves", "game", "api", "debrief", "deckfile", "rules"]
    assert sorted(drawn, key=order.index) == drawn
    house = GUIDE[GUIDE.index("## The house") :]
    found = [re.search(rf"(?m)^ *(?:\w+(?:, | {{3,}}))*{name}\b", house) for name in drawn]
    assert all(found)
    places = [each.end() for each in found if each is not None]
    assert sorted(places) == places
