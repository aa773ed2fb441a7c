"""Writers that are each broken in one way, and the checks that must catch them.

Each breaker is a context in which the journal works wrongly. It says which of the checks is to notice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from debate import saves as saved
from debate.store import RecordError, Saves, checked, folder, lines, writer
from debate.store.entry import Entry
from debate.store.files import FILES, Files, ensure_folder, publish, write_all
from tests.store.disk import Disk, Killed, Tripwire
from tests.store.work import DECK, FOLDER, Ledger, Violation, check, new_session, play_out, play_some, record_of, work

# The checks. Each raises Violation where something acknowledged is lost or something wrong is believed.


def steps_of_work() -> int:
    """How many system calls the work makes."""
    wire = Tripwire(Disk())
    work(wire, Ledger())
    return wire.count


def power_loss(runs: int) -> None:
    """The machine stops at any system call; the disk keeps what was synced and any part of the rest."""
    steps = steps_of_work()
    for seed in range(runs):
        random = Random(seed)
        disk, ledger = Disk(), Ledger()
        with suppress(Killed):
            work(Tripwire(disk, at=random.randint(1, steps + 1), mode="kill"), ledger, seed % 7)
        disk.power_lost(random)
        check(disk, ledger)


def stop_then_power_loss(runs: int, modes: tuple[str, ...] = ("kill", "fail")) -> None:
    """The program is killed, or a call fails and it ends; what it shows when it is started again is acknowledged. Then
    the power goes."""
    steps = steps_of_work()
    for seed in range(runs):
        random = Random(seed)
        disk, ledger = Disk(), Ledger()
        with suppress(Killed):
            work(Tripwire(disk, at=random.randint(1, steps), mode=modes[seed % len(modes)]), ledger, seed % 7)
        disk.killed()
        saves = Saves(FOLDER, disk)
        for item in saves.listing():
            if item.path.suffix != ".game":
                continue
            opened = saved.open_game(saves, item.path, DECK)
            if opened.session is None:
                raise Violation(f"'{item.name}' cannot be opened after a kill: {opened.told}")
            if item.name == "game":
                ledger.games["game"] = [
                    f"{e.number} {e.state} {type(e).__name__}" for e in opened.session.journal.entries
                ]
        disk.power_lost(random)
        check(disk, ledger)


def failing_calls(every: int, modes: tuple[str, ...] = ("fail", "fail-on")) -> None:
    """Each system call fails, once or from then on; the program ends; the power goes."""
    for mode in modes:
        for at in range(1, steps_of_work() + 1, every):
            disk, ledger = Disk(), Ledger()
            try:
                work(Tripwire(disk, at, mode), ledger)
            except OSError as problem:
                raise Violation(f"call {at} failing ({mode}) reached the person as {problem!r}") from problem
            disk.power_lost(Random(at))
            check(disk, ledger)


def full_disk(every: int, most: int = 12_000) -> None:
    """The disk is full after any number of bytes."""
    for room in range(0, most, every):
        disk, ledger = Disk(), Ledger()
        disk.room = room
        work(disk, ledger)
        disk.room = None
        disk.killed()
        check(disk, ledger)


def flipped_bits(raw: bytes, every: int) -> None:
    """Any one bit of a record is turned over: what is read is a beginning of the game, the rest is said to be bad."""
    whole_read = lines.read(raw)
    for bit in range(0, len(raw) * 8, every):
        changed = bytearray(raw)
        changed[bit // 8] ^= 1 << bit % 8
        found = lines.read(bytes(changed))
        if found.problem is None:
            raise Violation(f"bit {bit} was turned over and nobody noticed")
        if found.header is not None and (
            found.header != whole_read.header or found.entries != whole_read.entries[: len(found.entries)]
        ):
            raise Violation(f"bit {bit} was turned over and something else was read")


def two_windows() -> None:
    """A game is opened twice: only one may play it."""
    disk = Disk()
    saves = Saves(FOLDER, disk)
    session = new_session()
    path = saved.begin(saves, session, "game")
    other = saved.open_game(saves, path, DECK).session
    if other is None:
        raise Violation("an open game cannot be looked at")
    for player in (session, other, session):
        try:
            play_some(player, Random(1), 1)
        except RecordError:
            if player is session:
                raise Violation("the first window cannot play any more") from None
    ledger = Ledger()
    ledger.saw("game", session)
    disk.killed()
    check(disk, ledger)


def taken_names() -> None:
    """Renaming and copying never write over another game."""
    disk = Disk()
    saves = Saves(FOLDER, disk)
    paths = []
    for seed in (1, 2):
        session = new_session(seed)
        paths.append(saved.begin(saves, session, f"game {seed}"))
        session.close()
    for change in (saves.rename, saves.copy):
        try:
            change(paths[0], "game 2")
        except RecordError:
            continue
        raise Violation("a game was written over")


def a_record(seed: int = 3) -> bytes:
    return record_of(play_out(new_session(seed), Random(5)))


# The breakers.


class _Layer:
    """A disk whose calls are partly replaced: ``broken(disk)`` gives the new ones by name."""

    def __init__(self, **replaced: Callable[..., Any]) -> None:
        self.replaced = replaced

    @contextmanager
    def __call__(self) -> Iterator[None]:
        with ExitStack() as stack:
            for name, method in self.replaced.items():
                stack.enter_context(patch.object(Disk, name, method))
            yield


@contextmanager
def _patched(*changes: tuple[Any, str, Any]) -> Iterator[None]:
    with ExitStack() as stack:
        for where, name, value in changes:
            stack.enter_context(patch.object(where, name, value))
        yield


def _nothing(*_: Any) -> None:
    return None


def _line(entry: Entry, chain: str) -> tuple[bytes, str]:
    return checked.sealed(lines.entry_body(entry), chain)


def _fail(wrong: writer.Writer, problem: OSError) -> None:
    wrong.failed = str(problem)
    raise RecordError(wrong.failed)


def _open(wrong: writer.Writer) -> int:
    assert wrong._file is not None
    return wrong._file


def _append_without_sync(self: writer.Writer, entry: Entry) -> None:
    line, self._chain = _line(entry, self._chain)
    write_all(self._files, _open(self), line)


def _append_a_line_late(self: writer.Writer, entry: Entry) -> None:
    """Acknowledges an entry and writes it with the next one."""
    held = self.__dict__.pop("held", b"")
    self.__dict__["held"], self._chain = _line(entry, self._chain)
    if held:
        write_all(self._files, _open(self), held)
        self._files.sync(_open(self))


def _append_whatever_happens(self: writer.Writer, entry: Entry) -> None:
    """Says nothing of errors."""
    line, self._chain = _line(entry, self._chain)
    try:
        write_all(self._files, _open(self), line)
        self._files.sync(_open(self))
    except OSError:
        pass


def _append_with_second_try(self: writer.Writer, entry: Entry) -> None:
    """Takes a second sync that works for proof that all is on disk."""
    line, self._chain = _line(entry, self._chain)
    try:
        write_all(self._files, _open(self), line)
        try:
            self._files.sync(_open(self))
        except OSError:
            self._files.sync(_open(self))
    except OSError as problem:
        _fail(self, problem)


def _append_without_giving_up(self: writer.Writer, entry: Entry) -> None:
    """Goes on after a write that failed in part, behind the torn line."""
    line, chain = _line(entry, self._chain)
    for attempt in (1, 2):
        try:
            write_all(self._files, _open(self), line)
            self._files.sync(_open(self))
            self._chain = chain
            return
        except OSError as problem:
            if attempt == 2:
                _fail(self, problem)


def _append_and_leave_the_rest(self: writer.Writer, entry: Entry) -> None:
    """Leaves a line that failed to reach the disk for the next one who reads."""
    line, chain = _line(entry, self._chain)
    if self.failed:
        raise RecordError(self.failed)
    try:
        write_all(self._files, _open(self), line)
        self._files.sync(_open(self))
    except OSError as problem:
        _fail(self, problem)
    self._chain = chain


def _new_without_sync(files: Files, path: Path, content: bytes) -> None:
    ensure_folder(files, path.parent)
    hidden = path.parent / ".new-x"
    file = files.create(hidden)
    write_all(files, file, content)
    files.close(file)
    publish(files, hidden, path)
    files.sync_folder(path.parent)


def _new_in_place(files: Files, path: Path, content: bytes) -> None:
    ensure_folder(files, path.parent)
    file = files.create(path)
    write_all(files, file, content)
    files.sync(file)
    files.close(file)
    files.sync_folder(path.parent)


def _write_once(files: Files, file: int, content: bytes) -> None:
    files.write(file, content)


def _rename_over(files: Files, hidden: Path, path: Path) -> None:
    files.rename(hidden, path)


def _new(function: Callable[..., None]) -> Callable[[], Any]:
    return lambda: _patched((writer, "write_new", function), (folder, "write_new", function))


def _appending(function: Callable[..., None]) -> Callable[[], Any]:
    return lambda: _patched((writer.Writer, "append", function))


_open_to_write = writer.open_to_write


def _open_without_sync(path: Path, files: Files = FILES) -> Any:
    """Shows what a killed program had written, synced or not."""
    with _Layer(sync=_nothing, sync_folder=_nothing)():
        return _open_to_write(path, files)


BROKEN: dict[str, tuple[Callable[[], Any], Callable[[], None]]] = {
    "no sync after an entry": (_appending(_append_without_sync), lambda: power_loss(80)),
    "an entry is written with the next one": (_appending(_append_a_line_late), lambda: power_loss(80)),
    "errors are not told": (_appending(_append_whatever_happens), lambda: failing_calls(3)),
    "a second sync is believed": (_appending(_append_with_second_try), lambda: failing_calls(1, ("fail",))),
    "going on behind a torn line": (_appending(_append_without_giving_up), lambda: failing_calls(1, ("fail",))),
    "a line that failed to be synced is left": (
        _appending(_append_and_leave_the_rest),
        lambda: stop_then_power_loss(300, ("fail",)),
    ),
    "a new file is named before it is synced": (_new(_new_without_sync), lambda: power_loss(80)),
    "a new file is written in place": (_new(_new_in_place), lambda: power_loss(150)),
    "the folder is not synced": (_Layer(sync_folder=_nothing), lambda: power_loss(80)),
    "a torn end is not cut": (_Layer(cut=_nothing), lambda: power_loss(150)),
    "a short write is taken for a whole one": (
        lambda: _patched((writer, "write_all", _write_once), (checked, "write_all", _write_once)),
        lambda: full_disk(97),
    ),
    "no checksums": (
        lambda: _patched((checked, "checksum", lambda before, body: "0" * 16)),
        lambda: flipped_bits(a_record(), 29),
    ),
    "checksums that are not chained": (
        lambda: _patched((checked, "checksum", lambda before, body: _unchained(body))),
        lambda: moved_lines(a_record(), a_record(7)),
    ),
    "no locks": (_Layer(lock=lambda self, file: True), two_windows),
    "renaming writes over other games": (lambda: _patched((folder, "publish", _rename_over)), taken_names),
    "what is read is not synced before it is shown": (
        lambda: _patched((saved, "open_to_write", _open_without_sync)),
        lambda: stop_then_power_loss(300, ("kill",)),
    ),
}


def _unchained(body: bytes) -> str:
    from hashlib import blake2b

    return blake2b(body, digest_size=8).hexdigest()


def moved_lines(raw: bytes, other: bytes) -> None:
    """Any line but the last is left out, two are swapped, or one comes from another game."""
    each, foreign = raw.splitlines(keepends=True), other.splitlines(keepends=True)
    for at in range(1, min(len(each), len(foreign)) - 1):
        if lines.read(b"".join([*each[:at], foreign[at], *each[at + 1 :]])).problem is None:
            raise Violation(f"line {at + 1} came from another game and nobody noticed")
    for at in range(len(each) - 1):
        for changed in ([*each[:at], *each[at + 1 :]], [*each[:at], each[at + 1], each[at], *each[at + 2 :]]):
            if lines.read(b"".join(changed)).problem is None:
                raise Violation(f"line {at + 1} was moved and nobody noticed")
            if at and len(lines.read(b"".join(changed)).entries) > at - 1:
                raise Violation(f"line {at + 1} was moved and something behind it was believed")
