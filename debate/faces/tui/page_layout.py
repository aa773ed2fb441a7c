"""How the lines of a page are laid out: one under another, in frames, side by side where there is room for that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import define, evolve, field, frozen
from textual.content import Content

from debate.faces.kit.frames import ROUND, framed
from debate.faces.kit.rows import Row
from debate.faces.tui.ink import content
from debate.faces.tui.page_lines import GUTTER, Fold, Line

INSIDE = 1
"""Cells for the mark before a line inside a frame."""


@frozen
class Frame(Line):
    """Lines in a frame with a title (the ``text``). ``below``: what stands at the end of its lower edge."""

    lines: tuple[Line, ...] = ()
    below: str = ""
    kind: str = ROUND
    edge: str = "line"
    title: str = "bold ink"

    @property
    def plain(self) -> str:
        inside = [*(line.plain for line in self.lines), *([self.below] if self.below else [])]
        return "\n".join([self.text, *inside])


@frozen
class Beside(Line):
    """Columns of lines, each with its share of the width; one under another where there are fewer cells than
    ``least``."""

    columns: tuple[tuple[Line, ...], ...] = ()
    shares: tuple[int, ...] = (1, 1)
    least: int = 100

    @property
    def plain(self) -> str:
        return "\n".join(line.plain for column in self.columns for line in column)


@frozen
class Drawing(Line):
    """Rows that a pure function draws for so many cells. The ``text`` says the same in words."""

    make: Callable[[int], Sequence[Row]] = lambda cells: ()

    def rows(self, cells: int) -> list[Content]:
        return [content([each]) for each in self.make(cells)]


@frozen
class Piece:
    """So many ``cells`` of one row. ``place``: the number of the line that it is of, None for an edge or a gap;
    ``first``: it is the first row of that line; ``gutter``: cells before it for the mark."""

    content: Content
    cells: int
    place: int | None = None
    first: bool = False
    gutter: int = 0


@define
class Laid:
    """A page laid out: its ``rows`` of pieces, and the first row and the number of rows of each line."""

    rows: list[list[Piece]] = field(factory=list)
    first: dict[int, int] = field(factory=dict)
    height: dict[int, int] = field(factory=dict)


def leaves(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines themselves, those inside frames and columns among them, in reading order."""
    for line in lines:
        if isinstance(line, Frame):
            yield from leaves(line.lines)
        elif isinstance(line, Beside):
            for column in line.columns:
                yield from leaves(column)
        else:
            yield line
            if isinstance(line, Fold) and line.opened:
                yield from leaves(line.inside)


def with_turned(lines: Iterable[Line], fold: Fold) -> Iterator[Line]:
    """The lines with this one of them opened, or closed again, wherever it stands."""
    for line in lines:
        if line is fold:
            yield fold.turned()
        elif isinstance(line, Fold):
            yield evolve(line, inside=tuple(with_turned(line.inside, fold)))
        elif isinstance(line, Frame):
            yield evolve(line, lines=tuple(with_turned(line.lines, fold)))
        elif isinstance(line, Beside):
            yield evolve(line, columns=tuple(tuple(with_turned(each, fold)) for each in line.columns))
        else:
            yield line


def laid(lines: Sequence[Line], cells: int) -> Laid:
    """The lines on a page of so many cells; lines are numbered as :func:`leaves` gives them."""
    found = Laid(_block(lines, cells, GUTTER, iter(range(1_000_000))))
    for at, pieces in enumerate(found.rows):
        for piece in pieces:
            if piece.place is not None:
                found.first.setdefault(piece.place, at)
                found.height[piece.place] = at + 1 - found.first[piece.place]
    return found


def _block(lines: Sequence[Line], cells: int, gutter: int, numbers: Iterator[int]) -> list[list[Piece]]:
    rows: list[list[Piece]] = []
    for line in lines:
        if isinstance(line, Frame):
            rows += _framed(line, cells, numbers)
        elif isinstance(line, Beside):
            rows += _beside(line, cells, gutter, numbers)
        else:
            place = next(numbers)
            room = max(1, cells - gutter)
            rows += [[Piece(row, cells, place, not n, gutter)] for n, row in enumerate(line.rows(room))]
            if isinstance(line, Fold) and line.opened:
                rows += _block(line.inside, cells, gutter, numbers)
    return rows


def _framed(frame: Frame, cells: int, numbers: Iterator[int]) -> list[list[Piece]]:
    edges = framed((), cells, title=frame.text, below=frame.below, kind=frame.kind, style=frame.edge,
                   title_style=frame.title)  # fmt: skip
    top, bottom = (Piece(content([edge]), cells) for edge in edges)
    upright = Piece(content([((frame.kind[3], frame.edge),)]), 1)
    low = Piece(content([((frame.kind[3], frame.edge),)]), 1)
    inside = _block(frame.lines, cells - 2, INSIDE, numbers)
    return [[top], *([upright, *_filled(pieces, cells - 2), low] for pieces in inside), [bottom]]


def _beside(line: Beside, cells: int, gutter: int, numbers: Iterator[int]) -> list[list[Piece]]:
    if cells < line.least:
        return [row for column in line.columns for row in _block(column, cells, gutter, numbers)]
    whole = sum(line.shares)
    widths = [cells * share // whole for share in line.shares]
    widths[-1] += cells - sum(widths)
    blocks = [_block(column, wide, gutter, numbers) for column, wide in zip(line.columns, widths, strict=True)]
    rows = []
    for at in range(max(map(len, blocks), default=0)):
        pieces: list[Piece] = []
        for block, wide in zip(blocks, widths, strict=True):
            pieces += _filled(block[at] if at < len(block) else [], wide)
        rows.append(pieces)
    return rows


def _filled(pieces: list[Piece], cells: int) -> list[Piece]:
    free = cells - sum(piece.cells for piece in pieces)
    return [*pieces, Piece(Content(" " * free), free)] if free > 0 else pieces
