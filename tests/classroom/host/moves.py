"""What a script does when it is asked: some legal choice, a vote, support; always something that the room takes."""

from __future__ import annotations

from random import Random
from typing import Any

from debate.classroom.room import Room

Asked = tuple[str, int, dict[str, str]]
"""Kind of request, version seen, fields."""


def answer(room: Room, person: str, chance: Random) -> Asked | None:
    """What this person sends now; None where nothing is asked of them."""
    asked = room.asking(person)
    place = room.people[person].place
    if place is None:
        return None
    table = room.tables[place.table - 1]
    if asked.what == "choose":
        move = chance.choice(table.session.legal(place.role))
        return "propose", table.version, {"move": str(move)}
    if asked.what == "confirm":
        open_ = [proposal for proposal in asked.proposals if person not in proposal.supporters]
        if open_ and not any(person in proposal.supporters for proposal in asked.proposals):
            return "support", table.version, {"proposal": str(open_[0].number)}
        return None
    if asked.what == "foretell":
        question = asked.questions[0]
        if chance.random() < 0.2:
            return "foretell-nothing", -1, {}
        said = {"question": question.id, "answer": chance.choice(question.answers), "sure": "70", "why": ""}
        return "foretell", -1, said
    if asked.what == "appraise":
        speaker = chance.choice(asked.cases)
        return "appraise", -1, {"what": asked.when, "speaker": speaker, "reason": "", "words": ""}
    if asked.what == "judge":
        ballot = table.ballot()
        assert ballot is not None
        return "vote", table.version, {"speaker": ballot.speaker, "ruling": chance.choice(("stands", "beaten"))}
    return None


def gathered(room: Room, people: int, **settings: str) -> list[Any]:
    """Let so many students into a room without sockets and begin: their tickets."""
    from debate.classroom.room import Request

    room.teacher()
    for number, (kind, fields) in enumerate(
        (("doors", {"to": "open"}), ("names", {"to": "open"}), *((k, {"to": v}) for k, v in settings.items()))
    ):
        room.do("teacher", Request(f"set{number}", kind, -1, fields))
    tickets = [room.join(room.code, f"Ana {chr(65 + n // 26)}{chr(65 + n % 26)}") for n in range(people)]
    room.do("teacher", Request("share", "share-out"))
    room.do("teacher", Request("start", "start"))
    room.tick()
    return tickets
