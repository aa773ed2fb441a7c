"""What the teacher may ask for about people: letting in, names, seats, captains, putting out."""

from __future__ import annotations

from collections.abc import Mapping

from debate.classroom.room import names
from debate.classroom.room.effects import Acts
from debate.classroom.room.plan import Desk, Plan, one_of
from debate.classroom.room.sharing import as_judges, share_out, waiting
from debate.classroom.room.students import Handler, distinct
from debate.classroom.room.types import ASKING, CHOICES, IN, STUDENT, Person, Refused, Request
from debate.debrief.naming import counted
from debate.game.session import PERSON


def _let_in(desk: Desk, person: Person, request: Request) -> Plan:
    text = request.fields.get("person", "all")
    people = [desk.person(text)] if text != "all" else list(desk.state.people.values())
    people = [p for p in people if p.status == ASKING]
    if not people:
        raise Refused("not-now", "Nobody asks to be let in." if text == "all" else "This person is in already.")
    parts: dict[str, object] = {"people": {p.id: {"status": IN} for p in people}}
    if desk.state.phase == "playing":
        parts["places"] = as_judges(desk, (p.id for p in people if p.kind == STUDENT))
    who = people[0].name if len(people) == 1 else f"{len(people)} people"
    return Plan(f"{who} {'is' if len(people) == 1 else 'are'} in.", parts)


def _name(desk: Desk, person: Person, request: Request) -> Plan:
    """``ok=yes`` lets the wished name through, ``ok=no`` refuses it, ``name=`` gives another one."""
    text = request.fields.get("person", "")
    if text == "all":
        return _all_names(desk, request)
    who = desk.person(text)
    if "name" in request.fields:
        name = names.cleaned(request.fields["name"], desk.deck)
    elif one_of(request, "ok", ("yes", "no")) == "no":
        return Plan(f"The name was refused; {who.name} stays.", {"people": {who.id: {"wish": ""}}})
    elif not who.wish:
        raise Refused("not-now", f"{who.name} waits for no name.")
    else:
        name = who.wish
    name = distinct(desk, who.id, name)
    return Plan(f"{who.name} is called {name} now.", {"people": {who.id: {"name": name, "wish": ""}}})


def _all_names(desk: Desk, request: Request) -> Plan:
    ok = one_of(request, "ok", ("yes", "no"))
    taken = [p.name for p in desk.state.people.values() if p.status != "out"]
    changed: dict[str, dict[str, str]] = {}
    for who in desk.state.people.values():
        if who.wish and who.status != "out":
            changed[who.id] = {"wish": ""}
            if ok == "yes":
                taken.append(names.apart(who.wish, taken))
                changed[who.id]["name"] = taken[-1]
    if not changed:
        raise Refused("not-now", "No name waits for you.")
    was = "was" if len(changed) == 1 else "were"
    return Plan(
        f"{counted(len(changed), 'name')} {was} {'let through' if ok == 'yes' else 'refused'}.", {"people": changed}
    )


def _kick(desk: Desk, person: Person, request: Request) -> Plan:
    who = desk.person(request.fields.get("person", ""))
    gone = {"people": {who.id: {"status": "out"}}, "dead": who.id, "places": [[who.id, 0, ""]]}
    return Plan(f"{who.name} is out.", gone)


def _seat(desk: Desk, person: Person, request: Request) -> Plan:
    who = desk.person(request.fields.get("person", ""))
    role = request.fields.get("role", "")
    if who.kind != STUDENT:
        raise Refused("illegal", "Only students have a seat.")
    if who.status != IN:
        raise Refused("not-now", f"{who.name} has not been let in yet.")
    if role == "none":
        return Plan(f"{who.name} has no seat now.", {"places": [[who.id, 0, ""]]})
    table = desk.numbered(request.fields.get("table", ""))
    if role == "judge":
        return Plan(f"{who.name} is a judge at table {table.number} now.", {"places": [[who.id, table.number, ""]]})
    role = desk.role(role)
    acts = Acts()
    if not table.ended and table.session.seats[role].who != PERSON:
        acts.seat(table, role, PERSON)
    return Plan(f"{who.name} plays {desk.called(role)} now.", {"places": [[who.id, table.number, role]]}, acts)


def _share_out(desk: Desk, person: Person, request: Request) -> Plan:
    people = waiting(desk)
    if not people:
        raise Refused("not-now", "Nobody waits for a seat.")
    if desk.state.phase != "gathering":
        places = as_judges(desk, (p.id for p in people))
    else:
        places = share_out(desk, people)
    have = "One person has" if len(places) == 1 else f"{len(places)} people have"
    return Plan(f"{have} a seat now.", {"places": places})


def _captain(desk: Desk, person: Person, request: Request) -> Plan:
    who = desk.person(request.fields.get("person", ""))
    if who.place is None or not who.place.role:
        raise Refused("illegal", f"{who.name} plays no role.")
    words = f"{who.name} is captain of {desk.called(who.place.role)} now."
    return Plan(words, {"captains": [[who.place.table, who.place.role, who.id]]})


def _lock(desk: Desk, person: Person, request: Request) -> Plan:
    return Plan("Nobody else can join.", {"settings": {"locked": True}})


def _unlock(desk: Desk, person: Person, request: Request) -> Plan:
    return Plan("People can join again.", {"settings": {"locked": False}})


def _doors(desk: Desk, person: Person, request: Request) -> Plan:
    to = one_of(request, "to", CHOICES["let_in"])
    words = "You let people in one by one." if to == "ask" else "Whoever has the code comes in."
    return Plan(words, {"settings": {"let_in": to}})


def _names(desk: Desk, person: Person, request: Request) -> Plan:
    to = one_of(request, "to", CHOICES["names"])
    words = "Names are shown once you let them through." if to == "ask" else "Names are shown as people give them."
    return Plan(words, {"settings": {"names": to}})


def _wall_names(desk: Desk, person: Person, request: Request) -> Plan:
    to = one_of(request, "to", ("on", "off"))
    words = "The wall shows names." if to == "on" else "The wall shows no names."
    return Plan(words, {"settings": {"names_on_wall": to == "on"}})


PEOPLE: Mapping[str, Handler] = {
    "let-in": _let_in,
    "name": _name,
    "rename": _name,
    "kick": _kick,
    "seat": _seat,
    "share-out": _share_out,
    "captain": _captain,
    "lock": _lock,
    "unlock": _unlock,
    "doors": _doors,
    "names": _names,
    "wall-names": _wall_names,
}
