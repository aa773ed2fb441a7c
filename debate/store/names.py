"""Where saved games live, and what they may be called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from debate.rules.text import TextError, clean, visible

SUFFIX = ".game"
PORTABLE = ".debate"
PICTURE = ".svg"
"""How an ending ends that was saved as a picture."""
MAX_NAME = 80
_WORDS = re.compile(r"[^\w \-.,'’()!&+]")
_PORTS = [f"{port}{number}" for port in ("com", "lpt") for number in "123456789¹²³"]
_DEVICES = frozenset({"con", "prn", "aux", "nul", "conin$", "conout$", *_PORTS})


class BadName(ValueError):
    """A name that no game can have; the message is a sentence for people."""


def is_device(name: str) -> bool:
    """Whether Windows takes this name, whatever its ending, for a device: no file or folder can have it there."""
    return name.split(".")[0].rstrip().casefold() in _DEVICES


def checked_name(name: str) -> str:
    """The name as a file can bear it on any system. Raises :class:`BadName`."""
    try:
        name = clean(name, limit=MAX_NAME)
    except TextError as problem:
        raise BadName(f"A game cannot be called that: {problem.sentence}.") from None
    if not name:
        raise BadName("A game needs a name.")
    wrong = _WORDS.search(name)
    if wrong is not None:
        raise BadName(
            f"'{visible(wrong[0])}' cannot stand in the name of a game; letters, numbers, blanks and - . , ' can."
        )
    if is_device(name):
        raise BadName(f"A game cannot be called '{visible(name)}': Windows keeps this name for a device.")
    if name[0] in ".-" or name[-1] == ".":
        raise BadName(f"A game cannot be called '{visible(name)}'; begin and end with a letter or a number.")
    if len(name.encode()) > 200:
        raise BadName("This name is too long; give a shorter one.")
    return name


def plain_name(text: str) -> str:
    """A name that a game can have, made from any text."""
    text = unicodedata.normalize("NFC", text)
    kept = " ".join(_WORDS.sub(" ", "".join(c if c.isprintable() else " " for c in text)).split())
    try:
        return checked_name(kept.strip(".- ")[: MAX_NAME - 10].encode()[:180].decode(errors="ignore").strip(".- "))
    except BadName:
        return "Game"


def free_name(name: str, taken: Iterable[str]) -> str:
    """``name``, or ``name 2``, ``name 3`` and so on: the first that differs from all that are taken in any case."""
    used = {unicodedata.normalize("NFC", other).casefold() for other in taken}
    candidate, number = name, 1
    while candidate.casefold() in used:
        number += 1
        ending = f" {number}"
        candidate = name[: MAX_NAME - len(ending)] + ending
    return candidate
