"""What is said to people is said in one place, so that no two faces can come to say it differently."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import debate

ROOT = Path(debate.__file__).parent
FACES = (
    *("faces/tui", "faces/kit", "faces/plain", "faces/web", "pages", "publish"),
    *("classroom/console", "classroom/join", "classroom/page", "classroom/room", "classroom/seats"),
)
LONGEST = 28
"""A sentence of more characters than this is a saying; shorter ones are labels."""


def sentences(module: ast.Module) -> Iterator[str]:
    """Every sentence, or half of one, in a text of the program; what explains the program is none."""
    explained = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explained:
            yield from (part.strip() for part in re.split(r"(?<=[.:;?!])\s+", node.value))


def test_no_sentence_stands_in_two_faces() -> None:
    """Each of these packages words what only it says; what several say is taken from the pages."""
    found: dict[str, set[str]] = defaultdict(set)
    for face in FACES:
        for path in sorted((ROOT / face).glob("*.py")):
            for sentence in sentences(ast.parse(path.read_text(encoding="utf-8"))):
                if len(sentence) > LONGEST and " " in sentence:
                    found[sentence].add(face)
    assert "Choose which arguments you keep." in found, "nothing was read"
    assert {sentence: faces for sentence, faces in found.items() if len(faces) > 1} == {}
