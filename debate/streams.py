"""The three standard streams, which may be closed, full or gone: what is said of it, and the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from io import TextIOWrapper

from debate.rules.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

PROBLEM = 1


def ready() -> None:
    """Let nothing that a stream is given break it, and put something in the place of streams that were closed.

    Otherwise the next file that is opened gets the number of one of them, and a program that is started, or a crash,
    would write into it: into a saved game.
    """
    if os.name == "posix":
        for number, flags in ((0, os.O_RDONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
            try:
                os.fstat(number)
            except OSError:
                # Output that was closed is one that cannot be written, which is told; complaints are told to nobody.
                os.dup2(opened := os.open(os.devnull, flags), number)
                if opened > 2:
                    os.close(opened)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            stream: TextIO = os.fdopen(number, "w" if number else "r", encoding="utf-8", closefd=False)
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)  # what Textual looks at
    for standard in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(standard, TextIOWrapper):
            standard.reconfigure(errors="replace")


def told(sentence: str) -> None:
    """Say it on standard error, to whoever still reads that."""
    try:
        print(sentence, file=sys.stderr, flush=True)
    except (OSError, ValueError):
        _drop(2)


def watched(call: Callable[[], int]) -> int:
    """The exit code of ``call``; where a stream failed, or a file in a way that nobody expected, a sentence and 1."""
    try:
        try:
            code = call()
        finally:
            sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Whoever read the output has gone; nothing more can be written, not even at exit.
        _drop(1)
        return PROBLEM
    except OSError as problem:
        told(f"debate: {_sentence(problem)}")
        return PROBLEM


def _sentence(problem: OSError) -> str:
    why = visible(problem.strerror or str(problem), 200).lower()
    if problem.filename is not None:
        return f"'{visible(os.fsdecode(problem.filename), 200)}': {why}."
    try:
        print(flush=True)  # where a line of output could not be written, the next cannot either
    except (OSError, ValueError):
        _drop(1)
        return f"standard output cannot be written: {why}."
    return f"input or output failed: {why}."


def _drop(number: int) -> None:
    """Let what is still written there vanish, also at exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), (sys.stdout if number == 1 else sys.stderr).fileno())
