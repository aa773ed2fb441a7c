"""The form of events in the log of a class: JSON made from the classes of ``events``, and back.

Logs of the first form, where an event was one object with positional lists, are read too and become the same events.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

import cattrs
from cattrs.strategies import configure_union_passthrough

from debate.classroom.room import course_events as course
from debate.classroom.room import events
from debate.classroom.room import people_events as people
from debate.classroom.room import team_events as team
from debate.classroom.room import voice_events as voice
from debate.classroom.room.events import Event, Happening
from debate.classroom.room.types import Done
from debate.store.fields import Malformed

_Kind = TypeVar("_Kind")


_IN_MODULES = [kind for module in (events, people, team, voice, course) for kind in vars(module).values()]
KINDS: Mapping[str, type[Happening]] = {
    re.sub("(?<!^)(?=[A-Z])", "-", kind.__name__).lower(): kind
    for kind in _IN_MODULES
    if isinstance(kind, type) and issubclass(kind, Happening) and not kind.__subclasses__()
}
"""Name in the log -> what it is."""
_NAMES = {kind: name for name, kind in KINDS.items()}


def _exactly(kind: type[_Kind]) -> Callable[[object, object], _Kind]:
    def same(value: object, _: object) -> _Kind:
        if type(value) is not kind:
            raise ValueError(f"{kind.__name__} expected")
        return value

    return same


def _converter() -> cattrs.Converter:
    made = cattrs.Converter(forbid_extra_keys=True, omit_if_default=True, detailed_validation=False)
    for kind in (int, str, bool):
        made.register_structure_hook(kind, _exactly(kind))
    configure_union_passthrough(str | bool, made)
    made.register_structure_hook_func(lambda kind: kind is Happening, _happening)
    made.register_unstructure_hook_func(lambda kind: kind is Happening, _named)
    return made


def _happening(value: Any, _: object) -> Happening:
    name = value["is"]
    return _CONVERTER.structure({key: value[key] for key in value if key != "is"}, KINDS[name])


def _named(part: Happening) -> dict[str, object]:
    return {"is": _NAMES[type(part)], **_CONVERTER.unstructure(part, type(part))}


_CONVERTER = _converter()


def to_value(event: Event) -> dict[str, Any]:
    """The JSON object that stands for an event."""
    made: dict[str, Any] = _CONVERTER.unstructure(event)
    return made


def from_value(value: object) -> Event:
    """The event that a JSON object of a log is. Raises :class:`Malformed` for what is none."""
    try:
        if isinstance(value, dict) and "number" not in value:
            return _first_form(value)
        return _CONVERTER.structure(value, Event)
    except Malformed:
        raise
    except Exception:  # whatever somebody wrote into a log, it is one sentence
        raise Malformed("it is no event of a class") from None


# The first form.


def _first_form(value: dict[str, Any]) -> Event:
    done = Done(value["id"], value["said"], value["v"]) if "id" in value else None
    made = [part for key, form in _FIRST.items() if key in value for part in form(value[key], value)]
    found = Event(value["n"], value["at"], value["do"], value.get("by", ""), tuple(made), done)
    return _CONVERTER.structure(to_value(found), Event)  # its types are looked at on the way


def _rows(kind: type[Happening]) -> Callable[[Any, dict[str, Any]], list[Happening]]:
    """Lists whose items stand in the order of the class's fields."""
    return lambda rows, _: [kind(*row) for row in rows]


def _acts(rows: Any, _: dict[str, Any]) -> Iterator[Happening]:
    for row in rows:
        kind, keys = {
            "move": (events.MoveMade, ("move",)),
            "back": (events.GameTakenBack, ("to",)),
            "seat": (events.RoleFilled, ("role", "who")),
        }[row["op"]]
        yield kind(row["t"], row["len"], *(row[key] for key in keys))


def _in_game(kind: Callable[..., Happening], *more: str) -> Callable[[Any, dict[str, Any]], list[Happening]]:
    """A list of the class's fields; those that follow stand beside it in the event."""
    return lambda row, event: [kind(*row, *(event[key] for key in (*more, "round", "in")))]


_FIRST: Mapping[str, Callable[[Any, dict[str, Any]], Any]] = {
    "new": lambda new, _: [people.Joined(**new)],
    "keep": lambda row, _: [people.TokenKept(*row)],
    "offer": lambda row, _: [people.TokenOffered(*row)],
    "people": lambda new, _: [people.Described(id_, **each) for id_, each in new.items()],
    "dead": lambda id_, _: [people.TokensDead(id_)],
    "came": lambda id_, event: [people.Arrived(id_, event["versions"])],
    "went": lambda gone, event: [people.Departed(id_, event["versions"]) for id_ in gone],
    "places": _rows(people.PlaceTaken),
    "captains": _rows(team.CaptainNamed),
    "propose": _in_game(team.ProposalMade),
    "support": _in_game(team.ProposalSupported),
    "drop": lambda row, _: [team.SupportWithdrawn(*row)],
    "vote": _in_game(team.VoteCast, "speaker"),
    "taken": _rows(course.RoleTaken),
    "hints": _rows(course.TimeGiven),
    "release": _rows(course.TableReleased),
    "ended": _rows(course.GameCutShort),
    "reopened": lambda tables, _: [course.GameReopened(number) for number in tables],
    "phase": lambda phase, _: [{"playing": course.GameBegun, "closed": course.ClassClosed}[phase]()],
    "paused": lambda paused, _: [course.PauseSet(paused)],
    "message": lambda text, _: [course.MessageSet(text)],
    "settings": lambda new, _: [course.SettingChanged(name, to) for name, to in new.items()],
    "acts": _acts,
}
"""Key of an event of the first form -> what it is now, in the order in which the parts were applied."""
