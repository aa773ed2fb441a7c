"""Whether texts suit those who read them: short enough for a card and a screen of 80 columns, and not too hard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from debate.deckfile import kinds as k
from debate.deckfile.checks.reading import LONG_TEXT, USUAL_LIMIT, Readability, read
from debate.deckfile.finding import Finding, Report
from debate.deckfile.keys import SECTIONS, SINGLE
from debate.deckfile.kinds import Kind
from debate.deckfile.quote import cells
from debate.deckfile.read.names import Names
from debate.deckfile.yaml.nodes import Map, Node, Scalar, Seq

ROW = 72
"""Cells of a row of text on a screen of 80 columns."""
CARD = 65
"""The same on the page of a card, beside the words that name its parts."""
CARD_ROWS = 14
"""Rows that the parts of a card may take, so that they stand above what it backs and answers."""

LINES: Mapping[tuple[str, str], int] = {
    ("meters", "name"): 30,
    ("meters", "low"): 32,
    ("meters", "high"): 32,
    ("meters", "short"): 17,
    ("meters", "nick"): 9,
    ("meters", "group"): 36,
    ("flags", "name"): 30,
    ("flags", "values"): 32,
    ("roles", "name"): 30,
    ("roles", "motives.name"): 30,
    ("moves", "title"): 30,
    ("moves", "short"): 14,
    ("arguments", "title"): 40,
    ("news", "title"): 48,
    ("endings", "title"): 48,
    ("views", "name"): 60,
    ("presets", "name"): 48,
    ("glossary", "term"): 30,
}
"""(section, key) -> cells in which it is shown on one line, and cut where it is longer."""
ROWS: Mapping[tuple[str, str], int] = {
    ("moves", "text"): 4,
    ("moves", "forbidden"): 4,
    ("news", "text"): 4,
    ("endings", "text"): 6,
    ("roles", "brief"): 6,
    ("roles", "motives.text"): 5,
    ("passages", "gist"): 8,
    ("questions", "ask"): 4,
    ("glossary", "text"): 6,
}
"""(section, key) -> rows of :data:`ROW` cells that it may take."""
LETTERS: Mapping[tuple[str, str], int] = {
    ("arguments", "claim"): 100,
    ("links", "says"): 80,
    ("background", "says"): 80,
    ("denials", "says"): 130,
}
"""(section, key) -> cells that can be read at a glance: a claim on its card, a cause beside what it moved, what did not
happen."""
HEADLINE = 60
"""Cells of a headline of a round."""
_PARTS = ("claim", "grounds", "warrant", "qualifier", "rebuttal")


def check_fit(names: Names, report: Report) -> None:
    """Report texts that are too long for where they are shown."""
    for name, text in _headlines(names):
        if cells(text.text) > HEADLINE:
            sentence = f"the headline '{name}' is cut off where it is shown"
            report.warning(text, "card", sentence, f"{cells(text.text)} letters", f"at most {HEADLINE} letters")
    for section, items in names.items.items():
        for id, item in items.items():
            called = f"{SECTIONS[section].noun} '{id}'"
            for key, text in _texts_of(section, item.entries):
                room = LINES.get((section, key))
                if room is not None and cells(text.text) > room:
                    sentence = f"{called}: {_named(key)} is cut off where it is shown"
                    right = f"at most {room} letters"
                    report.warning(text, "card", sentence, f"{cells(text.text)} letters", right)
                letters = LETTERS.get((section, key))
                if letters is not None and cells(text.text) > letters:
                    sentence = f"{called}: {_named(key)} is too long to be read at a glance"
                    right = f"at most {letters} letters"
                    report.warning(text, "card", sentence, f"{cells(text.text)} letters", right)
                most = ROWS.get((section, key))
                if most is not None and (rows := _rows(text.text, ROW)) > most:
                    sentence = f"{called}: {_named(key)} takes {rows} rows of an 80-column screen"
                    report.warning(text, "card", sentence, right=f"at most {most}, or share it out")
            if section == "arguments":
                parts = [node for key in _PARTS if isinstance(node := item.entries.get(key, ("", None))[1], Scalar)]
                if (rows := sum(_rows(part.text, CARD) for part in parts)) > CARD_ROWS:
                    sentence = f"{called}: its parts take {rows} rows of an 80-column card"
                    report.warning(item.key, "card", sentence, right=f"at most {CARD_ROWS}")


def _headlines(names: Names) -> Iterator[tuple[str, Scalar]]:
    node = names.singles["headlines"][1] if "headlines" in names.singles else None
    for name, text in node.entries if isinstance(node, Map) else ():
        if isinstance(text, Scalar):
            yield name.text, text


def check_grade(names: Names, limit: int | None, report: Report) -> tuple[Finding, ...]:
    """Report long texts that are harder to read than ``limit``; a note on the grade of all texts together.

    Nothing where the deck is not in English.
    """
    every: list[tuple[str, str, Scalar, Readability]] = []
    for section, items in names.items.items():
        for id, item in items.items():
            every += [(section, id, text, read(text.text)) for _, text in _texts_of(section, item.entries, prose=True)]
    for name, (_, node) in names.singles.items():
        every += [("", name, text, read(text.text)) for _, text in _texts(SINGLE[name].kind, node, name, prose=True)]
    whole = Readability()
    for *_, counts in every:
        whole += counts
    said = names.singles.get("language")
    foreign = said is not None and isinstance(said[1], Scalar) and not said[1].text.strip().lower().startswith("en")
    if not whole.words or foreign or not whole.english:
        return ()
    most = USUAL_LIMIT if limit is None else limit
    for section, id, text, counts in every:
        if counts.words >= LONG_TEXT and counts.grade > most:
            called = f"{SECTIONS[section].noun} '{id}'" if section else f"'{id}'"
            sentence = f"{called}: this text reads at grade {counts.grade:.0f}, and grade {most} is wanted"
            report.warning(text, "grade", sentence, right="shorter sentences and words")
    place = names.singles["title"][0]
    sentence = f"the texts read at about grade {whole.grade:.1f} (Flesch and Kincaid, {whole.words:,} words)"
    return (Finding(place.file, place.line, place.column, "grade", sentence, severity="note"),)


def _texts_of(
    section: str, entries: Mapping[str, tuple[Scalar, Node]], prose: bool = False
) -> Iterator[tuple[str, Scalar]]:
    keys = SECTIONS[section].keys
    for key, (_, node) in entries.items():
        if key in keys:
            yield from _texts(keys[key].kind, node, key, prose)


def _texts(kind: Kind, node: Node, key: str, prose: bool) -> Iterator[tuple[str, Scalar]]:
    """(key, text) of all declared texts below a node, with a dot between keys; ``prose``: not those of one line."""
    match kind:
        case k.Text(lines=lines):
            if isinstance(node, Scalar) and (lines or not prose):
                yield key, node
        case k.ListOf(item=inner):
            for item in node.items if isinstance(node, Seq) else ():
                yield from _texts(inner, item, key, prose)
        case k.Table(value=inner):
            for _, item in node.entries if isinstance(node, Map) else ():
                yield from _texts(inner, item, key, prose)
        case k.Record(keys=keys):
            for name, item in node.entries if isinstance(node, Map) else ():
                if name.text in keys:
                    yield from _texts(keys[name.text].kind, item, f"{key}.{name.text}", prose)


def _named(key: str) -> str:
    return f"'{key.rpartition('.')[2]}'"


def _rows(text: str, room: int) -> int:
    """Rows that a text takes, folded at blanks."""
    rows = 0
    for paragraph in text.split("\n"):
        used = 0
        for word in paragraph.split():
            wide = cells(word)
            if not used or used + 1 + wide > room:
                rows += 1
                used = wide
            else:
                used += 1 + wide
    return rows
