"""Every character beyond plain letters that the game draws by itself, with the ASCII character that can stand for it.

Texts of a deck hold what they hold; this is the game's own ink. Each glyph is one cell wide, and so is its twin, so
that a screen keeps its shape where only ASCII can be shown.
"""

from __future__ import annotations

SCORED, SAID_FOR = "★", "◎"
UP, DOWN = "▲", "▼"
CHOSEN, CHOOSING = "✓", "…"
FULL, EMPTY = "●", "○"
BACKS, OTHER = "◆", "◇"
ANSWERS = "↩"
HERE = "▸"
LEADS_ON = "›"
DENIED = "⊘"
OUTSIDE = "⊕"
LATER, ANYWAY, NOT_KEPT = "↷", "~", "✗"
TRACK, PAR = "▁", "┃"
STEPS = "▁▂▃▄▅▆"
"""The heights of the last block of a bar, the track's first."""
EIGHTHS = " ▁▂▃▄▅▆▇█"
BEGAN = "┈"

ASCII = {
    "★": "*",
    "◎": "o",
    "▲": "^",
    "▼": "v",
    "✓": "v",
    "✗": "x",
    "…": ".",
    "●": "o",
    "○": ".",
    "◆": "+",
    "◇": "-",
    "↩": "<",
    "▸": ">",
    "›": ">",
    "⊘": "/",
    "⊕": "+",
    "↷": "~",
    "■": "#",
    "▁": ".",
    "▂": ":",
    "▃": "=",
    "▄": "=",
    "▅": "=",
    "▆": "#",
    "▇": "#",
    "█": "#",
    "▀": "#",
    "░": ".",
    "▔": "-",
    "▎": "|",
    "▌": "|",
    "▊": "|",
    "▕": "|",
    "┈": "-",
    "┊": ":",
    "┼": "+",
    "─": "-",
    "━": "=",
    "═": "=",
    "╌": "-",
    "╍": "=",
    "┄": "-",
    "│": "|",
    "┃": "|",
    "║": "|",
    "╎": ":",
    "╭": ".",
    "╮": ".",
    "╰": "'",
    "╯": "'",
    "┌": ".",
    "┐": ".",
    "└": "'",
    "┘": "'",
    "┏": "+",
    "┓": "+",
    "┗": "+",
    "┛": "+",
    "┣": "+",
    "╔": "+",
    "╗": "+",
    "╚": "+",
    "╝": "+",
    "▶": ">",
    "▷": ">",
    "→": ">",
    "←": "<",
    "↑": "^",
    "↓": "v",
    "⏎": "<",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "·": ".",
    "±": "~",
    "×": "x",
    "–": "-",
    "▾": "v",
    "▹": ">",
    "◂": "<",
    "◀": "<",
    "✖": "x",
    "✕": "x",
    "├": "+",
    "↳": "+",
    "≠": "#",
    "‖": "|",
    "‹": "<",
}
"""Glyph -> the ASCII character in its place."""

_TWINS = str.maketrans(ASCII)


def ascii_only(text: str) -> str:
    """The text with each glyph as its ASCII twin, and a question mark for what has none."""
    if text.isascii():
        return text
    return text.translate(_TWINS).encode("ascii", "replace").decode("ascii")
