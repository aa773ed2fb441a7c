"""Frames around rows: round for what is there, heavy for what fits, dashed for what stands outside, double for ⊘."""

from __future__ import annotations

from collections.abc import Sequence

from debate.faces.kit.rows import Row, cut, padded, row, settled, width

ROUND, HEAVY, DASHED, DOUBLE = "╭─╮│╰╯", "┏━┓┃┗┛", "┌╌┐╎└┘", "╔═╗║╚╝"
"""Top left, level, top right, upright, bottom left, bottom right."""


def framed(
    inside: Sequence[Row],
    cells: int,
    *,
    title: str = "",
    below: str = "",
    kind: str = ROUND,
    style: str = "line",
    title_style: str = "bold ink",
    height: int | None = None,
) -> list[Row]:
    """These rows in a frame of so many cells, borders included. ``title`` stands in the upper border, ``below`` at the
    right end of the lower one. ``height``: so many rows inside; more are cut off, fewer filled up."""
    corner, level, right, upright, low, low_right = list(kind)
    room = cells - 2
    shown = list(inside if height is None else inside[:height])
    shown += [()] * (0 if height is None else height - len(shown))
    return [
        _edge(corner, level, right, room, title, style, title_style, left=True),
        *(row((upright, style), padded(each, room), (upright, style)) for each in shown),
        _edge(low, level, low_right, room, below, style, "quiet" if style == "line" else style, left=False),
    ]


def _edge(one: str, level: str, other: str, room: int, words: str, style: str, words_style: str, *, left: bool) -> Row:
    words = cut(settled(words), room - 4)
    if not words:
        return row((one + level * room + other, style))
    rest = level * (room - width(words) - 3)
    if left:
        return row((one + level + " ", style), (words, words_style), (" " + rest + other, style))
    return row((one + rest + " ", style), (words, words_style), (" " + level + other, style))
