"""The causal map as text for other programs: Graphviz (``--dot``) and Mermaid (``--mermaid``)."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from debate.workshop.causal import Arrow, Causal, Node

_SHAPES = {
    "meter": "box",
    "flag": "hexagon",
    "move": "ellipse",
    "news": "ellipse",
    "words": "plaintext",
    "capital": "box",
}
_MERMAID = {
    "meter": ("[", "]"),
    "flag": ("{{", "}}"),
    "move": ("([", "])"),
    "news": ("([", "])"),
    "words": ("[", "]"),
    "capital": ("[", "]"),
}
_COLOURS = {"+": "#1a7a3c", "-": "#b3471d", "~": "#33557a", "x": "#8b1a3a"}
NAME = 24
"""Letters in a line of a name."""

_SIGNS = {"+": "+", "-": "−", "~": "", "x": "✗"}


def label(arrow: Arrow) -> str:
    """What stands at an arrow: the sign, and how much where that is told in few words."""
    if arrow.sign == "x":
        return "does not"
    words = "; ".join(arrow.words)
    return words if len(words) <= 28 else _SIGNS[arrow.sign]


def dot(causal: Causal) -> str:
    """The map in the language of Graphviz: ``dot -Tsvg map.dot``."""
    return "\n".join(_dot(causal))


def _dot(causal: Causal) -> Iterator[str]:
    yield "digraph {"
    yield f"  label={_quoted([causal.title])}; labelloc=t; rankdir=LR; ranksep=0.9; nodesep=0.25"
    yield '  node [fontname="sans-serif", fontsize=11]; edge [fontname="sans-serif", fontsize=9]'
    names = {id: f"n{number}" for number, id in enumerate(causal.nodes)}
    for id, node in causal.nodes.items():
        bold = ', penwidth=3, style="bold"' if id == causal.center else ""
        yield f"  {names[id]} [label={_quoted(lines_of(node))}, shape={_SHAPES[node.kind]}{bold}]"
    for arrow in causal.arrows:
        looks = [f"label={_quoted([label(arrow)])}", f'color="{_COLOURS[arrow.sign]}"']
        if arrow.sign == "x":
            looks.append('style=dashed, arrowhead="tee"')
        elif arrow.background:
            looks.append("style=dotted")
        elif arrow.late:
            looks.append("style=dashed")
        yield f"  {names[arrow.cause]} -> {names[arrow.effect]} [{', '.join(looks)}]"
    yield "}"


def name_lines(node: Node) -> list[str]:
    """The name of a node in short lines."""
    return textwrap.wrap(node.name, NAME, break_on_hyphens=False)


def note_lines(node: Node) -> list[str]:
    """What it does by itself, in short lines."""
    return [part for note in node.notes for part in textwrap.wrap(f"({note})", NAME + 6)]


def lines_of(node: Node) -> list[str]:
    """Both."""
    return name_lines(node) + note_lines(node)


def _quoted(lines: Iterable[str]) -> str:
    text = "\\n".join(line.replace("\\", "\\\\").replace('"', '\\"') for line in lines)
    return f'"{text}"'


def mermaid(causal: Causal) -> str:
    """The map in the language of Mermaid, as Markdown pages show it."""
    return "\n".join(_mermaid(causal))


def _mermaid(causal: Causal) -> Iterator[str]:
    yield "flowchart LR"
    names = {id: f"n{number}" for number, id in enumerate(causal.nodes)}
    for id, node in causal.nodes.items():
        opens, closes = _MERMAID[node.kind]
        yield f"  {names[id]}{opens}{_entities('<br>'.join(map(_plain, lines_of(node))))}{closes}"
    for number, arrow in enumerate(causal.arrows):
        line = "--x" if arrow.sign == "x" else "-.->" if arrow.late or arrow.background else "-->"
        words = label(arrow)
        text = f"|{_entities(_plain(words))}|" if words else ""
        yield f"  {names[arrow.cause]} {line}{text} {names[arrow.effect]}"
        yield f"  linkStyle {number} stroke:{_COLOURS[arrow.sign]}"
    if causal.center:
        yield f"  style {names[causal.center]} stroke-width:4px"


def _plain(text: str) -> str:
    """Text in which nothing means anything to Mermaid."""
    return "".join(c if c.isalnum() or c in " .,'()+-" else f"#{ord(c)};" for c in text)


def _entities(text: str) -> str:
    return f'"{text}"'
