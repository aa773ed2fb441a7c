"""A class as it was, from a room that is open or from its log on disk: people, tables, and what each one gave."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from attrs import frozen

from debate.classroom.room import Person, Room, Table
from debate.classroom.room import log as logs
from debate.classroom.room.contributions import contributed, number_name
from debate.classroom.room.setup import open_games
from debate.classroom.room.state import RoomState, TableState, Voice
from debate.classroom.room.voices import standing_sentence
from debate.debrief.believed import AFTER, BEFORE, SAID, Given, said
from debate.debrief.contributed import Contribution
from debate.pages.take_home import Student
from debate.rules.deck import Deck
from debate.rules.text import visible
from debate.store import RecordError, Saves
from debate.store.folder import CLASSES

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@frozen(eq=False)
class ClassRecord:
    """``called``: what the class is called, by day and code. ``given``: by the ids of the students, in the order in
    which they joined. ``csv``: the table of contributions; it takes whether names are in it."""

    deck: Deck
    code: str
    called: str
    people: Mapping[str, Person]
    tables: tuple[Table, ...]
    given: Mapping[str, tuple[Contribution, ...]]
    voices: Mapping[str, Voice]

    def name(self, person: str, names: bool) -> str:
        """What somebody is called, by name or by the number that they always have in this class."""
        return self.people[person].name if names else number_name(person)

    def students(self, names: bool) -> tuple[Student, ...]:
        """All that is known of each student."""
        return tuple(self._student(id_, names) for id_ in self.given)

    def _student(self, id_: str, names: bool) -> Student:
        place, given = self.people[id_].place, self.given[id_]
        number, role = (place.table, place.role) if place is not None else (0, "")
        if not number and given:  # sent away, or left without a seat: where the last contribution was made
            number, role = given[-1].table, given[-1].role
        table = self.tables[number - 1] if number else None
        voice = self.voices.get(id_) or Voice()
        achieved = standing_sentence(voice, self.tables)
        return Student(
            person=id_,
            name=self.name(id_, names),
            table=number,
            role=role,
            game=table.session if table is not None else None,
            given=given,
            cut_short=table.cut_words if table is not None else "",
            predicted=table.said(id_) if table is not None else (),
            predicting=table is not None and bool(table.session.journal.predicted()),
            before=_answers(voice.before),
            after=_answers(voice.after),
            reasons=(*_reasons(self.deck, BEFORE, voice.before), *_reasons(self.deck, AFTER, voice.after)),
            sentence=achieved.text if achieved is not None else "",
            ticket=tuple(voice.ticket.items()),
        )


def _answers(given: Given) -> tuple[tuple[str, str], ...]:
    """Claim -> the answer in words."""
    return tuple((id_, SAID[answer]) for id_, (answer, _) in given.items())


def _reasons(deck: Deck, when: str, given: Given) -> Iterator[tuple[str, str, str]]:
    """When, claim, and the reason that was given, in words."""
    for id_, (answer, reason) in given.items():
        if reason and id_ in deck.beliefs:
            yield when, id_, said(deck.beliefs[id_], answer, reason)


def of_room(room: Room) -> ClassRecord:
    """The record of a class that is open, as it stands now; it may be read in another thread."""
    called = _called(room.folder, room.code)
    return ClassRecord(room.deck, room.code, called, dict(room.people), room.tables, room.contributed(), room.voices)


def _called(folder: Path, code: str) -> str:
    day = _DAY.match(folder.name)
    return f"Class {code}, {day[0]}" if day else f"Class {code}"


@contextmanager
def from_disk(saves: Saves, folder: Path) -> Iterator[ClassRecord]:
    """The record of a class as its log and its games tell it; nothing of it is changed, and the games are closed after.

    Raises :class:`RecordError` where the log or a game of it cannot be read.
    """
    found = logs.look(folder / logs.NAME, saves.files)
    sessions = open_games(saves, found.header, look=True)
    try:
        yield _told(folder, found, sessions)
    finally:
        for session in sessions:
            session.close()


def _told(folder: Path, found: logs.Found, sessions: tuple[object, ...]) -> ClassRecord:
    from debate.game.session import Session

    games = tuple(session for session in sessions if isinstance(session, Session))
    try:
        state = RoomState([TableState() for _ in games])
        for event in found.events:
            event.apply(state)
        tables = tuple(Table(n, session, state, time.time) for n, session in enumerate(games, 1))
        given = contributed(state.people.values(), found.events)
        code = str(found.header["code"])
    except (KeyError, ValueError, TypeError, IndexError, AttributeError, StopIteration):
        raise RecordError(f"{visible(str(folder / logs.NAME), 200)} says what cannot be; it was changed.") from None
    return ClassRecord(games[0].source, code, _called(folder, code), state.people, tables, given, state.voices)


def classes(saves: Saves) -> tuple[Path, ...]:
    """The folders of all classes, the latest first, whether they were closed or not."""
    found = []
    with suppress(OSError):
        for name in saves.files.names(saves.folder / CLASSES):
            log = saves.folder / CLASSES / name / logs.NAME
            with suppress(OSError):
                found.append((saves.files.facts(log).changed, log.parent))
    return tuple(folder for _, folder in sorted(found, reverse=True))


def find(saves: Saves, asked: str) -> Path:
    """The folder of a class by its name, its room code, or a path; the latest for an empty ``asked``.

    Raises :class:`RecordError` with what there is.
    """
    known = classes(saves)
    if not asked:
        if not known:
            raise RecordError(f"There is no class in {visible(str(saves.folder), 200)} yet. 'debate host' begins one.")
        return known[0]
    path = Path(asked).expanduser()
    if (path / logs.NAME).is_file():
        return path
    if path.name == logs.NAME and path.is_file():
        return path.parent
    wanted = asked.strip().casefold()
    for folder in known:
        if folder.name.casefold() == wanted or wanted in folder.name.casefold().split():
            return folder
    names = ", ".join(f"'{visible(folder.name, 60)}'" for folder in known[:5])
    there = f" There are: {names}." if names else " There is no class here yet."
    raise RecordError(f"There is no class '{visible(asked, 60)}'.{there}")
