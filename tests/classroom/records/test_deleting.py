"""Deleting a class, and putting away one that was left open."""

from __future__ import annotations

from pathlib import Path

import pytest

from debate.classroom.host import serve
from debate.classroom.host.serve import Wanted
from debate.classroom.room import Request, Room
from debate.cli import run
from debate.deckfile import load_deck
from debate.store import Saves

DECK = load_deck("phones")


def left_open(folder: Path) -> Path:
    """A class of Zoë's that somebody interrupted; its folder."""
    room = Room.begin(DECK, Saves(folder), seed=4)
    ticket = room.join(room.code, "Zoë")
    room.enter(ticket.token)
    room.teacher()
    room.do("teacher", Request("a", "let-in"))
    room.do("teacher", Request("b", "start"))
    (room.folder / "contributions names.csv").write_text("Zoë")
    room.close()
    return room.folder


def test_a_deleted_class_leaves_no_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Log and files are gone, and it is said which; the game stays, and the name stands nowhere."""
    folder = left_open(tmp_path)
    assert run(["class", "delete", folder.name, "--saves", str(tmp_path)]) == 2
    assert "nobody is there to be asked" in capsys.readouterr().err
    assert folder.is_dir()
    assert run(["class", "delete", folder.name, "--yes", "--saves", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "Deleted: the log of the class, with what 1 people were called" in told
    assert "contributions names.csv" in told
    assert not folder.exists()
    assert list(tmp_path.glob("*.game"))
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and "Zoë".encode() in path.read_bytes()]


def test_a_class_that_is_hosted_is_not_deleted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nor a folder that is none of the saves', however it is named."""
    room = Room.begin(DECK, Saves(tmp_path), seed=4)
    assert run(["class", "delete", room.code, "--yes", "--saves", str(tmp_path)]) == 1
    assert "hosted by another program" in capsys.readouterr().err
    assert room.folder.is_dir()
    room.close()
    other = left_open(tmp_path / "elsewhere")
    assert run(["class", "delete", str(other), "--yes", "--saves", str(tmp_path)]) == 1
    assert "is left alone" in capsys.readouterr().err
    assert other.is_dir()


def test_a_class_left_open_is_asked_about_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not taken up, it is put away; it can still be resumed when that is asked for."""
    folder = left_open(tmp_path)
    saves, wanted = Saves(tmp_path), Wanted(DECK, 1, 4, None, (), True)
    asked: list[str] = []

    def answered(words: str) -> str:
        asked.append(words)
        return ""

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", answered)
    for _ in range(2):
        room = serve._room(wanted, saves)
        assert room is not None
        assert room.folder != folder
        room.close()
    assert len(asked) == 1
    assert "not asked about again" in capsys.readouterr().out
    again = serve._room(None, saves)
    assert again is not None
    assert again.folder == folder
    again.close()
