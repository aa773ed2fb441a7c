"""A class that is rehearsed: scripted students by the real door and wire, and nothing that stays."""

from __future__ import annotations

import asyncio
import hashlib
from functools import partial
from pathlib import Path

import pytest

from debate.classroom import rehearsal
from debate.classroom.host import serve
from debate.classroom.host.serve import Place, Wanted
from debate.classroom.room import table
from debate.cli import run
from debate.deckfile import load_deck
from debate.saves import shipped_games
from tests.classroom.host.program import free_port


async def quick(seconds: float) -> None:
    """A hundred times as fast as people."""
    await asyncio.sleep(seconds / 100)


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
        for path in folder.rglob("*")
    }


@pytest.mark.parametrize("deck", ["zte"])
def test_a_rehearsal_runs_through_and_leaves_no_trace(
    deck: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Twelve students come in, agree with help where they must, play to the end; the saves are byte for byte as before,
    and so is the folder for what is only there for a while."""
    saves, scratch = tmp_path / "saves", tmp_path / "tmp"
    saves.mkdir()
    scratch.mkdir()
    (saves / "mine.game").write_bytes(shipped_games()[0].path.read_bytes())
    monkeypatch.setenv("DEBATE_SAVES", str(saves))
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    monkeypatch.setattr(table, "SPLIT", 0.5)
    monkeypatch.setattr(serve, "come_in", partial(rehearsal.come_in, sleep=quick))
    monkeypatch.setattr(serve, "run_through", partial(rehearsal.run_through, sleep=quick))
    monkeypatch.setattr(serve, "_LINGER", 0.1)
    before = digests(saves)
    wanted = Wanted(load_deck(deck), 1, 5, "short", (), True)
    assert serve.rehearse(wanted, Place(free_port(), plain=True, rehearsed=12)) == 0
    told = capsys.readouterr().out
    assert "12 people have a seat now." in told
    assert told.count("The game has come to its end:") == 1
    assert "Everybody is asked once more what they believe." in told
    assert "Everybody is asked the exit ticket." in told
    assert "All of it is deleted" in told
    assert digests(saves) == before
    assert not list(scratch.iterdir())


def test_a_rehearsal_takes_nothing_up(capsys: pytest.CaptureFixture[str]) -> None:
    """It begins a class of its own; asked for both, one sentence says so."""
    assert run(["host", "--rehearse", "--resume"]) == 2
    assert "give one of them" in capsys.readouterr().err
