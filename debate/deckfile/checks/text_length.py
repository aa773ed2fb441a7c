"""Whether texts suit those who read them: short enough for a card and a screen of 80 columns, and not too hard."""

from __future__ import annotations

from collections.abc import Iterator

from debate.deckfile import kinds as k
from debate.deckfile.checks.reading import LONG_TEXT, USUAL_LIMIT, Readability, read
from debate.deckfile.finding import Finding, Report, cells
from debate.deckfile.keys import SINGLE
from debate.deckfile.kinds import Kind
from debate.deckfile.read.names import Entries, Names
from debate.deckfile.sections import SECTIONS
from debate.deckfile.yaml.nodes import Map, Node, Scalar, Seq

ROW = 72
"""Cells of a row of text on a screen of 80 columns."""
CARD = 65
"""The same on the page of a card, beside the words that name its parts."""
CARD_ROWS = 14
"""Rows that the parts of a card may take, so that they stand above what it backs and answers."""

HEADLINE = 60
"""Cells of a headline of a round."""


def check_fit(names: Names, report: Report) -> None:
    """Report texts that are too long for where they are shown."""
    for name, text in _headlines(names):
        if cells(text.text) > HEADLINE:
            sentence = f"the headline '{name}' is cut off where it is shown"
            report.warning(text, "card", sentence, f"{cells(text.text)} letters", f"at most {HEADLINE} letters")
    for section, items in names.items.items():
        for id, item in items.items():
            called = f"{SECTIONS[section].noun} '{id}'"
            for key, kind, text in _texts_of(section, item.entries):
                if kind.lines and kind.room and (rows := _rows(text.text, ROW)) > kind.room:
                    sentence = f"{called}: '{key}' takes {rows} rows of an 80-column screen"
                    report.warning(text, "card", sentence, right=f"at most {kind.room}, or share it out")
                elif not kind.lines and kind.room and cells(text.text) > kind.room:
                    sentence = f"{called}: '{key}' is cut off where it is shown"
                    right = f"at most {kind.room} letters"
                    report.warning(text, "card", sentence, f"{cells(text.text)} letters", right)
                if kind.letters and cells(text.text) > kind.letters:
                    sentence = f"{called}: '{key}' is too long to be read at a glance"
                    right = f"at most {kind.letters} letters"
                    report.warning(text, "card", sentence, f"{cells(text.text)} letters", right)
            if section == "arguments":
                parts = _texts_of(section, item.entries, prose=True)
                if (rows := sum(_rows(part.text, CARD) for _, _, part in parts)) > CARD_ROWS:
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
            every += [(section, id, text, read(text.text)) for *_, text in _texts_of(section, item.entries, prose=True)]
    for name, (_, node) in names.singles.items():
        every += [("", name, text, read(text.text)) for *_, text in _texts(SINGLE[name].kind, node, name, prose=True)]
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


_Found = Iterator[tuple[str, k.Text, Scalar]]


def _texts_of(section: str, entries: Entries, prose: bool = False) -> _Found:
    keys = SECTIONS[section].keys
    for key, (_, node) in entries.items():
        if key in keys:
            yield from _texts(keys[key].kind, node, key, prose)


def _texts(kind: Kind, node: Node, key: str, prose: bool) -> _Found:
    """(key, how it is declared, text) of all texts below a node; ``prose``: not those of one line."""
    match kind:
        case k.Text(lines=lines):
            if isinstance(node, Scalar) and (lines or not prose):
                yield key, kind, node
        case k.ListOf(item=inner):
            for item in node.items if isinstance(node, Seq) else ():
                yield from _texts(inner, item, key, prose)
        case k.Table(value=inner):
            for _, item in node.entries if isinstance(node, Map) else ():
                yield from _texts(inner, item, key, prose)
        case k.Record(keys=keys):
            for name, item in node.entries if isinstance(node, Map) else ():
                if name.text in keys:
                    yield from _texts(keys[name.text].kind, item, name.text, prose)


def _rows(text: str, room: int) -> int:
    """Rows that a text takes, folded at blanks."""
    rows, width = 0, len if text.isascii() else cells
    for paragraph in text.split("\n"):
        used = 0
        for word in paragraph.split():
            wide = width(word)
            if not used or used + 1 + wide > room:
                rows += 1
                used = wide
            else:
                used += 1 + wide
    return rows
