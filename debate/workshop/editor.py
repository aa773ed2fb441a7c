"""Which command opens a file at a line in the editor that a person has chosen."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from pathlib import PurePath


class NoEditor(Exception):
    """No editor can be started; the message is a sentence that says what to do."""


Make = Callable[[str, int, int], list[str]]


def _plus(path: str, line: int, column: int) -> list[str]:
    return [f"+{line}", path]


def _plus_column(path: str, line: int, column: int) -> list[str]:
    return [f"+{line}:{column}", path]


def _plus_comma(path: str, line: int, column: int) -> list[str]:
    return [f"+{line},{column}", path]


def _colons(path: str, line: int, column: int) -> list[str]:
    return [f"{path}:{line}:{column}"]


def _goto(path: str, line: int, column: int) -> list[str]:
    return ["--goto", f"{path}:{line}:{column}"]


def _cursor(path: str, line: int, column: int) -> list[str]:
    return [f"+call cursor({line},{column})", path]


def _options(path: str, line: int, column: int) -> list[str]:
    return ["--line", str(line), "--column", str(column), path]


def _mate(path: str, line: int, column: int) -> list[str]:
    return ["--line", f"{line}:{column}", path]


_KNOWN: tuple[tuple[Make, str], ...] = (
    (_plus, "vi view ex elvis nvi joe jmacs ne mg jed mcedit gedit leafpad mousepad pluma xed"),
    (_cursor, "vim vimx gvim mvim rvim nvim"),
    (_plus_comma, "nano pico rnano"),
    (_plus_column, "emacs emacsclient micro kak gnome-text-editor"),
    (_colons, "hx helix subl sublime_text zed zeditor"),
    (_goto, "code code-insiders codium vscodium code-oss cursor windsurf"),
    (_options, "kate kwrite"),
    (_mate, "mate"),
)
KNOWN: Mapping[str, Make] = {name: make for make, names in _KNOWN for name in names.split()}
"""Editor -> how it is told a place. Others get the path alone."""


def editor_of(environment: Mapping[str, str]) -> list[str]:
    """The words of ``$VISUAL``, else of ``$EDITOR``.

    Raises:
        NoEditor: neither is set, or it cannot be read.
    """
    for name in ("VISUAL", "EDITOR"):
        said = environment.get(name, "").strip()
        if said:
            try:
                words = shlex.split(said)
            except ValueError:
                raise NoEditor(f"${name} has a quote without an end; set it to a command such as 'nano'.") from None
            if words:
                return words
    raise NoEditor("No editor is set. Before you start, say which: export EDITOR=nano")


def command(environment: Mapping[str, str], path: str, line: int = 1, column: int = 1) -> list[str]:
    """The command that opens ``path`` there, if the editor is one that can be told. Raises :class:`NoEditor`."""
    words = editor_of(environment)
    name = PurePath(words[0]).name.lower().removesuffix(".exe")
    # A path that begins with a sign could be taken for an option.
    safe = path if path[:1] not in "-+" else f"./{path}"
    make = KNOWN.get(name)
    return [*words, *(make(safe, line, column) if make is not None else [safe])]
