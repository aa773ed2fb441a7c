"""Pages as lines to be heard: one thing a line, in order, every label once, no sign that words do not say too."""

from __future__ import annotations

from collections.abc import Iterable

from debate.faces.plain.console import Console
from debate.pages.document import (
    Bar,
    Change,
    Chart,
    Columns,
    Deed,
    Field,
    Folded,
    Group,
    Heading,
    Line,
    Node,
    Promised,
    Share,
    Standing,
    Table,
    Thing,
    told_in_turn,
)

_HEARD = (("→", " to "), ("±0", "0"))


def heard(text: str) -> str:
    """The text without signs that are passed over or misread where it is heard: ``28→24`` is ``28 to 24``."""
    for sign, words in _HEARD:
        text = text.replace(sign, words)
    return text


def write(console: Console, nodes: Iterable[Node]) -> None:
    """Write a page that consists of these nodes."""
    deeper = 0

    def say(text: str, indent: int = 0) -> None:
        console.say(heard(text), indent)

    for node in told_in_turn(nodes):
        match node:
            case Heading(text=text, level=level):
                deeper = max(0, level - 3)
                if level < 3:
                    console.head(text)
                else:
                    say(f"{text}:", 2 * deeper)
            case Bar():
                say(node.words)
            case Field(label=label, lines=lines):
                if len(lines) == 1:
                    say(f"{label}: {lines[0].words}")
                    continue
                say(f"{label}:")
                for line in lines:
                    say(line.words, 2)
            case Chart(sentences=sentences):
                for words in sentences:
                    say(words, 2 + 2 * deeper)
            case Table(rows=rows):
                say(node.words, 2 * deeper)
                for each in rows:
                    say(each.words, 2 + 2 * deeper)
                    for note in each.notes:
                        say(note, 4 + 2 * deeper)
            case Thing() | Deed() | Change() | Share() | Standing() | Promised():
                say(node.words, 2 + 2 * deeper)
            case Folded():
                say(f"{node.text}.", 2 + 2 * deeper)
            case Group(title=title, nodes=inside, below=below):
                write(console, (Heading(title), *inside, *([Line(below, 1)] if below else [])))
            case Columns(columns=columns):
                for column in columns:
                    write(console, column)
            case Line(level=depth):
                say(node.words, 2 * (depth + deeper) if depth else 0)
