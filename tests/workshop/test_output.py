"""What a command writes is there whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from debate.cli import run
from debate.command import Exit
from debate.store.files import Files
from debate.store.writer import write_over
from tests.debrief.games import DECKS

HARBOUR = str(DECKS / "harbour.yaml")
COMMANDS = {
    "paper": ["deck", "print", HARBOUR, "--html", "FILE"],
    "schema": ["deck", "schema", "--file", "FILE"],
    "table": ["deck", "simulate", HARBOUR, "--games", "2", "--jobs", "1", "--csv", "FILE"],
    "figures": ["deck", "simulate", HARBOUR, "--games", "2", "--jobs", "1", "--json", "FILE"],
}


def full(self: Files, file: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("command", COMMANDS)
def test_on_a_full_disk_the_old_file_stays(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence and the exit code tell it; what was there is there, and no part of what was to come."""
    path = tmp_path / "out"
    path.write_text("old")
    monkeypatch.setattr(Files, "sync", full)
    assert run([str(path) if word == "FILE" else word for word in COMMANDS[command]]) == Exit.PROBLEM
    assert capsys.readouterr().err.endswith("cannot be written: no space left on device.\n")
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["out"]


def test_a_new_deck_that_finds_no_room_leaves_no_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that the same command can be given again once there is room."""
    monkeypatch.setattr(Files, "sync", full)
    assert run(["deck", "new", str(tmp_path / "night-bus"), "--yes"]) == Exit.PROBLEM
    assert capsys.readouterr().err.endswith("cannot be written: no space left on device.\n")
    assert not list(tmp_path.iterdir())
    monkeypatch.undo()
    assert run(["deck", "new", str(tmp_path / "night-bus"), "--yes"]) == Exit.OK


def test_who_may_read_what_is_written(tmp_path: Path) -> None:
    """A file that is new is for its owner unless it is meant for others; one that was there keeps its mode."""
    own, others = tmp_path / "own", tmp_path / "others"
    mask = os.umask(0o022)
    try:
        write_over(own, b"one")
        write_over(others, b"one", mode=0o666)
        others.chmod(0o640)
        write_over(others, b"two", mode=0o666)
    finally:
        os.umask(mask)
    if os.name == "posix":
        assert (own.stat().st_mode & 0o777, others.stat().st_mode & 0o777) == (0o600, 0o640)
    assert others.read_bytes() == b"two"


def test_a_link_is_followed_and_a_pipe_written_into(tmp_path: Path) -> None:
    """The link stays a link, its file has the new content; what is no file is not replaced by one."""
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_over(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    write_over(Path(os.devnull), b"gone")
    assert not Path(os.devnull).is_file()
