"""What was acknowledged is on disk, whatever the system does; and what a broken writer would do is noticed."""

from __future__ import annotations

import errno
from pathlib import Path
from random import Random

import pytest

from debate import saves as saved
from debate.game.session import Session
from debate.store import RecordError, Saves, read
from debate.store.files import FILES, read_path
from debate.store.lines import MAX_BYTES
from tests.store import broken
from tests.store.disk import Disk, Killed, Tripwire
from tests.store.work import DECK, FOLDER, Ledger, Violation, check, new_session, play_some, work


def begun(disk: Disk) -> tuple[Saves, Session, Path]:
    saves = Saves(FOLDER, disk)
    session = new_session()
    return saves, session, saved.begin(saves, session, "game")


def test_an_entry_is_synced_before_it_is_seen() -> None:
    """Write, sync, and only then the session has moved on."""
    disk = Disk()
    wire = Tripwire(disk)
    session = new_session()
    saved.begin(Saves(FOLDER, wire), session, "game")
    for _ in range(6):
        wire.made.clear()
        before = len(session.moves)
        play_some(session, Random(1), 1)
        assert wire.made == ["write", "sync"]
        assert len(session.moves) == before + 1


@pytest.mark.parametrize("call", ["write", "sync"])
def test_after_a_failure_nothing_is_acknowledged_any_more(call: str) -> None:
    """The choice that could not be recorded is not made; the next one is not tried; the reason is there to be shown."""
    disk = Disk()
    wire = Tripwire(disk)
    session = new_session()
    saved.begin(Saves(FOLDER, wire), session, "game")
    play_some(session, Random(1), 3)
    digest, moves, count = session.state.digest(), session.moves, len(session.journal)
    wire.at, wire.code = wire.count + (1 if call == "write" else 2), errno.ENOSPC
    for _ in range(2):
        with pytest.raises(RecordError, match="could not be saved: an error that this test makes"):
            play_some(session, Random(1), 1)
        with pytest.raises(RecordError):
            session.back(0)
        assert session.state.digest() == digest
        assert session.moves == moves
        assert len(session.journal) == count
    assert "Save it in another place" in session.read_only
    found = read(read_path(disk, FOLDER / "game.game", MAX_BYTES))
    assert found.entries == session.journal.entries


def test_a_game_that_cannot_be_saved_goes_on_elsewhere() -> None:
    """From memory, with all that was acknowledged, in another folder."""
    disk = Disk()
    wire = Tripwire(disk)
    session = new_session()
    saved.begin(Saves(FOLDER, wire), session, "game")
    play_some(session, Random(1), 3)
    wire.at, wire.mode = wire.count + 1, "fail-on"
    with pytest.raises(RecordError):
        play_some(session, Random(1), 1)
    elsewhere = Saves(Path("/media/stick"), disk)
    path = saved.begin(elsewhere, session, "game")
    assert not session.read_only
    play_some(session, Random(1), 3)
    found = read(read_path(disk, path, MAX_BYTES))
    assert found.problem is None
    assert found.entries == session.journal.entries


def test_a_folder_that_cannot_be_written_is_told_at_the_start() -> None:
    """The session is as it was, and can be played without a record."""
    session = new_session()
    with pytest.raises(RecordError, match="could not be"):
        saved.begin(Saves(FOLDER, Tripwire(Disk(), 5, "fail-on", errno.EROFS)), session, "game")
    assert not session.read_only
    play_some(session, Random(1), 3)


def test_an_interrupt_between_write_and_sync_ends_the_record() -> None:
    """Ctrl+C in the wrong moment: nothing is acknowledged on a record whose end is not known."""
    wire = Tripwire(Disk())
    session = new_session()
    saved.begin(Saves(FOLDER, wire), session, "game")

    def interrupted(file: int) -> None:
        raise KeyboardInterrupt

    wire.sync = interrupted  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        play_some(session, Random(1), 1)
    assert session.read_only
    assert session.moves == ()


def test_a_torn_end_is_cut_before_anything_is_added() -> None:
    """Half an entry is there; the game goes on from the last whole one, and that is told."""
    disk = Disk()
    saves, session, path = begun(disk)
    play_some(session, Random(1), 4)
    session.close()
    raw = read_path(disk, path, MAX_BYTES)
    file = disk.open(path, write=True)
    disk.write(file, raw.splitlines(keepends=True)[-1][:50])
    disk.close(file)
    opened = saved.open_game(saves, path, DECK)
    assert opened.session is not None
    assert opened.session.moves == session.moves
    assert "not written to its end (50 bytes of it are there)" in opened.told[0]
    assert read_path(disk, path, MAX_BYTES) == raw
    play_some(opened.session, Random(1), 1)
    assert read(read_path(disk, path, MAX_BYTES)).problem is None


def test_a_missing_line_end_is_put_back() -> None:
    disk = Disk()
    saves, session, path = begun(disk)
    play_some(session, Random(1), 4)
    session.close()
    raw = read_path(disk, path, MAX_BYTES)
    file = disk.open(path, write=True)
    disk.cut(file, len(raw) - 1)
    disk.close(file)
    opened = saved.open_game(saves, path, DECK)
    assert opened.session is not None
    assert opened.session.moves == session.moves
    assert read_path(disk, path, MAX_BYTES) == raw


def test_power_loss_at_any_call() -> None:
    """A sample; the torture run has many more."""
    broken.power_loss(40)


def test_a_stop_and_then_power_loss() -> None:
    broken.stop_then_power_loss(40)


@pytest.mark.parametrize("mode", ["fail", "fail-on"])
def test_failing_calls(mode: str) -> None:
    """Every seventh system call fails; the torture run takes every one."""
    broken.failing_calls(7, (mode,))


@pytest.mark.parametrize("mode", ["kill", "kill-after"])
def test_killed_at_calls(mode: str) -> None:
    for at in range(1, broken.steps_of_work() + 1, 7):
        disk, ledger = Disk(), Ledger()
        with pytest.raises(Killed):
            work(Tripwire(disk, at, mode), ledger)
        disk.killed()
        check(disk, ledger)


def test_full_disk_after_any_number_of_bytes() -> None:
    broken.full_disk(397)


def test_two_windows() -> None:
    broken.two_windows()


def test_names_that_are_taken() -> None:
    broken.taken_names()


def test_lines_from_another_game() -> None:
    broken.moved_lines(broken.a_record(), broken.a_record(7))


@pytest.mark.parametrize("what", broken.BROKEN)
def test_a_broken_writer_is_caught(what: str) -> None:
    """Each of these loses or falsifies something; the checks above would notice."""
    breaker, checking = broken.BROKEN[what]
    with breaker(), pytest.raises(Violation):
        checking()


def test_the_real_layer_does_the_same(tmp_path: Path) -> None:
    """The work on real files, and all checks on what it leaves."""
    from unittest.mock import patch

    from tests.store import work as work_

    folder = tmp_path / "a" / "saves"
    ledger = Ledger()
    with patch.object(work_, "FOLDER", folder):
        wire = Tripwire(FILES)
        work(wire, ledger)
        assert set(wire.made) >= {"create", "write", "sync", "link", "remove", "sync_folder", "lock"}
        assert "imported" in ledger.games
        check(FILES, ledger)
    assert not list(folder.rglob(".new-*"))
