"""Warnings that an author knows about: the key ``silence`` names them, each with a reason."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from attrs import frozen

from debate.deckfile.codes import CODES
from debate.deckfile.finding import Finding
from debate.deckfile.kinds import Text
from debate.deckfile.read.names import Names
from debate.deckfile.read.values import BAD, Values
from debate.deckfile.yaml.nodes import File, Map, Node, Scalar
from debate.rules.text import visible

SILENCEABLE = tuple(code for code, declared in CODES.items() if "warning" in declared.severities)
_EXAMPLE = "fairness: why, or fairness: {item-id: why}"


@frozen
class Silence:
    """Warnings of ``code`` at the item ``id`` (empty: everywhere) are known about. ``place`` is where this is said."""

    code: str
    id: str
    reason: str
    place: Scalar


@frozen
class Silenced:
    """A warning that is not told, and why."""

    finding: Finding
    reason: str


def read_silences(node: Node, read: Values) -> tuple[Silence, ...]:
    """What stands under ``silence``; what is wrong with it is reported."""
    mapping = read.mapping(node, "'silence'", _EXAMPLE)
    if mapping is None:
        return ()
    found: list[Silence] = []
    for key, value in read.entries(mapping, SILENCEABLE, "'silence'"):
        if isinstance(value, Map) and value.entries:
            for id, why in read.entries(value, None, f"'silence' of {key.text}", new=True):
                reason = read.text(why, Text(), f"the reason for '{visible(id.text)}' in 'silence'")
                if _known(id, read.names, read) and reason is not BAD:
                    found.append(Silence(key.text, id.text, reason, id))
        else:
            reason = read.text(value, Text(), f"the reason for {key.text} in 'silence'")
            if reason is not BAD:
                found.append(Silence(key.text, "", reason, key))
    return tuple(found)


def _known(id: Scalar, names: Names, read: Values) -> bool:
    if any(id.text in items for items in names.items.values()):
        return True
    if names.complete:
        guess = names.nearest(id.text, {id for items in names.items.values() for id in items})
        right = f"did you mean '{guess}'?" if guess else ""
        read.misnamed("unknown", id, id.text, f"'silence': the deck has nothing called '{visible(id.text)}'", right)
    return False


class Owners:
    """In which item a place of a deck stands."""

    def __init__(self, files: Iterable[File], names: Names) -> None:
        self._starts: dict[str, list[tuple[int, int, str]]] = {}
        for file in files:
            self._starts[file.source.file] = [(key.line, key.column, "") for key, _ in file.entries]
        for items in names.items.values():
            for id, item in items.items():
                self._starts[item.key.file].append((item.key.line, item.key.column, id))
        for starts in self._starts.values():
            starts.sort()

    def of(self, finding: Finding) -> str:
        """The id of the item in which the finding stands, or ``""``."""
        starts = self._starts.get(finding.file, [])
        at = bisect_right(starts, (finding.line, finding.column, "\U0010ffff"))
        return starts[at - 1][2] if at else ""


def part(
    findings: Iterable[Finding], silences: Iterable[Silence], owners: Owners
) -> tuple[tuple[Finding, ...], tuple[Silenced, ...], tuple[Silence, ...]]:
    """Findings that are told, warnings that are silenced, and silences that were not needed."""
    by_place = {(silence.code, silence.id): silence for silence in silences}
    unneeded = dict(by_place)
    told: list[Finding] = []
    silenced: list[Silenced] = []
    for finding in findings:
        place = (finding.code, owners.of(finding))
        if place not in by_place:
            place = (finding.code, "")
        if finding.severity != "warning" or place not in by_place:
            told.append(finding)
            continue
        unneeded.pop(place, None)
        silenced.append(Silenced(finding, by_place[place].reason))
    return tuple(told), tuple(silenced), tuple(unneeded.values())
