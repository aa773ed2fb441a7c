"""Pages as lines to be heard: one thing a line, in order, every label once, no sign that words do not say too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import evolve

from debate.faces.plain.console import Console
from debate.pages import document as d

_ROUND = re.compile(r"\bR(\d+)\b")
_HEARD = (("→", " to "), ("±0", "0"))


def heard(text: str) -> str:
    """The text without signs that are passed over or misread where it is heard: ``28→24`` is ``28 to 24``."""
    for sign, words in _HEARD:
        text = text.replace(sign, words)
    return _ROUND.sub(r"round \1", text)


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
                    say(text if text.endswith((".", "!", "?")) else f"{text}:", 2 * deeper)
            case d.Bar():
                say(node.words)
            case d.Field(label=label, lines=(line,)):
                say(f"{label}: {line.words}")
            case d.Field() | d.Chart() | d.Table():
                for words, indent in _several(node, deeper):
                    say(words, indent)
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
                    below = (evolve(n, level=1) if isinstance(n, d.Line) and not n.level else n for n in column)
                    write(console, below)
            case d.Line(level=depth):
                say(node.words, 2 * (depth + deeper) if depth else 0)


def once(nodes: Iterable[d.Node]) -> Iterator[d.Node]:
    """An account with nothing in it that was just heard: a reason that moved several meters is said with the first of
    them, which those after it name, and of a move without a case that it happened is all there is to add to what the
    floor said."""
    told: dict[str, str] = {}
    for node in nodes:
        match node:
            case d.Group(nodes=inside):
                yield evolve(node, nodes=tuple(_heard_once(each, told) for each in inside))
            case _:
                yield node


def _heard_once(node: d.Node, told: dict[str, str]) -> d.Node:
    match node:
        case d.Deed(known=True):
            return evolve(node, result="")
        case d.Change(parts=parts, name=name):
            short = tuple(_short(part, told, len(parts) == 1) for part in parts)
            by_nobody = sum(not part.who for part in parts)
            told |= {part.text: name if part.who or by_nobody == 1 else "" for part in parts if part.text}
            return evolve(node, parts=short)
        case _:
            return node


def _short(part: d.Part, told: dict[str, str], alone: bool) -> d.Part:
    """A cause of which it was told why before: the meter where it was, or, where another cause there might be meant
    just as well, the reason by itself. ``alone``: it is the only cause."""
    if part.text not in told:
        return part
    like = told[part.text]
    why = "by the move" if part.who and part.text.startswith("'") else "for the reason"
    same = f"{why[0].upper() if alone and not part.who else why[0]}{why[1:]} told under '{like}'."
    return evolve(part, text=same if like else part.text, cites="")


def _several(node: d.Field | d.Chart | d.Table, deeper: int) -> Iterator[tuple[str, int]]:
    """What a node of several lines says, and how far in: a field's lines, the sentences of a chart, a table's rows."""
    match node:
        case d.Field(label=label, lines=lines):
            yield f"{label}:", 0
            yield from ((line.words, 2) for line in lines)
        case d.Chart(sentences=sentences):
            yield from ((words, 2 + 2 * deeper) for words in sentences)
        case d.Table(rows=rows):
            yield node.words, 2 * deeper
            for row in rows:
                yield row.words, 2 + 2 * deeper
                yield from ((note, 4 + 2 * deeper) for note in row.notes)
