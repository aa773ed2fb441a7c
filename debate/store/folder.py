"""A folder of saved games: what lies in it, and what can be done with whole games.

Beside the games lie the decks that they were played with, in ``decks/``, each by its digest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from attrs import frozen

from debate.rules.deck import Deck
from debate.rules.text import visible
from debate.store import portable
from debate.store.checked import RecordError, why
from debate.store.entry import Header, Made, Remark, Seated
from debate.store.fields import Malformed, from_json
from debate.store.files import FILES, Files, exists, publish, read_all, read_path
from debate.store.journal import Journal
from debate.store.learner import FOLDER as LEARNING
from debate.store.lines import MAX_BYTES, Problem, read
from debate.store.names import PICTURE, PORTABLE, SUFFIX, checked_name, free_name, plain_name
from debate.store.writer import HIDDEN, Writer, create, write_new

DECKS = "decks"
CLASS_LOG = "class.log"
CLASSES = "classes"
"""Where the logs of classes lie, beside the games that they played."""
OWN = frozenset((DECKS, CLASSES, LEARNING, "shipped", "settings.toml", "settings-unreadable.toml"))
"""What the program keeps beside the games, which is none."""
_FIRST_LINE = 64 * 1024
STALE = 24 * 3600.0
"""Seconds after which a file that was being written is taken for left behind."""


@frozen
class Saved:
    """One file or folder among the saved games.

    ``problem`` is None for a sound game; otherwise it says what is wrong, and the rest is filled as far as it is known.
    ``people``: the roles that people play or played, by name. ``ending``: the title, empty while the game runs.
    """

    path: Path
    name: str
    header: Header | None
    entries: int
    round: int
    phase: str
    ending: str
    people: tuple[str, ...]
    played: str
    """When it was last played, in UTC: ``2018-05-14T09:30:00Z``. What is written about a game does not play it."""
    problem: Problem | None

    @property
    def playable(self) -> bool:
        """Whether it can be gone on with as it is."""
        return self.header is not None and (self.problem is None or self.problem.kind == "torn") and not self.ending


class Saves:
    """The saved games of one folder. Every method that fails raises :class:`RecordError` with a sentence."""

    def __init__(self, folder: Path, files: Files = FILES) -> None:
        self.folder = folder
        self.files = files

    def listing(self) -> tuple[Saved, ...]:
        """Everything in the folder, what was played last coming first; damaged and foreign files too, said to be so;
        not pictures.

        Empty where there is no folder yet.
        """
        try:
            names = self.files.names(self.folder)
        except (FileNotFoundError, NotADirectoryError):
            return ()
        except OSError as problem:
            raise RecordError(f"The folder {visible(str(self.folder), 200)} cannot be read: {why(problem)}.") from None
        shown = [n for n in names if not n.startswith(".") and n not in OWN and not n.endswith(PICTURE)]
        found = [self.look(self.folder / name) for name in shown]
        return tuple(sorted(found, key=lambda saved: (saved.problem is None, saved.played), reverse=True))

    def latest(self) -> Saved | None:
        """The game to go on with: of those that are not over the one that was played last; a class's game is none.

        Only files are read that can be it: none was played after it was last changed. Of a game and its copies, which
        nobody has played, it is the game: the file that was there first.
        """
        found: Saved | None = None
        of_classes: frozenset[str] | None = None
        for changed, path in sorted(self._changed(), reverse=True):
            if found is not None and found.played > _stamp(changed):
                break
            saved = self.look(path)
            later = found is None or saved.played > found.played or _is_copy(found, saved)
            if saved.playable and later:
                of_classes = self.class_games() if of_classes is None else of_classes
                found = found if path.name in of_classes else saved
        return found

    def class_games(self) -> frozenset[str]:
        """Names of the files that belong to a class: its log names them in its first line. Raises nothing."""
        found: set[str] = set()
        with suppress(OSError):
            for name in self.files.names(self.folder / CLASSES):
                with suppress(OSError, Malformed):
                    found |= _games_of(self.files, self.folder / CLASSES / name / CLASS_LOG)
        return frozenset(found)

    def _changed(self) -> Iterator[tuple[float, Path]]:
        """Each file that may be a game, with the time of its last change."""
        with suppress(OSError):
            for name in self.files.names(self.folder):
                path = self.folder / name
                with suppress(OSError):
                    if name.endswith(SUFFIX):
                        yield self.files.facts(path).changed, path

    def look(self, path: Path) -> Saved:
        """What one file is. Raises nothing."""
        name = visible(path.name.removesuffix(SUFFIX), 200)
        changed = ""
        try:
            facts = self.files.facts(path)
            changed = _stamp(facts.changed)
            if facts.kind != "file":
                what = "A folder, not a game." if facts.kind == "folder" else "Not a file."
                return _strange(path, name, changed, what)
            if path.suffix == PORTABLE:
                return _strange(path, name, changed, "A game to be imported; import it to play it.")
            raw = read_path(self.files, path, MAX_BYTES)
        except OSError as problem:
            return _strange(path, name, changed, f"It cannot be read: {why(problem)}.")
        found = read(raw)
        if found.header is None:
            return Saved(path, name, None, 0, 0, "", "", (), changed, found.problem)
        seats = dict(found.header.seats)
        seats.update({entry.role: entry.seat for entry in found.entries if isinstance(entry, Seated)})
        played = {e.move.role for e in found.entries if isinstance(e, Made) and e.reason is None}
        last = found.entries[-1] if found.entries else None
        lived = next((entry for entry in reversed(found.entries) if not isinstance(entry, Remark)), None)
        return Saved(
            path=path,
            name=name,
            header=found.header,
            entries=len(found.entries),
            round=last.round if last else 1,
            phase=last.phase if last else "choose",
            ending=last.ending if last else "",
            people=tuple(found.header.called[r] for r, seat in seats.items() if seat.who == "person" or r in played),
            played=(lived.at if lived else found.header.at) or changed,
            problem=found.problem,
        )

    def path(self, name: str) -> Path:
        """Where a game of this name lies or would lie. Raises :class:`RecordError` for a name that none can have."""
        try:
            return self.folder / (checked_name(name) + SUFFIX)
        except ValueError as problem:
            raise RecordError(str(problem)) from None

    def new_name(self, wish: str) -> str:
        """A name that no game has yet: as wished, cleaned and numbered."""
        taken = []
        with suppress(OSError):
            taken = [Path(name).stem for name in self.files.names(self.folder)]
        return free_name(plain_name(wish), taken)

    def create(self, journal: Journal, deck: Deck, name: str) -> Writer:
        """A new game in this folder, its deck kept beside it. With a name that is taken it gets a number."""
        self.keep_deck(deck)
        self.tidy()
        for _ in range(100):
            path = self.path(self.new_name(name))
            with suppress(FileExistsError):
                return create(path, journal, self.files)
        raise RecordError(f"There are too many games called '{visible(name)}'; give another name.")

    # Whole games.

    def rename(self, path: Path, name: str) -> Path:
        """Give a game another name. Refused while it is open somewhere, and where the name is taken."""
        if path.suffix != SUFFIX:
            raise RecordError("Only a game can be renamed here, and this is none.")
        target = self.path(name)
        self._idle(path)
        try:
            publish(self.files, path, target)
            self.files.sync_folder(self.folder)
        except FileExistsError:
            raise RecordError(_taken(name)) from None
        except OSError as problem:
            raise RecordError(f"The game could not be renamed: {why(problem)}.") from None
        return target

    def copy(self, path: Path, name: str) -> Path:
        """A second game that is the same so far, damage included."""
        target = self.path(name)
        try:
            raw = read_path(self.files, path, MAX_BYTES)[:MAX_BYTES]
            header = read(raw).header
            deck = self.kept_deck(header.digest, path.parent) if header is not None else None
            if header is not None and deck is not None:
                self._keep(deck, header.digest)
            write_new(self.files, target, raw)
        except FileExistsError:
            raise RecordError(_taken(name)) from None
        except OSError as problem:
            raise RecordError(f"The game could not be copied: {why(problem)}.") from None
        return target

    def delete(self, path: Path) -> None:
        """Delete a file for good. Ask first. Refused while it is open somewhere, and for folders."""
        self._idle(path)
        try:
            if self.files.facts(path).kind == "folder":
                raise RecordError("This is a folder; nothing was deleted.")
            self.files.remove(path)
            self.files.sync_folder(path.parent)
        except OSError as problem:
            raise RecordError(f"The game could not be deleted: {why(problem)}.") from None

    def _idle(self, path: Path) -> None:
        """Refuse where another window has the game open."""
        try:
            file = self.files.open(path, write=True)
        except OSError:
            return  # what cannot be opened is open nowhere; what follows says what is wrong
        try:
            if not self.files.lock(file):
                raise RecordError("This game is open in another window; close it there first.")
        except OSError:
            return
        finally:
            with suppress(OSError):
                self.files.close(file)

    def tidy(self) -> None:
        """Remove what a program left behind that was killed while it wrote a new file."""
        with suppress(OSError):
            now = datetime.now(UTC).timestamp()
            for name in self.files.names(self.folder):
                path = self.folder / name
                if name.startswith(HIDDEN) and now - self.files.facts(path).changed > STALE:
                    self.files.remove(path)

    # One file to carry away.

    def export(self, path: Path, target: Path) -> Path:
        """Write a game and its deck as one portable file. ``target``: a file that is not there yet, or a folder."""
        try:
            if exists(self.files, target) and self.files.facts(target).kind == "folder":
                target = target / (path.name.removesuffix(SUFFIX) + PORTABLE)
            raw = read_path(self.files, path, MAX_BYTES)
            header = read(raw).header
            deck = self.kept_deck(header.digest, path.parent) if header is not None else None
            write_new(self.files, target, portable.portable_file(raw, deck))
        except FileExistsError:
            raise RecordError(f"There is a file at {visible(str(target), 200)}; choose another name.") from None
        except OSError as problem:
            raise RecordError(f"The game could not be exported: {why(problem)}.") from None
        return target

    def import_(self, source: Path) -> Path:
        """Take a portable file, or a record from elsewhere, into this folder; it is numbered where its name is taken.

        Files that hold no game are refused. A damaged record is taken as it is.
        """
        try:
            raw = read_path(self.files, source, portable.MAX_PORTABLE)
        except OSError as problem:
            raise RecordError(f"{visible(str(source), 200)} cannot be read: {why(problem)}.") from None
        record, files = raw, None
        if raw.startswith(b'{"debate-portable"'):
            try:
                carried = portable.read_portable_file(raw)
            except Malformed as problem:
                raise RecordError(f"{visible(source.name, 100)} cannot be imported: {problem}.") from None
            record, files = carried.record, carried.deck
        found = read(record)
        if found.header is None:
            what = found.problem.sentence if found.problem is not None else ""
            raise RecordError(f"{visible(source.name, 100)} cannot be imported. {what}")
        if files is not None and portable.is_deck(files, found.header.digest):
            self._keep(files, found.header.digest)
        for _ in range(100):
            target = self.path(self.new_name(source.stem))
            try:
                write_new(self.files, target, record)
                return target
            except FileExistsError:
                continue
            except OSError as problem:
                raise RecordError(f"The game could not be imported: {why(problem)}.") from None
        raise RecordError("There are too many games of this name; rename the file first.")

    # Decks as they were played.

    def keep_deck(self, deck: Deck) -> None:
        """Keep the files of this deck by its digest; a deck made in memory has none."""
        if deck.files and deck.digest:
            self._keep(deck.files, deck.digest)

    def _keep(self, files: Mapping[str, bytes], digest: str) -> None:
        path = self._deck_path(digest, self.folder)
        try:
            if self.kept_deck(digest) is not None:
                return
            if exists(self.files, path):
                self.files.remove(path)  # damaged: it is not the deck that its name promises
            write_new(self.files, path, portable.deck_file(files))
        except FileExistsError:
            return
        except (OSError, Malformed) as problem:
            reason = why(problem) if isinstance(problem, OSError) else str(problem)
            raise RecordError(f"The deck could not be kept beside the game: {reason}.") from None

    def kept_deck(self, digest: str, folder: Path | None = None) -> dict[str, bytes] | None:
        """The files of the deck with this digest; None where it was not kept or is damaged."""
        if not digest:
            return None
        for place in (folder, self.folder):
            if place is None:
                continue
            with suppress(OSError, Malformed):
                files = portable.read_deck_file(
                    read_path(self.files, self._deck_path(digest, place), portable.MAX_DECK)
                )
                if portable.is_deck(files, digest):
                    return files
        return None

    @staticmethod
    def _deck_path(digest: str, folder: Path) -> Path:
        return folder / DECKS / f"{digest}.deck"


def _is_copy(one: Saved, other: Saved) -> bool:
    """Whether two games are the same so far, to the second in which they were played."""
    return (one.header, one.entries, one.played) == (other.header, other.entries, other.played)


def _stamp(seconds: float) -> str:
    """A time of the file system as records hold it; empty for one that no calendar has."""
    with suppress(ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return ""


def _strange(path: Path, name: str, changed: str, sentence: str) -> Saved:
    return Saved(path, name, None, 0, 0, "", "", (), changed, Problem("foreign", 0, sentence))


def _taken(name: str) -> str:
    return f"There is a game called '{visible(name)}' already; choose another name."


def _games_of(files: Files, log: Path) -> set[str]:
    """The games that the log of a class names. Raises ``OSError`` and :class:`Malformed`."""
    file = files.open(log)
    try:
        first = read_all(files, file, _FIRST_LINE).partition(b"\n")[0]
    finally:
        files.close(file)
    value = from_json(first.rpartition(b" ")[0])
    games = value.get("games") if isinstance(value, dict) else None
    return {name for name in games if isinstance(name, str)} if isinstance(games, list) else set()
