"""What a page in the browser is made of, and how the nodes of a document become it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from debate.pages import document as d
from debate.pages.document import Node, Ref

FIRST = 2
"""Level of the headings under the title of the page."""


@frozen
class Block:
    """One piece of a page. ``kind``: ``head`` (``level`` 2 to 4), ``p``, ``item`` of a list (``level`` from 1, deeper
    ones stand inside), ``link``, ``group`` or ``fold``: a group under its heading, and one that opens, with what is
    ``inside``; ``beside``: its ``part``s stand side by side where there is room. ``page``: where its link leads;
    ``more``: what the link beside an item says, ``of``: and about what, for those who hear the link alone. ``look``:
    ``main`` or ``denied`` for a group that stands out, ``roomy`` for a fold that opens by itself in a large window."""

    kind: str
    text: str
    level: int = 0
    page: str = ""
    more: str = ""
    of: str = ""
    look: str = ""
    inside: tuple[Block, ...] = ()


def blocks(nodes: Iterable[Node], title: str = "") -> tuple[Block, ...]:
    """A page of these nodes. ``title``: its heading stands there already; a first heading that says it again is left
    out, and those below it rise by a level."""
    found = list(nodes)
    if title and found and isinstance(found[0], d.Heading) and found[0].text == title:
        found = [_risen(node) for node in found[1:]]
    return tuple(block for node in d.told_in_turn(found) for block in _blocks(node))


def _risen(node: Node) -> Node:
    return d.Heading(node.text, max(FIRST, node.level - 1)) if isinstance(node, d.Heading) else node


def _blocks(node: Node) -> Iterator[Block]:
    match node:
        case d.Heading(text=text, level=level):
            yield Block("head", text, level)
        case d.Bar():
            yield Block("p", node.words)
        case d.Field(label=label, lines=(only,)) if only.to is None:
            yield Block("p", f"{label}: {only.words}")
        case d.Field(label=label, lines=lines):
            yield Block("head", label, 3)
            yield from (_block(line, 1) for line in lines)
        case d.Line(level=level):
            yield _block(node, level)
        case d.Thing():
            yield _block(node, 1)
        case d.Deed():
            yield _leading(node.words, node.to, "More", node.text)
        case d.Chart(courses=courses, sentences=sentences):
            yield from (_leading(course.words, course.to, "Why?", course.name) for course in courses)
            yield from (Block("item", words, 1) for words in sentences[len(courses) :])
        case d.Table(rows=rows):
            yield Block("p", node.words)
            for row in rows:
                yield _leading(row.words, row.to, "More", row.label)
                yield from (Block("item", note, 2) for note in row.notes)
        case d.Share(name=of) | d.Standing(who=of) | d.Promised(move=of):
            yield _leading(node.words, node.to, "More", of)
        case d.Change():
            yield _leading(node.words, node.to, "Why?", node.name)
        case d.Group(kind=look):
            yield Block("group", "", look=look, inside=blocks(node.opened()))
        case d.Tree():
            yield from (_block(line, line.level) for line in node.lines())
        case d.Across(lines=nodes):
            yield from blocks(nodes)
        case d.Columns(columns=columns):
            parts = tuple(Block("part", "", inside=blocks(column)) for column in columns)
            yield Block("beside", "", inside=parts)
        case d.Folded(text=text, nodes=nodes, roomy=roomy):
            yield Block("fold", text, inside=blocks(nodes), look="roomy" if roomy else "")


def _leading(text: str, to: Ref | None, more: str, of: str) -> Block:
    return Block("item", text, 1) if to is None else Block("item", text, 1, page_of(to), more, of)


def _block(node: d.Line | d.Thing, level: int) -> Block:
    level = max(level, node.level if isinstance(node, d.Line) else 0)
    if isinstance(node, d.Thing):
        return Block("link", node.words, page=page_of(node.to))
    if node.to is not None:
        return Block("item", node.words, max(1, level), page_of(node.to), node.more or "More", node.term or node.text)
    return Block("item", node.words, level) if level else Block("p", node.words)


def page_of(to: Ref) -> str:
    """The name of the page where this leads. An exchange stands on the page of the debate."""
    if to.kind == "exchange":
        return "flow"
    return f"{to.kind}/{to.id}" if to.id else to.kind
