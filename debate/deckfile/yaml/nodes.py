"""A deck's files as nodes that know their place. Nothing here knows what a deck may contain."""

from __future__ import annotations

from attrs import define, field

MAX_NODES = 20_000
MAX_DEPTH = 16
MAX_QUOTED = 100_000
"""Characters of a text in quotes, its escapes included; reading them one by one takes long."""


@define(eq=False)
class Scalar:
    """A text as written, without its quotes. ``plain``: it had none. ``end`` is the index after it in its file."""

    source: Source
    line: int
    column: int
    text: str
    plain: bool = True
    flow: bool = False
    end: int = 0

    @property
    def file(self) -> str:
        return self.source.file


@define(eq=False)
class Map:
    """Keys and values in the order written. ``flow``: inside braces."""

    source: Source
    line: int
    column: int
    entries: list[Entry] = field(factory=list)
    flow: bool = False

    @property
    def file(self) -> str:
        return self.source.file


@define(eq=False)
class Seq:
    """The items of a list."""

    source: Source
    line: int
    column: int
    items: list[Node] = field(factory=list)
    flow: bool = False

    @property
    def file(self) -> str:
        return self.source.file


Node = Scalar | Map | Seq
Entry = tuple[Scalar, Node]
"""A key and its value."""


@define(eq=False)
class Source:
    """One file: ``file`` is what findings call it, ``path`` its path inside the deck."""

    file: str
    path: str
    text: str = ""
    complete: bool = True
    """False: something could not be read, so what is missing may only be unread."""


@define(eq=False)
class File:
    """A file and the entries at its top. No source leads to its nodes: they would be freed only by and by."""

    source: Source
    entries: list[Entry] = field(factory=list)
