"""The files of a deck: which there are, and what stands in them. Nothing outside of the deck's folder is ever read.

A deck may come from anybody and be shown to a class, so a link that leads out of its folder is a finding and no text.
The folder itself may be a link: whoever names it has chosen it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import frozen

from debate.deckfile.finding import Place, Report
from debate.deckfile.passages import SHIPPED
from debate.deckfile.read.names import nearest
from debate.deckfile.yaml.source import MAX_BYTES
from debate.rules.text import visible

MAX_FILES = 100
MAX_DEPTH = 16
"""Folders below the deck's own that are looked into."""
PLAYTHROUGHS = "playthroughs"
PLAY = ".play"
OUTSIDE = "this leads out of the deck's folder, so it is not read"
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_ALMOST_DECK = re.compile(r"(.*)\.(?:ya?ml(?:\.txt)?|yaml\.txt)", re.IGNORECASE)
_ALMOST_PLAY = re.compile(r"(.*)\.play(?:\.txt)?", re.IGNORECASE)
_ALMOST_SOURCE = re.compile(r"source\.(?:md|txt|md\.txt|markdown)", re.IGNORECASE)


class CannotRead(Exception):
    """A file that is not read; the message is a sentence without its full stop."""


@frozen
class Found:
    """A file in the folder of a deck: its path there with ``/``, and what it is called with the right ending.

    ``right`` is empty where it is not read under any name.
    """

    path: str
    right: str = ""


def shipped() -> dict[str, Path]:
    """Name -> path of the decks of the program: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "shipped" / "decks", package.parent / "decks"):
        try:
            found = sorted(folder.iterdir())
        except OSError:
            continue
        return {
            entry.stem: entry
            for entry in found
            if _NAME.fullmatch(entry.stem)
            and (entry.suffix == ".yaml" or (entry.is_dir() and any(entry.glob("*.yaml"))))
        }
    return {}


def deck_root(path_or_name: str | os.PathLike[str]) -> Path:
    """Where the deck of this name (a shipped one) or path should be; nothing need be there."""
    asked = os.fsdecode(path_or_name)
    return shipped().get(asked) or Path(asked)


def taken_for(path_or_name: str | os.PathLike[str]) -> str:
    """A sentence where a name means a shipped deck and something of this name lies here too; else empty."""
    asked = os.fsdecode(path_or_name)
    if asked not in shipped() or not os.path.lexists(asked) or os.path.samefile(shipped()[asked], asked):
        return ""
    return f"'{asked}' is the deck that comes with the program; for yours that lies here, write './{asked}'."


def read_inside(root: Path, path: Path, limit: int) -> bytes:
    """The content of a file below ``root`` (or of ``root`` itself), at most ``limit`` + 1 bytes.

    Raises:
        CannotRead: it is no file, leads out of the folder, or the system does not let it be read.
    """
    try:
        if path != root and not path.resolve(strict=True).is_relative_to(root.resolve(strict=True)):
            raise CannotRead(OUTSIDE)
        if not path.is_file():  # a pipe would be waited for without end
            raise CannotRead("this is not a file")
        with path.open("rb") as stream:
            return stream.read(limit + 1)
    except (OSError, ValueError, RuntimeError) as problem:
        raise CannotRead(f"this cannot be read: {reason(problem)}") from None


def reason(problem: Exception) -> str:
    """What the system says, in lower case and safe to show."""
    if isinstance(problem, RuntimeError):  # before Python 3.13 pathlib tells so of links that lead in a circle
        return "too many levels of symbolic links"
    said = problem.strerror if isinstance(problem, OSError) else None
    return visible(said or str(problem)).lower()


def walk(root: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each folder of the deck as its path from ``root`` with ``/`` ('' for itself), with the names of its files.

    Hidden folders and links to folders are left out, and so is what lies more than :data:`MAX_DEPTH` deep.
    """
    left = [""]
    while left:
        here = left.pop()
        below, files = [], []
        try:
            with os.scandir(root / here) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        below.append(entry.name)
                    else:
                        files.append(entry.name)
        except OSError:
            if not here:
                raise
            continue
        yield here, tuple(sorted(files))
        if here.count("/") + bool(here) < MAX_DEPTH:
            left += [f"{here}/{name}" if here else name for name in sorted(below, reverse=True) if name[0] != "."]


def is_deck_file(name: str) -> bool:
    """Whether a file of this name is read as a part of a deck."""
    return name.endswith(".yaml") and not name.startswith(".")


def almost(here: str, name: str) -> str:
    """What a file would have to be called so that it is read; empty where it is, or is nothing of a deck's."""
    if name.startswith("."):
        return ""
    if found := _ALMOST_DECK.fullmatch(name):
        return "" if is_deck_file(name) else f"{found[1]}.yaml"
    if found := _ALMOST_PLAY.fullmatch(name):
        where = "" if here == PLAYTHROUGHS else f"{PLAYTHROUGHS}/"
        return "" if name.endswith(PLAY) and not where else f"{where}{found[1]}{PLAY}"
    if not here and _ALMOST_SOURCE.fullmatch(name):
        return "" if name == SHIPPED else SHIPPED
    return ""


def deck_files(path_or_name: str | os.PathLike[str], report: Report) -> Iterator[tuple[str, str, bytes]]:
    """(what findings call it, path inside the deck, content) of each file, in deck order; problems are reported."""
    asked = os.fsdecode(path_or_name)
    shown = visible(asked, 200)
    decks = shipped()
    root = decks.get(asked) or Path(asked)
    try:
        if asked and root.is_dir():
            paths = sorted(_walk(root, report, shown), key=os.fsencode)
            if not paths:
                return
        elif asked and root.exists():
            paths = [""]
        else:
            report.error(Place(shown), "unknown", *_no_such_deck(shown, decks))
            return
    except (OSError, ValueError, RuntimeError) as problem:
        report.error(Place(shown), "file", f"this cannot be read: {reason(problem)}")
        return
    if len(paths) > MAX_FILES:
        report.error(Place(shown), "long", f"a deck has at most {MAX_FILES} files", f"{len(paths)} files")
        return
    for path in paths:
        inside = (path or root.name).encode(errors="replace").decode()
        file = shown if not path and asked not in decks else f"{shown.rstrip('/')}/{inside}"
        try:
            yield visible(file, 300), inside, read_inside(root, root / path if path else root, MAX_BYTES)
        except CannotRead as problem:
            report.error(Place(file), "file", str(problem))


def _walk(root: Path, report: Report, shown: str) -> list[str]:
    """The paths of all files that are read; what is not read because of its name is reported."""
    found: list[str] = []
    others: list[tuple[str, str, str]] = []
    for here, files in walk(root):
        for name in files:
            path = f"{here}/{name}" if here else name
            if is_deck_file(name):
                found.append(path)
            elif right := almost(here, name):
                others.append((path, name, right))
    if not found and not any(right.endswith(".yaml") for _, _, right in others):
        report.error(Place(shown), "file", "this folder holds no deck", right="files that end in .yaml")
    for path, name, right in others:
        hidden = "; a file manager may hide the '.txt'" if name.lower().endswith(".txt") else ""
        tell = report.warning if found or not right.endswith(".yaml") else report.error
        tell(
            Place(f"{shown.rstrip('/')}/{path}"),
            "file",
            f"this file is not read because of its name{hidden}",
            name,
            right,
        )
    return found


def _no_such_deck(shown: str, known: Iterable[str]) -> tuple[str, str, str]:
    listed = sorted(known)
    guess = nearest(shown, listed) or _beside(Path(shown))
    have = f"the shipped decks are {', '.join(listed)}" if listed else "no decks are shipped"
    right = f"did you mean '{guess}'?" if guess else "a name, a .yaml file or a folder of them"
    return f"there is no deck of this name and nothing at this path; {have}", shown, right


def _beside(path: Path) -> str:
    """What lies where this path would be, and has nearly its name."""
    try:
        names = [each.name for each in path.parent.iterdir() if each.is_dir() or is_deck_file(each.name)]
    except (OSError, ValueError):
        return ""
    near = nearest(path.name, names)
    return str(path.with_name(near)) if near else ""
