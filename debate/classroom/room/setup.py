"""Where classes lie on disk, and how their games are begun, opened and recorded."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from debate import saves as saved
from debate.classroom.room import log as logs
from debate.classroom.room.course_events import ClassClosed
from debate.game.session import PERSON, Session
from debate.rules.deck import Deck
from debate.rules.text import visible
from debate.store import Origin, RecordError, Saves, Seat
from debate.store.files import exists
from debate.store.folder import CLASSES
from debate.store.writer import write_new

MAX_TABLES = 30


def room_folder(saves: Saves, code: str, now: float) -> Path:
    """A folder for a class that is not there yet: named after the day and the room code."""
    with suppress(ValueError, OverflowError, OSError):
        day = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%d ")
        return _free(saves, saves.folder / CLASSES / f"{day}{code}")
    return _free(saves, saves.folder / CLASSES / code)


def _free(saves: Saves, wanted: Path) -> Path:
    folder, number = wanted, 1
    while _there(saves, folder):
        number += 1
        folder = wanted.with_name(f"{wanted.name} {number}")
    return folder


def _there(saves: Saves, path: Path) -> bool:
    try:
        return exists(saves.files, path)
    except OSError:
        return False


def fresh_games(
    deck: Deck,
    tables: int,
    seed: int,
    preset: str | None,
    views: tuple[str, ...],
    motives: Mapping[str, str] | None,
    judged: bool,
    origin: Session | None,
) -> tuple[Session, ...]:
    """One game a table, people in all roles. ``ValueError``: see :meth:`Room.begin`."""
    if not 1 <= tables <= MAX_TABLES:
        raise ValueError(f"a class has 1 to {MAX_TABLES} tables")
    if origin is None:
        people = dict.fromkeys(deck.turn_order, PERSON)
        return tuple(
            Session(deck, people, seed=seed + n, preset=preset, motives=motives, views=views, judged=judged)
            for n in range(tables)
        )
    if origin.state.over:
        raise ValueError("the game that the class would go on from is over")
    name = origin.writer.path.stem if origin.writer is not None else origin.source.title
    source = Origin(visible(name, 100), len(origin.journal), "A class goes on from there.")
    sessions = []
    for _ in range(tables):
        session = origin.fork(len(origin.entries))
        session.rebase(source)
        for role, seat in session.seats.items():
            if seat.who != PERSON:
                session.takeover(role, Seat(PERSON))
        sessions.append(session)
    return tuple(sessions)


def record(saves: Saves, sessions: tuple[Session, ...], code: str) -> list[str]:
    """Record these games from here on, as ordinary saved games; their names. Raises :class:`RecordError`."""
    games = []
    for number, session in enumerate(sessions, 1):
        which = f", table {number}" if len(sessions) > 1 else ""
        games.append(saved.begin(saves, session, f"{session.source.title}, class {code}{which}").name)
    return games


def header_of(deck: Deck, code: str, games: list[str]) -> dict[str, Any]:
    """The first line of a class's log."""
    return {"code": code, "deck": deck.id, "title": deck.title, "games": games}


def open_games(saves: Saves, header: Mapping[str, Any], look: bool = False) -> tuple[Session, ...]:
    """The games of a class, to be gone on with; ``look``: only to be read. Raises :class:`RecordError` where one cannot
    be."""
    sessions: list[Session] = []
    try:
        names = header.get("games")
        if not isinstance(names, list) or not names or not all(_plain(name) for name in names):
            raise RecordError("The log of this class does not say which games it played.")
        for name in names:
            # All tables play one deck, and to read it takes longer than all else.
            deck, path = sessions[0].source if sessions else None, saves.folder / name
            opened = saved.open_game(saves, path, deck, look, hosting=not look)
            if opened.session is not None:
                sessions.append(opened.session)
            if opened.session is None or (opened.session.read_only and not look):
                why = opened.session.read_only if opened.session is not None else " ".join(opened.told)
                raise RecordError(f"The game '{visible(name, 100)}' of this class cannot go on. {why}")
        return tuple(sessions)
    except BaseException:
        for session in sessions:
            session.close()
        raise


def _plain(name: object) -> bool:
    return isinstance(name, str) and bool(name) and "/" not in name and "\\" not in name and not name.startswith(".")


PUT_AWAY = "put-away"
"""The file that lies in the folder of a class which the teacher does not want to be asked about again."""


def put_away(saves: Saves, folder: Path) -> None:
    """Ask about this class no more; where that cannot be noted, it is asked about again."""
    with suppress(OSError):
        write_new(saves.files, folder / PUT_AWAY, b"")


def unfinished(saves: Saves, away: bool = False) -> tuple[Path, ...]:
    """Folders of classes that were not closed and that nobody hosts now, the latest first; those that the teacher has
    put away only where ``away``."""
    files, found = saves.files, []
    with suppress(OSError):
        for name in files.names(saves.folder / CLASSES):
            log = saves.folder / CLASSES / name / logs.NAME
            with suppress(OSError, RecordError):
                changed = files.facts(log).changed
                hidden = not away and _there(saves, log.with_name(PUT_AWAY))
                if not hidden and logs.is_free(log, files) and not _closed(logs.look(log, files)):
                    found.append((changed, log.parent))
    return tuple(folder for _, folder in sorted(found, reverse=True))


def left_out(saves: Saves) -> str:
    """Why the latest of the classes that cannot be gone on with cannot, as a sentence; empty where all can or ended."""
    files, found = saves.files, []
    with suppress(OSError):
        for name in files.names(saves.folder / CLASSES):
            log = saves.folder / CLASSES / name / logs.NAME
            with suppress(OSError):
                changed = files.facts(log).changed
                try:
                    if not _closed(logs.look(log, files)) and not logs.is_free(log, files):
                        found.append((changed, logs.OPEN_ELSEWHERE))
                except RecordError as problem:
                    found.append((changed, f"{problem.sentence} It is the class of {visible(name, 60)}."))
    return max(found, default=(0, ""))[1]


def _closed(found: logs.Found) -> bool:
    return any(isinstance(part, ClassClosed) for event in found.events[-20:] for part in event.parts)
