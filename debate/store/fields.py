"""Header and entries as JSON, and back. What is read is hostile until every field has been looked at."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NoReturn

from debate.rules.moves import Move, NotationError, read_notation
from debate.rules.state import Setting
from debate.rules.text import TextError, clean, visible
from debate.store.entry import (
    FORMAT,
    Advised,
    Entry,
    Ghost,
    Header,
    Made,
    Origin,
    Predicted,
    Predicting,
    Reason,
    Remark,
    Seat,
    Seated,
    Went,
)

MAX_ID = 120
MAX_NAME = 200
MAX_SENTENCE = 2_000
MAX_MOVE = 4_000
MAX_MANY = 500
"""How many roles, views or passages a list may name."""
MAX_NUMBER = 10_000_000
_DIGEST = re.compile(r"[0-9a-f]{16}")
_DECK_DIGEST = re.compile(r"([0-9a-f]{32})?")
_TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)?", re.ASCII)
_ROLE = re.compile(r"([A-Za-z0-9][A-Za-z0-9_-]*)?", re.ASCII)
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*", re.ASCII)


class Malformed(ValueError):
    """Not what this program writes; the message is a sentence for people."""


def to_json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def from_json(raw: bytes) -> Any:
    """The value, whatever it is. Raises :class:`Malformed`: no JSON, keys twice, numbers with a point."""
    try:
        return json.loads(
            raw.decode(), object_pairs_hook=_once, parse_float=_refused_number, parse_constant=_refused_number
        )
    except Malformed:
        raise
    except (ValueError, RecursionError):  # ValueError covers text that is not UTF-8 and numbers of too many digits
        raise Malformed("it is not written as this program writes it") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Malformed("it says one thing twice")
    return found


def _refused_number(text: str) -> NoReturn:
    raise Malformed(f"'{visible(text, 20)}' is no whole number")


class Fields:
    """Reads the fields of one JSON object, each by its kind; :meth:`done` refuses what was not asked for."""

    def __init__(self, value: Any, what: str) -> None:
        if not isinstance(value, dict):
            raise Malformed(f"{what} is not a set of fields")
        self._left: dict[str, Any] = dict(value)
        self._what = what

    def _wrong(self, name: str, why: str) -> NoReturn:
        raise Malformed(f"'{name}' of {self._what} {why}")

    def has(self, name: str) -> bool:
        return name in self._left

    def take(self, name: str) -> Any:
        if name not in self._left:
            self._wrong(name, "is missing")
        return self._left.pop(name)

    def number(self, name: str, low: int = 0, high: int = MAX_NUMBER) -> int:
        value = self.take(name)
        if type(value) is not int or not low <= value <= high:
            self._wrong(name, "is not a number that can stand here")
        return value

    def yes(self, name: str) -> bool:
        value = self.take(name)
        if not isinstance(value, bool):
            self._wrong(name, "is neither true nor false")
        return value

    def text(self, name: str, limit: int, shape: re.Pattern[str] | None = None) -> str:
        return self._text(name, self.take(name), limit, shape)

    def maybe(self, name: str, limit: int) -> str:
        return self.text(name, limit) if name in self._left else ""

    def _text(self, name: str, value: Any, limit: int, shape: re.Pattern[str] | None = None) -> str:
        if not isinstance(value, str):
            self._wrong(name, "is not a text")
        if shape is not None and not (len(value) <= limit and shape.fullmatch(value)):
            self._wrong(name, f"has not the form it should have: '{visible(value, 40)}'")
        try:
            return clean(value, limit=limit)
        except TextError as problem:
            self._wrong(name, f"may not be shown: {problem.sentence}")

    def texts(self, name: str, limit: int = MAX_ID, shape: re.Pattern[str] | None = None) -> tuple[str, ...]:
        value = self.take(name)
        if not isinstance(value, list) or len(value) > MAX_MANY:
            self._wrong(name, "is not a list that can stand here")
        return tuple(self._text(name, item, limit, shape) for item in value)

    def items(self, name: str) -> list[tuple[str, Fields]]:
        """Of a mapping: each key, which must have the form of an id, with the fields below it."""
        value = self.take(name)
        if not isinstance(value, dict) or len(value) > MAX_MANY:
            self._wrong(name, "is not a mapping that can stand here")
        return [(self._text(name, key, MAX_ID, _ID), Fields(item, f"'{name}'")) for key, item in value.items()]

    def move(self, name: str) -> Move:
        text = self.text(name, MAX_MOVE)
        try:
            return read_notation(text)
        except NotationError:
            self._wrong(name, f"is no choice: '{visible(text, 80)}'")

    def done(self) -> None:
        for name in self._left:
            raise Malformed(f"{self._what} has '{visible(name, 40)}', which this program does not know")


def _safe(text: str, limit: int) -> str:
    """A text that the reader will take, whatever was given: nothing that is written may make the record unreadable."""
    try:
        return clean(text, limit=limit)
    except TextError:
        return visible(text.replace("\n", " "), limit // 10)


# The header.


def header_fields(header: Header) -> dict[str, Any]:
    setting = header.setting
    fields: dict[str, Any] = {
        "debate-game": FORMAT,
        "rules": header.rules,
        "deck": {"id": header.deck, "title": _safe(header.title, MAX_NAME), "digest": header.digest},
        "seed": setting.seed,
        "preset": setting.preset,
        "views": setting.views,
        "seats": {
            role: {
                "called": _safe(header.called.get(role, role), MAX_NAME),
                "motive": motive,
                **_seat_fields(header.seats.get(role, Seat())),
            }
            for role, motive in zip(header.called, setting.motives, strict=True)
        },
        "judged": setting.judged,
        "draft": setting.draft,
        "state": header.state,
        "at": header.at,
    }
    if header.origin is not None:
        origin = header.origin
        fields["from"] = {
            "game": _safe(origin.game, MAX_NAME),
            "entry": origin.entry,
            "why": _safe(origin.why, MAX_SENTENCE),
        }
    if header.ghost is not None:
        ghost = header.ghost
        fields["ghost"] = {"role": ghost.role, "draft": ghost.draft, "moves": list(map(str, ghost.moves))}
    return fields


def read_header(value: Any) -> Header:
    """Raises :class:`Malformed`."""
    fields = Fields(value, "the first line")
    fields.number("debate-game", FORMAT, FORMAT)
    rules = fields.number("rules", 1)
    deck = Fields(fields.take("deck"), "the deck")
    deck_id, title = deck.text("id", MAX_ID, _ID), deck.text("title", MAX_NAME)
    digest = deck.text("digest", 32, _DECK_DIGEST)
    deck.done()
    preset = fields.take("preset")
    if preset is not None and not (isinstance(preset, str) and len(preset) <= MAX_ID and _ID.fullmatch(preset)):
        raise Malformed("'preset' of the first line is not the name of one")
    seed = fields.number("seed", -(2**63), 2**64)
    views = fields.texts("views", shape=_ID)
    seats: dict[str, Seat] = {}
    called: dict[str, str] = {}
    motives: list[str] = []
    for role, seat in fields.items("seats"):
        called[role] = seat.text("called", MAX_NAME)
        motives.append(seat.text("motive", MAX_ID))
        seats[role] = _read_seat(seat)
        seat.done()
    setting = Setting(seed, preset, views, tuple(motives), fields.yes("judged"), fields.texts("draft", shape=_ID))
    origin = None
    state, at = fields.text("state", 16, _DIGEST), fields.text("at", 20, _TIME)
    if fields.has("from"):
        source = Fields(fields.take("from"), "'from'")
        origin = Origin(source.text("game", MAX_NAME), source.number("entry"), source.text("why", MAX_SENTENCE))
        source.done()
    ghost = _read_ghost(fields.take("ghost"), seats) if fields.has("ghost") else None
    fields.done()
    return Header(deck_id, title, digest, setting, seats, called, state, at, rules, origin, ghost)


def _read_ghost(value: Any, seats: Mapping[str, Seat]) -> Ghost:
    fields = Fields(value, "the ghost")
    role, draft = fields.text("role", MAX_ID, _ID), fields.texts("draft", shape=_ID)
    texts = fields.texts("moves", MAX_MOVE)
    fields.done()
    if role not in seats:
        raise Malformed(f"nobody plays '{visible(role, 40)}' in this game")
    try:
        return Ghost(role, draft, tuple(map(read_notation, texts)))
    except NotationError:
        raise Malformed("what the ghost does is no list of choices") from None


def _seat_fields(seat: Seat) -> dict[str, Any]:
    fields = {"who": seat.who}
    if seat.name:
        fields["name"] = _safe(seat.name, MAX_NAME)
    return fields


def _read_seat(fields: Fields) -> Seat:
    return Seat(fields.text("who", MAX_ID, _ID), fields.maybe("name", MAX_NAME))


# Entries.


def entry_fields(entry: Entry) -> dict[str, Any]:
    fields: dict[str, Any] = {"n": entry.number}
    if isinstance(entry, Made):
        fields["move"] = str(entry.move)
        if entry.reason is not None:
            fields["reason"] = _reason_fields(entry.reason)
    elif isinstance(entry, Went):
        fields["go"] = entry.to
    elif isinstance(entry, Seated):
        fields["seat"] = entry.role
        fields |= _seat_fields(entry.seat)
    elif isinstance(entry, Predicting):
        fields["predicting"] = entry.on
    elif isinstance(entry, Predicted):
        fields["predicted"] = _predicted_fields(entry)
    elif isinstance(entry, Advised):
        because = _safe(entry.because, MAX_SENTENCE)
        fields["advised"] = {"role": entry.role, "move": str(entry.move), "because": because}
    elif isinstance(entry, Remark):
        words = {word: _safe(text, MAX_SENTENCE) for word, text in entry.fields.items()}
        fields["remark"] = {"kind": entry.kind, "fields": words}
    fields |= {"round": entry.round, "phase": entry.phase}
    if entry.ending:
        fields["ending"] = _safe(entry.ending, MAX_NAME)
    return {**fields, "state": entry.state, "at": entry.at}


def read_entry(value: Any) -> Entry:
    """Raises :class:`Malformed`."""
    fields = Fields(value, "an entry")
    common: dict[str, Any] = {
        "number": fields.number("n", 1),
        "round": fields.number("round"),
        "phase": fields.text("phase", MAX_ID, _ID),
        "ending": fields.maybe("ending", MAX_NAME),
        "state": fields.text("state", 16, _DIGEST),
        "at": fields.text("at", 20, _TIME),
    }
    entry: Entry
    if fields.has("move"):
        move = fields.move("move")
        reason = _read_reason(fields.take("reason")) if fields.has("reason") else None
        entry = Made(**common, move=move, reason=reason)
    elif fields.has("go"):
        entry = Went(**common, to=fields.number("go"))
    elif fields.has("predicting"):
        entry = Predicting(**common, on=fields.yes("predicting"))
    elif fields.has("predicted"):
        entry = _read_predicted(fields.take("predicted"), common)
    elif fields.has("advised"):
        entry = _read_advised(fields.take("advised"), common)
    elif fields.has("remark"):
        entry = _read_remark(fields.take("remark"), common)
    else:
        entry = Seated(**common, role=fields.text("seat", MAX_ID, _ID), seat=_read_seat(fields))
    fields.done()
    return entry


def _predicted_fields(entry: Predicted) -> dict[str, Any]:
    fields: dict[str, Any] = {"role": entry.role, "round": entry.asked}
    if entry.question:
        fields |= {"question": entry.question, "answer": _safe(entry.answer, MAX_NAME), "sure": entry.sure}
    if entry.why:
        fields["why"] = entry.why
    if entry.person:
        fields["person"] = _safe(entry.person, MAX_NAME)
    return fields


def _read_predicted(value: Any, common: dict[str, Any]) -> Predicted:
    fields = Fields(value, "a prediction")
    role = fields.text("role", MAX_ID, _ROLE)
    asked, question = fields.number("round", 1), fields.maybe("question", MAX_SENTENCE)
    answer, sure = "", 0
    if question:
        answer, sure = fields.text("answer", MAX_NAME), fields.number("sure", 0, 100)
    why, person = fields.maybe("why", MAX_NAME), fields.maybe("person", MAX_NAME)
    fields.done()
    return Predicted(
        **common, role=role, asked=asked, question=question, answer=answer, sure=sure, why=why, person=person
    )


def _read_advised(value: Any, common: dict[str, Any]) -> Advised:
    fields = Fields(value, "a second opinion")
    role, move = fields.text("role", MAX_ID, _ID), fields.move("move")
    entry = Advised(**common, role=role, move=move, because=fields.text("because", MAX_SENTENCE))
    fields.done()
    return entry


def _read_remark(value: Any, common: dict[str, Any]) -> Remark:
    fields = Fields(value, "a remark")
    kind, given = fields.text("kind", MAX_ID, _ID), fields.take("fields")
    fields.done()
    words = Fields(given, "what a remark says")
    named = [word for word in given if _ID.fullmatch(word) and len(word) <= MAX_ID][:MAX_MANY]
    found = {word: words.text(word, MAX_SENTENCE) for word in named}
    words.done()
    return Remark(**common, kind=kind, fields=found)


def _reason_fields(reason: Reason) -> dict[str, Any]:
    fields: dict[str, Any] = {"because": _safe(reason.because, MAX_SENTENCE)}
    if reason.source:
        fields["source"] = reason.source
    if reason.basis:
        fields["basis"] = reason.basis
    if reason.rejected is not None:
        fields["rejected"] = str(reason.rejected)
    if reason.rejected_because:
        fields["rejected_because"] = _safe(reason.rejected_because, MAX_SENTENCE)
    if reason.expected is not None:
        fields["expected"] = reason.expected
    return fields


def _read_reason(value: Any) -> Reason:
    fields = Fields(value, "a reason")
    reason = Reason(
        fields.text("because", MAX_SENTENCE),
        fields.texts("source") if fields.has("source") else (),
        fields.maybe("basis", MAX_ID),
        fields.move("rejected") if fields.has("rejected") else None,
        fields.maybe("rejected_because", MAX_SENTENCE),
        fields.number("expected", 0, 100) if fields.has("expected") else None,
    )
    fields.done()
    return reason
