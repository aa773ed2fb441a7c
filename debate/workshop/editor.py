"""Which command opens a file at a line in the editor that a person has chosen."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import PurePath


class NoEditor(Exception):
    """No editor can be started; the message is a sentence that says what to do."""


_KNOWN: tuple[tuple[tuple[str, ...], str], ...] = (
    (("+{line}", "{path}"), "vi view ex elvis nvi joe jmacs ne mg jed mcedit gedit leafpad mousepad pluma xed"),
    (("+call cursor({line},{column})", "{path}"), "vim vimx gvim mvim rvim nvim"),
    (("+{line},{column}", "{path}"), "nano pico rnano"),
    (("+{line}:{column}", "{path}"), "emacs emacsclient micro kak gnome-text-editor"),
    (("{path}:{line}:{column}",), "hx helix subl sublime_text zed zeditor"),
    (("--goto", "{path}:{line}:{column}"), "code code-insiders codium vscodium code-oss cursor windsurf"),
    (("--line", "{line}", "--column", "{column}", "{path}"), "kate kwrite"),
    (("--line", "{line}:{column}", "{path}"), "mate"),
)
KNOWN: Mapping[str, tuple[str, ...]] = {name: told for told, names in _KNOWN for name in names.split()}
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
    told = KNOWN.get(name, ("{path}",))
    return [*words, *(word.format(path=safe, line=line, column=column) for word in told)]
