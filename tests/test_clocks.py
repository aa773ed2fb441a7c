"""No test asserts how long something took, by the clock on the wall or by that of the processor: a busy machine is late
by itself, and its caches are shared. What must stay small is counted; times stand in the benchmarks."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
CLOCKS = {
    clock + unit for clock in ("perf_counter", "monotonic", "process_time", "thread_time") for unit in ("", "_ns")
}
MEASURING = (ast.Assign, ast.AugAssign, ast.AnnAssign)


def _names(node: ast.AST) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)} | {
        n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute)
    }


def _given(node: ast.AST) -> tuple[list[str], list[ast.expr]]:
    """The names that a statement gives a value to, or whose list it adds to, and the values."""
    if isinstance(node, MEASURING) and node.value is not None:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        each = [one for target in targets for one in (target.elts if isinstance(target, ast.Tuple) else [target])]
        return [one.id for one in each if isinstance(one, ast.Name)], [node.value]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "append":
        return [node.func.value.id] if isinstance(node.func.value, ast.Name) else [], list(node.args)
    return [], []


def timed_asserts(source: str) -> Iterator[int]:
    """Lines of asserts on a clock's time, or on a name that was given one in the same function."""
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        timed = set(CLOCKS)
        for _ in range(3):
            for node in ast.walk(function):
                names, values = _given(node)
                if any(_names(value) & timed for value in values):
                    timed |= set(names)
        for node in ast.walk(function):
            if isinstance(node, ast.Assert) and _names(node.test) & timed:
                yield node.lineno


@pytest.mark.parametrize("path", sorted(p for p in TESTS.rglob("*.py") if "bench" not in p.parts), ids=str)
def test_no_test_asserts_how_long_something_took(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    if any(clock in source for clock in CLOCKS):
        assert list(timed_asserts(source)) == [], f"{path.relative_to(TESTS)}: put times into tests/bench"


def test_such_asserts_are_found() -> None:
    """Directly, through a name, and through a list that times are put into; counts are none."""
    assert list(timed_asserts("def f():\n a = time.monotonic()\n assert time.monotonic() - a < 1")) == [3]
    assert list(timed_asserts("def f():\n a = perf_counter()\n b = perf_counter() - a\n assert b < 1")) == [4]
    assert list(timed_asserts("def f():\n t = []\n t.append(monotonic() - a)\n assert max(t) < 1")) == [4]
    assert list(timed_asserts("def f():\n a = process_time()\n assert a < 1")) == [3]
    assert list(timed_asserts("def f():\n a = len(b)\n assert a < 1")) == []
