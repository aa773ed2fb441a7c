"""Writing what a command made into a file that was named, or printing it."""

from __future__ import annotations

from pathlib import Path

from debate.command import Exit, Stop
from debate.rules.text import visible


def write_out(text: str, path: str | None, mode: int = 0o666) -> None:
    """Print ``text``, or write it into a file and say so. Raises :class:`Stop` where that fails."""
    if path is None:
        print(text)
    else:
        write_file(path, (text + "\n").encode(), mode)


def write_file(path: str, content: bytes, mode: int = 0o666) -> None:
    """Write a file, whole or not at all, and say so. Raises :class:`Stop` where that fails."""
    from debate.store.writer import write_over

    try:
        write_over(Path(path), content, mode)
    except (OSError, ValueError) as problem:
        raise Stop(Exit.PROBLEM, cannot_write(path, problem)) from None
    print(f"Written: {visible(path, 200)}")


def cannot_write(path: str, problem: Exception) -> str:
    """One sentence: which file, and why."""
    why = (problem.strerror if isinstance(problem, OSError) else "") or str(problem)
    return f"'{visible(path, 200)}' cannot be written: {visible(why).lower()}."
