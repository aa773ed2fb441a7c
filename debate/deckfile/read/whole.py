"""Pass two, the whole: from the names of pass one to a deck."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from debate.deckfile.finding import Report
from debate.deckfile.keys import FORMAT, SINGLE
from debate.deckfile.read.items import Items
from debate.deckfile.read.names import Names
from debate.deckfile.read.suppressions import Silence
from debate.deckfile.read.values import BAD
from debate.deckfile.sections import SECTIONS
from debate.rules.deck import Deck, digest_of


@frozen
class Parts:
    """What stands in a deck: its attributes, and what only the reader wants of it.

    ``grade``: that its texts may have, if it says so. ``used``: (noun, id) of all that something refers to.
    """

    values: Mapping[str, Any]
    silences: tuple[Silence, ...]
    grade: int | None
    used: set[tuple[str, str]]

    def deck(self, names: Names, files: Mapping[str, bytes]) -> Deck:
        """The deck. Only where nothing that was read had errors."""
        places = {
            (section, id): (item.key.source.path, item.key.line)
            for section, items in names.items.items()
            for id, item in items.items()
        }
        return Deck(**self.values, places=places, digest=digest_of(files), files=files)


def read_parts(names: Names, report: Report) -> Parts:
    """Read every key and item of a deck; what is wrong with one by itself is reported."""
    items = Items(names, report)
    parts: dict[str, Any] = {name: items.single(name) for name in SINGLE}
    silences, reading = parts.pop("silence"), parts.pop("reading")
    for name, section in SECTIONS.items():
        parts[name] = items.scripts() if section.listed else items.section(name)
    items.read.tell_misnamed()
    version = parts.pop("format")
    if version is not BAD and version != FORMAT:
        place = names.singles["format"][1]
        report.error(place, "value", "this program reads another format", str(version), str(FORMAT))
    given = {name: value for name, value in parts.items() if value is not None}
    grade = reading["grade"] if isinstance(reading, dict) else None
    return Parts(given, silences if isinstance(silences, tuple) else (), grade, items.read.used)
