"""What people ask of a room, between the texts of the wire and the classes that do it."""

from __future__ import annotations

import pytest

from debate.classroom.room import Refused, Request
from debate.classroom.room.messages import Message, read_message, to_request
from debate.classroom.room.room import LEARNERS as STUDENTS
from debate.classroom.room.room import TEACHERS
from debate.classroom.room.students import Propose, Support, Vote
from debate.classroom.room.teacher import GiveTime, Next, SetPace
from debate.rules.moves import Move
from tests.classroom.room.test_who_may import FIELDS


@pytest.mark.parametrize(("table", "kind"), [(t, kind) for t in (STUDENTS, TEACHERS) for kind in t])
def test_every_message_comes_back_from_its_request(table: dict[str, type[Message]], kind: str) -> None:
    """Read and written again it asks for the same; it says in its docstring what it is."""
    fields = FIELDS.get(kind, {})
    message = read_message(table[kind], Request("a", kind, 3, fields))
    assert read_message(table[kind], to_request("a", message, 3)) == message
    assert fields.items() <= to_request("a", message, 3).fields.items()
    assert table[kind].__doc__
    assert table[kind].kind == kind


def test_fields_have_their_types() -> None:
    """A choice is a move, a proposal a number; what is left out has its default."""
    assert read_message(Propose, Request("a", "propose", -1, {"move": "port hold"})) == Propose(Move("port", "hold"))
    assert read_message(Support, Request("a", "support", -1, {"proposal": "12"})) == Support(12)
    assert read_message(Next, Request("a", "next")) == Next(table="all")


@pytest.mark.parametrize(
    ("kind", "fields", "sentence"),
    [
        (SetPace, {"to": "never"}, "'to' of 'pace' is one of: rounds, free, steps."),
        (SetPace, {}, "'to' of 'pace' is one of: rounds, free, steps."),
        (Support, {"proposal": "-1"}, "'proposal' of 'support' is a whole number."),
        (Support, {"proposal": "²"}, "'proposal' of 'support' is a whole number."),
        (Support, {}, "'proposal' of 'support' is a whole number."),
        (Next, {"tabel": "1"}, "'next' has these fields: table."),
        (
            Vote,
            {"speaker": "port", "ruling": "stands", "because": "x"},
            "'vote' has these fields: speaker, ruling, reason",
        ),
        (Propose, {"move": "\x00"}, "This is no choice"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(kind: type[Message], fields: dict[str, str], sentence: str) -> None:
    """It names the message, the field and what it may be."""
    with pytest.raises(Refused) as caught:
        read_message(kind, Request("a", kind.kind, -1, fields))
    assert caught.value.code == "illegal"
    assert caught.value.sentence.startswith(sentence)


def test_a_message_is_made_of_its_fields_in_python_too() -> None:
    """A client in Python names the class; what goes over the wire are texts."""
    assert to_request("x", GiveTime(seconds="+30", table="2")) == Request(
        "x", "time", -1, {"seconds": "+30", "table": "2", "role": "all"}
    )
