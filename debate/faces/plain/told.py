"""Pages as lines to be heard: one thing a line, in order, every label once, no sign that words do not say too."""

from __future__ import annotations

from collections.abc import Iterable

from debate.faces.plain.console import Console
from debate.pages import document as d

_HEARD = (("→", " to "), ("±0", "0"))


def heard(text: str) -> str:
    """The text without signs that are passed over or misread where it is heard: ``28→24`` is ``28 to 24``."""
    for sign, words in _HEARD:
        text = text.replace(sign, words)
    return text


def write(console: Console, nodes: Iterable[d.Node]) -> None:
    """Write a page that consists of these nodes."""
    deeper = 0

    def say(text: str, indent: int = 0) -> None:
        console.say(heard(text), indent)

    for node in d.told_in_turn(nodes):
        match node:
            case d.Heading(text=text, level=level):
                deeper = max(0, level - 3)
                if level < 3:
                    console.head(text)
                else:
                    say(f"{text}:", 2 * deeper)
            case d.Bar():
                say(node.words)
            case d.Field(label=label, lines=lines):
                if len(lines) == 1:
                    say(f"{label}: {lines[0].words}")
                    continue
                say(f"{label}:")
                for line in lines:
                    say(line.words, 2)
            case d.Chart(sentences=sentences):
                for words in sentences:
                    say(words, 2 + 2 * deeper)
            case d.Table(rows=rows):
                say(node.words, 2 * deeper)
                for each in rows:
                    say(each.words, 2 + 2 * deeper)
                    for note in each.notes:
                        say(note, 4 + 2 * deeper)
            case d.Thing() | d.Deed() | d.Change() | d.Share() | d.Standing() | d.Promised():
                say(node.words, 2 + 2 * deeper)
            case d.Folded():
                say(f"{node.text}.", 2 + 2 * deeper)
            case d.Group():
                write(console, node.opened(2, 1))
            case d.Tree():
                for line in node.lines():
                    say(line.words, 2 * (line.level + deeper))
            case d.Across(lines=inside):
                write(console, inside)
            case d.Columns(columns=columns):
                for column in columns:
                    write(console, column)
            case d.Line(level=depth):
                say(node.words, 2 * (depth + deeper) if depth else 0)
