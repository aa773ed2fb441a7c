"""The program's modules as syntax trees: parsed once, and walked once, for all tests that look at them."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cache
from pathlib import Path

DEBATE = Path(__file__).parent.parent / "debate"


@cache
def trees() -> Mapping[Path, ast.Module]:
    """Each module, in the order of their paths."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(DEBATE.rglob("*.py"))}


@cache
def nodes(tree: ast.Module) -> tuple[ast.AST, ...]:
    """All that stands in a module."""
    return tuple(ast.walk(tree))
