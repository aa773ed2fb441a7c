"""What people may ask of a room. A message is one class: its fields are its form on the wire, ``plan`` what it does.

A client sends the ``kind`` of a class and a text for each of its fields; :func:`read_message` makes the class of them,
or refuses in a sentence. :func:`to_request` is the way back, for clients written in Python. The tables of students' and
teacher's messages (``STUDENTS``, ``COURSE``, ``PEOPLE``) say who may send what; a message that stands in one of them is
known to room, host, log and the tests that ask for each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Literal, TypeVar, get_args, get_origin

import cattrs
from attrs import NOTHING, fields, frozen

from debate.classroom.room.plan import Desk, Plan
from debate.classroom.room.types import Person, Refused, Request
from debate.rules.moves import Move, NotationError, read_notation
from debate.rules.text import TextError, clean, visible

MAX_FIELD = 4_000
MAX_ID = 40


@frozen
class Message:
    """Something that a person may ask of the room.

    A field is a text, a whole number, a :class:`~debate.rules.moves.Move` or one of some words (``Literal``). One
    without a default that is not sent counts as an empty text.
    """

    kind: ClassVar[str]

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        """What it would do; ``at``: the version of the table that the person saw, -1 where that does not matter.

        Changes nothing. Raises :class:`Refused`.
        """
        raise NotImplementedError


_Message = TypeVar("_Message", bound=Message)


def table_of_messages(*kinds: type[Message]) -> Mapping[str, type[Message]]:
    """Kind -> its class."""
    return {kind.kind: kind for kind in kinds}


def _text(value: str, _: object) -> str:
    return value


def _number(value: str, _: object) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 9):
        raise ValueError("is a whole number")
    return int(value)


def _word(value: str, kind: Any) -> str:
    if value not in get_args(kind):
        raise ValueError(f"is one of: {', '.join(get_args(kind))}")
    return value


def _is_choice(kind: Any) -> bool:
    origin: Any = get_origin(kind)
    return origin is Literal


def _move(value: str, _: object) -> Move:
    try:
        return read_notation(clean(value, limit=MAX_FIELD))
    except NotationError as problem:
        raise Refused("illegal", f"{visible(str(problem), 300)}.") from None
    except TextError as problem:
        raise Refused("illegal", f"This is no choice: {problem.sentence}.") from None


def _converter() -> cattrs.Converter:
    made = cattrs.Converter(forbid_extra_keys=True)
    made.register_structure_hook(str, _text)
    made.register_structure_hook(int, _number)
    made.register_structure_hook_func(_is_choice, _word)
    made.register_structure_hook(Move, _move)
    for kind in (int, Move):
        made.register_unstructure_hook(kind, str)
    return made


_CONVERTER = _converter()


def read_message(kind: type[_Message], request: Request) -> _Message:
    """The message that a request is. Raises :class:`Refused`: ``illegal``."""
    needed = {field.name: "" for field in fields(kind) if field.default is NOTHING}
    try:
        return _CONVERTER.structure({**needed, **request.fields}, kind)
    except cattrs.BaseValidationError as problem:
        for name, wrong in _leaves(problem):
            if isinstance(wrong, Refused):
                raise wrong from None
            if isinstance(wrong, cattrs.ForbiddenExtraKeysError):
                known = ", ".join(field.name for field in fields(kind)) or "none"
                raise Refused("illegal", f"'{request.kind}' has these fields: {known}.") from None
            raise Refused("illegal", f"'{name}' of '{request.kind}' {wrong}.") from None
        raise


def _leaves(problem: BaseException, name: str = "") -> Iterator[tuple[str, BaseException]]:
    """What was wrong, each with the name of its field."""
    if not isinstance(problem, cattrs.BaseValidationError):
        yield name, problem
        return
    for wrong in problem.exceptions:
        notes = [note.name for note in getattr(wrong, "__notes__", ()) if hasattr(note, "name")]
        yield from _leaves(wrong, notes[0] if notes else name)


def to_request(id_: str, message: Message, at: int = -1) -> Request:
    """The request that asks for this; ``id_`` is the client's own."""
    return Request(id_, message.kind, at, _CONVERTER.unstructure(message))


def check(request: Request) -> None:
    """That a request is of a form that can be looked at. Raises :class:`Refused`."""
    try:
        good = bool(clean(request.id, limit=MAX_ID)) and request.id == clean(request.id, limit=MAX_ID)
    except TextError:
        good = False
    if not good:
        raise Refused("illegal", f"A request has an id of 1 to {MAX_ID} plain characters.")
    if not isinstance(request.kind, str) or len(request.kind) > MAX_ID or len(request.fields) > 10:
        raise Refused("illegal", "This is no request that a room knows.")
    if any(not isinstance(value, str) for value in request.fields.values()):
        raise Refused("illegal", "The fields of a request are texts.")
    if any(len(name) > MAX_ID or len(value) > MAX_FIELD for name, value in request.fields.items()):
        raise Refused("illegal", "A field of this request is too long.")
