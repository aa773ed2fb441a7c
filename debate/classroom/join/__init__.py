"""``debate join`` and ``debate project``: a terminal that is a thin pipe to the host. No game runs here."""

from __future__ import annotations

import asyncio
import sys

from debate.command import Exit, Stop, need_terminal


def join(address: str, code: str, name: str | None) -> int:
    """Take a seat in a class, in this terminal; the exit code. ``name`` None: ask for it. Raises :class:`Stop`."""
    return _run(address, code, name, "student")


def project(address: str, code: str) -> int:
    """Show the wall of a class in this terminal; the exit code. Raises :class:`Stop`."""
    return _run(address, code, "", "wall")


def _run(address: str, code: str, name: str | None, kind: str) -> int:
    from debate.classroom.join.line import Kept, Line, base_of, code_of
    from debate.classroom.join.pipe import Pipe, can_pipe

    need_terminal(without="the address in a browser, or 'debate play --plain' for a game alone")
    if not can_pipe():
        raise Stop(Exit.PROBLEM, f"this system's terminal cannot be used so; open {address} in a browser instead.")
    base, code = base_of(address), code_of(code)
    kept = Kept(base, code, kind)
    token = kept.token if kept.token and _same(kind) else ""
    line = Line(base, code, kind, kept)
    try:
        if not token:
            token = asyncio.run(line.ask_in(_asked(name) if kind == "student" and name is None else name or ""))
        sentence, fine = Pipe(line, token).run()
    except KeyboardInterrupt:
        return Exit.PROBLEM
    print(sentence, file=sys.stdout if fine else sys.stderr)
    return Exit.OK if fine else Exit.PROBLEM


def _asked(name: str | None) -> str:
    while not name:
        name = input("Your name, as the class shall see it: ").strip()
    return name


def _same(kind: str) -> bool:
    """Whether whoever was in this room from here before is who comes now."""
    if kind != "student":
        return True
    answer = input("Somebody was in this room from this computer before. Is it you? [Y/n] ").strip().lower()
    return answer not in ("n", "no")
