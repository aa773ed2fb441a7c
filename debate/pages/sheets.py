"""Sheets of paper: pages that are printed, with tables to read and room to write in beside the nodes of a document."""

from __future__ import annotations

from attrs import frozen

from debate.pages.document import Node


@frozen
class Grid:
    """A table. Rows have as many cells as ``head``; an empty ``head`` is left out."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@frozen
class Space:
    """Room for so many ``lines`` of handwriting."""

    lines: int = 1


@frozen
class Sheet:
    """What begins on a page of its own. ``columns``: in how many it is set; ``note``: said small beside the title;
    ``large``: in large letters, to be read at length."""

    title: str
    nodes: tuple[Node | Grid | Space, ...]
    note: str = ""
    columns: int = 1
    large: bool = False
