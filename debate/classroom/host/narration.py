"""What the host prints: where to go, the room code, a picture for phones, and how many are here."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from debate.classroom.host.gate import Named
from debate.classroom.host.listen import own_addresses

if TYPE_CHECKING:
    from debate.classroom.room import Room


@frozen
class Told:
    """``addresses``: where people go, the best one first, each with a slash at its end."""

    addresses: tuple[str, ...]
    code: str
    own: str
    """Where the teacher's browser goes: what was named for this host, else this machine itself."""

    @property
    def scanned(self) -> str:
        """What the picture for phones says: the address, and the code behind a # so that it is filled in."""
        return f"{self.addresses[0]}#{self.code}"

    def teacher(self, key: str) -> str:
        """Where the teacher's browser goes, once."""
        return f"{self.own}teach#{key}"


def addresses_of(lan: bool, port: int, named: Sequence[Named], code: str, scheme: str = "http") -> Told:
    """Where this host can be reached. ``scheme``: ``https`` where it encrypts by itself."""
    end = "" if port == {"http": 80, "https": 443}[scheme] else f":{port}"
    own = f"{scheme}://localhost{end}/"
    found = [each.url for each in named]
    if lan:
        found += [f"{scheme}://{address}{end}/" for address in own_addresses()]
    return Told(tuple(dict.fromkeys(found)) or (own,), code, named[0].url if named else own)


def spaced(code: str) -> str:
    """A room code as it is read out: in two halves."""
    return f"{code[:3]} {code[3:]}"


def picture(text: str) -> str:
    """A QR code of half blocks, for a terminal."""
    import segno

    out = io.StringIO()
    segno.make(text, micro=False).terminal(out=out, compact=True)
    return out.getvalue()


def told_lines(told: Told, title: str, key: str, *, lan: bool) -> list[str]:
    """Everything that a teacher needs to begin, line by line."""
    first, *others = told.addresses
    lines = [f"A class of '{title}' is open.", ""]
    lines += [f"  Students go to    {first}"]
    lines += [f"  or to             {other}" for other in others[:3]]
    lines += [f"  and type          {spaced(told.code)}"]
    lines += [f"  Board on a wall   {first}#wall"]
    lines += [f"  Your console      {told.teacher(key)}", "                    (good once; keep it to yourself)", ""]
    if not lan and first == told.own:
        lines += ["Only this computer can come in. With --lan everybody in the same network can.", ""]
    elif first.startswith("http://"):
        lines += [
            "Others in this network could read along, since nothing is encrypted: no passwords, no full names.",
            "",
        ]
    return lines


def counted(room: Room) -> str:
    """How many are here, in a line."""
    people = [person for person in room.people.values() if person.kind == "student"]
    here = sum(person.here and person.status == "in" for person in people)
    asking = sum(person.status == "asking" for person in people)
    words = [f"{here} here"]
    if asking:
        words.append(f"{asking} asking to be let in")
    phase = {"gathering": "not begun", "playing": "playing", "debrief": "looking back", "closed": "over"}[room.phase]
    return f"{', '.join(words)}; {phase}{', paused' if room.paused else ''}."
