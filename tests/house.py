"""What the house measures: how much there is, how it hangs together, and what a typical change touches.

python -m tests.house            the figures, each with what is wanted
python -m tests.house --most 20  more of the longest files and functions
"""

from __future__ import annotations

import argparse
import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.syntax import DEBATE, nodes, trees
from tests.test_circles import circles, graph, modules

ROOT = Path(__file__).parent.parent
FACES = ("faces/tui", "faces/plain", "faces/web", "faces/kit", "classroom/page", "classroom/seats", "publish")
LONG_SENTENCE = 28
LONG_FUNCTION = 40
LONG_FILE = 400
WANTED_LINES = 46_900
CHANGES = {"One deck key": 5, "One page": 2, "One class message": 5}
"""How a worked example of CONTRIBUTING begins -> how many files it may touch."""


def lines() -> Mapping[str, int]:
    """Package (or module at the top) -> lines of its files."""
    found: dict[str, int] = defaultdict(int)
    for path in trees():
        found[path.relative_to(DEBATE).parts[0]] += len(path.read_text(encoding="utf-8").splitlines())
    return found


def long_files() -> list[tuple[int, str]]:
    """(lines, file) of all over :data:`LONG_FILE`, the longest first."""
    sizes = ((len(path.read_text(encoding="utf-8").splitlines()), str(path.relative_to(ROOT))) for path in trees())
    return sorted((each for each in sizes if each[0] > LONG_FILE), reverse=True)


def long_functions() -> list[tuple[int, str]]:
    """(lines, where) of all over :data:`LONG_FUNCTION`, the longest first."""
    found = []
    for path, tree in trees().items():
        for node in nodes(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = (node.end_lineno or node.lineno) - node.lineno + 1
                if size > LONG_FUNCTION:
                    found.append((size, f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"))
    return sorted(found, reverse=True)


def sentences(tree: ast.Module) -> Iterator[str]:
    """Texts of a module that are long enough to be sentences, docstrings left out."""
    silent = {id(node.value) for node in nodes(tree) if isinstance(node, ast.Expr)}
    for node in nodes(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            text = " ".join(node.value.split())
            if len(text) > LONG_SENTENCE and re.search(r"[a-z] [a-z]", text) and "{" not in text:
                yield text


def said_twice() -> Mapping[str, set[str]]:
    """Sentence -> the faces in which it stands, of those that stand in more than one."""
    found: dict[str, set[str]] = defaultdict(set)
    for path, tree in trees().items():
        face = next((face for face in FACES if path.is_relative_to(DEBATE / face)), "")
        for sentence in sentences(tree) if face else ():
            found[sentence].add(face)
    return {sentence: faces for sentence, faces in found.items() if len(faces) > 1}


def executed() -> list[str]:
    """Where text is run as code."""
    return [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, tree in trees().items()
        for node in nodes(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("exec", "eval")
    ]


def touched() -> Mapping[str, list[str]]:
    """How a worked example of CONTRIBUTING begins -> the files that it says are touched."""
    guide = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
    found = {}
    for part in guide.split("\n## ")[1:]:
        for change in CHANGES:
            if part.startswith(change) and (listed := re.search(r"\nTouches: (.+?)\.\n", part, re.DOTALL)):
                found[change] = re.findall(r"`([^`]+)`", listed[1])
    return found


def figures(most: int) -> Iterator[str]:
    """The lines that are printed."""
    sizes = lines()
    yield f"lines of debate/: {sum(sizes.values()):,} ({WANTED_LINES:,} wanted)"
    yield "  " + ", ".join(f"{name} {size:,}" for name, size in sorted(sizes.items(), key=lambda each: -each[1])[:14])
    yield f"circles of imports: {len(circles(graph(modules())))} (0 wanted)"
    yield f"text that is run as code: {len(executed())} (0 wanted)"
    twice = said_twice()
    yield f"sentences of over {LONG_SENTENCE} characters in two faces: {len(twice)} (0 wanted)"
    yield from (f"  {sentence!r}: {', '.join(sorted(faces))}" for sentence, faces in sorted(twice.items())[:most])
    files, functions = long_files(), long_functions()
    yield f"files over {LONG_FILE} lines: {len(files)}; functions over {LONG_FUNCTION}: {len(functions)}"
    yield from (f"  {size:>4} {where}" for size, where in (*files[:most], *functions[:most]))
    yield "files to touch, after the worked examples of CONTRIBUTING:"
    for change, paths in touched().items():
        yield f"  {change}: {len(paths)} ({CHANGES[change]} wanted): {', '.join(paths)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--most", type=int, default=8)
    print(*figures(parser.parse_args().most), sep="\n")


if __name__ == "__main__":
    main()
