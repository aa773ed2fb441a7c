"""What the guide for those who carry the project on says of the house is so."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import cast

from debate.classroom.host.frames import read_frame
from debate.classroom.room import Request
from debate.classroom.room.messages import read_message, to_request
from debate.classroom.room.teacher import COURSE
from debate.deckfile.kinds import MarkedIds
from debate.deckfile.sections import SECTIONS
from debate.rules.deck import ANSWERS
from tests.classroom.room.school import TEACHER, School

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


def test_the_floors_are_those_that_are_checked() -> None:
    """Each floor of the picture is one of import-linter's layers, in the same order."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = config["tool"]["importlinter"]["contracts"][0]["layers"]
    order = [name.strip() for layer in layers for name in layer.split("|")]
    drawn = ["classroom", "faces", "pages", "game", "debrief", "rules"]
    assert sorted(drawn, key=order.index) == drawn
    assert all(re.search(rf"(?m)^[ \w,]*\b{name}\b", GUIDE) for name in drawn)
