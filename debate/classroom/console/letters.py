"""Large letters and QR codes out of block characters, for what must be read from the back of a room."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

HEIGHT = 6
"""Pixels in the height of a letter."""
_FONT = {
    "B": "####. #...# ####. #...# #...# ####.",
    "C": ".#### #.... #.... #.... #.... .####",
    "D": "####. #...# #...# #...# #...# ####.",
    "F": "##### #.... ####. #.... #.... #....",
    "G": ".#### #.... #.### #...# #...# .####",
    "H": "#...# #...# ##### #...# #...# #...#",
    "J": "....# ....# ....# ....# #...# .###.",
    "K": "#...# #..#. ###.. #..#. #...# #...#",
    "L": "#.... #.... #.... #.... #.... #####",
    "M": "#...# ##.## #.#.# #.#.# #...# #...#",
    "N": "#...# ##..# #.#.# #..## #...# #...#",
    "P": "####. #...# #...# ####. #.... #....",
    "Q": ".###. #...# #...# #.#.# #..#. .##.#",
    "R": "####. #...# #...# ####. #..#. #...#",
    "S": ".#### #.... .###. ....# ....# ####.",
    "T": "##### ..#.. ..#.. ..#.. ..#.. ..#..",
    "V": "#...# #...# #...# .#.#. .#.#. ..#..",
    "W": "#...# #...# #.#.# #.#.# ##.## #...#",
    "X": "#...# .#.#. ..#.. ..#.. .#.#. #...#",
    "Z": "##### ...#. ..#.. .#... #.... #####",
}


def small(text: str) -> list[str]:
    """The text in letters of 5 x 3 cells. Only the twenty letters of room codes can be drawn."""
    return _halves(_pixels(text))


def _pixels(text: str) -> list[list[bool]]:
    rows: list[list[bool]] = [[] for _ in range(HEIGHT)]
    for letter in text:
        if letter not in _FONT:
            continue
        for row, line in zip(rows, _FONT[letter].split(), strict=True):
            row += [False] if row else []
            row += [dot == "#" for dot in line]
    return rows


def _halves(pixels: Sequence[Sequence[bool]]) -> list[str]:
    """Two rows of pixels to one row of cells."""
    rows = list(pixels) + ([[False] * len(pixels[0])] if len(pixels) % 2 else [])
    glyphs = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
    return [
        "".join(glyphs[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    ]


@cache
def qr(text: str) -> tuple[str, ...]:
    """A QR code of the text, light modules as blocks: it is drawn light on a dark ground, whatever the theme."""
    import segno

    code = segno.make(text, error="l", micro=False, boost_error=False)
    light = [[not module for module in row] for row in code.matrix_iter(border=2)]
    light.append([True] * len(light[0]))  # two modules to a line, and an odd number of them
    return tuple(_halves(light))
