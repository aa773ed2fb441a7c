"""Names that Textual, Rich and aiohttp call private stand in one module a library, and nowhere else."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.syntax import DEBATE, nodes, trees

HOMES = {
    "textual": DEBATE / "faces" / "tui" / "textual_private.py",
    "rich": DEBATE / "classroom" / "seats" / "rich_private.py",
    "aiohttp": DEBATE / "classroom" / "host" / "aiohttp_private.py",
}
PYTHONS_OWN = {"_replace", "_set_task_name"}
"""Documented of named tuples; and what Pyodide asks of asyncio, which ``publish/browser.py`` supplies."""


def private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def made(tree: ast.Module) -> Iterator[str]:
    """Names that a module makes itself: of functions, classes, parameters, variables and attributes of ``self``."""
    for node in nodes(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield name
            case ast.Attribute(value=ast.Name(id="self" | "cls"), attr=name, ctx=ast.Store()):
                yield name


def foreign(path: Path, own: set[str], tree: ast.Module | None = None) -> Iterator[str]:
    """(line, name) of each private name in a module that this program does not make anywhere."""
    for node in nodes(tree or trees()[path]):
        match node:
            case ast.Attribute(attr=name, lineno=line) if private(name) and name not in own:
                yield f"{path.name}:{line} {name}"
            case ast.ImportFrom(module=str(module), names=names, lineno=line) if not module.startswith("debate"):
                words = [*module.split("."), *(alias.name for alias in names)]
                yield from (f"{path.name}:{line} {word}" for word in words if private(word))
            case ast.Call(func=ast.Name(id="getattr"), args=[_, ast.Constant(value=str(name)), *_], lineno=line):
                if private(name) and name not in own:
                    yield f"{path.name}:{line} {name}"


@cache
def own_names() -> set[str]:
    homes = set(HOMES.values())
    return {name for path, tree in trees().items() if path not in homes for name in made(tree)} | PYTHONS_OWN


def test_no_private_name_of_a_library_is_used_elsewhere() -> None:
    """Whoever needs one asks the module of its library, which says what would make it public."""
    own = own_names()
    assert [use for path in trees() if path not in HOMES.values() for use in foreign(path, own)] == []


@pytest.mark.parametrize("library", HOMES)
def test_each_home_is_needed_and_says_what_would_be_public(library: str) -> None:
    """It uses private names, and each of its functions or classes has the public way in its docstring."""
    path = HOMES[library]
    assert list(foreign(path, own_names() - {"_update_lines"}))
    for node in trees()[path].body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            assert "Public instead:" in (ast.get_docstring(node) or ""), node.name


def test_the_finder_finds() -> None:
    """An attribute, a module and a name that is asked for by a text are found; what the program makes itself is not."""
    tree = ast.parse(
        "from textual._loop import loop_last\n"
        "def f(app):\n"
        "    self._mine = app._driver\n"
        "    return getattr(app, '_registry', self._mine)\n"
    )
    found = list(foreign(Path("made_up.py"), set(made(tree)), tree))
    assert found == ["made_up.py:1 _loop", "made_up.py:3 _driver", "made_up.py:4 _registry"]


def test_no_class_takes_the_place_of_a_private_method() -> None:
    """Outside of those modules no class of a screen or a widget defines a method that Textual has under that name."""
    import debate.faces.tui.app
    import debate.faces.tui.listing

    seen = {debate.faces.tui.app.DebateApp, debate.faces.tui.listing.Listing}
    for kind in seen:
        for owner in kind.__mro__:
            if owner.__module__.startswith("debate.") and owner.__module__ != "debate.faces.tui.textual_private":
                bases = [base for base in owner.__mro__ if base.__module__.startswith("textual.")]
                taken = [n for n in vars(owner) if private(n) and any(n in vars(base) for base in bases)]
                generated = ("_on_", "_watch_", "_css", "_default", "_merged", "_reactives", "_bindings", "_decorated")
                assert [n for n in taken if not n.startswith((*generated, "_inherit", "_computes", "_action"))] == []
