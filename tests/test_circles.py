"""No module needs another that needs it: computed from the syntax trees, so that no way of importing hides a circle."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from tests.syntax import DEBATE, nodes, trees


def imports(tree: ast.Module, module: str, package: bool) -> Iterator[str]:
    """Full names of what a module imports anywhere: at its head, in functions, for type checking only.

    ``from a import b`` gives ``a.b``, which is a module or a name in one.
    """
    for node in nodes(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = module.split(".") if package else module.split(".")[:-1]
                parts = parts[: len(parts) - node.level + 1]
                base = ".".join((*parts, *((node.module,) if node.module else ())))
            yield from (f"{base}.{alias.name}" for alias in node.names)


def graph(files: Mapping[str, tuple[ast.Module, bool]]) -> dict[str, set[str]]:
    """Module -> the modules that it imports. ``files``: module -> its tree, and whether it is a package."""
    found: dict[str, set[str]] = {}
    for module, (tree, package) in files.items():
        needs = set()
        for name in imports(tree, module, package):
            while name not in files and "." in name:
                name = name.rpartition(".")[0]
            if name in files and name != module:
                needs.add(name)
        found[module] = needs
    return found


def circles(needs: Mapping[str, set[str]]) -> list[tuple[str, ...]]:
    """Groups of modules of which each leads to each other one, the largest first (Tarjan, without recursion)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[tuple[str, ...]] = []
    for start in sorted(needs):
        if start in index:
            continue
        work = [(start, iter(sorted(needs[start])))]
        index[start] = low[start] = len(index)
        stack.append(start)
        while work:
            here, rest = work[-1]
            for there in rest:
                if there not in index:
                    index[there] = low[there] = len(index)
                    stack.append(there)
                    work.append((there, iter(sorted(needs[there]))))
                    break
                if there in stack:
                    low[here] = min(low[here], index[there])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[here])
                if low[here] == index[here]:
                    at = stack.index(here)
                    if len(stack) - at > 1:
                        found.append(tuple(sorted(stack[at:])))
                    del stack[at:]
    return sorted(found, key=lambda circle: (-len(circle), circle))


def modules() -> dict[str, tuple[ast.Module, bool]]:
    found = {}
    for path, tree in trees().items():
        name = ".".join(path.relative_to(DEBATE.parent).with_suffix("").parts).removesuffix(".__init__")
        found[name] = (tree, path.name == "__init__.py")
    return found


def test_what_counts_as_an_import() -> None:
    """A head, a function, a guard for type checking, a name in a package, and dots that climb: each is one."""
    texts = {
        "p": ("", True),
        "p.a": ("import p.b", False),
        "p.b": ("def f():\n    from p import c", False),
        "p.c": ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .d import D", False),
        "p.d": ("from . import a\nclass D: ...", False),
        "p.e": ("from p.a import anything", False),
    }
    needs = graph({name: (ast.parse(text), package) for name, (text, package) in texts.items()})
    assert needs == {"p": set(), "p.a": {"p.b"}, "p.b": {"p.c"}, "p.c": {"p.d"}, "p.d": {"p.a"}, "p.e": {"p.a"}}
    assert circles(needs) == [("p.a", "p.b", "p.c", "p.d")]
    assert circles({"p.a": {"p.b"}, "p.b": set()}) == []


def test_no_module_stands_in_a_circle() -> None:
    """None at the head of a module, in functions or for type checking."""
    found = circles(graph(modules()))
    assert not found, "\n".join(f"{len(circle)}: {', '.join(circle)}" for circle in found)
