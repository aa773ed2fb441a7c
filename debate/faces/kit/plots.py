"""Plots as rows of text: a bar with a stepped end, columns over time, a signed bar, letters three rows high.

They need no legend, no hue and no font beyond block characters, and they read the same in 16 colours or none.
"""

from __future__ import annotations

from collections.abc import Sequence

from debate.faces.kit.glyphs import BEGAN, EIGHTHS, PAR, STEPS, TRACK
from debate.faces.kit.rows import Row, Span, row

LETTER_ROWS = 3


def bar(
    value: int,
    cells: int,
    *,
    low: int = 0,
    high: int = 100,
    gained: int = 0,
    gain_style: str = "ink",
    par: int | None = None,
) -> Row:
    """A bar of so many cells for a value between ``low`` and ``high``.

    Its last block is as tall as what it holds, in six steps, so that ten cells tell sixty values apart. ``gained``: how
    much of the value is new; that part has ``gain_style``. ``par``: where a mark stands, which takes a cell.
    """
    span = max(1, high - low)
    steps = _steps(value - low, span, cells)
    old = _steps(value - gained - low, span, cells) if gained > 0 else steps
    mark = min(cells - 1, max(0, round((par - low) * cells / span))) if par is not None else -1
    found: list[Span] = []
    for cell in range(cells):
        if cell == mark:
            found.append((PAR, "bold ink"))
            continue
        here = min(6, max(0, steps - 6 * cell))
        before = min(6, max(0, old - 6 * cell))
        glyph = TRACK if not here else STEPS[here - 1] if here > 1 else STEPS[1]
        style = "track" if not here else gain_style if here > before else "bar"
        if found and found[-1][1] == style:
            found[-1] = (found[-1][0] + glyph, style)
        else:
            found.append((glyph, style))
    return tuple(found)


def _steps(value: int, span: int, cells: int) -> int:
    """A value in sixths of a cell: none only for nothing, all only for everything."""
    full = 6 * cells
    steps = round(value * full / span)
    return min(max(steps, 1), full - 1) if 0 < value < span else min(max(steps, 0), full)


def signed_bar(value: int, cells: int, most: int) -> Row:
    """A bar round a zero in the middle: what was won to the right, what was lost to the left, dashed. ``most``: the
    value that fills a half."""
    half = (cells - 1) // 2
    length = min(half, max(1, round(abs(value) * half / max(1, most)))) if value else 0
    rest = half - length
    if value >= 0:
        return row(("─" * half, "track"), ("┼", "quiet"), ("━" * length, "good"), ("─" * rest, "track"))
    return row(("─" * rest, "track"), ("╍" * length, "bad"), ("┼", "quiet"), ("─" * half, "track"))


def columns(
    values: Sequence[int | None],
    *,
    start: int,
    rows: int,
    wide: int,
    gap: int = 1,
    low: int = 0,
    high: int = 100,
    wanted: int = 0,
    marks: Sequence[int] = (),
    later: int | None = None,
) -> list[Row]:
    """Values over time as columns ``rows`` high, the uppermost row first, each ``wide`` cells with ``gap`` after it.

    ``start``: where it began; a dotted line stands at its height. ``wanted``: above 0 where more is good for whoever
    looks, below 0 where less is, 0 for neither; columns are good or bad against the start. ``marks``: places before
    which an upright line stands (one's own moves), ``later``: the place before which a double one does.
    """
    span, eighths = max(1, high - low), 8 * rows
    line_row = max(0, (_height(start - low, span, eighths) - 1) // 8)
    found = []
    for at in reversed(range(rows)):
        spans: list[Span] = []
        for place, value in enumerate(values):
            # Where it began shows through one's own moves.
            edge = "║" if place == later else ("┊" if at != line_row else BEGAN) if place in marks else ""
            if edge:
                if spans:
                    spans[-1] = (spans[-1][0][:-1], spans[-1][1])
                spans.append((edge, "quiet" if edge == "║" else "bold ink"))
            elif not spans:
                spans.append((" ", ""))
            height = _height((value or 0) - low, span, eighths) if value is not None else 0
            block = EIGHTHS[min(8, max(0, height - 8 * at))] if value is not None else " "
            good = wanted * ((value or 0) - start)
            spans.append((block * wide, "good" if good > 0 else "bad" if good < 0 else "bar"))
            spans.append(((BEGAN if at == line_row else " ") * gap, "quiet"))
        found.append(row(*spans))
    return found


def _height(value: int, span: int, eighths: int) -> int:
    height = round(value * eighths / span)
    return max(1, height) if value > 0 else max(0, height)


_LETTERS = {
    "A": "█▀█ █▀█ ▀ ▀",
    "B": "█▀▄ █▀▄ ▀▀ ",
    "C": "█▀▀ █   ▀▀▀",
    "D": "█▀▄ █ █ ▀▀ ",
    "E": "█▀▀ █▀  ▀▀▀",
    "F": "█▀▀ █▀  ▀  ",
    "G": "█▀▀ █ █ ▀▀▀",
    "H": "█ █ █▀█ ▀ ▀",
    "I": "▀█▀  █  ▀▀▀",
    "J": "  █ ▄ █ ▀▀▀",
    "K": "█ █ █▀▄ ▀ ▀",
    "L": "█   █   ▀▀▀",
    "M": "█▄█ █▀█ ▀ ▀",
    "N": "█▀█ █ █ ▀ ▀",
    "O": "█▀█ █ █ ▀▀▀",
    "P": "█▀█ █▀▀ ▀  ",
    "Q": "█▀█ █ █ ▀▀█",
    "R": "█▀█ █▀▄ ▀ ▀",
    "S": "█▀▀ ▀▀█ ▀▀▀",
    "T": "▀█▀  █   ▀ ",
    "U": "█ █ █ █ ▀▀▀",
    "V": "█ █ █ █  ▀ ",
    "W": "█ █ █▄█ ▀ ▀",
    "X": "█ █  █  █ █",
    "Y": "█ █ ▀█▀  ▀ ",
    "Z": "▀▀█ ▄▀  ▀▀▀",
    "0": "█▀█ █ █ ▀▀▀",
    "1": "▄█   █  ▀▀▀",
    "2": "▀▀█ █▀▀ ▀▀▀",
    "3": "▀▀█  ▀█ ▀▀▀",
    "4": "█ █ ▀▀█   ▀",
    "5": "█▀▀ ▀▀█ ▀▀▀",
    "6": "█▀▀ █▀█ ▀▀▀",
    "7": "▀▀█   █   ▀",
    "8": "█▀█ █▀█ ▀▀▀",
    "9": "█▀█ ▀▀█ ▀▀▀",
    ":": " ▄   ▄     ",
    "-": "    ▀▀▀    ",
    "+": " ▄  ▀█▀  ▀ ",
    ".": "         ▄ ",
    ",": "        ▄▀ ",
    "!": " █   █   ▀ ",
    "?": "▀▀█  █▀  ▀ ",
    "%": "▀ █ ▄▀  ▀ ▀",
    "'": " █         ",
    " ": "           ",
}
"""Character -> its three rows of three cells, a blank between them."""


def drawable(text: str) -> bool:
    """Whether there is a large letter for each character of the text."""
    return all(each in _LETTERS for each in text.upper())


def letters(text: str, style: str = "bold ink") -> list[Row]:
    """The text in letters three rows high, each three cells wide with a blank after it."""
    drawn = [_LETTERS.get(each, _LETTERS["?"]) for each in text.upper()]
    lines = [" ".join(each[4 * at : 4 * at + 3] for each in drawn) for at in range(LETTER_ROWS)]
    return [row((line, style)) for line in lines]
