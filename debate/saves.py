"""Saved games as sessions: begin to record one, open one with the deck that it was played with, go on as a branch."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from attrs import frozen

from debate.deckfile import DeckError, check_files, load_deck, shipped_decks
from debate.deckfile.load import with_shipped_texts
from debate.game.record import GameRecord
from debate.game.session import PERSON, Session
from debate.locations import saves_folder, shipped_saves
from debate.rules import VERSION
from debate.rules.deck import Deck
from debate.rules.text import visible
from debate.store import (
    Header,
    Made,
    Origin,
    Read,
    RecordError,
    Saved,
    Saves,
    Stop,
    Writer,
    export,
    known_to,
    open_to_write,
    read,
    replay,
)
from debate.store.checked import why
from debate.store.fields import Malformed
from debate.store.files import FILES, ensure_folder, read_path
from debate.store.lines import MAX_BYTES
from debate.store.names import PICTURE, PORTABLE, SUFFIX, plain_name
from debate.store.portable import MAX_PORTABLE, is_deck, read_portable_file
from debate.store.writer import PLAYED_ELSEWHERE, write_new

BRANCH = "Go on from there as a new game; this one stays as it is."
OF_A_CLASS = "A class plays this game: here it can be looked at. 'debate host --resume' goes on with the class."
NO_GAME = "There is no game in this file."


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


@frozen
class _File:
    """What a file holds; its writer or, in ``told``, why there is none; the deck that it carries."""

    read: Read
    writer: Writer | None = None
    told: tuple[str, ...] = ()
    deck: Mapping[str, bytes] | None = None


def begin(saves: Saves, session: Session, name: str = "") -> Path:
    """Record a session from here on, all that was done so far included. The path of the new game.

    Also where a record cannot be written any more and the game is to be saved elsewhere. Raises :class:`RecordError`;
    the session is as it was then.
    """
    writer = saves.create(session.journal, session.source, name or default_name(session))
    session.record(writer)
    return writer.path


def default_name(session: GameRecord) -> str:
    """What a game is called unless a person says otherwise: the deck and who is played."""
    people = [session.source.roles[role].name for role in session.people()]
    who = f"{len(people)} people" if len(people) > 2 else " and ".join(people)
    again = ", rematch" if session.journal.header.ghost is not None else ""
    return f"{session.source.title}, {who}{again}" if who else session.source.title


def played(session: Session) -> bool:
    """Whether a person has chosen anything in this game, be it only which cards to keep."""
    seats = session.journal.header.seats
    made = (e.move for e in session.journal.entries if isinstance(e, Made) and e.reason is None)
    return any(m.role in seats and seats[m.role].who == PERSON for m in made)


def worth_keeping(session: Session) -> bool:
    """Whether the record of a session stays when it is let go of: a person chose something, or it branched off."""
    return session.journal.header.origin is not None or played(session)


def drop_unplayed(saves: Saves, session: Session) -> bool:
    """Let go of the record of a session; where it is not :func:`worth_keeping`, the file goes too. Whether it did.

    Raises nothing: a file that cannot be deleted stays.
    """
    path = session.kept_at
    session.close()
    if path is None or worth_keeping(session):
        return False
    with suppress(RecordError):
        saves.delete(path)
        return True
    return False


def find_game(saves: Saves, asked: str, own: bool = False) -> Path:
    """The file that was meant: a path, the name of a saved game, or that of a game that comes with the program.

    ``own``: only games of this folder, by name. Raises :class:`RecordError` with what there is.
    """
    with suppress(OSError, ValueError):
        path = Path(asked).expanduser()
        if not own and path.is_file():
            return path
    known = {}
    for item in (*(() if own else shipped_games()), *saves.listing()):
        known[item.name.casefold()] = item
    wanted = asked.removesuffix(SUFFIX).casefold()
    if wanted in known:
        return known[wanted].path
    part = [item for name, item in known.items() if wanted and wanted in name]
    if len(part) == 1:
        return part[0].path
    names = [item.name for item in part] or [item.name for item in known.values()]
    near = get_close_matches(wanted, list(known), 1, 0.6)
    guess = f" Did you mean '{known[near[0]].name}'?" if near and not part else ""
    listed = ", ".join(f"'{name}'" for name in names[:8])
    shown = f"{listed}{' ...' if len(names) > 8 else ''}" or "none yet"
    if len(part) > 1:
        raise RecordError(f"Several games are called like '{visible(asked, 100)}': {shown}. Write more of the name.")
    raise RecordError(f"There is no game '{visible(asked, 100)}'.{guess} There is: {shown}.")


def open_game(
    saves: Saves, path: Path, deck: Deck | None = None, look: bool = False, *, hosting: bool = False
) -> Opened:
    """Open a saved game, to be played where that is possible and otherwise to be looked at. ``look``: only that.

    A game that lies elsewhere than in this folder is only looked at, and so is one that was exported, and one that a
    class has not finished, unless it is opened for ``hosting`` that class. ``deck``: play it
    with this one; by default with the one kept beside it, else with the shipped one of its name. Raises
    :class:`RecordError` where the file cannot be read.
    """
    elsewhere = os.path.dirname(os.path.realpath(path)) != os.path.realpath(saves.folder)
    of_class = not (hosting or look or elsewhere) and path.name in saves.class_games() and saves.look(path).playable
    file = _opened(saves, path, look or elsewhere or of_class)
    problem, writer, told = file.read.problem, file.writer, [*file.told, *([OF_A_CLASS] if of_class else ())]
    if file.read.header is None or (problem is not None and problem.kind != "torn"):
        assert problem is not None
        more = [BRANCH] if file.read.header else []
        return Opened(path, None, (problem.sentence, *more), branch=bool(more))
    if problem is not None and writer is not None:
        told.append(f"{problem.sentence} The game goes on from the last whole one.")
    session, wrong = _resumed(saves, path, file, deck, " ".join(told))
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
    file = _opened(saves, path, look=True)
    problem = file.read.problem
    if file.read.header is None:
        raise RecordError(problem.sentence if problem is not None else NO_GAME)
    session, told = _resumed(saves, path, file, deck, "")
    if session is None:
        raise RecordError(told[0])
    because = problem.sentence if problem is not None else " ".join(told)
    return branch_of(saves, session, name or path.stem, Origin(visible(path.stem, 100), len(session.journal), because))


def branch_of(saves: Saves, session: Session, name: str, origin: Origin) -> Opened:
    """Make this session a new game that says where it comes from, and record it. Raises :class:`RecordError`."""
    session.rebase(origin)
    target = begin(saves, session, name)
    return Opened(target, session, (f"This is a new game, called '{target.stem}'.",))


def latest(saves: Saves) -> Saved | None:
    """The game that *Continue* goes on with; None where there is none. A folder that cannot be read has none."""
    try:
        return saves.latest()
    except RecordError:
        return None


def _opened(saves: Saves, path: Path, look: bool) -> _File:
    """What a file holds. ``look``: it is not to be written."""
    try:
        if path.suffix == PORTABLE:
            carried = read_portable_file(read_path(saves.files, path, MAX_PORTABLE))
            told = "This game was exported: it can be looked at here, and played once it is imported."
            return _File(read(carried.record), None, (told,), carried.deck)
        if look:
            return _File(read(read_path(saves.files, path, MAX_BYTES)))
        try:
            opened = open_to_write(path, saves.files)
        except OSError as problem:
            reason = f"This game can be looked at, not played: {why(problem)}."
            return _File(read(read_path(saves.files, path, MAX_BYTES)), None, (reason,))
        if isinstance(opened, Read):
            return _File(opened, None, (PLAYED_ELSEWHERE,) if opened.sound else ())
        writer, found = opened
        return _File(found, writer, (writer.notice,) if writer.notice else ())
    except OSError as problem:
        raise RecordError(f"The game {visible(path.stem, 100)} cannot be opened: {why(problem)}.") from None
    except Malformed as problem:
        raise RecordError(f"{visible(path.name, 100)} cannot be opened: {problem}.") from None


def _resumed(
    saves: Saves, path: Path, file: _File, deck: Deck | None, looking: str
) -> tuple[Session | None, list[str]]:
    """The session, and what keeps it from going on in its own file."""
    header, writer = file.read.header, file.writer
    assert header is not None
    if deck is None:
        deck, missing = _deck(saves, file, header, path)
        if deck is None:
            return None, [missing]
    replayed = replay(deck, file.read)
    if isinstance(replayed, Stop):
        return None, [replayed.sentence]
    wrong = []
    if replayed.stop is not None:
        wrong.append(f"The game could be played again up to entry {replayed.stop.entry - 1}. {replayed.stop.sentence}")
    elif deck.digest != header.digest:
        wrong.append("The deck has changed since, but the game plays as it was recorded.")
    elif header.rules != VERSION:
        wrong.append("The rules have changed since, but the game plays as it was recorded.")
    if wrong:
        wrong.append(BRANCH)
        writer = None
    looking = "" if writer is not None else looking or " ".join(wrong) or "This game is being looked at, not played."
    return Session.resume(deck, replayed, writer, looking), wrong


def _deck(saves: Saves, file: _File, header: Header, path: Path) -> tuple[Deck | None, str]:
    """The deck that a file was played with: the one that it carries, else as :func:`deck_of`."""
    if file.deck is not None and is_deck(file.deck, header.digest):
        deck, _ = check_files(header.deck, file.deck)
        if deck is not None and deck.id == header.deck:
            return with_shipped_texts(deck), ""
    return deck_of(saves, header, path.parent)


def deck_of(saves: Saves, header: Header, folder: Path | None = None) -> tuple[Deck | None, str]:
    """The deck that a game was played with, else the shipped one of its name as it is now; or None and why."""
    files = saves.kept_deck(header.digest, folder)
    if files is not None:
        deck, _ = check_files(header.deck, files)
        if deck is not None and deck.id == header.deck:
            return with_shipped_texts(deck), ""
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


# In words, for lists.


def when(stamp: str) -> str:
    """A time of a record as people here read it: ``2018-05-14 11:30``; empty for none."""
    try:
        return datetime.fromisoformat(stamp.replace("Z", "+00:00")).astimezone().strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError, OSError):
        return ""


def state_words(saved: Saved) -> str:
    """How far the game is, or what is wrong with the file."""
    if saved.header is None:
        return saved.problem.sentence if saved.problem is not None else ""
    if saved.problem is not None and saved.problem.kind != "torn":
        return f"damaged: {saved.problem.sentence}"
    torn = ", its last entry torn off" if saved.problem is not None else ""
    return (saved.ending or f"round {saved.round}") + torn


def people_words(saved: Saved) -> str:
    """Which roles people play."""
    return f"{len(saved.people)} people" if len(saved.people) > 2 else " and ".join(saved.people) or "opponents only"


def listed_words(saved: Saved) -> tuple[str, str]:
    """Two lines about a file: its name, marked where something is wrong, and all else that a list tells."""
    parts = [state_words(saved), when(saved.played)]
    if saved.header is not None:
        parts = [people_words(saved), *parts, saved.header.title]
    bad = saved.problem is not None and saved.problem.kind != "torn"
    return f"{'! ' if bad else ''}{saved.name}", " · ".join(part for part in parts if part)


def as_values(saved: Saved) -> dict[str, Any]:
    """The same for programs."""
    header, problem = saved.header, saved.problem
    return {
        "name": saved.name,
        "file": saved.path.name,
        "deck": header.deck if header is not None else None,
        "title": header.title if header is not None else None,
        "people": list(saved.people),
        "round": saved.round,
        "phase": saved.phase,
        "choices": saved.entries,
        "ending": saved.ending,
        "played": saved.played,
        "problem": None if problem is None else {"kind": problem.kind, "sentence": problem.sentence},
    }


def export_as(saves: Saves, path: Path, form: str, *, whole: bool = False) -> str:
    """A saved game as text in the form ``markdown``, ``yaml`` or ``json``, as far as it can be played again.

    A game that runs is told as far as the one person in it may know, or everybody where there are several; ``whole``:
    with all that is secret still.

    Raises :class:`RecordError` where there is no game or not its deck, ``ValueError`` for another form.
    """
    file = _opened(saves, path, look=True)
    header, problem = file.read.header, file.read.problem
    if header is None:
        raise RecordError(problem.sentence if problem is not None else NO_GAME)
    deck, missing = _deck(saves, file, header, path)
    if deck is None:
        raise RecordError(missing)
    replayed = replay(deck, file.read)
    if isinstance(replayed, Stop):
        raise RecordError(replayed.sentence)
    return export(deck, replayed, form, None if whole else known_to(replayed))


def keep_picture(saves: Saves | None, session: GameRecord, picture: str) -> Path:
    """Write a picture (the text of an SVG file) beside the saved games, or into the home folder where games are kept
    nowhere, named after the game; numbered where that name is taken. Raises :class:`RecordError`."""
    kept = session.kept_at
    folder = kept.parent if kept is not None else saves.folder if saves is not None else Path.home()
    told = visible(str(folder), 200)
    name = kept.stem if kept is not None else plain_name(default_name(session))
    for number in range(1, 100):
        target = folder / f"{name}{f' {number}' if number > 1 else ''}{PICTURE}"
        try:
            ensure_folder(FILES, folder)
            write_new(FILES, target, picture.encode("utf-8"))
        except FileExistsError:
            continue
        except OSError as problem:
            raise RecordError(f"The picture could not be saved in {told}: {why(problem)}.") from None
        return target
    raise RecordError(f"There are a hundred pictures of this game in {told} already.")
