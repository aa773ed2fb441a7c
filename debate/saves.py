"""Saved games as sessions: begin to record one, open one with the deck that it was played with, go on as a branch."""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

from debate.deckfile import DeckError, check_files, load_deck, shipped_decks
from debate.journal import (
    Header,
    Journal,
    Origin,
    Read,
    RecordError,
    Saved,
    Saves,
    Stop,
    Writer,
    export,
    open_to_write,
    read,
    replay,
    saves_folder,
    shipped_saves,
)
from debate.journal.files import read_path
from debate.journal.lines import MAX_BYTES, Problem
from debate.journal.writer import PLAYED_ELSEWHERE, why
from debate.rules import VERSION
from debate.rules.deck import Deck
from debate.rules.text import visible
from debate.session import Session

BRANCH = "Go on from there as a new game; this one stays as it is."


@frozen
class Opened:
    """A saved game that was opened.

    ``session``: None where the game was refused. ``told``: sentences about what was found, to be shown. ``branch``:
    the game cannot be gone on with in its own file, but :func:`branch` can go on from its last good entry in a new one.
    """

    path: Path
    session: Session | None
    told: tuple[str, ...] = ()
    branch: bool = False


def begin(saves: Saves, session: Session, name: str = "") -> Path:
    """Record a session from here on, all that was done so far included. The path of the new game.

    Also where a record cannot be written any more and the game is to be saved elsewhere. Raises :class:`RecordError`;
    the session is as it was then.
    """
    writer = saves.create(session.journal, session.source, name or default_name(session))
    session.record(writer)
    return writer.path


def default_name(session: Session) -> str:
    """What a game is called unless a person says otherwise: the deck and who is played."""
    people = [session.source.roles[role].name for role in session.people()]
    return f"{session.source.title}, {' and '.join(people)}" if people else session.source.title


def open_game(saves: Saves, path: Path, deck: Deck | None = None) -> Opened:
    """Open a saved game, to be played where that is possible and otherwise to be looked at.

    A game that lies elsewhere than in this folder is only looked at. ``deck``: play it with this one; by default with
    the one kept beside it, else with the shipped one of its name. Raises :class:`RecordError` where the file cannot be
    read.
    """
    found, writer, told = _opened(saves, path, look=path.resolve().parent != saves.folder.resolve())
    problem = found.problem
    if found.header is None or (problem is not None and problem.kind != "torn"):
        assert problem is not None
        return Opened(path, None, (problem.sentence, *([BRANCH] if found.header else [])), branch=bool(found.header))
    if problem is not None and writer is not None:
        told.append(f"{problem.sentence} The game goes on from the last whole one.")
    session, wrong = _resumed(saves, path, found, writer, deck, " ".join(told))
    if session is None or wrong:
        if writer is not None:
            writer.close()
        return Opened(path, session, (*told, *wrong), branch=session is not None)
    return Opened(path, session, tuple(told), branch=bool(session.read_only))


def branch(saves: Saves, path: Path, name: str = "", deck: Deck | None = None) -> Opened:
    """Go on from the last good entry of a game in a new one, which says where it comes from.

    For games that are damaged, were played with another deck or rules, are open elsewhere, or came with the program.
    Raises :class:`RecordError`.
    """
    found, _, _ = _opened(saves, path, look=True)
    if found.header is None:
        raise RecordError(found.problem.sentence if found.problem is not None else "There is no game in this file.")
    session, told = _resumed(saves, path, found, None, deck, "")
    if session is None:
        raise RecordError(told[0])
    origin = Origin(
        game=visible(path.stem, 100),
        entry=len(session.journal),
        why=found.problem.sentence if found.problem is not None else " ".join(told),
    )
    session.rebase(origin)
    target = begin(saves, session, name or path.stem)
    return Opened(target, session, (f"This is a new game, called '{target.stem}'.",))


def latest(saves: Saves) -> Saved | None:
    """The game that *Continue* goes on with; None where there is none. A folder that cannot be read has none."""
    try:
        return saves.latest()
    except RecordError:
        return None


def _opened(saves: Saves, path: Path, look: bool) -> tuple[Read, Writer | None, list[str]]:
    """What a file holds, with its writer or the reason why there is none."""
    try:
        if not look:
            try:
                opened = open_to_write(path, saves.files)
            except OSError as problem:
                reason = f"This game can be looked at, not played: {why(problem)}."
                return read(read_path(saves.files, path, MAX_BYTES)), None, [reason]
            if isinstance(opened, Read):
                return opened, None, [PLAYED_ELSEWHERE] if _sound(opened.problem) else []
            writer, found = opened
            return found, writer, [writer.notice] if writer.notice else []
        return read(read_path(saves.files, path, MAX_BYTES)), None, []
    except OSError as problem:
        raise RecordError(f"The game {visible(path.stem, 100)} cannot be opened: {why(problem)}.") from None


def _sound(problem: Problem | None) -> bool:
    return problem is None or problem.kind == "torn"


def _resumed(
    saves: Saves, path: Path, found: Read, writer: Writer | None, deck: Deck | None, looking: str
) -> tuple[Session | None, list[str]]:
    """The session, and what keeps it from going on in its own file."""
    assert found.header is not None
    if deck is None:
        deck, missing = deck_of(saves, found.header, path.parent)
        if deck is None:
            return None, [missing]
    replayed = replay(deck, Journal(found.header, found.entries))
    if isinstance(replayed, Stop):
        return None, [replayed.sentence]
    wrong = []
    if replayed.stop is not None:
        wrong.append(f"The game could be played again up to entry {replayed.stop.entry - 1}. {replayed.stop.sentence}")
    elif deck.digest != found.header.digest:
        wrong.append("The deck has changed since, but the game plays as it was recorded.")
    elif found.header.rules != VERSION:
        wrong.append("The rules have changed since, but the game plays as it was recorded.")
    if wrong:
        wrong.append(BRANCH)
        writer = None
    looking = "" if writer is not None else looking or " ".join(wrong) or "This game is being looked at, not played."
    return Session.resume(deck, replayed, writer, looking), wrong


def deck_of(saves: Saves, header: Header, folder: Path | None = None) -> tuple[Deck | None, str]:
    """The deck that a game was played with, else the shipped one of its name as it is now; or None and why."""
    files = saves.kept_deck(header.digest, folder)
    if files is not None:
        deck, _ = check_files(header.deck, files)
        if deck is not None and deck.id == header.deck:
            return deck, ""
    if header.deck in shipped_decks():
        try:
            return load_deck(header.deck), ""
        except DeckError:
            pass
    name = visible(header.title or header.deck, 100)
    return None, f"The deck '{name}' is not here. Export the game where it was played, and import that file: it has it."


def default_saves(given: str | None = None) -> Saves:
    """The saved games of this user; ``given``: the option ``--saves``."""
    return Saves(saves_folder(given))


def shipped_games() -> tuple[Saved, ...]:
    """The games that come with the program. They can be looked at, and gone on with as a branch."""
    try:
        return Saves(shipped_saves()).listing()
    except RecordError:
        return ()


def export_as(saves: Saves, path: Path, form: str, deck: Deck | None = None) -> str:
    """A saved game as text in the form ``markdown``, ``yaml`` or ``json``, as far as it can be played again.

    Raises :class:`RecordError` where there is no game or not its deck, ``ValueError`` for another form.
    """
    found, _, _ = _opened(saves, path, look=True)
    if found.header is None:
        raise RecordError(found.problem.sentence if found.problem is not None else "There is no game in this file.")
    missing = ""
    if deck is None:
        deck, missing = deck_of(saves, found.header, path.parent)
    if deck is None:
        raise RecordError(missing)
    replayed = replay(deck, Journal(found.header, found.entries))
    if isinstance(replayed, Stop):
        raise RecordError(replayed.sentence)
    return export(deck, replayed, form)
