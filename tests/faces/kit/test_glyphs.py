"""The game's own ink: one list, one cell each, with a twin in ASCII; nothing else is drawn."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from wcwidth import wcwidth

import debate
from debate.faces.kit.glyphs import ASCII, ascii_only
from debate.faces.kit.rows import width

ROOT = Path(debate.__file__).parent
DRAWING = [ROOT / "faces", ROOT / "classroom" / "console", ROOT / "classroom" / "seats"]
CLEANING = {"rows.py"}
"""Files that name characters to take them out."""


def strings(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_every_glyph_is_one_cell_and_so_is_its_twin() -> None:
    """By the tables of terminals and by our own count."""
    assert {g for g in ASCII if wcwidth(g) != 1 or width(g) != 1} == set()
    assert {t for t in ASCII.values() if not (t.isascii() and len(t) == 1)} == set()


def test_nothing_but_the_list_is_drawn() -> None:
    """No string of a terminal face holds a character that is not in the list."""
    strange = {
        (path.name, letter)
        for folder in DRAWING
        for path in folder.rglob("*.py")
        if path.name not in CLEANING
        for text in strings(path)
        for letter in text
        if not letter.isascii() and letter not in ASCII
    }
    assert strange == set()


def test_what_stays_apart_in_colour_stays_apart_in_ascii() -> None:
    """Scored and said, up and down, backs and does not, a bar and its track, a live wire and a sleeping one."""
    for pair in ("★◎", "▲▼", "◆◇", "▆▁", "●○", "━┄", "▶◀", "✓✗"):
        assert len({ASCII[glyph] for glyph in pair}) == 2, pair
    assert ascii_only("★4▲ ▆▆▃▁ “▲”") == '*4^ ##=. "^"'
