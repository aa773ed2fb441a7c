"""The room as its log tells it: every event changes it in a few plain ways, and nothing else does.

An event says in ``do`` what was done and in ``by`` who did it; what it changes stands in these parts, so that taking a
log up again decides nothing anew:

============  ========================================================================================
``new``       somebody joined: id, kind, name, wish, status
``offer``     a new token's hash for a person; ``keep``: that one is now the only one; ``dead``: none is
``came``      a socket of a person arrived; ``went``: those of these people are gone; with the tables' ``versions``
``people``    person -> what is new about them: name, wish, status
``places``    [person, table, role]; table 0: nowhere
``captains``  [table, role, person], person empty: none
``propose``   [table, role, number, move, question]; ``support`` [table, role, number]; ``drop`` [table, role]
``vote``      [table, ruling, question]
``taken``     [table, role, whether the teacher plays it]
``hints``     [table, role, question, clock in milliseconds], 0: none
``release``   [table, question]: in steps the table may go on with it
``ended``     [table, choices so far, round, roles]: opponents have these roles from there on, to the end of the game
``reopened``  tables of which that is taken back
``phase``     ``playing`` or ``closed``; ``paused``; ``message``; ``settings``
``acts``      what it does to a game, each with how many entries the game's journal had before
============  ========================================================================================

A *question* is a pair of entry numbers of the game's journal; see :mod:`debate.classroom.room.questions`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attrs import define, evolve, field, frozen

from debate.classroom.room.types import OUT, Done, Person, Place, Settings

Event = dict[str, Any]
REMEMBERED = 200
"""How many of a person's latest requests are known again when they are sent once more."""


@define
class Draft:
    """A proposal as the log has it. ``supporters``: the one who made it first."""

    number: int
    move: str
    question: tuple[int, int]
    supporters: list[str]


@frozen
class Mark:
    """How things stood for a person at some time; ``versions``: of all tables."""

    place: Place | None
    versions: tuple[int, ...]
    phase: str
    message: str
    name: str


@frozen
class Ended:
    """Where the teacher ended a game: after ``count`` choices, in ``round``; ``roles``: those that people had then."""

    count: int
    round: int
    roles: tuple[str, ...]


@define
class TableState:
    """What the room knows of a table beside its game."""

    captains: dict[str, str] = field(factory=dict)
    proposals: dict[str, list[Draft]] = field(factory=dict)
    votes: dict[str, str] = field(factory=dict)
    voted_on: tuple[int, int] = (0, 0)
    taken: set[str] = field(factory=set)
    hints: dict[str, tuple[int, int]] = field(factory=dict)
    released: int = 0
    ended: Ended | None = None
    count: int = 0
    """Of proposals so far."""


@define
class RoomState:
    """Everything that the log says, as it stands now."""

    tables: list[TableState]
    settings: Settings = field(factory=Settings)
    people: dict[str, Person] = field(factory=dict)
    joined: int = 0
    phase: str = "gathering"
    paused: bool = False
    message: str = ""
    tokens: dict[str, str] = field(factory=dict, repr=False)
    """Person -> hash of the token that they are known to have."""
    offered: dict[str, list[str]] = field(factory=dict, repr=False)
    """Person -> hashes of the newer ones that they may not have received, oldest first."""
    holders: dict[str, str] = field(factory=dict, repr=False)
    """Hash -> person, for every token that is good, and for dead ones of people who are out."""
    done: dict[str, dict[str, Done]] = field(factory=dict)
    away: dict[str, tuple[Mark, Mark | None]] = field(factory=dict)
    """Person -> how things stood when they left, and when they came back (None: not yet)."""
    number: int = 0

    def mark(self, id_: str, versions: list[int]) -> Mark:
        """How things stand for a person, the tables being at these versions."""
        person = self.people[id_]
        return Mark(person.place, tuple(versions), self.phase, self.message, person.name)

    def apply(self, event: Event) -> None:
        """Let an event have happened. Raises ``KeyError``, ``ValueError`` or ``TypeError`` for what is none."""
        self.number = event["n"]
        for part, change in _PARTS.items():
            if part in event:
                change(self, event[part], event)
        if "id" in event:
            known = self.done.setdefault(event["by"], {})
            known[event["id"]] = Done(event["id"], event["said"], event["v"])
            if len(known) > REMEMBERED:
                del known[next(iter(known))]


def _new(room: RoomState, new: Mapping[str, str], event: Event) -> None:
    id_ = new["person"]
    if new["kind"] != "teacher":
        room.joined += 1
    person = Person(id_, new["name"], new["wish"], new["kind"], new["status"], None, False, event["at"] / 1000)
    room.people[id_] = person


def _offer(room: RoomState, offer: list[str], event: Event) -> None:
    id_, hash_ = offer
    waiting = room.offered.setdefault(id_, [])
    waiting.append(hash_)
    room.holders[hash_] = id_
    while len(waiting) > 3:
        room.holders.pop(waiting.pop(0), None)


def _keep(room: RoomState, keep: list[str], event: Event) -> None:
    id_, hash_ = keep
    for old in (*room.offered.pop(id_, ()), room.tokens.get(id_, "")):
        if old != hash_:
            room.holders.pop(old, None)
    room.tokens[id_] = hash_
    room.holders[hash_] = id_


def _dead(room: RoomState, id_: str, event: Event) -> None:
    """Of one who is out the hashes stay, so that it can be said why the token opens nothing."""
    hashes = (*room.offered.pop(id_, ()), room.tokens.pop(id_, ""))
    if room.people[id_].status != OUT:
        for hash_ in hashes:
            room.holders.pop(hash_, None)


def _came(room: RoomState, id_: str, event: Event) -> None:
    room.people[id_] = evolve(room.people[id_], here=True, since=event["at"] / 1000)
    left = room.away.get(id_)
    if left is not None and left[1] is None:
        room.away[id_] = (left[0], room.mark(id_, event["versions"]))


def _went(room: RoomState, gone: list[str], event: Event) -> None:
    for id_ in gone:
        room.people[id_] = evolve(room.people[id_], here=False, since=event["at"] / 1000)
        room.away[id_] = (room.mark(id_, event["versions"]), None)


def _people(room: RoomState, people: Mapping[str, Mapping[str, Any]], event: Event) -> None:
    for id_, new in people.items():
        room.people[id_] = evolve(room.people[id_], **new)


def _places(room: RoomState, places: list[tuple[str, int, str]], event: Event) -> None:
    for id_, number, role in places:
        place = Place(number, role) if number else None
        if room.people[id_].place == place:
            continue
        for table in room.tables:
            table.votes.pop(id_, None)
            for drafts in table.proposals.values():
                _unsupport(drafts, id_)
            for named, captain in tuple(table.captains.items()):
                if captain == id_:
                    del table.captains[named]
        room.people[id_] = evolve(room.people[id_], place=place)


def _captains(room: RoomState, captains: list[tuple[int, str, str]], event: Event) -> None:
    for number, role, id_ in captains:
        named = room.tables[number - 1].captains
        named.pop(role, None)
        if id_:
            named[role] = id_


def _propose(room: RoomState, value: tuple[int, str, int, str, list[int]], event: Event) -> None:
    number, role, count, move, question = value
    table = room.tables[number - 1]
    drafts = table.proposals.setdefault(role, [])
    asked = (question[0], question[1])
    drafts[:] = [draft for draft in drafts if draft.question == asked]
    _unsupport(drafts, event["by"])
    drafts.append(Draft(count, move, asked, [event["by"]]))
    table.count = max(table.count, count)


def _support(room: RoomState, value: tuple[int, str, int], event: Event) -> None:
    number, role, count = value
    drafts = room.tables[number - 1].proposals.get(role, [])
    wanted = next(draft for draft in drafts if draft.number == count)
    if event["by"] not in wanted.supporters:
        _unsupport(drafts, event["by"])
        wanted.supporters.append(event["by"])


def _drop(room: RoomState, value: tuple[int, str], event: Event) -> None:
    _unsupport(room.tables[value[0] - 1].proposals.get(value[1], []), event["by"])


def _unsupport(drafts: list[Draft], id_: str) -> None:
    """Nobody supports two at once, and what nobody supports is gone."""
    for draft in drafts:
        if id_ in draft.supporters:
            draft.supporters.remove(id_)
    drafts[:] = [draft for draft in drafts if draft.supporters]


def _vote(room: RoomState, value: tuple[int, str, list[int]], event: Event) -> None:
    table = room.tables[value[0] - 1]
    asked = (value[2][0], value[2][1])
    if table.voted_on != asked:
        table.votes, table.voted_on = {}, asked
    table.votes[event["by"]] = value[1]


def _taken(room: RoomState, taken: list[tuple[int, str, bool]], event: Event) -> None:
    for number, role, whether in taken:
        (room.tables[number - 1].taken.add if whether else room.tables[number - 1].taken.discard)(role)


def _hints(room: RoomState, hints: list[tuple[int, str, int, int]], event: Event) -> None:
    for number, role, question, until in hints:
        room.tables[number - 1].hints.pop(role, None)
        if until:
            room.tables[number - 1].hints[role] = (question, until)


def _release(room: RoomState, released: list[tuple[int, int]], event: Event) -> None:
    for number, question in released:
        room.tables[number - 1].released = question


def _ended(room: RoomState, ended: list[tuple[int, int, int, list[str]]], event: Event) -> None:
    for number, count, round_, roles in ended:
        room.tables[number - 1].ended = Ended(count, round_, tuple(roles))


def _reopened(room: RoomState, reopened: list[int], event: Event) -> None:
    for number in reopened:
        room.tables[number - 1].ended = None


def _phase(room: RoomState, phase: str, event: Event) -> None:
    room.phase = phase


def _paused(room: RoomState, paused: bool, event: Event) -> None:
    room.paused = paused


def _message(room: RoomState, message: str, event: Event) -> None:
    room.message = message


def _settings(room: RoomState, settings: Mapping[str, Any], event: Event) -> None:
    room.settings = evolve(room.settings, **settings)


def _acts(room: RoomState, acts: list[Event], event: Event) -> None:
    """A choice that was made ends what was proposed for it; going back ends it all."""
    for act in acts:
        table = room.tables[act["t"] - 1]
        if act["op"] == "back":
            table.proposals, table.votes = {}, {}
        elif act["op"] == "move":
            role = act["move"].split(" ", 1)[0]
            table.proposals.pop(role, None)
            if role == "judge":
                table.votes = {}


_PARTS: Mapping[str, Callable[[RoomState, Any, Event], None]] = {
    "new": _new,
    "keep": _keep,
    "offer": _offer,
    "people": _people,
    "dead": _dead,
    "came": _came,
    "went": _went,
    "places": _places,
    "captains": _captains,
    "propose": _propose,
    "support": _support,
    "drop": _drop,
    "vote": _vote,
    "taken": _taken,
    "hints": _hints,
    "release": _release,
    "ended": _ended,
    "reopened": _reopened,
    "phase": _phase,
    "paused": _paused,
    "message": _message,
    "settings": _settings,
    "acts": _acts,
}
