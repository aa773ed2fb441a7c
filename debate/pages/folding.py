"""Pages in short: what stands deep, and sections that come later, are folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from debate.debrief.naming import counted
from debate.pages.document import Folded, Heading, Line, Node, Tree

SHORTER = ((9, False), (2, False), (2, True), (1, False), (1, True))
"""How deep a page goes, and whether it keeps but its first section open, from the whole of it to its shortest."""


def shortened(nodes: Iterable[Node], depth: int, first: bool) -> list[Node]:
    """The nodes with what stands deeper than so many levels folded below what it belongs to; ``first``: of the sections
    all but the first, too, and that as well where the answer stands before it."""
    shallow = list(_shallow(nodes, depth))
    if not first:
        return shallow
    heads = [*(n for n, node in enumerate(shallow) if isinstance(node, Heading)), len(shallow), len(shallow)]
    answered = any(isinstance(node, Line) and node.tone == "strong" for node in shallow[: heads[0]])
    kept = heads[0 if answered else 1]
    return [*shallow[:kept], *in_sections(shallow[kept:])]


def in_sections(nodes: Iterable[Node]) -> Iterator[Node]:
    """These nodes with each of their sections folded under its heading; lists with how many things they have."""
    title, inside = "", list[Node]()
    for node in (*nodes, Heading("")):
        if isinstance(node, Heading):
            things = _things(inside)
            if title:
                yield Folded(f"{title}: {counted(things, 'thing')}" if things else title, tuple(inside))
            title, inside = node.text, []
        elif title:
            inside.append(node)
        else:
            yield node


def _things(nodes: Iterable[Node]) -> int:
    return sum(
        _things(node.nodes) if isinstance(node, Folded) else isinstance(node, Line) and node.level == 1
        for node in nodes
    )


def _shallow(nodes: Iterable[Node], depth: int) -> Iterator[Node]:
    deep: list[Node] = []
    for node in nodes:
        if isinstance(node, Line) and node.level > depth:
            deep.append(node)
            continue
        yield from _more(deep)
        deep = []
        if isinstance(node, Tree):
            yield _cut(node, depth)
            deep = _below(node, depth)
        else:
            yield node
    yield from _more(deep)


def _more(deep: Sequence[Node]) -> Iterator[Node]:
    """What stands deep, folded; a single line is no longer than what would lead to it."""
    lines = sum(len(list(node.lines())) if isinstance(node, Tree) else 1 for node in deep)
    if lines > 1:
        yield Folded(f"{counted(lines, 'line')} more", tuple(deep))
    else:
        yield from deep


def _cut(tree: Tree, depth: int) -> Tree:
    return evolve(tree, below=tuple(_cut(each, depth - 1) for each in tree.below) if depth > 1 else ())


def _below(tree: Tree, depth: int) -> list[Node]:
    """What of a tree stands deeper: each branch whose end it was cut off at, with all that led to it."""
    if depth > 1:
        return [node for each in tree.below for node in ([each] if _cut(each, depth - 1) != each else [])]
    return list(tree.below)
