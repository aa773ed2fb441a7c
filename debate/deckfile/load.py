"""From a name or a path to a deck, or to all that is wrong with it."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from attrs import evolve, field, frozen

from debate.deckfile.checks.cross_refs import across
from debate.deckfile.checks.loose_ends import Whole
from debate.deckfile.checks.reading import check_pack
from debate.deckfile.checks.text_length import check_fit, check_grade
from debate.deckfile.checks.unreachable import Deeper
from debate.deckfile.codes import CODES
from debate.deckfile.finding import DeckError, Finding, Place, Report
from debate.deckfile.folder import MAX_FILES, CannotRead, deck_files, deck_root, read_inside, shipped
from debate.deckfile.passages import MAX_BYTES as MAX_TEXT_BYTES
from debate.deckfile.passages import SHIPPED, SourceError, SourceText, source_text
from debate.deckfile.read import names
from debate.deckfile.read.names import Names
from debate.deckfile.read.suppressions import Owners, Silence, Silenced, part
from debate.deckfile.read.whole import read_parts
from debate.deckfile.yaml.nodes import File
from debate.deckfile.yaml.source import read_source
from debate.rules.deck import Deck, now_loaded
from debate.rules.text import visible

MAX_DECK_BYTES = 8 << 20
REMEMBERED = 4
"""Decks whose reading is remembered for as long as their files are the same."""
FIRST, LEARNERS = "zte", "phones"
"""The deck that is offered first, and the one that *How to play* uses."""


def shipped_decks() -> tuple[str, ...]:
    """The names of the decks that come with the program."""
    return tuple(sorted(shipped()))


def first_deck() -> str:
    """The deck that is offered first: ``zte``, else the first that is not for learning the game; empty where there is
    none."""
    names = shipped_decks()
    return min(names, key=lambda name: (name != FIRST, name == LEARNERS, name), default="")


@frozen
class Checked:
    """What reading a deck gave. ``deck`` is None where it has errors.

    ``silenced`` holds warnings that the deck says it knows about. ``texts``: what findings call a file -> its content,
    with ``\\n`` for line ends.
    """

    deck: Deck | None
    findings: tuple[Finding, ...]
    silenced: tuple[Silenced, ...] = ()
    texts: Mapping[str, str] = field(factory=dict, repr=False)
    names: Names | None = field(default=None, repr=False)
    """The ids of the deck, also of one with errors; None where nothing could be opened."""
    notes: tuple[Finding, ...] = ()
    """What is worth knowing of a deck without errors, and neither right nor wrong."""
    kept: tuple[Silence, ...] = ()
    """What the deck knows of warnings that only play can tell."""


def check(path_or_name: str | os.PathLike[str]) -> tuple[Deck | None, tuple[Finding, ...]]:
    """Read a deck and tell all that is wrong with it. Without errors the deck comes too, warnings or not.

    ``path_or_name`` is the name of a shipped deck, a ``.yaml`` file or a folder of them. Nothing is raised for any
    content of the files; what cannot be opened is a finding as well.
    """
    checked = examine(path_or_name)
    return checked.deck, checked.findings


def check_files(name: str, files: Mapping[str, bytes]) -> tuple[Deck | None, tuple[Finding, ...]]:
    """As :func:`check`, for a deck whose files are not on disk: path inside the deck -> content, in deck order.

    ``name`` is what findings call the deck.
    """
    checked = examine_files(name, files)
    return checked.deck, checked.findings


def examine(path_or_name: str | os.PathLike[str]) -> Checked:
    """As :func:`check`, with what was silenced and the files as read."""
    report = Report()
    checked = _checked(deck_files(path_or_name, report), report)
    if checked.deck is None:
        return checked
    try:
        found = _source_text(deck_root(path_or_name), checked.deck.passages)
    except SourceError as problem:
        place = f"{visible(os.fsdecode(path_or_name), 200).rstrip('/')}/{SHIPPED}"
        told = Finding(place, 1, 1, "file", f"the text of the passages: {problem}", severity="warning")
        return evolve(checked, findings=(*checked.findings, told))
    return evolve(checked, deck=checked.deck.with_texts(found.passages)) if found is not None else checked


def _source_text(root: Path, ids: Iterable[str]) -> SourceText | None:
    """The text that a deck brings in its folder; None where it brings none. Raises :class:`SourceError`."""
    path = root / SHIPPED
    if not os.path.lexists(path) or not root.is_dir():
        return None
    try:
        raw = read_inside(root, path, MAX_TEXT_BYTES)
    except CannotRead as problem:
        raise SourceError(str(problem)) from None
    return source_text(raw, ids)


def examine_files(name: str, files: Mapping[str, bytes]) -> Checked:
    """As :func:`check_files`, with what was silenced and the files as read."""
    report = Report()
    shown = visible(name, 200)
    if not 1 <= len(files) <= MAX_FILES:
        report.error(Place(shown), "long", f"a deck has 1 to {MAX_FILES} files", f"{len(files)} files")
        return Checked(None, report.findings())
    return _checked(((visible(f"{shown}/{path}", 300), path, raw) for path, raw in files.items()), report)


def load_deck(path_or_name: str | os.PathLike[str]) -> Deck:
    """The deck of this name (a shipped one) or path (a ``.yaml`` file, or a folder of them).

    Raises:
        DeckError: it has errors; ``findings`` holds them all, warnings too.
    """
    deck, findings = check(path_or_name)
    if deck is None:
        raise DeckError(findings)
    return deck


def with_shipped_texts(deck: Deck) -> Deck:
    """The deck with the words of its passages, if it is a shipped one that brings its source: for one that was read
    from a record, which holds no source."""
    root = shipped().get(deck.id)
    if root is None or deck.texts:
        return deck
    try:
        found = _source_text(root, deck.passages)
    except SourceError:
        return deck
    return deck if found is None else deck.with_texts(found.passages)


# Reading.


@contextmanager
def _uncollected() -> Iterator[None]:
    """Do not look for circles among values meanwhile: nothing that a deck is read into hangs in one, and looking takes
    an eighth of the time."""
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()


def _checked(files: Iterable[tuple[str, str, bytes]], report: Report) -> Checked:
    """What these files hold: (what findings call it, path inside the deck, content). The same files are read once: a
    program opens a deck for its list of decks, for a game, for another one."""
    taken, size = [], 0
    for file in files:
        taken.append(file)
        size += len(file[2])
        if size > MAX_DECK_BYTES:
            break
    if len(report) or size > MAX_DECK_BYTES:
        return _read(taken, report)
    return _remembered(tuple(taken))


@lru_cache(maxsize=REMEMBERED)
def _remembered(files: tuple[tuple[str, str, bytes], ...]) -> Checked:
    return _read(files, Report())


@_uncollected()
def _read(files: Iterable[tuple[str, str, bytes]], report: Report) -> Checked:
    read: list[File] = []
    kept: dict[str, bytes] = {}
    texts: dict[str, str] = {}
    for file, path, raw in files:
        if sum(map(len, kept.values())) + len(raw) > MAX_DECK_BYTES:
            report.error(Place(file), "long", f"a deck holds at most {MAX_DECK_BYTES >> 20} MiB in all")
            break
        read.append(read_source(file, path, raw, report))
        kept[path] = _same_line_ends(raw)
        texts[file] = kept[path].decode(errors="replace")
    if not read or _several(read, report):
        return Checked(None, report.findings())
    found = names.collect(read, report)
    owners = Owners(read, found)
    deck, every, notes = _build(found, read[0].source.file, report, kept)
    silences = tuple(silence for silence in every if not CODES[silence.code].from_play)
    told, silenced, unneeded = part(report.findings(), silences, owners)
    if deck is not None and not report.left_out and unneeded:
        for silence in unneeded:
            at = f" at '{silence.id}'" if silence.id else ""
            sentence = f"'silence' names {silence.code}{at}, and there is no such warning"
            report.warning(silence.place, "unused", sentence, right="leave it out")
        told, silenced, _ = part(report.findings(), silences, owners)
    by_play = tuple(silence for silence in every if CODES[silence.code].from_play)
    return Checked(deck, told, silenced, texts, found, notes, by_play)


_OWN = ("format", "id", "title", "question", "rounds", "turn_order")


def _several(files: Sequence[File], report: Report) -> bool:
    """Whether several whole decks lie in one folder, which is one mistake and not one for each id; it is reported."""
    heads = [file.source for file in files if sum(key.text in _OWN for key, _ in file.entries) >= len(_OWN) // 2]
    if len(heads) < 2:
        return False
    others = ", ".join(f"'{Path(source.file).name}'" for source in heads)
    few = "two" if len(heads) == 2 else str(len(heads))
    right = "move one of them away" if len(heads) == 2 else "leave one of them here"
    report.error(Place(heads[1].file), "twice", f"this folder holds {few} decks: {others}", right=right)
    return True


def _same_line_ends(raw: bytes) -> bytes:
    """A checkout with other line ends is the same deck."""
    return raw.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")


# Building.


def _build(
    found: Names, first: str, report: Report, files: Mapping[str, bytes]
) -> tuple[Deck | None, tuple[Silence, ...], tuple[Finding, ...]]:
    parts = read_parts(found, report)
    across(found, report, first)
    if report.has_errors or not found.complete:
        return None, parts.silences, ()
    deck = parts.deck(found, files)
    Whole(deck, found, parts.used, report).check()
    Deeper(deck, found, report).check()
    check_fit(found, report)
    check_pack(deck, found, report)
    notes = check_grade(found, parts.grade, report)
    return (None, parts.silences, ()) if report.has_errors else (now_loaded(deck), parts.silences, notes)
